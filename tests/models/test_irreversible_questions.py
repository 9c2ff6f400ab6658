"""Which questions say that a yes does what cannot be taken back."""

import time

import pytest

from models.irreversible_questions import deeds_agreed_to


@pytest.mark.parametrize(
    ("question", "deed"),
    [
        ("The message will be sent to 400 people. Continue?", "send"),
        ("All files will be removed", "remove"),
        ("Your card will be charged $40", "charge"),
        ("Your card will be charged.", "charge"),
        ("Deletion cannot be undone", "delete"),
        ("The account gets deleted", "delete"),
        ("4 people will be invited", "invite"),
        ("2 orders are going to be cancelled", "cancel"),
        ("The report is about to be published. OK?", "publish"),
        ("You are deleting 4 rows", "delete"),
        ("This erases the disk", "erase"),
        ("Do you want to delete it?", "delete"),
        ("Your plan costs $40 a month. Continue?", "pay"),
        ("This cannot be undone!", "permanently"),
        ("You won't be able to continue. There is no way back.", "permanently"),
    ],
)
def test_a_question_says_what_a_yes_does(question: str, deed: str) -> None:
    assert deed in deeds_agreed_to(question)


@pytest.mark.parametrize(
    "question",
    [
        "Leave this page? Changes may not be saved.",
        "Leave without sending?",
        "The message was sent. Open it?",
        "Nothing will be deleted. Continue?",
        "The draft will not be sent. Close it?",
        "The filter will be cleared.",
        "You have 3 deleted items. Show them?",
        "Stay signed in?",
    ],
)
def test_other_questions_need_nobody(question: str) -> None:
    assert not deeds_agreed_to(question)


def test_a_sum_and_its_being_final_add_nothing_to_a_deed_that_is_told() -> None:
    assert deeds_agreed_to("Send $40 to Bob? This cannot be undone.") == {"send"}


def test_a_long_question_takes_no_time() -> None:
    began = time.monotonic()
    deeds_agreed_to("cannot be $4 never " * 100_000)
    assert time.monotonic() - began < 2
