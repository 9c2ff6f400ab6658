"""Who may sign in: one made-up person, and one made-up key for the API."""

import hmac
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """The only account of the demo site. Nothing here is a real secret."""

    name: str = "Dana Whitfield"
    email: str = "dana@orchard.test"
    password: str = "Pippin-42-Grove"
    api_token: str = "orchard-demo-token"

    def accepts(self, email: str, password: str) -> bool:
        known = hmac.compare_digest(email.strip().casefold().encode(), self.email.encode())
        return hmac.compare_digest(password.encode(), self.password.encode()) and known

    def accepts_token(self, authorization: str) -> bool:
        """Whether `authorization` is the header ``Bearer <token>`` of this account."""
        return hmac.compare_digest(authorization.encode(), f"Bearer {self.api_token}".encode())
