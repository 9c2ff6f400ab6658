"""Letters that readers take for each other."""

import re

_ALIKE = {"i": "[il1|]", "l": "[il1|]", "o": "[o0]"}


def however_read(words: str) -> str:
    """A pattern of words (lower case, case to be ignored) that also matches them misread: `APl_KEY`.

    The pattern has no `i`, `l` or `o` within a class, an escape or the name of a group.
    """
    return re.sub("[ilo]", lambda letter: _ALIKE[letter[0]], words)
