"""Block Kit's shape, checked against the published types."""

import json
from functools import cache
from pathlib import Path

from jsonschema import Draft7Validator
from jsonschema.exceptions import best_match

from playground.slack.wire import Payload

SCHEMAS = Path(__file__).parent.parent / "schemas"


def block_problem(block: Payload) -> str | None:
    """Say what is wrong with the shape of a block, or None."""
    return _problem("KnownBlock", block)


def view_problem(view: Payload) -> str | None:
    """Say what is wrong with the shape of a modal or of a home tab, or None."""
    return _problem("HomeView" if view.get("type") == "home" else "ModalView", view)


@cache
def _validator(root: str) -> Draft7Validator:
    schema = json.loads((SCHEMAS / f"{root}.json").read_text(encoding="utf-8"))
    return Draft7Validator({"$ref": f"#/definitions/{root}", "definitions": schema["definitions"]})


def _problem(root: str, value: Payload) -> str | None:
    error = best_match(_validator(root).iter_errors(value))
    if error is None:
        return None
    path = "".join(f"/{part}" for part in error.absolute_path)
    return f"{error.message[:300]} [json-pointer:{path}]"
