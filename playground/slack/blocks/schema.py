"""Block Kit's shape, checked against the published types."""

import json
from functools import cache
from itertools import groupby
from pathlib import Path

from jsonschema import Draft7Validator
from jsonschema.exceptions import ValidationError

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
    error = next(_validator(root).iter_errors(value), None)
    if error is None:
        return None
    cause = _cause(error)
    path = "".join(f"/{part}" for part in cause.absolute_path)
    return f"{cause.message[:300]} [json-pointer:{path}]"


def _cause(error: ValidationError) -> ValidationError:
    """Follow the alternative that has the right type down to what is wrong in it, if there is one.

    Block Kit's schema is a tree of alternatives told apart by their `type`: most fail for having another.
    """
    branch = next(iter(_fitting_branches(error)), None)
    return _cause(branch[0]) if branch else error


def _fitting_branches(error: ValidationError) -> list[list[ValidationError]]:
    groups = groupby(error.context or (), lambda each: each.relative_schema_path[0])
    branches = [list(group) for _, group in groups]
    return [branch for branch in branches if not any(_is_other_type(each) for each in branch)]


def _is_other_type(error: ValidationError) -> bool:
    if error.context:
        return not _fitting_branches(error) and not error.relative_path
    return list(error.relative_path) == ["type"] or (error.validator == "type" and not error.relative_path)
