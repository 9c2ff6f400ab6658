"""Parameters in a plan's texts: ``{CUSTOMER}`` becomes what the person asked for."""

import re
from collections.abc import Mapping

from models.plan import ComputerUsePlan

_PLACEHOLDER = re.compile(r"\{([A-Z][A-Z0-9_]{1,62})\}")


def values_of(plan: ComputerUsePlan, given: Mapping[str, str]) -> dict[str, str]:
    """Return the plan's parameters with the given values, or with what the video showed."""
    shown = {each.name: each.default for each in plan.parameters if each.default is not None}
    asked = {each.name: given[each.name] for each in plan.parameters if each.name in given}
    return {**shown, **asked}


def fill_in(text: str, values: Mapping[str, str]) -> str:
    """Replace each placeholder once; what a value contains is never looked into again."""
    return _PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), text)
