"""Data within a prompt: whatever strangers wrote, it cannot close the element that it stands in."""


def inert(json_text: str) -> str:
    """Return the same JSON without a single `<`: within its strings that may be written as an escape."""
    return json_text.replace("<", "\\u003c")
