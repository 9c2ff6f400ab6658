"""Figures, measured on a workplace of their own: never tests, since machines differ."""
