"""What packets of H.264 say about themselves before they are decoded."""
