"""What of a screencast is secret: by its name, in an address, in a command."""
