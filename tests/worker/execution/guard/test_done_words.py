"""A sentence tells a deed; a label, a wish and a plan tell none."""

import pytest

from worker.execution.guard.done_words import says_it_was_done


@pytest.mark.parametrize(
    "said", ["customer * was added", "* saved", "your order for * is confirmed", "sent: * was sent"]
)
def test_a_sentence_tells_that_it_was_done(said: str) -> None:
    assert says_it_was_done(said, "*")


@pytest.mark.parametrize(
    "said",
    [
        "uploaded *",
        "order placed by: *",
        "* will be sent",
        "* is not saved",
        "you searched for *",
        "* unsaved",
    ],
)
def test_a_label_or_an_intention_does_not(said: str) -> None:
    assert not says_it_was_done(said, "*")
