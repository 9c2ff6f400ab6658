"""The job over real rows, a real queue and real storage; what it sees and plans is given."""

import threading
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from redis import Redis
from rq.timeouts import JobTimeoutException
from sqlalchemy import Engine
from starlette.applications import Starlette
from starlette.responses import FileResponse
from starlette.routing import Route

from models import Analysis, AnalysisStatus, Video
from models.base import utc_now
from models.config import StorageSettings
from models.errors import TransientError, VideoError
from models.jobs import SHOW_ANALYSIS, take_nudge
from models.plan import ComputerUsePlan
from models.session import transaction
from models.storage import ObjectMissing, Storage
from playground.loopback import serving
from tests.models.factories import make_user, make_video
from tests.worker.analysis.factories import make_framed_sign_in, make_sign_in, make_video_file
from worker.analysis import job
from worker.analysis.evidence import Evidence
from worker.analysis.fetching.fetch import Fetcher
from worker.analysis.fetching.fetched import Fetched
from worker.analysis.job import analyze
from worker.analysis.ledger import STALE
from worker.analysis.planning.literal import plan_literally
from worker.analysis.planning.planner import Drawn
from worker.config import WorkerSettings
from worker.workbench import Workbench


@pytest.fixture
def workbench(engine: Engine, redis: Redis, storage: Storage, storage_settings: StorageSettings) -> Workbench:
    settings = WorkerSettings.model_validate(
        {
            **storage_settings.model_dump(),
            "database_url": "unused", "redis_url": "unused", "sealing_private_keys": "unused",
            "understudy_model": "practice",
        }
    )  # fmt: skip
    return Workbench(settings, engine, redis, storage)


def see(video: Path, out: Path, progress: Callable[[str], None], limits: object) -> Evidence:
    """See a sign-in in whatever video there is."""
    progress("Reading the screen")
    return make_framed_sign_in(out)


def draw(evidence: Evidence, _folder: Path, _settings: object) -> Drawn:
    return Drawn(plan_literally(evidence), "practice", 0.0)


@pytest.fixture(autouse=True)
def _given_eyes_and_planner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(job, "watch", see)
    monkeypatch.setattr(job, "draw_plan", draw)


@dataclass
class Shared:
    """A video somebody uploaded, with its pending analysis."""

    workbench: Workbench
    analysis_id: uuid.UUID
    video_id: uuid.UUID

    def read(self) -> Analysis:
        with transaction(self.workbench.engine) as session:
            return session.get_one(Analysis, self.analysis_id)

    def video(self) -> Video:
        with transaction(self.workbench.engine) as session:
            return session.get_one(Video, self.video_id)

    def set(self, **columns: Any) -> None:
        with transaction(self.workbench.engine) as session:
            row = session.get_one(Analysis, self.analysis_id)
            for name, value in columns.items():
                setattr(row, name, value)


def share(workbench: Workbench, number: int = 2, member: str = "U0ANA", **columns: Any) -> Shared:
    with transaction(workbench.engine) as session:
        video = make_video(session, make_user(session, member), **columns)
        analysis = Analysis(video_id=video.id, number=number)
        session.add(analysis)
        session.flush()
        return Shared(workbench, analysis.id, video.id)


@pytest.fixture
def shared(workbench: Workbench, tmp_path: Path) -> Shared:
    workbench.storage.put_file("videos/x/source", make_video_file(tmp_path / "made.mp4"))
    return share(workbench, link=None, object_key="videos/x/source")


def test_an_uploaded_video_ends_as_a_plan_with_its_evidence(shared: Shared, tmp_path: Path) -> None:
    analyze(shared.workbench, shared.analysis_id)
    row = shared.read()
    assert (row.status, row.stage, row.error_message) == (AnalysisStatus.COMPLETED, None, None)
    assert ComputerUsePlan.model_validate(row.plan) == plan_literally(make_framed_sign_in(tmp_path))
    assert len(Evidence.model_validate(row.evidence).events) == len(make_sign_in().events)
    assert (row.model, row.cost_usd) == ("practice", 0)
    assert row.completed_at is not None


def test_thumbnails_are_stored_under_the_analysis(shared: Shared) -> None:
    analyze(shared.workbench, shared.analysis_id)
    key = f"videos/{shared.video_id}/analyses/2/step-4.png"
    assert shared.read().frames == {"4": key}
    assert shared.workbench.storage.get(key).startswith(b"\x89PNG")


def test_what_is_known_of_the_video_is_kept(shared: Shared) -> None:
    analyze(shared.workbench, shared.analysis_id)
    video = shared.video()
    assert (video.duration, video.size) == (30, 1000)
    assert video.digest is not None
    assert len(video.digest) == 64


def test_the_thread_is_told_to_draw_the_result(shared: Shared) -> None:
    analyze(shared.workbench, shared.analysis_id)
    assert take_nudge(shared.workbench.redis, SHOW_ANALYSIS, shared.analysis_id)


def test_a_link_is_downloaded_and_stored(workbench: Workbench, tmp_path: Path) -> None:
    clip = make_video_file(tmp_path / "made.mp4")
    with serving(Starlette(routes=[Route("/clip.mp4", lambda _: FileResponse(clip))])) as port:
        opened = {"egress_private_hosts": f"videos.example.com=127.0.0.1:{port}"}
        open_workbench = Workbench(
            workbench.settings.model_copy(update=opened), workbench.engine, workbench.redis, workbench.storage
        )
        shared = share(open_workbench, link="http://videos.example.com/clip.mp4")
        analyze(open_workbench, shared.analysis_id)
    video = shared.video()
    assert (video.object_key, video.title) == (f"videos/{video.id}/source", "clip.mp4")
    assert workbench.storage.get(str(video.object_key)) == clip.read_bytes()


def test_what_a_platform_says_is_kept_for_later_looks(
    workbench: Workbench, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    captions = tmp_path / "said.vtt"
    captions.write_text("WEBVTT\n\n00:01.000 --> 00:02.000\nFirst I sign in.\n")

    def fetched(_self: object, _link: str, _folder: Path, _tell: object) -> Fetched:
        return Fetched(make_video_file(tmp_path / "made.mp4"), "Report", captions)

    monkeypatch.setattr(Fetcher, "fetch", fetched)
    shared = share(workbench)
    analyze(workbench, shared.analysis_id)
    again = Analysis(video_id=shared.video_id, number=3)
    with transaction(workbench.engine) as session:
        session.add(again)
    analyze(workbench, again.id)
    for analysis_id in (shared.analysis_id, again.id):
        evidence = Evidence.model_validate(Shared(workbench, analysis_id, shared.video_id).read().evidence)
        assert [said.text for said in evidence.transcript] == ["First I sign in."]


def test_a_link_to_a_private_address_fails_with_one_sentence_and_stores_nothing(workbench: Workbench) -> None:
    shared = share(workbench, link="http://169.254.169.254/clip.mp4")
    analyze(workbench, shared.analysis_id)
    row = shared.read()
    assert row.status is AnalysisStatus.FAILED
    assert "not a public address" in str(row.error_message)
    assert (row.plan, row.evidence, row.frames, row.stage) == (None, None, None, None)
    assert shared.video().object_key is None
    assert list(workbench.storage.keys("")) == []


def test_something_that_is_no_video_fails_with_one_sentence(workbench: Workbench) -> None:
    workbench.storage.put("videos/x/source", b"<html>Sign in</html>")
    shared = share(workbench, link=None, object_key="videos/x/source")
    analyze(workbench, shared.analysis_id)
    assert "web page" in str(shared.read().error_message)


def test_a_video_that_cannot_be_decoded_is_not_kept(
    workbench: Workbench, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def blind(*_: object) -> Evidence:
        raise VideoError("Its codec cannot be read. Export it as MP4.")

    def fetched(_self: object, _link: str, _folder: Path, _tell: object) -> Fetched:
        return Fetched(make_video_file(tmp_path / "made.mp4"), None)

    monkeypatch.setattr(job, "watch", blind)
    monkeypatch.setattr(Fetcher, "fetch", fetched)
    shared = share(workbench)
    analyze(workbench, shared.analysis_id)
    assert shared.read().error_message == "Its codec cannot be read. Export it as MP4."
    assert list(workbench.storage.keys("")) == []


def test_a_file_that_never_arrived_is_asked_for_again(workbench: Workbench) -> None:
    shared = share(workbench, link=None)
    analyze(workbench, shared.analysis_id)
    assert "Upload it again" in str(shared.read().error_message)


def test_a_bug_is_shown_as_a_reference_only(
    shared: Shared, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def stumble(*_: object) -> Evidence:
        raise RuntimeError("secret details")

    monkeypatch.setattr(job, "watch", stumble)
    analyze(shared.workbench, shared.analysis_id)
    message = str(shared.read().error_message)
    assert "secret details" not in message
    assert message.rpartition(" ")[2] in caplog.text


def test_a_video_whose_time_is_up_fails_with_advice(shared: Shared, monkeypatch: pytest.MonkeyPatch) -> None:
    def go_on_forever(*_: object) -> Evidence:
        raise JobTimeoutException

    monkeypatch.setattr(job, "watch", go_on_forever)
    analyze(shared.workbench, shared.analysis_id)
    row = shared.read()
    assert row.status is AnalysisStatus.FAILED
    assert "took too long" in str(row.error_message)


def test_a_job_that_runs_twice_does_its_work_once(shared: Shared, monkeypatch: pytest.MonkeyPatch) -> None:
    analyze(shared.workbench, shared.analysis_id)
    monkeypatch.setattr(job, "watch", None)
    analyze(shared.workbench, shared.analysis_id)
    assert shared.read().status is AnalysisStatus.COMPLETED


def test_a_row_in_the_hands_of_a_living_worker_is_left_alone(shared: Shared) -> None:
    shared.set(status=AnalysisStatus.RUNNING, heartbeat_at=utc_now())
    analyze(shared.workbench, shared.analysis_id)
    assert shared.read().status is AnalysisStatus.RUNNING


def test_a_row_of_a_worker_that_died_is_taken_up_again(shared: Shared) -> None:
    long_ago = utc_now() - STALE - timedelta(seconds=1)
    shared.set(status=AnalysisStatus.RUNNING, heartbeat_at=long_ago)
    analyze(shared.workbench, shared.analysis_id)
    assert shared.read().status is AnalysisStatus.COMPLETED


def test_a_row_that_was_tried_for_too_long_is_given_up_with_advice(shared: Shared) -> None:
    long_ago = utc_now() - timedelta(hours=2)
    shared.set(status=AnalysisStatus.RUNNING, heartbeat_at=long_ago, started_at=long_ago)
    analyze(shared.workbench, shared.analysis_id)
    row = shared.read()
    assert (row.status, row.stage) == (AnalysisStatus.FAILED, None)
    assert "Analyze again" in str(row.error_message)


def test_a_row_that_is_gone_is_nobodys_concern(workbench: Workbench) -> None:
    analyze(workbench, uuid.uuid4())


def test_storage_that_is_away_for_a_moment_is_waited_for(
    shared: Shared, monkeypatch: pytest.MonkeyPatch
) -> None:
    put, failures = shared.workbench.storage.put, [TransientError("away")]

    def put_at_last(*arguments: Any) -> None:
        if failures:
            raise failures.pop()
        put(*arguments)

    monkeypatch.setattr(shared.workbench.storage, "put", put_at_last)
    analyze(shared.workbench, shared.analysis_id)
    assert shared.read().status is AnalysisStatus.COMPLETED


def test_a_stored_video_that_is_gone_is_a_failure_and_not_an_endless_wait(workbench: Workbench) -> None:
    shared = share(workbench, link=None, object_key="videos/gone/source")
    with pytest.raises(ObjectMissing):
        workbench.storage.get("videos/gone/source")
    analyze(workbench, shared.analysis_id)
    assert shared.read().status is AnalysisStatus.FAILED


def test_stages_and_heartbeat_show_that_it_is_being_worked_on(
    shared: Shared, monkeypatch: pytest.MonkeyPatch
) -> None:
    looking, seen = threading.Event(), threading.Event()

    def stare(*arguments: Any) -> Evidence:
        looking.set()
        assert seen.wait(30)
        return see(*arguments)

    monkeypatch.setattr(job, "watch", stare)
    working = threading.Thread(target=analyze, args=(shared.workbench, shared.analysis_id))
    working.start()
    assert looking.wait(30)
    row = shared.read()
    seen.set()
    working.join()
    assert (row.status, row.stage) == (AnalysisStatus.RUNNING, "Looking at the video ...")
    assert row.heartbeat_at is not None
