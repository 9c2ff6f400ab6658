"""A scanner that finds nothing proves nothing, unless it finds what was hidden from it."""

import base64
import html
import json
import shlex
import subprocess
import sys
import urllib.parse
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard
from redis import Redis
from sqlalchemy import Engine

from models import User
from models.session import transaction
from models.storage import Storage
from tests.stories.leaks import places
from tests.stories.leaks.canary import make_canary
from tests.stories.leaks.scan import Place, leaks
from tests.stories.leaks.watching import Arguments
from tests.waiting import wait_for

CANARY = make_canary("CANARY", before='pé"', after=" &w%+")
SECRET = CANARY.value

DRESSES: dict[str, Callable[[str], str]] = {
    "plain": lambda secret: secret,
    "JSON": json.dumps,
    "JSON in JSON": lambda secret: json.dumps(json.dumps(secret)),
    "URL": urllib.parse.quote,
    "form": urllib.parse.quote_plus,
    "HTML": html.escape,
    "shell": shlex.quote,
    "hexadecimal": lambda secret: secret.encode().hex().upper(),
    "base64": lambda secret: base64.b64encode(secret.encode()).decode(),
    "base64, one byte in": lambda secret: base64.b64encode(b"x" + secret.encode()).decode(),
    "base64, two bytes in": lambda secret: base64.urlsafe_b64encode(b"xy" + secret.encode()).decode(),
    "base64 in lines": lambda secret: _in_lines(secret, "\r\n"),
    "base64 in lines, in JSON": lambda secret: json.dumps(_in_lines(secret, "\n")),
    "letter by letter": " ".join,
    "in a list": ", ".join,
    "folded": lambda secret: "\n".join(secret[at : at + 5] for at in range(0, len(secret), 5)),
    "folded, in JSON": lambda secret: json.dumps("\r\n".join(secret)),
    "colored": lambda secret: "".join(f"\x1b[3{number % 8}m{sign}" for number, sign in enumerate(secret)),
    "colored, in JSON": lambda secret: json.dumps(f"{secret[:15]}\x1b[0m{secret[15:]}"),
    "half of it": lambda secret: secret[: len(secret) // 2 + 2],
}


def _in_lines(secret: str, line_end: str) -> str:
    encoded = base64.b64encode(secret.encode()).decode()
    return line_end.join(encoded[at : at + 20] for at in range(0, len(encoded), 20))


@pytest.mark.parametrize("dress", DRESSES)
def test_in_any_dress(dress: str) -> None:
    text = f"before {DRESSES[dress](SECRET)} after"

    assert leaks([Place("somewhere", text.encode())], [CANARY])


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_in_other_encodings(encoding: str) -> None:
    assert leaks([Place("somewhere", SECRET.encode(encoding))], [CANARY])


def test_nothing_else_is_taken_for_one() -> None:
    assert leaks([Place("somewhere", make_canary("ANOTHER").value.encode())], [CANARY]) == []


def test_in_a_row(engine: Engine) -> None:
    with transaction(engine) as session:
        session.add(User(workspace="T0PLAY", member=f"U{CANARY.core}"))

    assert any(leak.startswith("table users tells CANARY") for leak in leaks(places.rows(engine), [CANARY]))


def test_in_a_job_that_is_compressed(redis: Redis) -> None:
    redis.hset("rq:job:1", "data", zlib.compress(SECRET.encode()))

    assert leaks(places.jobs(redis), [CANARY])


def test_in_the_name_of_a_key(redis: Redis) -> None:
    redis.sadd(f"understudy:{CANARY.core}", "x")

    assert leaks(places.jobs(redis), [CANARY])


def test_in_the_middle_of_a_pack(storage: Storage) -> None:
    compress = zstandard.ZstdCompressor().compress
    frames = [compress(content) for content in (b"a" * 1000, SECRET.encode() * 3, b"b" * 1000)]
    storage.put("checkpoints/v/u/packs/1", b"".join(frames))

    (leak, *_) = leaks(places.objects(storage), [CANARY])

    assert leak.startswith("object checkpoints/v/u/packs/1")


def test_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / "worker.log").write_text(f"oops {SECRET}")

    assert leaks(places.files(tmp_path), [CANARY])


def test_in_the_arguments_of_a_process() -> None:
    arguments = Arguments()
    sleeper = [sys.executable, "-c", "input()", SECRET]
    with subprocess.Popen(sleeper, stdin=subprocess.PIPE) as process:

        def is_seen() -> bool:
            arguments.look()
            return bool(leaks(arguments.places(), [CANARY]))

        wait_for(is_seen, "the process to be seen")
        process.communicate(b"\n")
