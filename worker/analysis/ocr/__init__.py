"""Optical character recognition: where lines of text are, and what they say."""
