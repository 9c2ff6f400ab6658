"""Masks of what differs between two moments: where, and what of it changes all the time by itself."""
