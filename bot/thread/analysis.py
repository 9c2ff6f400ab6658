"""Drawing the message about a screencast, with a thumbnail beside each step."""

import logging
import uuid

from bot.blocks.plan import MAX_STEPS, AnalysisFacts, build_analysis
from bot.desk import Desk
from bot.services.pictures import note_analysis_drawn, note_thumbnails, read_analysis
from bot.slack import Place
from bot.slack_errors import SlackRefused
from bot.thread.drawing import draw, only_writer
from models import AnalysisStatus
from models.jobs import SHOW_ANALYSIS, take_nudge
from models.storage import ObjectMissing

_log = logging.getLogger(__name__)


def show_analysis(desk: Desk, analysis_id: uuid.UUID) -> None:
    """Draw the message about a screencast: the plan first, its pictures when they are there."""
    with only_writer(desk, analysis_id):
        take_nudge(desk.redis, SHOW_ANALYSIS, analysis_id)
        facts = _read(desk, analysis_id)
        if facts is None:
            return
        if facts.analysis.thumbnails:
            _draw_with_thumbnails(desk, facts)
            return
        _draw(desk, facts)
        if facts.analysis.status is AnalysisStatus.COMPLETED and facts.analysis.frames:
            _upload_thumbnails(desk, facts)
            _draw_with_thumbnails(desk, facts)


def _read(desk: Desk, analysis_id: uuid.UUID) -> AnalysisFacts | None:
    with desk.work() as session:
        return read_analysis(session, analysis_id)


def _draw(desk: Desk, facts: AnalysisFacts) -> None:
    analysis, video = facts.analysis, facts.video
    timestamp = draw(desk, Place(video.channel, video.thread), analysis.message, build_analysis(facts))
    if timestamp != analysis.message:
        analysis.message = timestamp
        with desk.work() as session:
            note_analysis_drawn(session, analysis.id, timestamp)


def _draw_with_thumbnails(desk: Desk, facts: AnalysisFacts) -> None:
    try:
        _draw(desk, facts)
    except SlackRefused as error:
        # Slack takes a moment to digest a picture; the plan is worth more than its pictures.
        _log.warning("Thumbnails of %s are not shown yet: %s", facts.analysis.id, error)
        facts.analysis.thumbnails, kept = None, facts.analysis.thumbnails
        _draw(desk, facts)
        facts.analysis.thumbnails = kept


def _upload_thumbnails(desk: Desk, facts: AnalysisFacts) -> None:
    frames: dict[str, str] = facts.analysis.frames or {}
    uploaded: dict[str, str] = {}  # steps may share a frame
    thumbnails = {}
    for step in sorted(frames, key=int)[:MAX_STEPS]:
        key = frames[step]
        if key not in uploaded and (file := _upload(desk, key)):
            uploaded[key] = file
        if key in uploaded:
            thumbnails[step] = uploaded[key]
    facts.analysis.thumbnails = thumbnails
    with desk.work() as session:
        note_thumbnails(session, facts.analysis.id, thumbnails)


def _upload(desk: Desk, key: str) -> str | None:
    try:
        content = desk.storage.get(key)
    except ObjectMissing:
        return None
    name = key.rsplit("/", 1)[-1]
    return desk.slack.upload(name, content, f"The screen at {name.removesuffix('.png').replace('-', ' ')}")
