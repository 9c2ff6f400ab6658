"""A person in charge: questions, guidance and limits."""
