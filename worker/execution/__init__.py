"""Plan to run: an agent carries out a plan behind a wall."""
