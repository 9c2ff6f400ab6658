"""What evidence must be like for a plan to be drawn from it."""

from models.errors import VideoError
from models.plan import MOST_STEPS
from worker.analysis.evidence import Evidence


def check_something_happened(evidence: Evidence) -> None:
    """Raise if there is nothing to draw a plan from.

    Raises:
        VideoError: nothing was seen to happen.
    """
    if not evidence.events:
        raise VideoError(
            "Nothing was seen to happen in this screencast. "
            "Record it again with the whole window and the pointer visible."
        )


def check_fits_a_plan(steps: int, most: int = MOST_STEPS) -> None:
    """Raise if a screencast shows more than `most` steps.

    Raises:
        VideoError: it does; the message says what to do.
    """
    if steps > most:
        raise VideoError(
            f"This screencast shows {steps} steps and a plan holds at most {MOST_STEPS}. "
            "Share it in shorter parts."
        )
