"""Looking behind the thread: the demo site's own data, the stored files, and what Slack was told."""

import json
import subprocess
import sys
import tempfile
import uuid
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import select

from models import User, Video, WorkspaceHead
from models.session import open_engine, transaction
from playground.workplace import Workplace

_ROOT = Path(__file__).parents[2]
_BOOKKEEPING = {"number", "created_at", "source"}


def records(workplace: Workplace) -> dict[str, dict[str, Any]]:
    """Return everything on the demo site, as "kind number" -> record."""
    book = httpx.get(f"{workplace.site}/data.json", trust_env=False).json()
    return {f"{kind} {record['number']}": record for kind, entries in book.items() for record in entries}


def written_values(record: dict[str, Any]) -> list[str]:
    """Return what somebody wrote or chose to make a record, as text."""
    values = (value for name, value in record.items() if name not in _BOOKKEEPING)
    return [str(value) for value in values if value != "" and not isinstance(value, bool)]


def head_files(workplace: Workplace, thread: str, member: str) -> dict[str, bytes]:
    """Return the files that a person's next run in a thread starts with, as a worker exports them."""
    checkpoint_id = _head(workplace, thread, member)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "files"
        command = ["-m", "worker", "checkpoint", "export", str(checkpoint_id), "--to", str(target)]
        subprocess.run(
            [sys.executable, *command], check=True, capture_output=True, cwd=_ROOT, env=workplace.environment
        )
        files = (path for path in target.rglob("*") if path.is_file())
        return {str(path.relative_to(target)): path.read_bytes() for path in files}


def _head(workplace: Workplace, thread: str, member: str) -> uuid.UUID:
    engine = open_engine(workplace.environment["DATABASE_URL"])
    statement = (
        select(WorkspaceHead.checkpoint_id)
        .join(Video, Video.id == WorkspaceHead.video_id)
        .join(User, User.id == WorkspaceHead.user_id)
        .where(Video.thread == thread, User.member == member)
    )
    with transaction(engine) as session:
        checkpoint_id = session.scalars(statement).one()
    engine.dispose()
    return checkpoint_id


def calls_that_tell(recording: Path, secret: str) -> list[str]:
    """Return the Web API methods that were called with `secret` anywhere in what they said."""
    entries = (json.loads(line) for line in recording.read_text().splitlines())
    calls = (entry for entry in entries if entry["kind"] == "call")
    return [call["method"] for call in calls if secret in json.dumps(call["arguments"])]
