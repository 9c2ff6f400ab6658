"""Reading the browser server's page snapshots, of which a page writes a good part.

The server puts the address first and escapes every line break in what comes from the page, so nothing that a
page says can stand at the beginning of a line. Only what the server itself writes there is believed.
"""

import re
from dataclasses import replace

from worker.execution.guard.elements import Node
from worker.execution.guard.page import Page

_LARGEST = 8_000_000  # characters; a page that takes more to describe is not read

# The title is on one line: browsers collapse white space in it.
_HEADER = re.compile(
    r"(?P<tabs>### Open tabs\n(?:- [^\n]*\n)+)?### Page\n- Page URL: (?P<url>[^\n]*)\n(?:- [^\n]*\n)*"
    r"### Snapshot\n```yaml\n"
)
_FENCE = "\n```"
_LINE = re.compile(r"(?P<indent> *)- (?P<rest>.*)", re.DOTALL)
_PROPERTY = re.compile(r"/[a-z-]+: ")
_TOLD = re.compile(r"/(?P<what>placeholder|url): (?P<text>.*)", re.DOTALL)
_HEAD = r'(?P<role>[a-z]+)(?: (?P<name>"[^"\\]*(?:\\.[^"\\]*)*"))?(?P<flags>(?: \[[^\[\]]*\])*)'
_QUOTED_HEAD = re.compile(_HEAD, re.DOTALL)
_VALUE = r"(?::(?: (?P<value>.*))?)?"
_PLAIN = re.compile(_HEAD + _VALUE, re.DOTALL)
_QUOTED = re.compile(rf"'(?P<key>[^']*(?:''[^']*)*)'{_VALUE}", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|(.))", re.DOTALL)
_CONTROL_CHARACTERS = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}


def read_page(result: str, *, whole: bool = True) -> Page | None:
    """Return the page that a snapshot tool's `result` describes; None if that is not what it is.

    `whole` says whether all of the page was asked for, and not only a part.
    """
    header = _HEADER.match(result) if len(result) <= _LARGEST else None
    end = result.find(_FENCE, header.end() - 1) if header else -1
    if header is None or end < 0:
        return None
    # Only at \n: a page may well write other characters that begin a new line elsewhere.
    lines = [_LINE.fullmatch(line) for line in result[header.end() : end].split("\n") if line]
    if not all(lines):
        return None
    nodes = _nodes([line for line in lines if line])
    return Page(header[0], header["url"], nodes, is_alone=not header["tabs"], whole=whole)


def _nodes(lines: list[re.Match[str]]) -> list[Node]:
    nodes: list[Node] = []
    for line in lines:
        if node := _node(line):
            nodes.append(node)
        elif nodes and (told := _TOLD.fullmatch(line["rest"])):
            # The server puts what it tells of a link or a field before what is in it.
            nodes[-1] = _with(nodes[-1], told["what"], _unquoted(told["text"]))
    return nodes


def _with(node: Node, what: str, text: str) -> Node:
    return replace(node, address=text) if what == "url" else replace(node, hint=text)


def _node(line: re.Match[str]) -> Node | None:
    """Return the node that a line describes; None for a property, such as a link's address."""
    depth, rest = len(line["indent"]) // 2, line["rest"]
    if _PROPERTY.match(rest):
        return None
    whole = _QUOTED.fullmatch(rest) or _PLAIN.fullmatch(rest)
    head = _QUOTED_HEAD.fullmatch(whole["key"].replace("''", "'")) if whole and rest[0] == "'" else whole
    if whole is None or head is None:
        return Node(depth, "", "", "", "", rest)  # unknown, but others may stand in it
    name, text = _unquoted(head["name"] or ""), _unquoted(whole["value"] or "")
    return Node(depth, head["role"], name, text, head["flags"], rest)


def _unquoted(text: str) -> str:
    quoted = len(text) > 1 and text.startswith('"') and text.endswith('"')
    return _ESCAPE.sub(_unescaped, text[1:-1]) if quoted else text


def _unescaped(escape: re.Match[str]) -> str:
    code = escape[1] or escape[2]
    return chr(int(code, 16)) if code else _CONTROL_CHARACTERS.get(escape[3], escape[3])
