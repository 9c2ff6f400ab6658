"""What leads somewhere is often called like the place: by its heading, or by its address."""

import re
from urllib.parse import urlsplit

from worker.analysis.controls.phrases import Phrase
from worker.analysis.fields import Control, Page
from worker.analysis.geometry import Box
from worker.analysis.reading import Reader
from worker.analysis.scene import Scene

#: Only so many of the largest new texts are headings.
HEADINGS = 2
#: What stands no further from where it stood, in pixels, has not moved.
STILL = 3
#: Shorter words are everywhere, and what is longer is no link's name.
SHORTEST, MOST_WORDS = 3, 5


def announced(reader: Reader, scene: Scene, url: str | None, top: int) -> Control | None:
    """What stood beneath `top` with the words of a new heading, or of the address that was gone to."""
    height, width = scene.before.pixels.shape[:2]
    page = Page(reader, scene.before.pixels, scene.scale)
    known = page.phrases(Box(0, top, width, height - top))
    phrase = _of_heading(reader, scene, known) or _of_address(url, known)
    return None if phrase is None else page.control_at(phrase.box.center, writable=False)


def _of_heading(reader: Reader, scene: Scene, known: list[Phrase]) -> Phrase | None:
    page = Page(reader, scene.after.pixels, scene.scale)
    new = [p for p in page.phrases(scene.change.bounds) if not _was_there(p, known)]
    headings = sorted(new, key=lambda p: p.box.height, reverse=True)[:HEADINGS]
    names = (_plain(heading.text) for heading in headings)
    named = {_plain(phrase.text): phrase for phrase in known}
    return next((named[name] for name in names if len(name) >= SHORTEST and name in named), None)


def _of_address(url: str | None, known: list[Phrase]) -> Phrase | None:
    """The one phrase with all the words of the last part of an address that is no number."""
    parts = [part for part in urlsplit(url or "").path.split("/") if part and not part.isdigit()]
    wanted = _words(parts[-1]) if parts else set()
    short = [p for p in known if len(p.text.split()) <= MOST_WORDS and "/" not in p.text]
    found = [p for p in short if wanted and wanted <= _words(p.text)]
    return found[0] if len(found) == 1 else None


def _was_there(phrase: Phrase, known: list[Phrase]) -> bool:
    """Whether the same stood there before, however it looked: a page behind a dialog is dimmed."""
    alike = (former.box.center for former in known if _plain(former.text) == _plain(phrase.text))
    here = phrase.box.center
    return any(max(abs(there.x - here.x), abs(there.y - here.y)) <= STILL for there in alike)


def _plain(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalnum())


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]+", text.lower()))
