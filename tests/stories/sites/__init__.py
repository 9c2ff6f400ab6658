"""Sites that Orchard would never be: one that repeats secrets, and hostile ones."""
