"""From a video alone: the plan is derived, and the run does on the site what the video showed."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from models import RunStatus
from playground.slack.client import plain_text
from tests.stories.telling import ACCOUNT, Story

SAMPLES = Path(__file__).parents[2] / "playground" / "recording" / "samples"

ORDER = {
    "customer": "Hillside Market",
    "product": "Victoria plums",
    "quantity": 24,
    "delivery_date": "2026-12-15",
    "note": "Leave at the loading dock",
}
ANSWERS = {"credential:ORCHARD_PASSWORD": ACCOUNT.password}


def test_the_order_of_the_video_is_there_afterwards_and_was_not_before_a_person_let_it(
    story: Callable[[], Story],
) -> None:
    ana = story()
    before = ana.site()
    plan = ana.share(SAMPLES / "new-order.mp4")
    run_id = ana.implement(plan, ANSWERS)

    question = ana.question()
    at_the_question = ana.site()
    ana.approve()
    run = ana.wait_for_end(run_id)

    assert "Practice model" in plain_text(plan)
    assert ACCOUNT.password not in plain_text(plan)
    assert "Place order" in plain_text(question)
    assert at_the_question == before
    assert run.status is RunStatus.COMPLETED, run.error_message
    assert _created(ana, before).items() >= ORDER.items()
    assert [each["state"] for each in (run.outcome or {})["criteria"]] == ["verified"]
    assert "verified" in plain_text(ana.card(run_id)).lower()


def _created(ana: Story, before: dict[str, dict[str, Any]]) -> dict[str, Any]:
    (created,) = (record for name, record in ana.site().items() if name not in before)
    return created
