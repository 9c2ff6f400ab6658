"""Checkpoints: a workspace as it was at one moment, kept in object storage at the cost of what changed."""
