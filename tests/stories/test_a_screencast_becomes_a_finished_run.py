"""From a video alone: the plan is derived, and the run does on the site what the video showed."""

from collections.abc import Callable
from pathlib import Path

import pytest

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
CUSTOMER = {
    "name": "Riverbend Farm Shop",
    "email": "hello@riverbend.test",
    "phone": "555 0142",
    "region": "East",
    "newsletter": True,
}


@pytest.mark.parametrize(
    ("sample", "expected"),
    [("new-order.mp4", ORDER), ("new-customer.mp4", CUSTOMER)],
    ids=["order", "customer"],
)
def test_what_the_video_showed_is_there_afterwards(
    story: Callable[[], Story], sample: str, expected: dict[str, object]
) -> None:
    ana = story()
    before = ana.site()

    plan = ana.share(SAMPLES / sample)
    run = ana.wait_for_end(ana.implement(plan, {"credential:ORCHARD_PASSWORD": ACCOUNT.password}))

    assert "Practice model" in plain_text(plan)
    assert ACCOUNT.password not in plain_text(plan)
    assert run.status is RunStatus.COMPLETED, run.error_message
    (created,) = (record for name, record in ana.site().items() if name not in before)
    assert created.items() >= expected.items()
