"""Texts as they are compared: case, spacing and ways to write the same letter do not count."""

import re
import unicodedata

_LONGEST = 2_000_000  # characters of one text that are compared
_PIECE = re.compile(r"\d+|[^\W\d_]+")
_INFLECTION = re.compile(r"(?<=\w{3})(?:ations?|ings?|ed|es|(?<!s)s|e)$")


def comparable(text: str) -> str:
    """Return a text in the form in which one is looked for in another."""
    return " ".join(unicodedata.normalize("NFKC", text[:_LONGEST]).casefold().split())


def without_accents(text: str) -> str:
    """Return a text with plain letters, as sites write names in addresses and file names."""
    return "".join(
        letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter)
    )


def compact(text: str) -> str:
    """Return the letters and digits of a text alone: however a number is grouped, it is the same."""
    return "".join(filter(str.isalnum, text))


def pieces_of(text: str) -> list[str]:
    """Return the numbers and words of a text in order, words without their endings."""
    return [stem(piece) for piece in _PIECE.findall(comparable(text))]


def stem(word: str) -> str:
    """Return a word without its ending: "place", "placed" and "placing" are one word."""
    return _INFLECTION.sub("", word)
