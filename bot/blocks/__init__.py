"""Rows -> Block Kit. Pure functions: what they return is sent as it is."""
