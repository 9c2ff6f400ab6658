"""Real applications, installed as anybody would install them, and what is done in them before the camera.

They show what made-up sites cannot: how much of the seeing holds where nobody of ours drew the page.
"""
