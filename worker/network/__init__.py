"""The two ways out through the wall: to the model, and to public addresses."""
