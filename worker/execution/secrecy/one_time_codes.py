"""The tool that tells an agent the code of an authenticator app. The app's key never gets behind the wall."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from models.base import utc_now
from worker.execution.own_tools import OwnTool, ToolRefused
from worker.execution.secrecy.credentials import Authenticator
from worker.execution.secrecy.known_secrets import KnownSecrets
from worker.network.addresses import host_of, is_within

_DESCRIPTION = (
    "Return the current one-time code of a credential. It is valid for some seconds: have the field in sight "
    "first, then ask, and type the code at once."
)


class OneTimeCodes:
    """Gives the codes of one run, each only where it may be typed."""

    def __init__(
        self,
        authenticators: Mapping[str, Authenticator],
        page_url: Callable[[], str | None],
        secrets: KnownSecrets,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        """`page_url` gives the address of the page the agent has in sight, None if that is not known."""
        self._authenticators = authenticators
        self._page_url = page_url
        self._secrets = secrets
        self._now = now

    def tool(self) -> OwnTool:
        names = {"type": "string", "enum": sorted(self._authenticators)}
        return OwnTool("current_code", _DESCRIPTION, self._call, {"credential": names})

    async def _call(self, given: Mapping[str, Any]) -> str:
        name = str(given.get("credential"))
        if name not in self._authenticators:
            raise ToolRefused(f"There are codes for {', '.join(sorted(self._authenticators))} only.")
        authenticator = self._authenticators[name]
        self._check_page(name, authenticator.host)
        now = self._now()
        code = authenticator.key.code(now)
        self._secrets.add_code(name, code)
        return f"{code} (valid for another {authenticator.key.seconds_left(now)} seconds)"

    def _check_page(self, name: str, host: str | None) -> None:
        if host is None:
            return
        url = self._page_url()
        if url is None:
            raise ToolRefused(f"{name} is for {host} only. Take a browser_snapshot, then ask again.")
        here = host_of(url) or "no site"
        if not is_within(here, {host}):
            raise ToolRefused(f"{name} is for {host} only, and this page is of {here}. Do not use it here.")
