"""Controls on a page: their rectangles, the phrases on them, and how both belong together."""
