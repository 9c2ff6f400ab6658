"""The lines of a snapshot as a tree: what stands around a line, within it, and what is written there."""

from collections.abc import Iterator, Sequence

from worker.execution.guard.elements import Node

LONGEST_TEXT = 400  # characters of what stands in an element; a label is shorter


def around(nodes: Sequence[Node], index: int) -> Iterator[int]:
    """Yield a node and those it stands in, from the inside out."""
    depth = nodes[index].depth + 1
    for outer in range(index, -1, -1):
        if nodes[outer].depth < depth:
            depth = nodes[outer].depth
            yield outer


def within(nodes: Sequence[Node], index: int) -> Iterator[int]:
    """Yield all that stands in a node, without itself."""
    for inner in range(index + 1, len(nodes)):
        if nodes[inner].depth <= nodes[index].depth:
            return
        yield inner


def text_in(nodes: Sequence[Node], index: int) -> str:
    """Return what is written in a node, without pictures and its own name, which may say otherwise."""
    text = nodes[index].text
    for inner in within(nodes, index):
        if len(text) > LONGEST_TEXT:
            break
        node = nodes[inner]
        text = f"{text} {node.name if node.role != 'img' else ''} {node.text}"
    return " ".join(text.split())[:LONGEST_TEXT]
