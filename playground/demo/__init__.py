"""The whole way, headless: a screencast becomes a plan, a run, a cancelled run and restored files."""
