"""Page snapshots of the Playwright MCP server, as text, to pages with elements.

The text tells what a page says, so it is untrusted: it is read here, and nothing in it is ever followed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

import yaml

_HEAD = re.compile(
    r'^(?P<role>[a-z]+)(?: (?P<name>"(?:[^"\\]|\\.)*"|/.*/))?(?P<flags>(?: \[[^\]]*\])*)$', re.DOTALL
)
_FLAG = re.compile(r"\[([a-z]+)(?:=([^\]]*))?\]")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_SNAPSHOT = re.compile(r"^### Snapshot\n```yaml\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_UNPRINTABLE = re.compile("[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_URL = re.compile(r"^- Page URL: (.*)$", re.MULTILINE)
_TITLE = re.compile(r"^- Page Title: (.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Element:
    """One node of a page's accessibility tree."""

    role: str
    name: str = ""
    flags: dict[str, str] = field(default_factory=dict)  #: e.g. ``{"ref": "e7", "checked": ""}``
    text: str = ""  #: its value, the chosen option, or what it says with everything inside it
    placeholder: str = ""
    options: tuple[str, ...] = ()  #: of a list to choose from

    @property
    def ref(self) -> str | None:
        """The handle by which a tool can act on it; None if it cannot be acted on."""
        return self.flags.get("ref")

    def __str__(self) -> str:
        return f"{self.role} “{self.name or self.text}”"


@dataclass(frozen=True)
class Page:
    """What a page showed at one moment, in the order of the document."""

    url: str
    title: str
    elements: tuple[Element, ...]

    @property
    def alerts(self) -> tuple[str, ...]:
        return self._said_by("alert")

    @property
    def notices(self) -> tuple[str, ...]:
        return self._said_by("status")

    @property
    def words(self) -> list[str]:
        """Every name and text on it."""
        return [self.title, *(said for element in self.elements for said in (element.name, element.text))]

    def _said_by(self, role: str) -> tuple[str, ...]:
        return tuple(said for each in self.elements if each.role == role and (said := each.text or each.name))


@lru_cache(maxsize=256)  # every turn of a run sends all of its pages again
def read_page(result: str) -> Page | None:
    """Return the page in a tool's `result`; None if it holds no whole snapshot."""
    snapshot = _SNAPSHOT.search(result)
    if snapshot is None:
        return None
    try:
        # Scalars stay the strings they are; nothing is constructed from them.
        nodes = yaml.load(_UNPRINTABLE.sub("", snapshot[1]), Loader=yaml.BaseLoader)  # noqa: S506
        elements = tuple(_elements(nodes))
    except (yaml.YAMLError, RecursionError):
        return None
    return Page(_first(_URL, result), _first(_TITLE, result), elements)


def _elements(nodes: object) -> Iterator[Element]:
    for head, inside in _entries(nodes):
        if (element := _element(head, inside)) is not None:
            yield element
        yield from _elements(inside)


def _entries(nodes: object) -> Iterator[tuple[str, object]]:
    """Yield every node of one level with what is inside it: nothing, a text, or more nodes."""
    for node in nodes if isinstance(nodes, list) else []:
        if isinstance(node, dict):
            yield from node.items()
        else:
            yield str(node), None


def _element(head: str, inside: object) -> Element | None:
    parsed = _HEAD.match(head)
    if parsed is None or parsed["role"] == "text":
        return None
    return Element(
        role=parsed["role"],
        name=_unquoted(parsed["name"] or ""),
        flags=dict(_FLAG.findall(parsed["flags"])),
        text=" ".join(_texts(inside)),
        placeholder=next((str(said) for key, said in _entries(inside) if key == "/placeholder"), ""),
        options=tuple(_options(inside)),
    )


def _texts(inside: object) -> Iterator[str]:
    if isinstance(inside, str):
        yield inside
    for head, deeper in _entries(inside):
        if head.startswith("/"):
            continue
        parsed = _HEAD.match(head)
        if parsed and parsed["role"] == "option" and "[selected]" not in parsed["flags"]:
            continue
        if parsed and parsed["name"]:
            yield _unquoted(parsed["name"])
        yield from _texts(deeper)


def _options(inside: object) -> Iterator[str]:
    for head, _ in _entries(inside):
        parsed = _HEAD.match(head)
        if parsed and parsed["role"] == "option":
            yield _unquoted(parsed["name"] or "")


def _unquoted(name: str) -> str:
    return _ESCAPED.sub(r"\1", name[1:-1]) if name.startswith('"') else name


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[1].strip() if found else ""
