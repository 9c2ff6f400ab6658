"""The wall around a run or a download: what is inside, how much it may take, and that nothing is left."""
