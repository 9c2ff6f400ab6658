"""Who may sign in: two made-up people. Nothing here is a real secret."""

import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from playground.site.authenticator import is_code_of


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """One account of the demo site; the defaults are Dana's, who signs in with a password alone."""

    name: str = "Dana Whitfield"
    email: str = "dana@orchard.test"
    password: str = "Pippin-42-Grove"
    api_token: str = "orchard-demo-token"
    authenticator_key: str | None = None  #: base32; None = no code is asked for

    def accepts(self, email: str, password: str) -> bool:
        known = hmac.compare_digest(email.strip().casefold().encode(), self.email.encode())
        return hmac.compare_digest(password.encode(), self.password.encode()) and known

    def accepts_code(self, code: str, at: datetime) -> bool:
        """Whether an authenticator app with this account's key shows `code` at that time, or just did."""
        return self.authenticator_key is not None and is_code_of(self.authenticator_key, code.strip(), at)

    def accepts_token(self, authorization: str) -> bool:
        """Whether `authorization` is the header ``Bearer <token>`` of this account."""
        return hmac.compare_digest(authorization.encode(), f"Bearer {self.api_token}".encode())


DANA = DemoAccount()
SAM = DemoAccount(
    name="Sam Okafor",
    email="sam@orchard.test",
    password="Russet-7-Lane",
    api_token="orchard-second-token",
    authenticator_key="N5ZGG2DBOJSC2ZDFNVXS243FMVSC2NBS",
)
ACCOUNTS = (DANA, SAM)


def account_with(accounts: Iterable[DemoAccount], email: str, password: str) -> DemoAccount | None:
    """Return the account that `email` and `password` open, if any."""
    return next((each for each in accounts if each.accepts(email, password)), None)
