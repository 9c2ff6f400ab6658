"""What the thread workers do: fetch Slack's files, and draw rows into their threads."""
