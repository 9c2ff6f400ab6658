"""How a run ends: what was verified, and what it leaves for people to look at."""
