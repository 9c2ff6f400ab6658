"""The codes of authenticator apps (RFC 6238: six digits, a new one every 30 seconds)."""

import base64
from datetime import datetime

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor import InvalidToken
from cryptography.hazmat.primitives.twofactor.totp import TOTP

_DIGITS = 6
_SECONDS = 30
_LATE = (0, -_SECONDS)  #: a code also counts for as long again, because typing takes a while


def code_of(key: str, at: datetime) -> str:
    """Return what an app with the base32 `key` shows."""
    return _app(key).generate(int(at.timestamp())).decode()


def is_code_of(key: str, code: str, at: datetime) -> bool:
    return any(_shows(key, code, int(at.timestamp()) + late) for late in _LATE)


def _shows(key: str, code: str, second: int) -> bool:
    try:
        _app(key).verify(code.encode(), second)
    except InvalidToken:
        return False
    return True


def _app(key: str) -> TOTP:
    # SHA-1 is what authenticator apps take when nothing else is said.
    return TOTP(base64.b32decode(key), _DIGITS, SHA1(), _SECONDS, enforce_key_length=False)  # noqa: S303
