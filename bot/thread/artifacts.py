"""Putting what a run left into its thread: once, as one message.

Slack takes files in two steps: their contents, which nobody sees, and the message that shows them. Between
the two their ids are noted in Redis, so that a worker taking over goes on instead of sending everything anew,
and asks Slack first whether the message is there already.
"""

import json
import logging
import uuid
from collections.abc import Sequence
from typing import Final

from bot.blocks.artifacts import describe_files
from bot.desk import Desk
from bot.services.artifacts import Unshared, find_unshared, note_shared
from bot.slack import Place
from bot.slack_errors import FileGone, SlackRefused
from models import AgentArtifact
from models.storage import ObjectMissing

_DAY: Final = 24 * 3600

#: Slack's file id of each artifact that was handed over.
_Files = dict[uuid.UUID, str]

_log = logging.getLogger(__name__)


def show_artifacts(desk: Desk, run_id: uuid.UUID) -> None:
    """Show what an ended run left. Whoever calls this is the only writer of the run's thread."""
    with desk.work() as session:
        unshared = find_unshared(session, run_id)
    if unshared is None:
        return
    try:
        _show(desk, unshared)
    except SlackRefused as error:
        # Uploads may be forbidden there; the files are in the checkpoint as well.
        _log.warning("The files of run %s are not shown: %s", run_id, error)
        _note(desk, run_id, {})


def _show(desk: Desk, unshared: Unshared) -> None:
    run_id = unshared.run.id
    files = _noted(desk, run_id)
    if files is None:
        files = _hand_over(desk, unshared.artifacts)
        _note(desk, run_id, files)
    elif not files:
        return
    elif desk.slack.is_shared(next(iter(files.values()))):
        _settle(desk, run_id, files)
        return
    if files and _share(desk, unshared, files):
        _settle(desk, run_id, files)


def _hand_over(desk: Desk, artifacts: Sequence[AgentArtifact]) -> _Files:
    files = {}
    for artifact in artifacts:
        try:
            content = desk.storage.get(artifact.object_key)
        except ObjectMissing:
            continue
        files[artifact.id] = desk.slack.hand_over(artifact.name.rpartition("/")[2], content)
    return files


def _share(desk: Desk, unshared: Unshared, files: _Files) -> bool:
    names = {artifact.id: artifact.name for artifact in unshared.artifacts}
    titles = {file_id: names[artifact_id] for artifact_id, file_id in files.items()}
    video = unshared.run.video
    try:
        desk.slack.share_files(
            Place(video.channel, video.thread), titles, describe_files(unshared.run, list(titles.values()))
        )
    except FileGone:
        # What was handed over long ago is gone: the next time everything is sent anew.
        desk.redis.delete(_mark(unshared.run.id))
        return False
    return True


def _settle(desk: Desk, run_id: uuid.UUID, files: _Files) -> None:
    with desk.work() as session:
        note_shared(session, run_id, files)
    desk.redis.delete(_mark(run_id))


def _noted(desk: Desk, run_id: uuid.UUID) -> _Files | None:
    """Return what was handed over before; empty if there is nothing to be shown."""
    noted = desk.redis.get(_mark(run_id))
    if noted is None:
        return None
    return {uuid.UUID(artifact_id): file_id for artifact_id, file_id in json.loads(noted).items()}


def _note(desk: Desk, run_id: uuid.UUID, files: _Files) -> None:
    noted = json.dumps({str(artifact_id): file_id for artifact_id, file_id in files.items()})
    desk.redis.set(_mark(run_id), noted, ex=_DAY)


def _mark(run_id: uuid.UUID) -> str:
    return f"understudy:handed-over:{run_id}"
