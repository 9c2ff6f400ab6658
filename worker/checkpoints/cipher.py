"""Encrypting what checkpoints consist of: whoever reads the bucket learns nothing of anybody's files."""

import base64
import os
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from worker.checkpoints.manifest import DamagedCheckpoint

_BITS: Final = 256
#: Random for each object; below 2**32 objects of one key, two that are equal are out of the question.
_NONCE: Final = 12


class Cipher:
    """Encrypts objects so that each can only be opened under the key that it is stored by (AES-256-GCM)."""

    def __init__(self, secret: str) -> None:
        """`secret` is one that `new_secret` returned."""
        self._aead = AESGCM(base64.b64decode(secret))

    def encrypt(self, body: bytes, object_key: str) -> bytes:
        nonce = os.urandom(_NONCE)
        return nonce + self._aead.encrypt(nonce, body, object_key.encode())

    def decrypt(self, stored: bytes, object_key: str) -> bytes:
        """Open what `encrypt` returned.

        Raises:
            DamagedCheckpoint: it is something else, or belongs to another object or another secret.
        """
        try:
            return self._aead.decrypt(stored[:_NONCE], stored[_NONCE:], object_key.encode())
        except (InvalidTag, ValueError) as error:
            raise DamagedCheckpoint from error


def new_secret() -> str:
    """Return a secret for a `Cipher`."""
    return base64.b64encode(AESGCM.generate_key(_BITS)).decode()
