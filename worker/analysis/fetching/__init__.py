"""A link becomes a file on disk, through the address rules and within the limits."""
