"""A secret is found in dumps of bytes, and in encoded text whose lines are numbered or quoted."""

import base64
from collections.abc import Callable

import pytest

from worker.execution.secrecy.redaction import Redactor

SECRET = "Canary-x7Q2 x7Q2\tx7Q2-End-of-it\n9"
REDACTOR = Redactor([("SECRET", SECRET)])


def _rows(content: bytes) -> list[tuple[int, bytes]]:
    return [(at, content[at : at + 16]) for at in range(0, len(content), 16)]


def _shown(row: bytes) -> str:
    return "".join(chr(byte) if 32 <= byte < 127 else "." for byte in row)


def _xxd(content: bytes) -> str:
    return "\n".join(f"{at:08x}: {row.hex(' ', -2):<39}  {_shown(row)}" for at, row in _rows(content))


def _hexdump(content: bytes) -> str:
    return "\n".join(f"{at:08x}  {row.hex(' '):<48} |{_shown(row)}|" for at, row in _rows(content))


def _od_bytes(content: bytes) -> str:
    return "\n".join(f"{at:07o} {row.hex(' ')}" for at, row in _rows(content))


def _od_words(content: bytes) -> str:
    rows = ((at, row + b"\0" * (len(row) % 2)) for at, row in _rows(content))
    words = ((at, [row[n : n + 2][::-1].hex() for n in range(0, len(row), 2)]) for at, row in rows)
    return "\n".join(f"{at:07x} {' '.join(row)}" for at, row in words)


def _od_characters(content: bytes) -> str:
    signs = {9: r"  \t", 10: r"  \n", 0: r"  \0"}
    cells = (
        (at, "".join(signs.get(byte, f"   {chr(byte)}" if byte < 127 else f" {byte:03o}") for byte in row))
        for at, row in _rows(content)
    )
    return "\n".join(f"{at:07o}{row}" for at, row in cells)


DUMPS: dict[str, Callable[[bytes], str]] = {
    "xxd": _xxd,
    "hexdump -C": _hexdump,
    "od -tx1": _od_bytes,
    "hexdump": _od_words,
    "od -c": _od_characters,
}


@pytest.mark.parametrize("dump", DUMPS)
@pytest.mark.parametrize("before", [0, 3, 13])
def test_a_dump_tells_nothing_of_a_secret(dump: str, before: int) -> None:
    text = REDACTOR.text(f"$ dump\n{DUMPS[dump](b'.' * before + SECRET.encode() + b'!')}\ndone\n")
    assert "[SECRET]" in text
    assert "x7Q2" not in text
    assert text.startswith("$ dump\n")
    assert text.endswith("\ndone\n")


@pytest.mark.parametrize("dump", DUMPS)
def test_a_dump_of_something_else_stays(dump: str) -> None:
    text = DUMPS[dump](b"The orchard grows pears, apples and plums.")
    assert REDACTOR.text(text) == text


LINES: dict[str, Callable[[int, str], str]] = {
    "a tool that reads": lambda number, line: f"{number:6}\u2192{line}",
    "cat -n": lambda number, line: f"{number:6}\t{line}",
    "grep -n": lambda number, line: f"{number}:{line}",
    "a quotation": lambda _, line: f"> {line}",
    "a quotation of a quotation": lambda _, line: f"> > {line}",
    "a comment": lambda _, line: f"# {line}",
}


@pytest.mark.parametrize("written", LINES)
@pytest.mark.parametrize("encode", [base64.b64encode, lambda raw: raw.hex().encode()], ids=["base64", "hex"])
def test_an_encoded_secret_is_found_across_lines_with_something_in_front(
    written: str, encode: Callable[[bytes], bytes]
) -> None:
    encoded = encode(b"A" * 31 + SECRET.encode() + b"B" * 20).decode()
    lines = [encoded[at : at + 24] for at in range(0, len(encoded), 24)]
    text = REDACTOR.text("\n".join(LINES[written](number, line) for number, line in enumerate(lines, 9)))
    assert "[SECRET]" in text
    assert lines[3] not in text
