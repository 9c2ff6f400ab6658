"""What is typed and chosen: parameters by value, credentials by name and only on their own site."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from models.plan import Action, ComputerUsePlan, Step
from playground.practice.snapshot import Page

_PLACEHOLDER = re.compile(r"\{([A-Z][A-Z0-9_]{1,62})\}")


class Inputs:
    """The inputs of one run: the given values, or else what the screencast showed."""

    def __init__(self, plan: ComputerUsePlan, given: Mapping[str, str]) -> None:
        shown = {each.name: each.default for each in plan.parameters}
        self._values = {name: given.get(name, default) for name, default in shown.items()}
        self._hosts = {each.name: each.host for each in plan.credentials}

    def fill_in(self, text: str) -> str:
        """Replace each placeholder once; what a value contains is never looked into again."""
        return _PLACEHOLDER.sub(self._value_for, text)

    def typed_by(self, step: Step) -> str | None:
        """Return what goes into the element of `step`, empty if nothing does; None if that is not known."""
        if step.action not in {Action.TYPE, Action.SELECT}:
            return ""
        if step.credential or step.value is None:
            return step.credential
        needed = (self._values.get(name, "") for name in _PLACEHOLDER.findall(step.value))
        return None if None in needed else self.fill_in(step.value)

    def home_of(self, step: Step, page: Page) -> str | None:
        """Return the host the credential of `step` belongs to if `page` is somewhere else."""
        home = self._hosts.get(step.credential or "")
        here = urlsplit(page.url).hostname or ""
        return None if home is None or here == home or here.endswith(f".{home}") else home

    def _value_for(self, found: re.Match[str]) -> str:
        value = self._values.get(found[1])
        return found[0] if value is None else value
