"""A page as a snapshot describes it: what is called what, and what stands in what."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

_LONGEST_TEXT = 400  # characters of what stands in an element; a label is shorter
_TEXT_FIELDS = frozenset({"searchbox", "spinbutton", "textbox"})
_REF = re.compile(r"\[ref=([a-z0-9]+)\]")

#: What a click on anything within it is a click on.
_CONTROLS = frozenset(
    {
        *(
            "button",
            "checkbox",
            "combobox",
            "link",
            "menuitem",
            "menuitemcheckbox",
            "menuitemradio",
            "option",
        ),
        *("radio", "searchbox", "slider", "spinbutton", "switch", "tab", "textbox", "treeitem"),
    }
)


@dataclass(frozen=True)
class Element:
    """What a click on a part of a page hits: the control around it, or itself."""

    role: str
    name: str = ""  #: as assistive technology reads it
    text: str = ""  #: as it is written on the page

    @property
    def labels(self) -> tuple[str, ...]:
        """What it is called, be it read out or written."""
        return tuple(dict.fromkeys(label for label in (self.name, self.text) if label))


@dataclass(frozen=True)
class Node:
    """One line of a snapshot."""

    depth: int
    role: str
    name: str
    text: str
    flags: str
    line: str  #: as the snapshot has it

    @property
    def ref(self) -> str | None:
        found = _REF.search(self.flags)
        return found[1] if found else None

    @property
    def is_control(self) -> bool:
        # Pages make buttons of anything; the pointer over it gives those away.
        return self.role in _CONTROLS or "[cursor=pointer]" in self.flags


class Page:
    """A page as one snapshot describes it."""

    def __init__(self, header: str, url: str, nodes: Sequence[Node], *, is_alone: bool, whole: bool) -> None:
        self.url = url
        self.is_alone = is_alone  #: no other tab was open
        self._header = header  #: what the snapshot says before it comes to the nodes
        self._whole = whole
        self._nodes = nodes
        self._indices = {ref: index for index, node in enumerate(nodes) if (ref := node.ref)}

    @cached_property
    def focused(self) -> str | None:
        """The ref of what the keyboard acts on."""
        return next((node.ref for node in reversed(self._nodes) if "[active]" in node.flags), None)

    def words(self, *, with_fields: bool = True) -> str:
        """Return all that can be read on it, in the order of the document, and how the snapshot puts it."""
        nodes = self._nodes if with_fields else [self._nodes[index] for index in self._outside_fields()]
        read = [said for node in nodes for said in (node.name, node.text) if said]
        return "\n".join((*read, self._header, *(node.line for node in nodes)))

    @cached_property
    def fields(self) -> dict[str, Element]:
        """What texts can be typed into, by ref, in order; `text` is what stands in each."""
        return {
            ref: self._element(index)
            for ref, index in self._indices.items()
            if self._nodes[index].role in _TEXT_FIELDS
        }

    def element(self, ref: str) -> Element | None:
        """Return what a click on `ref` hits; None if the snapshot does not show it."""
        index = self._indices.get(ref)
        hit = None if index is None else self._control_around(index)
        # What stands around a part of a page is not known, so it may be that which is hit.
        return (
            self._element(hit) if hit is not None and (self._whole or self._nodes[hit].is_control) else None
        )

    def controls_within(self, ref: str) -> Iterator[Element]:
        """Yield the controls inside `ref`: a click on its middle may hit one of them."""
        index = self._indices.get(ref)
        for inner in () if index is None else self._within(index):
            if self._nodes[inner].is_control:
                yield self._element(inner)

    def buttons_near(self, ref: str) -> tuple[Element, ...]:
        """Return the buttons of the smallest part of the page around `ref` that has any."""
        index = self._indices.get(ref)
        for outer in () if index is None else self._around(index):
            if found := self._buttons_within(outer):
                return found
        return () if index is None else self._buttons(range(len(self._nodes)))

    def is_its_own(self, ref: str) -> bool:
        """Whether `ref` is certainly in the page itself and not in a frame, which may be anybody's page."""
        index = self._indices.get(ref)
        return (
            self._whole
            and index is not None
            and all(self._nodes[outer].role != "iframe" for outer in self._around(index))
        )

    def _outside_fields(self) -> Iterator[int]:
        indices = iter(range(len(self._nodes)))
        for index in indices:
            if self._nodes[index].role in _TEXT_FIELDS:
                for _ in self._within(index):
                    next(indices)
            else:
                yield index

    def _element(self, index: int) -> Element:
        node = self._nodes[index]
        return Element(node.role, node.name, self._text(index))

    def _buttons_within(self, index: int) -> tuple[Element, ...]:
        return self._buttons(self._within(index))

    def _buttons(self, indices: Iterable[int]) -> tuple[Element, ...]:
        return tuple(self._element(index) for index in indices if self._nodes[index].role == "button")

    def _control_around(self, index: int) -> int:
        return next((outer for outer in self._around(index) if self._nodes[outer].is_control), index)

    def _around(self, index: int) -> Iterator[int]:
        """Yield a node and those it stands in, from the inside out."""
        depth = self._nodes[index].depth + 1
        for outer in range(index, -1, -1):
            if self._nodes[outer].depth < depth:
                depth = self._nodes[outer].depth
                yield outer

    def _within(self, index: int) -> Iterator[int]:
        for inner in range(index + 1, len(self._nodes)):
            if self._nodes[inner].depth <= self._nodes[index].depth:
                return
            yield inner

    def _text(self, index: int) -> str:
        """Return what is written in a node, without pictures and its own name, which may say otherwise."""
        text = self._nodes[index].text
        for inner in self._within(index):
            if len(text) > _LONGEST_TEXT:
                break
            node = self._nodes[inner]
            text = f"{text} {node.name if node.role != 'img' else ''} {node.text}"
        return " ".join(text.split())[:_LONGEST_TEXT]
