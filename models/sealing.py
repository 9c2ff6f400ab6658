"""Sealing secrets to the workers' public key with HPKE (RFC 9180: X25519, HKDF-SHA256, AES-256-GCM).

Whoever holds only the public half (the bot) can seal but never read back. A sealed value is bound to its
user, video, name and key id: moved to another row it does not open.
"""

import base64
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from models.errors import ConfigurationError, UnderstudyError

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


class CannotUnseal(UnderstudyError):  # noqa: N818 - reads as what it says
    """A stored credential cannot be opened with the keys this worker holds."""


@dataclass(frozen=True)
class Binding:
    """What a sealed value belongs to."""

    user_id: uuid.UUID
    video_id: uuid.UUID
    key: str

    def context(self, key_id: str) -> bytes:
        """Return the HPKE info string. JSON, because joining strings is ambiguous."""
        parts = ["understudy/credential/1", key_id, str(self.user_id), str(self.video_id), self.key]
        return json.dumps(parts, separators=(",", ":")).encode()


@dataclass(frozen=True)
class Sealed:
    key_id: str
    ciphertext: bytes


@dataclass(frozen=True)
class Sealer:
    """The public half, for the bot."""

    key_id: str
    public_key: X25519PublicKey

    @classmethod
    def parse(cls, text: str) -> "Sealer":
        """Read ``KEYID:BASE64`` (32 raw bytes), as `generate_key_pair` prints it.

        Raises:
            ConfigurationError: it is not of that form.
        """
        key_id, raw = _split(text)
        return cls(key_id, X25519PublicKey.from_public_bytes(raw))

    def seal(self, secret: str, binding: Binding) -> Sealed:
        info = binding.context(self.key_id)
        return Sealed(self.key_id, _SUITE.encrypt(secret.encode(), self.public_key, info=info))


@dataclass(frozen=True)
class Unsealer:
    """The private half, for workers: every key that rows may still be sealed to, newest first."""

    private_keys: Mapping[str, X25519PrivateKey]

    @classmethod
    def parse(cls, text: str) -> "Unsealer":
        """Read comma-separated ``KEYID:BASE64`` pairs, newest first.

        Raises:
            ConfigurationError: it is not of that form, or two keys have the same id.
        """
        pairs = [_split(part) for part in text.split(",")]
        if len({key_id for key_id, _ in pairs}) < len(pairs):
            raise ConfigurationError("Each sealing key needs an id of its own.")
        return cls({key_id: X25519PrivateKey.from_private_bytes(raw) for key_id, raw in pairs})

    @property
    def newest(self) -> Sealer:
        """The public half of the newest key."""
        key_id, private = next(iter(self.private_keys.items()))
        return Sealer(key_id, private.public_key())

    def unseal(self, sealed: Sealed, binding: Binding) -> str:
        """Open a sealed value.

        Raises:
            CannotUnseal: it was sealed to another key, belongs to another row, or was changed.
        """
        key = self.private_keys.get(sealed.key_id)
        if key is None:
            raise CannotUnseal
        try:
            return _SUITE.decrypt(sealed.ciphertext, key, info=binding.context(sealed.key_id)).decode()
        except InvalidTag:
            raise CannotUnseal from None


def generate_key_pair(key_id: str) -> tuple[str, str]:
    """Return (private, public), each as ``KEYID:BASE64``."""
    private = X25519PrivateKey.generate()
    halves = (private.private_bytes_raw(), private.public_key().public_bytes_raw())
    secret, public = (f"{key_id}:{base64.b64encode(half).decode()}" for half in halves)
    return secret, public


def _split(text: str) -> tuple[str, bytes]:
    key_id, _, encoded = text.strip().partition(":")
    try:
        raw = base64.b64decode(encoded, validate=True)
    except ValueError:
        raw = b""
    if not key_id or len(raw) != 32:  # noqa: PLR2004 - X25519 keys are 32 bytes
        raise ConfigurationError("A sealing key must look like KEYID:BASE64 with 32 bytes.")
    return key_id, raw
