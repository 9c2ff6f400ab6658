"""A video's files in object storage: the video itself, and the words and sound that came along with it."""

import uuid
from dataclasses import dataclass
from pathlib import Path

from models.patience import insist
from models.storage import ObjectMissing, Storage
from worker.analysis.fetching.fetched import Fetched


@dataclass(frozen=True)
class VideoFiles:
    """The files of one video."""

    storage: Storage
    video_id: uuid.UUID

    def read(self, key: str, folder: Path) -> Fetched:
        """Put the video stored at `key`, and what came along with it, into `folder`.

        Raises:
            ObjectMissing: the video is not there.
            TransientError: storage stayed away.
        """
        path = folder / "video"
        insist(lambda: self.storage.get_file(key, path))
        return Fetched(path, captions=self._read("captions", folder), sound=self._read("sound", folder))

    def keep(self, fetched: Fetched) -> str:
        """Store them; returns the video's key.

        Raises:
            TransientError: storage does not answer.
        """
        for name, path in (
            ("captions", fetched.captions),
            ("sound", fetched.sound),
            ("source", fetched.path),
        ):
            if path is not None:
                self.storage.put_file(self._key(name), path)
        return self._key("source")

    def _read(self, name: str, folder: Path) -> Path | None:
        path = folder / name
        try:
            insist(lambda: self.storage.get_file(self._key(name), path))
        except ObjectMissing:
            return None
        return path

    def _key(self, name: str) -> str:
        return f"videos/{self.video_id}/{name}"
