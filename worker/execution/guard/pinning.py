"""Where a credential may be typed: into its own site, in plain sight, and nowhere else.

The browser server puts a credential's value in where a whole text is its name. Whatever a page does meanwhile
(open another, bring another tab to the front, move on between two keys) must not change where the value ends.
"""

import re
from collections.abc import Container, Mapping, Sequence
from typing import Any

from models.plan import CredentialKind, NeededCredential
from worker.execution.guard.judgement import Judgement, JudgementKind, Permission, ask, deny
from worker.execution.guard.sight import Sight
from worker.execution.tool_calls import Entry, entries_of
from worker.network.addresses import host_of, is_within

_REF = re.compile(r"(?:f[0-9]+)?e[0-9]+")


class Pinning:
    """Judges what is typed."""

    def __init__(self, credentials: Sequence[NeededCredential], sites: Sequence[str], sight: Sight) -> None:
        """`sites` are those a credential may be typed into for which no host is known."""
        self._credentials = {credential.name: credential for credential in credentials}
        self._sites = sites
        self._sight = sight
        names = "|".join(map(re.escape, self._credentials))
        self._named = re.compile(rf"(?<![A-Z0-9_])(?:{names})(?![A-Z0-9_])") if names else None

    def judge(self, tool: str, given: Mapping[str, Any], granted: Container[Permission]) -> Judgement | None:
        """Return what is against it that a call types what it does; None if nothing is."""
        objections = [
            objection for entry in entries_of(tool, given) if (objection := self._entry(entry, granted))
        ]
        refusals = [each for each in objections if each.kind is JudgementKind.DENY]
        if len(objections) > 1 and not refusals:
            return deny("Type one credential at a time here: a person is asked about each.")
        return next(iter([*refusals, *objections]), None)

    def _entry(self, entry: Entry, granted: Container[Permission]) -> Judgement | None:
        found = self._named.search(entry.text) if self._named else None
        if found is None:
            return None
        credential = self._credentials[found[0]]
        wrong = self._wrong_text(credential, entry) or self._wrong_field(credential.name, entry.target)
        if wrong:
            return deny(wrong)
        return self._elsewhere(credential, granted)

    def _wrong_text(self, credential: NeededCredential, entry: Entry) -> str | None:
        name = credential.name
        if credential.kind is CredentialKind.TOTP:
            return f"{name} is never typed. Call current_code, or else ask_person, and type that code."
        if entry.text != name or entry.slowly:
            return f"Type {name} alone, as the whole text and not slowly: then the browser puts the value in."
        return None

    def _wrong_field(self, name: str, target: str) -> str | None:
        if not _REF.fullmatch(target):
            return f"Give the field for {name} by its reference in the latest snapshot, such as e7."
        if self._sight.element_of(target) is None:
            return "The page may have changed. Take a browser_snapshot, then type into the field it shows."
        if not self._sight.is_own_element(target):
            return (
                f"{name} may only be typed into a field that a snapshot of the whole page shows outside of "
                "frames: a frame is a page of its own, which may be anybody's."
            )
        if not self._sight.is_alone:
            return f"Close every other tab first (browser_tabs), take a browser_snapshot, then type {name}."
        return None

    def _elsewhere(self, credential: NeededCredential, granted: Container[Permission]) -> Judgement | None:
        """Refuse other sites than its own; ask a person if nobody knows which is its own."""
        name, here = credential.name, host_of(self._sight.page_url)
        if here is None:
            return deny(f"{name} may not be typed here: this page belongs to no site.")
        if credential.host is not None:
            if is_within(here, {credential.host}):
                return None
            return deny(
                f"{name} is for {credential.host} only, and this page is of {here}. Do not type it here."
            )
        if is_within(here, self._sites) or (name, here) in granted:
            return None
        prompt = f"May “{credential.label}” be typed into {here}? The plan does not say which site it is for."
        return ask(prompt, permission=(name, here))
