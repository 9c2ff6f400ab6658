"""Keys of authenticator apps, and the code that one gives at a moment (RFC 6238)."""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import parse_qsl, urlsplit

from cryptography.hazmat.primitives.hashes import SHA1, SHA256, SHA512
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from models.errors import UserError

# SHA-1 is what nearly every site uses, and inside HMAC it is no weakness.
_ALGORITHMS: Mapping[str, SHA1 | SHA256 | SHA512] = {
    "SHA1": SHA1(),  # noqa: S303
    "SHA256": SHA256(),
    "SHA512": SHA512(),
}
_DIGITS = range(6, 9)
_PERIODS = range(10, 301)  # seconds
_SHORTEST = 10  # bytes, as the oldest apps use; a code pasted instead of the key is shorter


class NotAnAuthenticatorKey(UserError):  # noqa: N818 - reads as what it says
    """This is not the key of an authenticator app. Paste the text that the site shows beside its QR code."""


@dataclass(frozen=True)
class AuthenticatorKey:
    """What an authenticator app keeps for one account."""

    secret: bytes = field(repr=False)
    digits: int = 6
    period: int = 30  #: seconds that one code is valid
    algorithm: str = "SHA1"

    @classmethod
    def parse(cls, text: str) -> "AuthenticatorKey":
        """Read a base32 key, in groups or not, or the ``otpauth://totp/...`` address inside a QR code.

        Raises:
            NotAnAuthenticatorKey: it is neither.
        """
        try:
            if text.strip().lower().startswith("otpauth:"):
                return cls._of_address(text.strip())
            return cls(_decoded(text))
        except (ValueError, KeyError):
            raise NotAnAuthenticatorKey from None

    @classmethod
    def _of_address(cls, text: str) -> "AuthenticatorKey":
        url = urlsplit(text)
        options = {name.lower(): value for name, value in parse_qsl(url.query)}
        key = cls(
            secret=_decoded(options["secret"]),
            digits=int(options.get("digits", cls.digits)),
            period=int(options.get("period", cls.period)),
            algorithm=options.get("algorithm", cls.algorithm).upper(),
        )
        if url.netloc.lower() != "totp" or not key.is_usual:
            raise NotAnAuthenticatorKey
        return key

    @property
    def is_usual(self) -> bool:
        """Whether it is of a kind that apps know."""
        return self.digits in _DIGITS and self.period in _PERIODS and self.algorithm in _ALGORITHMS

    @property
    def base32(self) -> str:
        """The key as sites write it."""
        return base64.b32encode(self.secret).decode().rstrip("=")

    def code(self, at: datetime) -> str:
        """Return the code that is valid `at` a time."""
        # Sites hand out keys that are shorter than the RFC recommends.
        totp = TOTP(
            self.secret, self.digits, _ALGORITHMS[self.algorithm], self.period, enforce_key_length=False
        )
        return totp.generate(at.timestamp()).decode()

    def seconds_left(self, at: datetime) -> int:
        """Return for how long the code of that time stays valid, at least 1."""
        return self.period - int(at.timestamp()) % self.period


def _decoded(text: str) -> bytes:
    letters = "".join(text.replace("-", " ").split()).rstrip("=").upper()
    try:
        secret = base64.b32decode(letters + "=" * (-len(letters) % 8))
    except binascii.Error:
        raise NotAnAuthenticatorKey from None
    if len(secret) < _SHORTEST:
        raise NotAnAuthenticatorKey
    return secret
