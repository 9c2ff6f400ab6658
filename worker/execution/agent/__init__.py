"""The agent: Claude's command line behind the wall, what it is told, and which tools it has."""
