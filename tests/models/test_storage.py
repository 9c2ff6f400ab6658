"""Object storage, and what it says when something is wrong."""

import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import SecretStr

from models.config import StorageSettings
from models.errors import TransientError
from models.storage import ObjectMissing, Storage


def test_what_is_put_is_got_back(storage: Storage) -> None:
    storage.put("key", b"content")
    assert storage.get("key") == b"content"
    assert list(storage.keys("")) == ["key"]


def test_what_is_not_there_is_missing(storage: Storage) -> None:
    with pytest.raises(ObjectMissing):
        storage.get("key")


def test_a_bucket_that_is_there_is_left_as_it_is(storage: Storage) -> None:
    storage.put("key", b"content")
    storage.ensure_bucket()
    assert storage.get("key") == b"content"


@pytest.mark.parametrize(
    "use",
    [
        Storage.ensure_bucket,
        lambda storage: storage.put("key", b"content"),
        lambda storage: storage.put_file("key", Path(__file__)),
        lambda storage: list(storage.keys("")),
    ],
    ids=["ensure_bucket", "put", "put_file", "keys"],
)
def test_a_wrong_key_is_no_traceback_of_another_library(
    storage_settings: StorageSettings, use: Callable[[Storage], object]
) -> None:
    refused = storage_settings.model_copy(update={"s3_secret_access_key": SecretStr(uuid.uuid4().hex)})
    with pytest.raises(TransientError):
        use(Storage(refused))
