"""The secrets of a run: who is given which, and keeping them out of everything else."""
