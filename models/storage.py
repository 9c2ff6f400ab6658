"""Object storage: the only caller of boto3.

Servers differ in what they honour (conditional writes, metadata), so nothing here relies on more than
put (in parts, if large), get, head, list and delete: keys are unique or content-addressed, and the
database is the truth.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import boto3
from boto3.exceptions import Boto3Error
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from models.config import StorageSettings
from models.errors import TransientError, UnderstudyError

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


class ObjectMissing(UnderstudyError):  # noqa: N818 - reads as what it says
    """A stored object is gone."""


class Storage:
    """One bucket.

    Whatever goes wrong with the server, also a key that it refuses, becomes `TransientError`; what should be
    there and is not becomes `ObjectMissing`.
    """

    def __init__(self, settings: StorageSettings) -> None:
        self._bucket = settings.s3_bucket
        self._client: S3Client = boto3.client(
            "s3",
            endpoint_url=settings.s3_endpoint_url,
            region_name=settings.s3_region,
            aws_access_key_id=settings.s3_access_key_id,
            aws_secret_access_key=settings.s3_secret_access_key.get_secret_value(),
            config=Config(
                signature_version="s3v4",
                s3={"addressing_style": "path"},
                retries={"mode": "standard", "max_attempts": 5},
                connect_timeout=5,
                read_timeout=60,
            ),
        )

    def ensure_bucket(self) -> None:
        """Create the bucket if it is not there."""
        with _translated():
            if not self._has_bucket():
                self._client.create_bucket(Bucket=self._bucket)

    def put(self, key: str, body: bytes | BinaryIO, content_type: str = "application/octet-stream") -> None:
        with _translated():
            self._client.put_object(Bucket=self._bucket, Key=key, Body=body, ContentType=content_type)

    def put_file(self, key: str, path: Path, content_type: str = "application/octet-stream") -> None:
        with _translated():
            self._client.upload_file(str(path), self._bucket, key, ExtraArgs={"ContentType": content_type})

    def get(self, key: str) -> bytes:
        with _translated():
            return self._client.get_object(Bucket=self._bucket, Key=key)["Body"].read()

    def get_file(self, key: str, path: Path) -> None:
        with _translated():
            self._client.download_file(self._bucket, key, str(path))

    def keys(self, prefix: str) -> Iterator[str]:
        pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self._bucket, Prefix=prefix)
        with _translated():
            for page in pages:
                yield from (entry["Key"] for entry in page.get("Contents", []))

    def delete(self, key: str) -> None:
        with _translated():
            self._client.delete_object(Bucket=self._bucket, Key=key)

    def _has_bucket(self) -> bool:
        try:
            self._client.head_bucket(Bucket=self._bucket)
        except ClientError as error:
            if _code(error) in {"NoSuchBucket", "404"}:
                return False
            raise
        return True


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except (ClientError, BotoCoreError, Boto3Error) as error:
        if isinstance(error, ClientError) and _code(error) in {"NoSuchKey", "404"}:
            raise ObjectMissing from error
        raise TransientError("Object storage does not answer, or refuses its key.") from error


def _code(error: ClientError) -> str:
    return error.response["Error"]["Code"]
