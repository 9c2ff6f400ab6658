"""What a change tells of what was clicked, where no pointer shows it."""
