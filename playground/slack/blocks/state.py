"""What a person has filled in, and whether Slack's own client would let it through."""

import re
from collections.abc import Mapping
from typing import Final

from playground.slack.blocks.elements import Element, Picked, elements_of, held, initially_held
from playground.slack.wire import Payload

URL: Final = re.compile(r"^[a-z][a-z0-9+.-]*://\S+$", re.IGNORECASE)
EMAIL: Final = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s]+$")
NUMBER: Final = re.compile(r"^-?\d+(\.\d+)?$")

REQUIRED: Final = "Please complete this required field."


def initial_state(blocks: list[Payload]) -> Payload:
    """Return `state.values` of blocks that nobody has touched yet."""
    values: Payload = {}
    for element in elements_of(blocks):
        put(values, element, initially_held(element.body))
    return values


def put(values: Payload, element: Element, what: Payload) -> None:
    """Note in `values` what an element holds; elements that hold nothing, such as buttons, are left out."""
    if what and element.body["type"] != "overflow":
        values.setdefault(element.block_id, {})[element.action_id] = {"type": element.body["type"], **what}


def fill_in(values: Payload, blocks: list[Payload], picked: Mapping[str, Picked]) -> None:
    """Note in `values` what a person picked, by block id."""
    for element in elements_of(blocks):
        if element.block_id in picked and element.block["type"] == "input":
            put(values, element, held(element.body, picked[element.block_id]))


def input_problems(values: Payload, blocks: list[Payload]) -> dict[str, str]:
    """Return what Slack's client itself complains about before it sends a modal, by block id."""
    problems = {}
    for element in elements_of(blocks):
        if element.block["type"] == "input":
            what = values.get(element.block_id, {}).get(element.action_id, {})
            if problem := _problem(element, what):
                problems[element.block_id] = problem
    return problems


def _problem(element: Element, what: Payload) -> str | None:
    value = next((each for key, each in what.items() if key != "type"), None)
    if not value:
        return None if element.block.get("optional") else REQUIRED
    return _text_problem(element.body, value) if isinstance(value, str) else None


def _text_problem(element: Payload, text: str) -> str | None:
    shortest, longest = element.get("min_length", 0), element.get("max_length", 3000)
    if len(text) < shortest:
        return f"Please enter at least {shortest} characters."
    if len(text) > longest:
        return f"Please enter no more than {longest} characters."
    patterns = {
        "url_text_input": (URL, "Please enter a valid URL."),
        "email_text_input": (EMAIL, "Please enter a valid email address."),
        "number_input": (NUMBER, "Please enter a number."),
    }
    pattern, complaint = patterns.get(element["type"], (None, ""))
    return complaint if pattern and not pattern.match(text) else None
