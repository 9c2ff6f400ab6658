"""A value is found although its letters stand apart, are colored, struck twice or folded over lines."""

import json
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worker.execution.secrecy.redaction import Redactor

SECRET = "Pïppin#42&Grove"
REDACTOR = Redactor([("PASSWORD", SECRET), ("PIN", "409612")])

APART: dict[str, Callable[[str], str]] = {
    "spaces": " ".join,
    "several spaces": "   ".join,
    "line ends": "\n".join,
    "tabs": "\t".join,
    "hyphens": "-".join,
    "spaces that hold together": "\u00a0".join,
    "thin spaces": "\u2009".join,
    "a comma and a space": ", ".join,
    "columns of a table": lambda text: "| " + " | ".join(text) + " |",
    "a list in Python": lambda text: str(list(text)),
    "a list in JSON": lambda text: json.dumps(list(text)),
}

UNSEEN: dict[str, Callable[[str], str]] = {
    "a color for each letter": lambda text: "".join(f"\x1b[38;5;{ord(sign)}m{sign}" for sign in text),
    "a color for a part, as JSON": lambda text: json.dumps(
        f"{text[:5]}\x1b[1;31m{text[5:9]}\x1b[0m{text[9:]}"
    ),
    "a link": lambda text: f"{text[:5]}\x1b]8;;http://a.test\x1b\\{text[5:]}\x1b]8;;\x07",
    "a title of the window": lambda text: f"{text[:5]}\x1b]0;pears\x07{text[5:]}",
    "a color as its source says it": lambda text: rf"{text[:5]}\e[31m{text[5:8]}\033[0m{text[8:]}",
    "struck twice": lambda text: "".join(f"{sign}\b{sign}" if sign.isascii() else sign for sign in text),
    "underlined": lambda text: "".join(f"_\b{sign}" for sign in text),
    "letters of full width": lambda text: "".join(
        chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text
    ),
    "soft hyphens": "\u00ad".join,
    "spaces without a width": "\u200b".join,
}


@pytest.mark.parametrize("written", APART)
def test_letters_that_stand_apart_are_a_value_still(written: str) -> None:
    redacted = REDACTOR.text(f"It is: {APART[written](SECRET)} and so on")
    assert "[PASSWORD]" in redacted
    assert not {*"#42&"} & {*redacted}
    assert redacted.startswith("It is: ")
    assert redacted.endswith(" and so on")


@pytest.mark.parametrize("written", UNSEEN)
def test_what_nobody_sees_does_not_hide_a_value(written: str) -> None:
    redacted = REDACTOR.text(f"It is: {UNSEEN[written](SECRET)} and so on")
    assert "[PASSWORD]" in redacted
    assert "pin" not in redacted
    assert "42" not in redacted


@pytest.mark.parametrize("fold", [5, 8, 14])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\n      ", r"\n", "\n> ", "\n   12\u2192"])
def test_a_value_folded_over_lines_is_found(fold: int, line_end: str) -> None:
    folded = line_end.join(SECRET[at : at + fold] for at in range(0, len(SECRET), fold))
    assert REDACTOR.text(f"It is:{line_end}{folded}{line_end}so") == f"It is:{line_end}[PASSWORD]{line_end}so"


def test_letters_on_numbered_lines_are_a_value_still() -> None:
    lines = (f"{number:6}\t{sign}" for number, sign in enumerate("tk-409-x7Q2", 1))
    assert Redactor([("TOKEN", "tk-409-x7Q2")]).text("\n".join(lines)) == "     1\t[TOKEN]"


@settings(deadline=None, max_examples=40)
@given(
    st.text("KLMäPQ79#&%$", min_size=8, max_size=20), st.sampled_from(sorted(APART)), st.sampled_from([0, 1])
)
def test_a_value_apart_is_found_in_what_it_was_written_into(secret: str, written: str, times: int) -> None:
    text = APART[written](secret)
    for _ in range(times):
        text = json.dumps(text)
    assert "[SECRET]" in Redactor([("SECRET", secret)]).text(text)


@pytest.mark.parametrize("text", ["4 0 9 6 1 2", "4\n0\n9\n6\n1\n2", "4-0-9-6-1-2", "[4, 0, 9, 6, 1, 2]"])
def test_a_number_of_six_digits_is_found_one_by_one(text: str) -> None:
    assert "[PIN]" in REDACTOR.text(text)


@pytest.mark.parametrize(
    "text", ["\x1b[1mPippin\x1b[0m apples, 42 Grove", "P i p p i n", "4096\n12", "a\b\bb"]
)
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert REDACTOR.text(text) == text
