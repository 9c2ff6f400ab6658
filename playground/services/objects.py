"""An S3 server from a wheel: `rclone serve s3` over a plain folder."""

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from playground.services.process import Child, answers, free_port, spawn


@dataclass(frozen=True)
class ObjectServer:
    child: Child
    port: int
    access_key: str
    secret_key: str

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


def start_objects(
    folder: Path, access_key: str, secret_key: str, logs: Path, port: int | None = None
) -> ObjectServer:
    """Serve the buckets in `folder`.

    Raises:
        DidNotStart: names the log.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    port = port or free_port()
    child = spawn(
        "objects",
        [_program(), "serve", "s3", "--config", "/dev/null", "--addr", f"127.0.0.1:{port}", folder],
        logs,
        # By environment rather than argument, so that the key is in no process list.
        environment={"RCLONE_AUTH_KEY": f'"{access_key},{secret_key}"'},
    )
    child.wait_until(lambda: answers(port))
    return ObjectServer(child, port, access_key, secret_key)


def _program() -> str:
    beside_python = str(Path(sys.executable).parent)
    return shutil.which("rclone", path=beside_python) or "rclone"
