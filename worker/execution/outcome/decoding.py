"""Telling text from other content, whatever the encoding of its characters."""

import codecs
from typing import Final

#: UTF-32 comes first: its mark begins with that of UTF-16.
_MARKED: Final = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_UNMARKED: Final = ("utf-8", "utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
_MOSTLY: Final = 2  # of so many characters one is plain, or it was no text: any pair of bytes is a character
#: What no text of one byte a character holds, and of how many such characters one may lie beyond ASCII.
_CONTROLS: Final = bytes({*range(32), 127} - {*b"\t\n\f\r"})
_RARELY: Final = 5


def decoded(content: bytes) -> str | None:
    """Return the text that `content` is in some encoding of Unicode; None if it is something else."""
    for mark, encoding in _MARKED.items():
        if content.startswith(mark):
            return _text(content, encoding)
    texts = (_text(content, encoding) for encoding in _UNMARKED)
    return next((text for text in texts if text is not None), _western(content))


def _text(content: bytes, encoding: str) -> str | None:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    plain = encoding == "utf-8" or sum(map(str.isascii, text)) * _MOSTLY >= len(text)
    return text if plain and "\0" not in text else None


def _western(content: bytes) -> str | None:
    """Return text of Western Europe as it was before Unicode: nearly all of it is ASCII."""
    beyond = sum(byte > 127 for byte in content)  # noqa: PLR2004 - the last of ASCII
    if beyond * _RARELY > len(content) or len(content.translate(None, _CONTROLS)) < len(content):
        return None
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        return None
