"""Differences that belong together: what kind of change they are, when it began and when it had settled."""
