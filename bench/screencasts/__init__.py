"""How well, and how fast, recordings of screens are understood."""
