"""What is typed and chosen: parameters by value, credentials by name and only on their own site."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from models.plan import PLACEHOLDER, Action, ComputerUsePlan, CredentialKind, Step, fill_in
from playground.practice.snapshot import Page


class Inputs:
    """The inputs of one run: the given values, or else what the screencast showed."""

    def __init__(self, plan: ComputerUsePlan, given: Mapping[str, str]) -> None:
        shown = {each.name: each.default for each in plan.parameters}
        self._values = {name: given.get(name, default) for name, default in shown.items()}
        self._hosts = {each.name: each.host for each in plan.credentials}
        self._authenticators = {each.name for each in plan.credentials if each.kind is CredentialKind.TOTP}

    def fill_in(self, text: str) -> str:
        """Return `text` with the known values instead of placeholders."""
        return fill_in(text, {name: value for name, value in self._values.items() if value is not None})

    def target_of(self, step: Step) -> str | None:
        """Return the label that `step` acts on."""
        return self.fill_in(step.target) if step.target else None

    def typed_by(self, step: Step) -> str | None:
        """Return what goes into the element of `step`, empty if nothing does; None if that is not known."""
        if step.action not in {Action.TYPE, Action.SELECT}:
            return ""
        if self.takes_code(step):
            return None
        if step.credential or step.value is None:
            return step.credential
        needed = (self._values.get(name, "") for name in PLACEHOLDER.findall(step.value))
        return None if None in needed else self.fill_in(step.value)

    def takes_code(self, step: Step) -> bool:
        """Whether the code of an authenticator app is typed, and not the credential itself."""
        return step.credential in self._authenticators

    def home_of(self, step: Step, page: Page) -> str | None:
        """Return the host the credential of `step` belongs to if `page` is somewhere else."""
        home = self._hosts.get(step.credential or "")
        here = urlsplit(page.url).hostname or ""
        return None if home is None or here == home or here.endswith(f".{home}") else home
