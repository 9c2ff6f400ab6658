"""The embedded servers keep what they are given, let nobody in without a password, and end with us."""

import os
import signal
import stat
import subprocess
import sys
import textwrap
from pathlib import Path

import psutil
import psycopg
import pytest
import redis

from models.config import StorageSettings
from models.errors import TransientError
from models.storage import ObjectMissing, Storage
from playground.keys import load_keys
from playground.services.backing import backing
from playground.services.process import DidNotStart, answers, free_port, spawn
from playground.state import passing_state
from tests.conftest import Services
from tests.waiting import wait_for


def test_everything_is_still_there_after_a_restart() -> None:
    with passing_state() as state:
        with backing(state, load_keys(state / "keys.json")) as servers:
            with servers.postgres.connect() as connection:
                connection.execute("CREATE TABLE kept AS SELECT 1 AS one")
            redis.Redis.from_url(servers.valkey.url).set("kept", "too")

        with backing(state, load_keys(state / "keys.json")) as servers:
            with servers.postgres.connect() as connection:
                assert connection.execute("SELECT one FROM kept").fetchone() == (1,)
            assert redis.Redis.from_url(servers.valkey.url).get("kept") == b"too"


def test_only_the_owner_can_read_the_keys(tmp_path: Path) -> None:
    load_keys(tmp_path / "keys.json")

    assert stat.S_IMODE((tmp_path / "keys.json").stat().st_mode) == 0o600


def test_postgres_refuses_a_wrong_password(services: Services) -> None:
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(
            host="127.0.0.1",
            port=services.postgres.port,
            user="understudy",
            password="wrong",
            dbname="postgres",
        )


def test_valkey_refuses_a_client_without_password(services: Services) -> None:
    with pytest.raises(redis.AuthenticationError):
        redis.Redis(port=services.valkey.port).ping()


def test_objects_refuse_a_wrong_key(storage_settings: StorageSettings) -> None:
    wrong = storage_settings.model_copy(update={"s3_access_key_id": "nobody"})

    with pytest.raises(TransientError):
        Storage(wrong).get("anything")


def test_a_missing_object_is_named_so(storage: Storage) -> None:
    with pytest.raises(ObjectMissing):
        storage.get("nothing/here")


def test_no_password_is_in_the_process_list(services: Services) -> None:
    commands = " ".join(
        argument
        for process in psutil.Process().children(recursive=True)
        for argument in process.cmdline()
    )  # fmt: skip

    assert "password" not in commands


def test_a_server_that_cannot_start_says_where_to_look(tmp_path: Path) -> None:
    child = spawn("broken", ["sh", "-c", "echo it is broken; exit 3"], tmp_path)

    with pytest.raises(DidNotStart, match=r"broken did not start; see .*broken.log: it is broken"):
        child.wait_until(lambda: False)


def test_a_server_that_takes_too_long_says_what_was_waited_for(tmp_path: Path) -> None:
    child = spawn("slow", ["sleep", "1000"], tmp_path)

    with pytest.raises(DidNotStart, match=r"slow did not start \(waited 0 s for a sign\); see"):
        child.wait_until(lambda: False, "a sign", 0)
    child.stop()


def test_children_end_when_the_parent_is_killed(tmp_path: Path) -> None:
    port = free_port()
    program = textwrap.dedent(f"""
        import sys
        from pathlib import Path
        from playground.services.process import spawn, answers
        command = [sys.executable, "-m", "http.server", "{port}", "--bind", "127.0.0.1"]
        child = spawn("web", command, Path({str(tmp_path)!r}))
        child.wait_until(lambda: answers({port}))
        print(child.process.pid, flush=True)
        child.process.wait()
    """)
    parent = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())

    os.kill(parent.pid, signal.SIGKILL)
    parent.communicate()

    wait_for(lambda: not psutil.pid_exists(child), "the child to end")
    assert not answers(port)
