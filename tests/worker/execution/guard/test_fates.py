"""What became of the acts of steps that cannot be undone."""

import pytest

from worker.execution.guard.fates import Fates

SEND = {"command": "curl -d x https://orchard.test/send"}


@pytest.mark.parametrize(
    ("results", "failed_steps"),
    [([True], {3}), ([False], set()), ([True, False], set()), ([False, True], set()), ([], set())],
    ids=["failed", "worked", "worked at last", "worked at first", "not heard of"],
)
def test_a_step_failed_if_each_of_its_acts_did(results: list[bool], failed_steps: set[int]) -> None:
    fates = Fates()
    for failed in results:
        fates.begins("Bash", SEND, 3)
        fates.hear("Bash", {**SEND, "timeout": 120}, failed=failed)
    assert fates.failed_steps == failed_steps


def test_another_call_that_fails_says_nothing_of_the_step() -> None:
    fates = Fates()
    fates.begins("Bash", SEND, 3)
    fates.hear("Bash", {"command": "ls nothing"}, failed=True)
    assert fates.failed_steps == frozenset()
