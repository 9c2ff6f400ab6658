"""The script a screen is written in: an icon is read as a sign of another one, alone among its letters."""

import unicodedata

from worker.analysis.ocr.recogniser import Glyph, Reading

#: Signs of another script are rare below this share of all that was read, once so many letters were.
RARE, LETTERS = 0.03, 30
#: A sign is alone when the next of its kind is further away than this, in heights of the line.
ALONE = 0.95


class Script:
    """Knows what was read so far, and takes icons out of it."""

    def __init__(self) -> None:
        """Nothing was read yet."""
        self._cased = self._caseless = 0

    def learn(self, reading: Reading) -> None:
        """Take in what a line says."""
        caseless = sum(map(_is_caseless, reading.glyphs))
        self._caseless += caseless
        self._cased += sum(glyph.text.isalpha() for glyph in reading.glyphs) - caseless

    def without_icons(self, reading: Reading, height: int) -> Reading:
        """A line of that height without what can only be an icon, read as an ideograph or the like."""
        if self._cased < LETTERS or self._caseless > RARE * self._cased:
            return reading
        strange = [glyph.x for glyph in reading.glyphs if _is_caseless(glyph)]
        alone = {x for x in strange if not any(0 < abs(x - other) <= ALONE * height for other in strange)}
        return Reading(tuple(glyph for glyph in reading.glyphs if glyph.x not in alone))


def _is_caseless(glyph: Glyph) -> bool:
    """Whether it is a letter of a script without capitals, such as Chinese."""
    return any(unicodedata.category(sign) == "Lo" for sign in glyph.text)
