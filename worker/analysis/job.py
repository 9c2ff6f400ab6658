"""The job that looks at a shared screencast and draws a plan from it; see `models.analysis.Analysis`."""

import hashlib
import logging
import tempfile
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rq.timeouts import JobTimeoutException

from models import Analysis, AnalysisStatus, Video
from models.errors import UserError, VideoError
from models.patience import OUTAGES, insist
from models.session import transaction
from worker.analysis.earlier import find_earlier_plan
from worker.analysis.evidence import Evidence
from worker.analysis.fetching.fetch import Fetcher, check_file
from worker.analysis.fetching.fetched import Fetched
from worker.analysis.hearing.listening import with_transcript
from worker.analysis.ledger import Ledger
from worker.analysis.planning.origin import origin_of
from worker.analysis.planning.planner import Drawn, draw_plan
from worker.analysis.probe import VideoLimits
from worker.analysis.thumbnails import draw_thumbnails
from worker.analysis.video_files import VideoFiles
from worker.analysis.watch import watch
from worker.network.addresses import AddressRules
from worker.workbench import Workbench

_log = logging.getLogger(__name__)


def analyze(workbench: Workbench, analysis_id: uuid.UUID) -> None:
    """Turn the video of one analysis into evidence and a plan, or into one sentence about why not.

    May run twice: a row that is done, or in the hands of a living worker, is left alone.

    Raises:
        TransientError, OperationalError: something stayed away; the row is still to be taken up.
    """
    ledger = Ledger(workbench, analysis_id)
    if not ledger.claim():
        return
    try:
        with ledger.kept_alive(), tempfile.TemporaryDirectory(prefix="understudy-analysis-") as folder:
            _Look(workbench, ledger, Path(folder)).take()
    except UserError as error:
        insist(lambda: _discard_unusable(workbench, analysis_id))
        _fail(ledger, str(error))
    except OUTAGES:
        raise
    except JobTimeoutException:
        _fail(
            ledger,
            "Looking at this screencast took too long. Share a shorter part of it, or a smaller picture.",
        )
    except Exception:  # noqa: BLE001 - whatever it was, the person waiting in the thread is told
        reference = uuid.uuid4().hex[:8]
        _log.exception("Analysis %s failed, reference %s", analysis_id, reference)
        _fail(
            ledger,
            "Something went wrong here, not with your video. Click *Analyze again*; if that does not help, "
            f"give this reference to whoever runs Understudy: {reference}",
        )


def _discard_unusable(workbench: Workbench, analysis_id: uuid.UUID) -> None:
    """Keep nothing of a file that never turned out to be a video."""
    with transaction(workbench.engine) as session:
        video = session.get_one(Analysis, analysis_id).video
        key = video.object_key if video.duration is None else None
        if key is not None:
            video.object_key = video.digest = video.size = None
    if key is not None:
        workbench.storage.delete(key)


def _fail(ledger: Ledger, message: str) -> None:
    def write(row: Analysis) -> None:
        row.error_message = message

    ledger.end(AnalysisStatus.FAILED, write)


@dataclass(frozen=True)
class _Look:
    """One look at one video, in a folder that goes away afterwards."""

    workbench: Workbench
    ledger: Ledger
    folder: Path

    def take(self) -> None:
        tell = self.ledger.stages()
        row = insist(self._read_row)
        fetched = self._fetch(row.video, tell)
        self.ledger.tell_stage("Looking at the video ...")
        evidence = watch(fetched.path, self.folder, tell, self._limits)
        evidence = with_transcript(evidence, fetched, tell)
        insist(lambda: self._store(row.video, fetched, evidence))
        self.ledger.tell_stage("Drawing the plan ...")
        origin = origin_of(evidence, self.folder, self.workbench.settings.understudy_model)
        drawn = insist(lambda: self._draw(row, evidence, origin))
        frames = insist(lambda: self._store_thumbnails(row, drawn, evidence))
        self._complete(evidence, drawn, frames, origin)

    def _read_row(self) -> Analysis:
        with transaction(self.workbench.engine) as session:
            row = session.get_one(Analysis, self.ledger.analysis_id)
            row.video  # noqa: B018 - loads it while the session is open
            return row

    def _fetch(self, video: Video, tell: Callable[[str], None]) -> Fetched:
        if video.object_key is not None:
            stored = self._files(video).read(video.object_key, self.folder)
            check_file(stored.path, self._limits)
            return stored
        if video.link is None:
            raise VideoError("The file did not arrive here. Upload it again.")
        self.ledger.tell_stage("Downloading the video ...")
        rules = AddressRules.from_setting(self.workbench.settings.egress_private_hosts)
        return Fetcher(rules, self._limits).fetch(video.link, self.folder, tell)

    @property
    def _limits(self) -> VideoLimits:
        settings = self.workbench.settings
        return VideoLimits(settings.max_video_seconds, settings.max_video_bytes)

    def _files(self, video: Video) -> VideoFiles:
        return VideoFiles(self.workbench.storage, video.id)

    def _store(self, video: Video, fetched: Fetched, evidence: Evidence) -> None:
        """Keep a video that turned out to be one."""
        key = video.object_key or self._files(video).keep(fetched)
        with transaction(self.workbench.engine) as session:
            stored = session.get_one(Video, video.id, with_for_update=True)
            stored.object_key = key
            stored.digest = stored.digest or _digest(fetched.path)
            stored.size = evidence.video.size
            stored.duration = evidence.video.duration
            stored.title = stored.title or fetched.title or evidence.video.title

    def _draw(self, row: Analysis, evidence: Evidence, origin: str) -> Drawn:
        """Take the plan there is of the same; who clicked *Analyze again* wants another one."""
        is_first_look = row.number == 1
        earlier = find_earlier_plan(self.workbench.engine, origin) if is_first_look else None
        return earlier or draw_plan(evidence, self.folder, self.workbench.settings)

    def _store_thumbnails(self, row: Analysis, drawn: Drawn, evidence: Evidence) -> dict[str, str]:
        """Return step number (as text) -> object key."""
        keys: dict[str, str] = {}
        for number, png in draw_thumbnails(drawn.plan, evidence, self.folder).items():
            keys[str(number)] = f"videos/{row.video_id}/analyses/{row.number}/step-{number}.png"
            self.workbench.storage.put(keys[str(number)], png, "image/png")
        return keys

    def _complete(self, evidence: Evidence, drawn: Drawn, frames: dict[str, str], origin: str) -> None:
        def write(row: Analysis) -> None:
            row.drawn_from = origin
            row.evidence = evidence.model_dump(mode="json")
            row.plan = drawn.plan.model_dump(mode="json")
            row.frames = frames
            row.model = drawn.model
            row.cost_usd = drawn.cost_usd

        self.ledger.end(AnalysisStatus.COMPLETED, write)


def _digest(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
