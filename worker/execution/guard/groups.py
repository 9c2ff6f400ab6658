"""What stands beside a control and tells it from others of the same name: the smallest group around it."""

from collections.abc import Collection, Iterator, Sequence

from worker.execution.guard.elements import TEXT_FIELDS, Node
from worker.execution.guard.tree import LONGEST_TEXT, around, text_in, within

ROWS = frozenset({"article", "listitem", "row", "treeitem"})
#: What these are called tells what else can be done there, and nothing of the deed.
_BUTTONS = frozenset({
    *("button", "checkbox", "menuitem", "menuitemcheckbox", "menuitemradio", "option", "radio", "switch"),
    "tab",
})  # fmt: skip
#: What these hold is told by itself, as what is filled in.
_FIELDS = TEXT_FIELDS | {"listbox", "slider"}


def row_beside(nodes: Sequence[Node], index: int) -> str:
    """Return what is written in the row around a control, or, if others are called the same, in its group.

    Empty if it stands in no row and nothing else is called so, or if nothing tells it from them.
    """
    return _row_beside(nodes, index, _called_the_same(nodes, index))


def text_beside(nodes: Sequence[Node], index: int) -> str:
    """Return what is written in the smallest group around a control that says anything but names of buttons.

    Links only say anything if others are called the same, as then they may be what tells it from them.
    A group in which something else is called the same does not tell which is meant. Of a long one only what
    is nearest is returned. Texts in fields are none.
    """
    return _text_beside(nodes, index, _called_the_same(nodes, index))


def is_told_apart(nodes: Sequence[Node], index: int) -> bool:
    """Whether nothing else is called the same, or what is written beside it is written beside no other."""
    others = _called_the_same(nodes, index)
    text = _row_beside(nodes, index, others) if others else ""
    same = {*others, index}
    beside_others = (_row_beside(nodes, other, same - {other}) for other in others)
    return not others or (bool(text) and all(beside != text for beside in beside_others))


def _row_beside(nodes: Sequence[Node], index: int, others: Collection[int]) -> str:
    row = next((outer for outer in around(nodes, index) if nodes[outer].role in ROWS), None)
    if row is not None:
        return text_in(nodes, row)
    return _text_beside(nodes, index, others) if others else ""


def _text_beside(nodes: Sequence[Node], index: int, others: Collection[int]) -> str:
    silent = _BUTTONS if others else _BUTTONS | {"link"}
    widest: range | None = None
    for group in _groups_around(nodes, index):
        if any(other in group for other in others):
            break
        widest = group
        if said := _said_in(nodes, group, index, silent):
            return _nearest(said, index)
    return _nearest(_said_in(nodes, widest, index, ()), index) if widest and others else ""


def _called_the_same(nodes: Sequence[Node], index: int) -> list[int]:
    role, label = nodes[index].role, _label(nodes, index)
    same = (at for at, node in enumerate(nodes) if node.role == role and at != index)
    return [at for at in same if _label(nodes, at) == label]


def _label(nodes: Sequence[Node], index: int) -> str:
    return nodes[index].name or text_in(nodes, index)


def _groups_around(nodes: Sequence[Node], index: int) -> Iterator[range]:
    """Yield the lines of each group around a node, from the inside out; the last is the whole page."""
    for outer in around(nodes, index):
        if outer != index:
            yield range(outer, max(within(nodes, outer), default=outer) + 1)
    yield range(len(nodes))


def _said_in(
    nodes: Sequence[Node], group: range, index: int, silent: Collection[str]
) -> list[tuple[int, str]]:
    """Return the texts of a group by line, without those of fields, `silent` roles and `index`."""
    said: list[tuple[int, str]] = []
    left_out = -1  #: depth of what nothing is taken from
    for at in group:
        node = nodes[at]
        if 0 <= left_out < node.depth:
            continue
        left_out = node.depth if at == index or node.role in _FIELDS or node.role in silent else -1
        if left_out < 0 and (text := _text(node)):
            said.append((at, text))
    return said


def _text(node: Node) -> str:
    """Return what a line says itself; pictures say nothing, and names of rows repeat what is in them."""
    name = "" if node.role in ROWS or node.role == "img" else node.name
    return " ".join(f"{name} {node.text}".split())


def _nearest(said: Sequence[tuple[int, str]], index: int) -> str:
    """Return the texts nearest before a line, then those after it, in order, as far as there is room."""
    before = [(at, text) for at, text in said if at < index][::-1]
    kept, room = [], LONGEST_TEXT
    for at, text in (*before, *((at, text) for at, text in said if at > index)):
        if room > 0:
            kept.append((at, text[:room]))
            room -= len(text) + 1
    return " ".join(text for _, text in sorted(kept))
