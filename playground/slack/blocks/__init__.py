"""Block Kit as the stand-in sees it: is it valid, who is clicked, what was filled in."""
