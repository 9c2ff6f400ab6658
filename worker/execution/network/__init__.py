"""The two ways out of a run: to the model, and to public addresses."""
