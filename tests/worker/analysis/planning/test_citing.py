from typing import Any

import pytest

from models.plan import Action, Step
from tests.worker.analysis.factories import make_event, make_evidence
from worker.analysis.evidence import EventKind, Evidence, Frame
from worker.analysis.planning.citing import cite
from worker.analysis.planning.literal import plan_literally


def make_step(**told: Any) -> Step:
    return Step(**{"number": 1, "instruction": "Do it", "action": Action.CLICK, "events": [0], **told})


def make_filmed() -> Evidence:
    """A click at 5 seconds and a text at 20, with frames before and after each, and one at the end."""
    frames = [Frame(t=t, path=f"frames/{t}.png", reason="before") for t in (4, 6, 19, 21, 30)]
    click = make_event(EventKind.CLICK, 5, label="Next", before="frames/4.png", after="frames/6.png")
    typed = make_event(
        EventKind.TYPE, 20, label="Name", text="Ada", before="frames/19.png", after="frames/21.png"
    )
    return make_evidence(click, typed, frames=frames)


def test_what_fits_together_stays() -> None:
    step = make_step(timestamp=5.2, frame=1)
    assert cite(step, make_filmed()) == step


@pytest.mark.parametrize("timestamp", [None, 25.0, 9999.0], ids=["none", "another one", "after the end"])
def test_a_step_begins_with_its_events(timestamp: float | None) -> None:
    assert cite(make_step(timestamp=timestamp), make_filmed()).timestamp == 5


def test_a_moment_after_the_end_is_none() -> None:
    assert cite(make_step(events=[], timestamp=9999), make_filmed()).timestamp is None


@pytest.mark.parametrize("frame", [None, 4, 77], ids=["none", "of another time", "none such"])
def test_a_click_is_shown_by_the_frame_before_it(frame: int | None) -> None:
    assert cite(make_step(frame=frame), make_filmed()).frame == 0


def test_a_text_is_shown_by_the_frame_after_it() -> None:
    assert cite(make_step(action=Action.TYPE, events=[1]), make_filmed()).frame == 3


def test_an_event_without_frames_is_shown_by_the_nearest_one() -> None:
    evidence = make_filmed()
    evidence.events[0].before = evidence.events[0].after = None
    assert cite(make_step(), evidence).frame == 0


def test_without_frames_none_is_cited() -> None:
    assert cite(make_step(frame=0), make_evidence(make_event(EventKind.CLICK))).frame is None


def test_the_literal_plan_cites_a_frame_for_every_step() -> None:
    assert [step.frame for step in plan_literally(make_filmed()).steps] == [0, 3]
