"""Where checkpoints are kept: packs and manifests under one prefix for each video and user.

All of it is encrypted, and nothing is shared between users, not even equal content. Names carry the moment
they were made, which is all that collecting garbage needs to know, and are never used twice.
"""

import hashlib
import secrets
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime

from models.base import utc_now
from models.storage import ObjectMissing, Storage
from worker.checkpoints.cipher import Cipher
from worker.checkpoints.manifest import DamagedCheckpoint, Manifest, unpack_manifest

ROOT = "checkpoints/"
_STAMP = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True)
class Stored:
    """A manifest in storage."""

    object_key: str
    digest: str  #: SHA-256 of its bytes as they are there, hex


@dataclass(frozen=True)
class CheckpointStore:
    """The checkpoints of one user for one video."""

    storage: Storage
    cipher: Cipher
    video_id: uuid.UUID
    user_id: uuid.UUID

    @property
    def prefix(self) -> str:
        return f"{ROOT}{self.video_id}/{self.user_id}/"

    def put_pack(self, body: bytes) -> str:
        name = _new_name()
        self._put(self.pack_key(name), body)
        return name

    def get_pack(self, name: str) -> bytes:
        """Return a pack.

        Raises:
            DamagedCheckpoint: it is gone, or not the one that was stored.
        """
        key = self.pack_key(name)
        return self.cipher.decrypt(self._get(key), key)

    def packs(self) -> set[str]:
        """Return the names of all packs there are."""
        return {name_in(key) for key in self.storage.keys(self.pack_key(""))}

    def put_manifest(self, manifest: Manifest) -> Stored:
        """Store a manifest. Every pack it names must be there already: this is the moment it exists."""
        key = f"{self.prefix}manifests/{_new_name()}"
        return Stored(key, _digest(self._put(key, manifest.pack())))

    def get_manifest(self, stored: Stored) -> Manifest:
        """Return a manifest.

        Raises:
            DamagedCheckpoint: it is gone, or not the one that was stored.
        """
        encrypted = self._get(stored.object_key)
        if _digest(encrypted) != stored.digest:
            raise DamagedCheckpoint
        return unpack_manifest(self.cipher.decrypt(encrypted, stored.object_key))

    def _put(self, key: str, body: bytes) -> bytes:
        """Store an object encrypted; return its bytes as they are there."""
        encrypted = self.cipher.encrypt(body, key)
        self.storage.put(key, encrypted)
        return encrypted

    def _get(self, key: str) -> bytes:
        try:
            return self.storage.get(key)
        except ObjectMissing as error:
            raise DamagedCheckpoint from error

    def pack_key(self, name: str) -> str:
        return f"{self.prefix}packs/{name}"


def _digest(encrypted: bytes) -> str:
    return hashlib.sha256(encrypted).hexdigest()


def name_in(key: str) -> str:
    return key.rpartition("/")[2]


def made_at(key: str) -> datetime:
    """Return when the object of this key was made, by its name."""
    return datetime.strptime(name_in(key).partition("-")[0], _STAMP).replace(tzinfo=UTC)


def _new_name() -> str:
    return f"{utc_now().strftime(_STAMP)}-{secrets.token_hex(8)}"
