"""Which steps cannot be taken back."""

import pytest

from models.irreversible import step_is_irreversible
from models.plan import Action, Step


@pytest.mark.parametrize(
    ("told", "irreversible"),
    [
        ({"action": Action.CLICK, "target": "Send"}, True),
        ({"action": Action.PRESS, "instruction": "Send the message with Enter", "value": "Enter"}, True),
        ({"action": Action.SHELL, "value": "git push"}, True),
        ({"action": Action.CLICK, "target": "Next", "irreversible": True}, True),
        ({"action": Action.CLICK, "target": "Search"}, False),
        ({"action": Action.CHECK, "target": "Send the newsletter"}, False),
        ({"action": Action.TYPE, "target": "Send to", "value": "Ada"}, False),
        ({"action": Action.SHELL, "value": "make report"}, False),
    ],
)
def test_a_step_counts_by_its_flag_or_by_what_it_says(told: dict[str, object], irreversible: bool) -> None:  # noqa: FBT001 - a table
    step = Step.model_validate({"number": 1, "instruction": "Do it", **told})
    assert step_is_irreversible(step) is irreversible
