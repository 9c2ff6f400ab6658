import pytest

from models.plan import Action
from tests.playground.practice.talks import CLICK_SIGN_IN, LOGIN, Talk, make_plan, make_step, page


def test_a_command_runs_in_the_shell_with_its_parameters() -> None:
    talk = Talk(make_plan(make_step(Action.SHELL, value="echo {CUSTOMER}")))
    assert talk.next()[1]["command"] == "echo Hillside Market"

    assert talk.answer("Hillside Market").next() == (
        "step_finished",
        {"step": 1, "observed": "Hillside Market"},
    )


def test_a_failed_command_ends_the_run_with_its_output() -> None:
    plan = make_plan(make_step(Action.SHELL, value="ls gone"))
    silent = Talk(plan).answer("Exit code 1", failed=True)
    telling = Talk(plan).answer("Exit code 2\nls: cannot access 'gone'", failed=True)

    assert silent.next()[1]["summary"] == "Practice model: Step 1 (shell) did not work: Exit code 1."
    assert "did not work: ls: cannot access 'gone'." in telling.next()[1]["summary"]


def test_a_step_that_takes_understanding_is_not_pretended() -> None:
    tool, arguments = Talk(make_plan(make_step(Action.OTHER))).next()

    assert (tool, arguments["succeeded"]) == ("run_finished", False)
    assert "ANTHROPIC_API_KEY" in arguments["summary"]


def test_once_the_run_is_reported_there_is_nothing_left_to_call() -> None:
    talk = Talk(make_plan(make_step(Action.OTHER))).answer("Noted.")

    tool, said = talk.next()

    assert tool == "said"
    assert "practice model" in said["text"]


def test_a_run_that_gets_nowhere_is_given_up() -> None:
    talk = Talk(make_plan(CLICK_SIGN_IN))
    for _ in range(16):
        talk.answer("### Error\nError: the browser is gone", failed=True)

    assert "the browser is gone" in talk.next()[1]["summary"]


def test_equal_requests_get_equal_answers() -> None:
    one, other = (Talk(make_plan(CLICK_SIGN_IN)).answer(page(LOGIN)) for _ in range(2))

    assert one.messages == other.messages
    assert one.next() == other.next()


@pytest.mark.parametrize("silence", ["", "(Bash completed with no output)"], ids=["empty", "said"])
def test_after_a_command_that_printed_nothing_the_files_are_looked_at(silence: str) -> None:
    talk = Talk(make_plan(make_step(Action.SHELL, value="touch list"))).answer(silence)
    assert talk.next()[1]["command"] == "ls -l"

    tool, arguments = talk.answer("list").next()

    assert (tool, arguments["observed"]) == (
        "step_finished",
        "The command printed nothing. The files are: list",
    )
