"""What was said aloud, from captions or by speech recognition, and which events it speaks of."""
