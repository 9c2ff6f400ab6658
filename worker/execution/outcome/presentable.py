"""Which of a run's files people are shown, and without what: no secret, nothing too large, not too many."""

import mimetypes
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from models import ArtifactKind
from worker.checkpoints.manifest import File
from worker.execution.outcome.changes import Changes
from worker.execution.outcome.containers import holds_others
from worker.execution.outcome.covering import cover_secrets, is_picture
from worker.execution.outcome.decoding import decoded
from worker.execution.outcome.searching import holds_no_secret
from worker.execution.secrecy.redaction import Redactor
from worker.execution.telling.journal import storable

MOST_FILES: Final = 10
LARGEST: Final = 5 << 20  #: bytes of one file
TEXT: Final = "text/plain; charset=utf-8"

#: What is not a file of the run's own.
SCREENSHOT: Final = "screenshot.png"
LOG: Final = "log.txt"

_JPEG = b"\xff\xd8"


@dataclass(frozen=True)
class Presentable:
    """Something that may be shown to everybody in a run's thread."""

    name: str
    kind: ArtifactKind
    content_type: str
    content: bytes


@dataclass
class Selection:
    """A run's files that may be shown, and the names of the others with why not."""

    files: list[Presentable] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def select_files(changes: Changes, redactor: Redactor, folder: Path) -> Selection:
    """Choose from what a run changed; `folder` is empty, to read it there.

    Raises:
        DamagedCheckpoint: it cannot be read.
    """
    selection = Selection()
    small = [file for file in changes.files if 0 < file.size <= LARGEST]
    chosen = small[:MOST_FILES]
    for file, content in zip(chosen, changes.contents(chosen, folder), strict=True):
        _add(selection, _name_of(file, redactor), content, redactor)
    selection.left_out += [
        f"{_name_of(file, redactor)} (larger than {LARGEST >> 20} MB)"
        for file in changes.files
        if file.size > LARGEST
    ]
    if len(small) > MOST_FILES:
        selection.left_out.append(f"{len(small) - MOST_FILES} more")
    return selection


def present(name: str, content: bytes, redactor: Redactor) -> Presentable | None:
    """Return what may be shown of a file, told by its content alone: names lie.

    None if it may hold a secret that cannot be taken out of it.
    """
    if is_picture(content):
        return _covered(name, content, redactor)
    text = None if holds_others(content) else decoded(content)
    if text is not None:
        return Presentable(name, ArtifactKind.FILE, TEXT, redactor.text(text).encode())
    if holds_no_secret(content, redactor):
        return Presentable(name, ArtifactKind.FILE, _type_of(name), content)
    return None


def _covered(name: str, picture: bytes, redactor: Redactor) -> Presentable | None:
    if not redactor.forms:
        return Presentable(name, ArtifactKind.FILE, _type_of(name), picture)
    suffix = ".jpg" if picture.startswith(_JPEG) else ".png"
    shown = cover_secrets(picture, redactor.forms, suffix)
    named = name if _type_of(name) == _type_of(f"x{suffix}") else name + suffix
    return Presentable(named, ArtifactKind.FILE, _type_of(named), shown) if shown else None


def _add(selection: Selection, name: str, content: bytes, redactor: Redactor) -> None:
    shown = present(name, content, redactor)
    if shown is None:
        selection.left_out.append(f"{name} (it holds a credential, or cannot be looked through for one)")
    elif shown.name not in {file.name for file in selection.files}:
        selection.files.append(shown)


def _name_of(file: File, redactor: Redactor) -> str:
    name = redactor.text(storable(os.fsdecode(file.path)))
    return f"workspace/{name}" if name in {SCREENSHOT, LOG} else name


def _type_of(name: str) -> str:
    return mimetypes.guess_type(name)[0] or "application/octet-stream"
