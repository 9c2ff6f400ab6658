"""A page as a snapshot describes it: what is called what, and what stands in what."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from worker.execution.guard.elements import Element, Filled, Node
from worker.execution.guard.groups import is_told_apart, row_beside, text_beside
from worker.execution.guard.tree import around, text_in, within

_TEXT_FIELDS = frozenset({"searchbox", "spinbutton", "textbox"})
_LISTS = frozenset({"combobox", "listbox"})
_FILLED = _TEXT_FIELDS | _LISTS | {"slider"}
_TICKED = frozenset({"checkbox", "menuitemcheckbox", "menuitemradio", "radio", "switch"})


class Page:
    """A page as one snapshot describes it."""

    def __init__(self, header: str, url: str, nodes: Sequence[Node], *, is_alone: bool, whole: bool) -> None:
        self.url = url
        self.is_alone = is_alone  #: no other tab was open
        self.whole = whole  #: and not only a part of it
        self._header = header  #: what the snapshot says before it comes to the nodes
        self._nodes = nodes
        self._indices = {ref: index for index, node in enumerate(nodes) if (ref := node.ref)}

    @cached_property
    def focused(self) -> str | None:
        """The ref of what the keyboard acts on."""
        return next((node.ref for node in reversed(self._nodes) if "[active]" in node.flags), None)

    @cached_property
    def document(self) -> str:
        """How the references of its document begin: one that is loaded has another beginning; empty if none.

        The browser's server writes ``e1`` in the first document of a tab, then ``f1e1``, ``f2e1`` ...
        """
        first = next((ref for node in self._nodes if (ref := node.ref)), "")
        return first.rstrip("0123456789")

    def words(self, *, with_fields: bool = True) -> str:
        """Return all that can be read on it, in the order of the document, and how the snapshot puts it."""
        nodes = self._nodes if with_fields else [self._nodes[index] for index in self._outside_fields()]
        read = [said for node in nodes for said in (node.name, node.text) if said]
        return "\n".join((*read, self._header, *(node.line for node in nodes)))

    def filled_in(self, typed: Mapping[str, str]) -> tuple[Filled, ...]:
        """Return what is in its fields, lists and boxes, in order; `typed` is what came later, by ref."""
        fields = (
            Filled(self._nodes[index].name, typed.get(ref, self._value(index)))
            for ref, index in self._indices.items()
            if self._nodes[index].role in _FILLED | _TICKED
        )
        return tuple(field for field in fields if field.value)

    def entered(self) -> list[str]:
        """Return what stands in its fields and lists, and what its ticked boxes are called."""
        nodes = (self._nodes[index] for index in self._indices.values())
        ticked = (node for node in nodes if node.role in _TICKED and "[checked]" in node.flags)
        fields = (index for index in self._indices.values() if self._nodes[index].role in _FILLED)
        return list(filter(None, (*map(self._value, fields), *(node.name or node.text for node in ticked))))

    def element(self, ref: str) -> Element | None:
        """Return what a click on `ref` hits; None if the snapshot does not show it."""
        index = self._indices.get(ref)
        hit = None if index is None else self._control_around(index)
        # What stands around a part of a page is not known, so it may be that which is hit.
        return self._element(hit) if hit is not None and (self.whole or self._nodes[hit].is_control) else None

    def controls_within(self, ref: str) -> Iterator[Element]:
        """Yield the controls inside `ref`: a click on its middle may hit one of them."""
        index = self._indices.get(ref)
        for inner in () if index is None else self._within(index):
            if self._nodes[inner].is_control:
                yield self._element(inner)

    def links(self) -> Iterator[Element]:
        """Yield all that leads to an address."""
        return (self._element(index) for index, node in enumerate(self._nodes) if node.address)

    def reached_from(self, ref: str) -> tuple[Element, ...]:
        """Return all that keys at `ref` may set off in its document: nothing tells what belongs to what."""
        index = self._indices.get(ref)
        beside = range(len(self._nodes)) if index is None else self._document_around(index)
        return tuple(self._element(each) for each in beside if self._is_in_reach(each, index))

    def row_around(self, ref: str) -> str:
        """Return what is written in the row around `ref`, or beside it if others are called the same."""
        hit = self._hit(ref)
        return "" if hit is None else row_beside(self._nodes, hit)

    def text_beside(self, ref: str) -> str:
        """Return what is written in the smallest group around `ref` that says anything."""
        hit = self._hit(ref)
        return "" if hit is None else text_beside(self._nodes, hit)

    def place_of(self, ref: str) -> str:
        """Return what else tells `ref` apart: the frame it is in, and itself if no words do."""
        hit = self._hit(ref)
        if hit is None:
            return ref
        frames = (self._nodes[outer] for outer in self._around(hit))
        frame = next((node.ref or node.line for node in frames if node.role == "iframe"), "")
        return f"{frame} {'' if is_told_apart(self._nodes, hit) else ref}".strip()

    def is_its_own(self, ref: str) -> bool:
        """Whether `ref` is certainly in the page itself and not in a frame, which may be anybody's page."""
        index = self._indices.get(ref)
        return (
            self.whole
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
        return Element(node.role, node.name, text_in(self._nodes, index), node.address, node.hint)

    def _value(self, index: int) -> str:
        """Return what a field holds, what is chosen in a list, or whether a box is ticked."""
        node = self._nodes[index]
        if node.role in _TICKED:
            return "ticked" if "[checked]" in node.flags else ""
        options = [self._nodes[inner] for inner in self._within(index) if self._nodes[inner].role == "option"]
        if options:
            return ", ".join(option.name for option in options if "[selected]" in option.flags)
        inner = (self._nodes[inner] for inner in self._within(index))
        return " ".join(
            filter(None, (node.text, *(said for each in inner for said in (each.name, each.text))))
        )

    def _document_around(self, index: int) -> Iterator[int]:
        """Yield what is in the same document: a frame within it is another one."""
        frames = (outer for outer in self._around(index) if self._nodes[outer].role == "iframe")
        frame = next((outer for outer in frames if outer != index), None)
        inside_frame: int | None = None  #: its depth
        for each in range(len(self._nodes)) if frame is None else self._within(frame):
            depth = self._nodes[each].depth
            if inside_frame is None or depth <= inside_frame:
                inside_frame = depth if self._nodes[each].role == "iframe" else None
                yield each

    def _is_in_reach(self, index: int, start: int | None) -> bool:
        """Whether keys at `start` may set a node off. They choose from no other list than that around it."""
        lists = (outer for outer in self._around(index) if self._nodes[outer].role == "combobox")
        other_list = self._nodes[index].role == "option" and next(lists, start) != start
        return self._nodes[index].can_be_set_off and not other_list

    def _control_around(self, index: int) -> int:
        return next((outer for outer in self._around(index) if self._nodes[outer].is_control), index)

    def _hit(self, ref: str) -> int | None:
        index = self._indices.get(ref)
        return None if index is None else self._control_around(index)

    def _around(self, index: int) -> Iterator[int]:
        return around(self._nodes, index)

    def _within(self, index: int) -> Iterator[int]:
        return within(self._nodes, index)
