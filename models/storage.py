"""Object storage: the only caller of boto3.

Servers differ in what they honour (conditional writes, metadata), so nothing here relies on more than
put, get, list and delete: keys are unique or content-addressed, and the database is the truth.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from models.config import StorageSettings
from models.errors import TransientError, UnderstudyError

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


class ObjectMissing(UnderstudyError):  # noqa: N818 - reads as what it says
    """A stored object is gone."""


class Storage:
    """One bucket. Every error of the server becomes `ObjectMissing` or `TransientError`."""

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
        try:
            self._client.head_bucket(Bucket=self._bucket)
        except ClientError:
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


class _translated:  # noqa: N801 - used as a statement
    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, ClientError) and error.response["Error"]["Code"] in {"NoSuchKey", "404"}:
            raise ObjectMissing from error
        if isinstance(error, ClientError | BotoCoreError):
            raise TransientError("Object storage does not answer.") from error
