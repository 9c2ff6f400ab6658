"""Terminals: which part of the screen is one, and what was run in it."""
