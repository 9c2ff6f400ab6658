"""Where the mouse pointer was: its drawings, where one fits in a picture, and the track of its moves."""
