"""Film the demo site: a real browser, a real pointer, real keystrokes, and a note of what was done when."""
