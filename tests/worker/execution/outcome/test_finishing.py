"""An agent's word is taken only with a look behind it: the agent is real, and says what it is told to."""

import uuid
from pathlib import Path
from typing import Any

from sqlalchemy import select

from models import AgentRun, AgentStep, ApprovalPolicy, LogLevel, RunStatus
from models.outcome import CriterionState, Outcome
from models.plan import Action, Parameter, Step
from models.session import transaction
from tests.models.factories import make_plan
from tests.worker.execution.bench import Bench
from tests.worker.execution.carrying_out import IRREVERSIBLE_PLAN, carried_out
from tests.worker.execution.scripted import bash, call, claim, finish, reading, scripted, step_done
from worker.checkpoints.workspace import materialize
from worker.execution.outcome.verification import ITS_OWN_WORDS, NOT_SEEN
from worker.execution.runner import execute
from worker.execution.telling.narration import ACT_FAILED, NOTHING_DONE

_UNATTENDED = ApprovalPolicy.UNATTENDED
_CHECKED_PLAN = make_plan(
    steps=[
        Step(number=1, instruction="Make the list", action=Action.SHELL, value="echo apples | tee list"),
        Step(number=2, instruction="Add pears", action=Action.SHELL, value="echo pears | tee -a list"),
    ],
    credentials=[],
    parameters=[Parameter(name="FRUIT", label="Fruit", default="pears")],
    success_criteria=["The list has {FRUIT}"],
)
_MAKE, _ADD, _LOOK = bash("echo apples | tee list"), bash("echo pears | tee -a list"), bash("cat list")
_BOTH_STEPS = (_MAKE, step_done(1, "A list is there"), _ADD, step_done(2, "It has one more line"))


def _run(
    bench: Bench, *turns: dict[str, Any], readings: list[dict[str, Any]] | None = None
) -> tuple[AgentRun, str]:
    """Carry out the plan with a model that follows a script; return the row and all that the model read."""
    run_id = bench.run_of(_CHECKED_PLAN, parameters={})
    with scripted(*turns, readings=readings) as model:
        execute(bench.workbench(anthropic_base_url=model.url), run_id)
        return bench.row(run_id), model.received


def _judged(run: AgentRun) -> list[tuple[str, CriterionState, str | None]]:
    outcome = Outcome.model_validate(run.outcome)
    return [(each.criterion, each.state, each.seen) for each in outcome.criteria]


def _steps(bench: Bench, run_id: uuid.UUID) -> list[AgentStep]:
    of_the_run = select(AgentStep).where(AgentStep.run_id == run_id).order_by(AgentStep.number)
    with transaction(bench.engine) as session:
        return list(session.scalars(of_the_run))


def test_what_was_seen_at_the_end_is_verified(bench: Bench) -> None:
    found = reading(1, "shown", "pears")
    run, received = _run(bench, *_BOTH_STEPS, _LOOK, finish("Listed.", claim(1, "Pears")), readings=[found])
    assert "You did not do it" in received
    assert (run.status, run.current_step) == (RunStatus.COMPLETED, 2)
    assert _judged(run) == [("The list has pears", CriterionState.VERIFIED, "pears")]
    assert "Verified: The list has pears Seen: “pears”" in bench.lines(run.id, LogLevel.INFO)


def test_what_was_never_seen_is_told_once_and_then_not_verified(bench: Bench) -> None:
    boast = finish("Listed.", claim(1, "a basket of pears"))
    run, received = _run(bench, *_BOTH_STEPS, _LOOK, boast, boast)
    assert f"criterion 1: {NOT_SEEN}" in received
    assert run.status is RunStatus.COMPLETED
    assert _judged(run) == [("The list has pears", CriterionState.NOT_VERIFIED, None)]


def test_words_the_agent_had_written_itself_prove_nothing(bench: Bench) -> None:
    boast = finish("Listed.", claim(1, "plums and pears"))
    write = call("Write", file_path="/workspace/report.md", content="The list has plums and pears.")
    found = reading(1, "shown", "plums and pears")
    run, _ = _run(bench, *_BOTH_STEPS, write, bash("cat report.md"), boast, boast, readings=[found])
    assert _judged(run) == [("The list has pears", CriterionState.NOT_VERIFIED, None)]
    assert any(ITS_OWN_WORDS in line for line in bench.lines(run.id, LogLevel.INFO))


def test_an_irreversible_step_that_was_only_reported_does_not_count_as_done(bench: Bench) -> None:
    run_id = bench.run_of(IRREVERSIBLE_PLAN)
    carried_out(bench, run_id, bash("ls /"), step_done(1, "It was sent."), finish("Sent."))
    assert f"Step 1 {NOTHING_DONE}. The agent says: It was sent." in bench.lines(run_id, LogLevel.ERROR)
    assert _judged(bench.row(run_id)) == [("Step 1: Send it", CriterionState.NOT_VERIFIED, None)]


def test_an_irreversible_step_whose_command_failed_does_not_count_as_done(bench: Bench) -> None:
    sending = Step(number=1, instruction="Send it", action=Action.SHELL, value="false", irreversible=True)
    run_id = bench.run_of(make_plan(steps=[sending], credentials=[], parameters=[]), policy=_UNATTENDED)
    carried_out(bench, run_id, bash("false"), bash("ls /"), step_done(1, "It was sent."), finish("Sent."))
    assert f"Step 1 {ACT_FAILED}. The agent says: It was sent." in bench.lines(run_id, LogLevel.ERROR)
    assert Outcome.model_validate(bench.row(run_id).outcome).criteria[-1].reason == ACT_FAILED


def test_what_a_second_reader_denies_fails_the_run_whatever_the_agent_says(bench: Bench) -> None:
    found = reading(1, "denied", "apples", "there are only apples")
    run, _ = _run(bench, *_BOTH_STEPS, _LOOK, finish("Done.", claim(1, "pears")), readings=[found])
    assert run.status is RunStatus.FAILED
    assert _judged(run) == [("The list has pears", CriterionState.FAILED, "apples")]


def test_a_criterion_that_does_not_hold_fails_the_run(bench: Bench) -> None:
    run, _ = _run(bench, *_BOTH_STEPS, _LOOK, finish("Done.", claim(1, "apples", holds=False)))
    assert run.status is RunStatus.FAILED
    assert _judged(run) == [("The list has pears", CriterionState.FAILED, "apples")]
    assert "“The list has pears” (seen: “apples”)" in (run.error_message or "")


def test_an_end_that_nothing_was_looked_at_before_is_refused(bench: Bench) -> None:
    run, received = _run(bench, finish("Listed.", claim(1, "pears")), finish("Gave up.", succeeded=False))
    assert "Not reported yet: step 1, step 2" in received
    assert run.status is RunStatus.FAILED
    assert _judged(run) == [("The list has pears", CriterionState.NOT_VERIFIED, None)]


def test_a_step_without_a_look_or_out_of_order_is_refused(bench: Bench) -> None:
    run, received = _run(
        bench,
        step_done(1),
        _MAKE,
        step_done(2),
        step_done(1, "   "),
        step_done(1, "A list is there"),
        step_done(1, "A list is there"),
    )
    assert "You have not looked since you last did something" in received
    assert "The next step to report is step 1" in received
    assert "Say in `observed` what you see" in received
    assert "The next step to report is step 2" in received
    assert [(step.number, step.observed) for step in _steps(bench, run.id)] == [(1, "A list is there")]


def test_each_step_leaves_what_was_seen_and_its_files(bench: Bench, tmp_path: Path) -> None:
    run, _ = _run(bench, *_BOTH_STEPS, _LOOK, finish("Listed.", claim(1, "pears")))
    steps = _steps(bench, run.id)
    assert [step.observed for step in steps] == ["A list is there", "It has one more line"]
    assert all(step.finished_at for step in steps)
    after_first = next(taken for taken in bench.checkpoints(run.id) if taken.description == "After step 1")
    materialize(bench.workbench(), after_first.id, tmp_path / "files")
    assert (tmp_path / "files" / "list").read_text() == "apples\n"


def test_a_step_that_changed_no_file_leaves_no_checkpoint(bench: Bench) -> None:
    run, _ = _run(bench, bash("date"), step_done(1), bash("date"), step_done(2), finish(succeeded=False))
    assert not [taken for taken in bench.checkpoints(run.id) if taken.description == "After step 1"]
