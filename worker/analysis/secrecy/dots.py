"""Passwords as they are shown while somebody types them: as dots."""

from worker.analysis.frames import Pixels
from worker.analysis.geometry import union
from worker.analysis.masking import dotted, marks_of, only_dots

#: Written letters count as a password's dots when there are at least this many.
FEWEST = 2
#: And when they take up at least this share of what stands there.
MOSTLY = 0.6
#: A full stop or three are never so many heights wide.
WIDE = 3.0
#: So dots are read that are too small or too blurred to be told by their look; at least so many of them.
READ_AS, FEWEST_READ = frozenset(".\u2022\u25cf\u00b7\u2219*"), 4


def is_dotted(line: Pixels, scale: float) -> bool:
    """Whether a picture of one line shows dots and nothing but dots; no pointer and no caret is in it."""
    if not only_dots(line, scale):
        return False
    rows = dotted(line, scale, FEWEST)
    # A dot that compression has smeared, or that a pointer stood on, parts the row in two.
    return bool(rows) and sum(row.width for row in rows) >= MOSTLY * union(marks_of(line)).width


def reads_as_dots(text: str, wide: float = 0.0) -> bool:
    """Whether a text, so many heights `wide`, is nothing but dots: small ones are read as fewer."""
    is_many = len(text) >= FEWEST_READ or (wide >= WIDE and bool(text))
    return is_many and READ_AS.issuperset(text.replace(" ", ""))
