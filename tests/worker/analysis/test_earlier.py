"""Looks that saw the same, by a model that never answers twice alike."""

from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from models import Analysis
from tests.worker.analysis.factories import make_video_file
from tests.worker.analysis.test_job import Shared, see, share, workbench
from worker.analysis import job
from worker.analysis.evidence import Evidence
from worker.analysis.job import analyze
from worker.analysis.planning.literal import plan_literally
from worker.analysis.planning.planner import Drawn
from worker.workbench import Workbench

__all__ = ["workbench"]  # the fixture


@pytest.fixture(autouse=True)
def _sampling_planner(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = count(1)

    def draw(evidence: Evidence, _folder: Path, _settings: object) -> Drawn:
        plan = plan_literally(evidence).model_copy(update={"goal": f"Answer {next(answers)}"})
        return Drawn(plan, "claude-sonnet", 0.12)

    monkeypatch.setattr(job, "watch", see)
    monkeypatch.setattr(job, "draw_plan", draw)


@pytest.fixture
def look(workbench: Workbench, tmp_path: Path) -> Callable[[int], Analysis]:
    """Let somebody else share the video, and take the look of that number; gives the row."""
    workbench.storage.put_file("videos/x/source", make_video_file(tmp_path / "made.mp4"))

    people = (f"U0PERSON{number}" for number in count())

    def take(number: int) -> Analysis:
        shared: Shared = share(workbench, number, next(people), link=None, object_key="videos/x/source")
        analyze(workbench, shared.analysis_id)
        return shared.read()

    return take


def goal_of(row: Analysis) -> str:
    assert row.plan is not None
    return str(row.plan["goal"])


def test_the_same_evidence_and_model_give_the_same_plan_at_no_cost(look: Callable[[int], Analysis]) -> None:
    first, second = look(1), look(1)
    assert second.plan == first.plan
    assert (first.cost_usd, second.cost_usd) == (0.12, None)
    assert second.model == "claude-sonnet"


def test_an_earlier_plan_comes_with_thumbnails_of_its_own(look: Callable[[int], Analysis]) -> None:
    first, second = look(1), look(1)
    assert first.frames is not None
    assert second.frames is not None
    assert first.frames.keys() == second.frames.keys()
    assert set(first.frames.values()).isdisjoint(second.frames.values())


def test_who_asks_again_gets_another_plan(look: Callable[[int], Analysis]) -> None:
    assert [goal_of(look(1)), goal_of(look(2))] == ["Answer 1", "Answer 2"]


def test_of_several_plans_the_latest_is_taken(look: Callable[[int], Analysis]) -> None:
    look(1), look(2)
    assert goal_of(look(1)) == "Answer 2"


def test_something_else_that_was_seen_is_planned_anew(
    look: Callable[[int], Analysis], monkeypatch: pytest.MonkeyPatch
) -> None:
    look(1)

    def see_less(video: Path, out: Path, progress: Callable[[str], None], limits: object) -> Evidence:
        evidence = see(video, out, progress, limits)
        return evidence.model_copy(update={"events": evidence.events[:-1]})

    monkeypatch.setattr(job, "watch", see_less)
    assert goal_of(look(1)) == "Answer 2"
