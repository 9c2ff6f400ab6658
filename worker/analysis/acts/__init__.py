"""What somebody did, told from what changed: each file knows one kind of act."""
