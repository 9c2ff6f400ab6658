"""Block Kit's limits, as Slack documents them: the schemas know shapes, not lengths."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from playground.slack.wire import Payload

MESSAGE_BLOCKS: Final = 50
VIEW_BLOCKS: Final = 100

#: The longest text, by the type of the object that holds it and the key it is held under.
TEXTS: Final[dict[tuple[str, str], int]] = {
    ("header", "text"): 150,
    ("section", "text"): 3000,
    ("button", "text"): 75,
    ("button", "value"): 2000,
    ("button", "url"): 3000,
    ("button", "accessibility_label"): 75,
    ("image", "image_url"): 3000,
    ("image", "alt_text"): 2000,
    ("image", "title"): 2000,
    ("input", "label"): 2000,
    ("input", "hint"): 2000,
    ("markdown", "text"): 12_000,
    ("modal", "title"): 24,
    ("modal", "submit"): 24,
    ("modal", "close"): 24,
    ("option", "text"): 75,
    ("option", "value"): 150,
    ("option", "description"): 75,
    ("confirm", "title"): 100,
    ("confirm", "text"): 300,
    ("confirm", "confirm"): 30,
    ("confirm", "deny"): 30,
}
ANYWHERE: Final = {
    "action_id": 255,
    "block_id": 255,
    "callback_id": 255,
    "external_id": 255,
    "private_metadata": 3000,
    "placeholder": 150,
}
#: The most items, by the type of the object that holds them and the key they are held under.
COUNTS: Final[dict[tuple[str, str], int]] = {
    ("actions", "elements"): 25,
    ("context", "elements"): 10,
    ("section", "fields"): 10,
    ("overflow", "options"): 5,
    ("checkboxes", "options"): 10,
    ("radio_buttons", "options"): 10,
    ("static_select", "options"): 100,
    ("multi_static_select", "options"): 100,
}
SECTION_FIELD: Final = 2000
NAMELESS: Final = {
    "options": "option",
    "initial_options": "option",
    "initial_option": "option",
    "confirm": "confirm",
}


def length_problems(value: Payload, path: str) -> list[str]:
    """List what is too long, too many or empty in a block or a view found at `path`."""
    return [
        problem for kind, each, where in _objects(value, "", path) for problem in _limits(kind, each, where)
    ]


def duplicate_problems(blocks: list[Payload]) -> list[str]:
    """List the block ids, and within a block the action ids, that are used twice."""
    problems = [
        f"block_id {each} already exists" for each in _repeated(block.get("block_id") for block in blocks)
    ]
    for block in blocks:
        elements = block.get("elements")
        ids = [each.get("action_id") for each in elements if isinstance(each, dict)] if elements else []
        problems += [f"action_id {each} already exists for block" for each in _repeated(iter(ids))]
    return problems


def _repeated(ids: Iterator[str | None]) -> list[str]:
    return [each for each, count in Counter(ids).items() if each and count > 1]


def _objects(value: Any, kind: str, path: str) -> Iterator[tuple[str, Payload, str]]:  # noqa: ANN401 - any JSON
    if isinstance(value, list):
        for index, each in enumerate(value):
            yield from _objects(each, kind, f"{path}/{index}")
    elif isinstance(value, dict):
        yield value.get("type", kind), value, path
        for key, each in value.items():
            yield from _objects(each, NAMELESS.get(key, ""), f"{path}/{key}")


def _limits(kind: str, value: Payload, path: str) -> Iterator[str]:
    if kind in {"mrkdwn", "plain_text"} and not value.get("text"):
        yield f"must be more than 0 characters [json-pointer:{path}/text]"
    for key, held in value.items():
        text = held.get("text") if isinstance(held, dict) else held
        longest = TEXTS.get((kind, key)) or ANYWHERE.get(key)
        if longest and isinstance(text, str) and len(text) > longest:
            yield f"must be less than {longest + 1} characters [json-pointer:{path}/{key}]"
        if isinstance(held, list):
            yield from _count_limits(kind, key, held, f"{path}/{key}")


def _count_limits(kind: str, key: str, items: list[Any], path: str) -> Iterator[str]:
    most = COUNTS.get((kind, key))
    if most and not items:
        yield f"no fewer than 1 items allowed [json-pointer:{path}]"
    if most and len(items) > most:
        yield f"no more than {most} items allowed [json-pointer:{path}]"
    if (kind, key) == ("section", "fields") and any(
        len(each.get("text", "")) > SECTION_FIELD for each in items
    ):
        yield f"must be less than {SECTION_FIELD + 1} characters [json-pointer:{path}]"
