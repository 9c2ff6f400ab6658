"""Who is looking, by the cookie their browser sends."""

import secrets
from dataclasses import dataclass, field

from playground.site.account import DemoAccount

SESSION_COOKIE = "orchard_session"
HALF_WAY_COOKIE = "orchard_half_way"


@dataclass
class Visits:
    """The sessions of the site; they end with its process."""

    signed_in: dict[str, DemoAccount] = field(default_factory=dict)
    half_way: dict[str, DemoAccount] = field(default_factory=dict)  #: the password was right, the code is due

    def let_in(self, account: DemoAccount) -> str:
        """Begin a session; return its cookie."""
        return _remember(self.signed_in, account)

    def ask_for_code(self, account: DemoAccount) -> str:
        """Return the cookie of somebody whose code is due."""
        return _remember(self.half_way, account)


def _remember(visitors: dict[str, DemoAccount], account: DemoAccount) -> str:
    cookie = secrets.token_urlsafe(24)
    visitors[cookie] = account
    return cookie
