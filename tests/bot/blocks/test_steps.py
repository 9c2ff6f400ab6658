"""How far a run is in its plan, with what was seen after each step."""

from typing import Any

from bot.blocks.steps import list_steps
from models import AgentStep, RunStatus
from models.plan import Action, Step
from tests.bot.blocks.rows import make_run, make_step


def _list(
    reports: list[AgentStep], status: RunStatus = RunStatus.RUNNING, *, steps: int = 4, **columns: Any
) -> str:
    plan = [
        Step(number=number, instruction=f"Do {number}", action=Action.CLICK, irreversible=number == 3)
        for number in range(1, steps + 1)
    ]
    return list_steps(make_run(status, **columns), plan, reports)


def test_a_finished_step_says_what_the_agent_saw_as_its_own_words() -> None:
    listed = _list([make_step(1, "The page says <welcome>"), make_step(2, "Two orders")]).split("\n")
    assert listed[0].endswith("Do 1")
    assert listed[1].endswith("↳ the agent says: The page says &lt;welcome&gt;")
    assert listed[3].endswith("↳ the agent says: Two orders")


def test_a_step_that_cannot_be_undone_is_marked_until_it_is_done() -> None:
    assert ":warning:" in _list([], current_step=2)
    assert ":warning:" not in _list([], current_step=3)


def test_a_step_that_was_begun_and_never_reported_is_told_once_the_run_has_ended() -> None:
    begun = [make_step(3)]
    assert "not known to be done" in _list(begun, RunStatus.FAILED)
    assert "not known to be done" not in _list(begun, RunStatus.RUNNING)


def test_a_step_that_a_run_waits_at_looks_like_it() -> None:
    assert ":raised_hand:  *Do 3*" in _list([], RunStatus.WAITING)


def test_a_run_that_is_taken_up_again_keeps_what_it_has_done() -> None:
    assert _list([], RunStatus.PENDING).count(":ballot_box_with_check:") == 2


def test_of_a_long_plan_the_steps_around_the_present_one_are_shown() -> None:
    listed = _list([], steps=200, current_step=100).split("\n")
    assert listed[0] == "… 93 before"
    assert listed[-1] == "… 93 more"
    assert any("*Do 101*" in line for line in listed)


def test_where_there_is_no_room_the_last_observations_are_shown_and_every_step_stays() -> None:
    reports = [make_step(number, f"{number}: {'<' * 130}") for number in range(1, 15)]
    listed = _list(reports, RunStatus.COMPLETED, steps=14, current_step=14)
    assert len(listed) <= 3000
    assert all(f"Do {number}" in listed for number in range(1, 15))
    assert "↳ the agent says: 14: &lt;" in listed
    assert "↳ 1: &lt;" not in listed
