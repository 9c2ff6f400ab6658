"""Uploads under way: an address to post the bytes to, then a call that completes the file."""

import secrets
from dataclasses import dataclass

from playground.slack.wire import ApiError, new_id


@dataclass
class Upload:
    """An upload the app announced: its bytes are None until they were posted."""

    id: str
    name: str
    length: int
    content: bytes | None = None


class Uploads:
    """Keeps announced uploads until they are completed."""

    def __init__(self, base_url: str) -> None:
        self._base_url = base_url
        self._by_secret: dict[str, Upload] = {}

    def announce(self, name: str, length: int) -> tuple[Upload, str]:
        """Return an upload and the address for its bytes."""
        upload = Upload(new_id("F"), name, length)
        secret = secrets.token_urlsafe(24)
        self._by_secret[secret] = upload
        return upload, f"{self._base_url}/upload/v1/{secret}"

    def receive(self, secret: str, content: bytes) -> None:
        """Take the bytes of an upload.

        Raises:
            ApiError: `file_not_found` for an unknown address, `invalid_length` for other than announced.
        """
        upload = self._by_secret.get(secret)
        if upload is None:
            raise ApiError("file_not_found")
        if len(content) != upload.length:
            raise ApiError("invalid_length")
        upload.content = content

    def complete(self, file_id: str) -> Upload:
        """Hand an upload over, once.

        Raises:
            ApiError: `file_not_found` when it is unknown or its bytes never came.
        """
        for secret, upload in self._by_secret.items():
            if upload.id == file_id and upload.content is not None:
                del self._by_secret[secret]
                return upload
        raise ApiError("file_not_found")
