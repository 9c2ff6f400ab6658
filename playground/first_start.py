"""What is waiting in the channel when somebody opens the playground for the first time."""

from pathlib import Path

from playground.slack.client import SlackPerson
from playground.workplace import Workplace

SAMPLE = Path(__file__).parent / "recording" / "samples" / "new-order.mp4"

_WORDS = "Here is how I enter an order in Orchard. Could somebody take this over?"


def share_sample(workplace: Workplace) -> None:
    """Have Ana share the sample screencast, unless something was said in the channel before."""
    if workplace.has_real_slack:
        return
    with SlackPerson(workplace.page, "U0ANA") as ana:
        ana.wait_for_app()
        if not ana.messages():
            ana.upload(SAMPLE, _WORDS)
