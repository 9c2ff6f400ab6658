"""Fetching a screencast that Slack hosts: only the bot has the token."""

import hashlib
import tempfile
import uuid
from pathlib import Path
from typing import IO

from bot.desk import Desk
from bot.services.fetching import StoredFile, fail_analysis, find_file_to_fetch, note_fetched
from bot.slack import SharedFile
from models.errors import UserError, VideoError


def fetch_file(desk: Desk, analysis_id: uuid.UUID) -> None:
    """Store the screencast of an analysis, then have it looked at. May run twice."""
    with desk.work() as session:
        wanted = find_file_to_fetch(session, analysis_id)
    if wanted is None:
        return
    video_id, file_id = wanted
    try:
        stored = _fetch(desk, video_id, file_id)
    except UserError as error:
        with desk.work() as session:
            fail_analysis(session, analysis_id, str(error))
    else:
        with desk.work() as session:
            note_fetched(session, analysis_id, stored)


def _fetch(desk: Desk, video_id: uuid.UUID, file_id: str) -> StoredFile:
    file = desk.slack.find_file(file_id)
    if not file.mimetype.startswith("video/"):
        raise VideoError
    with tempfile.NamedTemporaryFile(prefix="understudy-") as target:
        digest, size = _download(desk, file, target)
        key = f"videos/{video_id}/source"
        desk.storage.put_file(key, Path(target.name), file.mimetype)
    return StoredFile(key=key, digest=digest, size=size, title=file.name)


def _download(desk: Desk, file: SharedFile, target: IO[bytes]) -> tuple[str, int]:
    limit = desk.settings.max_video_bytes
    digest, size = hashlib.sha256(), 0
    for piece in desk.slack.download(file):
        size += len(piece)
        if size > limit:
            raise VideoError(f"This file is larger than {limit // 1_000_000} MB. Share a shorter screencast.")
        digest.update(piece)
        target.write(piece)
    target.flush()
    return digest.hexdigest(), size
