"""What is a secret: the one rule for evidence, pictures and plans alike."""

import re

_SECRET = re.compile(
    r"pass\s?(?:wor[dt]|code|phrase)"
    r"|\b(?:secret|cvv|cvc|one[- ]time|access token|(?:api|access|private)[ -]?key)"
    r"|\b(?:otp|pin|token)\b",
    re.IGNORECASE,
)


def names_a_secret(label: str | None) -> bool:
    """Whether what is called so must be read by nobody else, even where it was typed in the clear."""
    return label is not None and _SECRET.search(label.replace("_", " ")) is not None
