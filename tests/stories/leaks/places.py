"""Everything a workplace keeps, as bytes: rows, jobs, files and logs, with what is compressed unpacked."""

import json
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import zstandard
from redis import Redis
from sqlalchemy import Engine, inspect, text

from models.storage import Storage
from tests.stories.leaks.scan import Place

_FRAME = b"\x28\xb5\x2f\xfd"  #: begins what Zstandard compressed
_LARGEST_FRAME = 64 << 20  # bytes


def rows(engine: Engine) -> Iterator[Place]:
    """Yield every table."""
    with engine.connect() as connection:
        for table in inspect(engine).get_table_names():
            found = connection.execute(text(f'SELECT * FROM "{table}"'))  # noqa: S608 - names of our own
            yield Place(f"table {table}", b"\n".join(_bytes(value) for row in found for value in row))


def jobs(redis: Redis) -> Iterator[Place]:
    """Yield every key with its value."""
    for key in redis.scan_iter():
        value = b"\n".join(_redis_values(redis, key))
        yield Place(f"Redis key {key.decode(errors='replace')}", key + b"\n" + value)


def objects(storage: Storage) -> Iterator[Place]:
    """Yield every stored object."""
    for key in storage.keys(""):
        body = storage.get(key)
        yield Place(f"object {key}", b"\n".join([key.encode(), body, *_frames(body)]))


def files(folder: Path) -> Iterator[Place]:
    """Yield every file in `folder`, however deep."""
    for path in folder.rglob("*"):
        if path.is_file():
            yield Place(f"file {path.name}", path.read_bytes())


def lines(recording: Path, *kinds: str) -> Iterator[Place]:
    """Yield the lines of a recording, or only those of some kinds."""
    for number, line in enumerate(recording.read_bytes().splitlines(), start=1):
        if not kinds or json.loads(line)["kind"] in kinds:
            yield Place(f"line {number} of {recording.name}", line)


def _bytes(value: Any) -> bytes:
    if isinstance(value, bytes | memoryview):
        return bytes(value)
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, default=str).encode()
    return str(value).encode()


def _redis_values(redis: Redis, key: bytes) -> Iterator[bytes]:
    for stored in _stored(redis, key):
        value = stored.encode() if isinstance(stored, str) else stored
        yield value
        with suppress(zlib.error):  # the queue compresses what a job is given
            yield zlib.decompress(value)


def _stored(redis: Redis, key: bytes) -> Iterable[bytes | str]:
    match redis.type(key):
        case b"string":
            return [redis.get(key) or b""]
        case b"list":
            return redis.lrange(key, 0, -1)
        case b"set":
            return redis.smembers(key)
        case b"zset":
            return [member for member, _ in redis.zscan_iter(key)]
        case b"hash":
            return [part for pair in redis.hgetall(key).items() for part in pair]
        case b"none":
            return []  # it went away meanwhile
        case other:
            raise TypeError(f"a key of an unknown kind: {other!r}")


def _frames(body: bytes) -> Iterator[bytes]:
    at = body.find(_FRAME)
    while at >= 0:
        with suppress(zstandard.ZstdError):  # those four bytes can also stand in anything else
            yield zstandard.ZstdDecompressor().decompress(body[at:], max_output_size=_LARGEST_FRAME)
        at = body.find(_FRAME, at + 1)
