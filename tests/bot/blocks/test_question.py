"""The message in which a run asks, and the dialog for an answer in words."""

import html
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest

from bot.blocks.elements import Block, Message
from bot.blocks.question import QuestionFacts, build_answer_form, build_question
from models import Question, QuestionKind
from models.question import DO_NOT, GO_AHEAD, is_shown_whole
from playground.slack.client import action_ids, plain_text
from tests.bot.blocks.rows import START, make_question, make_video
from tests.bot.checking import assert_acceptable, assert_acceptable_view

HOSTILE = "<!channel> & `*_~" * 300


def _build(question: Question, *, waiting: bool = True, **facts: Any) -> Message:
    defaults = {"asked": "U0ANA"}
    message = build_question(QuestionFacts(question, make_video(), waiting=waiting, **{**defaults, **facts}))
    assert_acceptable(message)
    return message


def _preformatted(blocks: Sequence[Block]) -> str:
    """Return what stands in the blocks in which every letter is shown as it is."""
    texts = [str(markup["text"]) for block in blocks if isinstance(markup := block.get("text"), dict)]
    shown = [text[4:-4] for text in texts if text.startswith("```\n") and text.endswith("\n```")]
    assert not any("```" in each for each in shown)
    return html.unescape("".join(shown)).replace("\u200b", "")


@pytest.mark.parametrize("kind", QuestionKind)
@pytest.mark.parametrize("count", [0, 1, 5, 6, 300])
def test_every_question_makes_a_message_that_slack_takes(kind: QuestionKind, count: int) -> None:
    _build(make_question(kind, [f"Option {number}" for number in range(count)]))


@pytest.mark.parametrize("count", [2, 40])
def test_the_longest_hostile_question_fits(count: int) -> None:
    question = make_question(
        QuestionKind.CHOICE, [f"{number} {HOSTILE}" for number in range(count)], prompt=HOSTILE
    )
    message = _build(question)
    assert not any("<!channel>" in str(block) for block in message.blocks if block["type"] != "actions")
    question.answered_at, question.answer = START, HOSTILE
    _build(question, waiting=False, answerer="U0BEN")


def test_an_approval_shows_its_two_buttons() -> None:
    message = _build(make_question(QuestionKind.APPROVAL, [GO_AHEAD, DO_NOT]))
    assert list(action_ids({"blocks": message.blocks})) == ["answer_question:0", "answer_question:1"]
    assert "may this run go ahead?" in _said(message)


def test_what_somebody_says_yes_to_is_shown_to_its_end_letter_by_letter() -> None:
    command = "rm *.tmp _old_ `id` ```<&>``` " * 100 + "; ./the-end"
    command = command[-5000:]
    assert is_shown_whole(command)
    assert _preformatted(_build(make_question(QuestionKind.APPROVAL, prompt=command)).blocks) == command


def test_the_longest_prompt_is_shown_to_its_end_whatever_it_is_made_of() -> None:
    for prompt in ("&" * 1600, "`" * 8000, "x" * 8000):
        assert is_shown_whole(prompt)
        assert not is_shown_whole(f"{prompt}{prompt[0]}")
        assert _preformatted(_build(make_question(QuestionKind.APPROVAL, prompt=prompt)).blocks) == prompt


def test_a_button_carries_the_question_and_the_number_of_its_option() -> None:
    question = make_question(QuestionKind.CHOICE, ["Bern", "Basel"])
    (buttons,) = (block for block in _build(question).blocks if block["type"] == "actions")
    elements: Any = buttons["elements"]
    assert [each["value"] for each in elements] == [f"{question.id}:0", f"{question.id}:1"]


def test_who_is_asked_is_told_in_the_notification_and_who_else_may_answer_in_the_message() -> None:
    message = _build(make_question(QuestionKind.TEXT), helpers=["U0BEN"])
    assert "<@U0ANA>" in message.text
    assert "Only <@U0ANA> and <@U0BEN> can answer, once" in _said(message)


def test_the_deadline_is_told_by_the_readers_own_clock() -> None:
    question = make_question(QuestionKind.TEXT)
    stamp = int(question.expires_at.timestamp())
    assert f"<!date^{stamp}^{{time}}|09:30 UTC>" in _said(_build(question))


def test_options_that_are_too_long_for_buttons_are_spelled_out_and_numbered() -> None:
    options = [
        "Keep the order that dana@orchard.test placed on the third of November at noon",
        "Place a new one",
    ]
    said = _said(_build(make_question(QuestionKind.CHOICE, options)))
    assert f"*1.* {options[0]}" in said
    assert "2. Place a new one" in said


def test_a_code_is_asked_for_with_a_button_and_not_in_the_thread() -> None:
    message = _build(make_question(QuestionKind.CODE))
    assert list(action_ids({"blocks": message.blocks})) == ["open_answer"]
    assert "in the thread everybody could read it" in _said(message)


def test_only_a_question_for_words_invites_a_reply() -> None:
    assert "reply in this thread" in _said(_build(make_question(QuestionKind.TEXT)))
    assert "reply in this thread" not in _said(_build(make_question(QuestionKind.CHOICE, ["Bern"])))


@pytest.mark.parametrize(
    ("columns", "says"),
    [
        ({"answered_at": START, "answer": GO_AHEAD}, "<@U0BEN> answered: *Go ahead*"),
        ({"answered_at": START, "kind": QuestionKind.CODE}, "<@U0BEN> gave the code"),
        ({"withdrawn_at": START}, "No longer needed"),
        ({"withdrawn_at": START + timedelta(minutes=31)}, "Nobody answered in time"),
        ({}, "Nobody answered in time"),
    ],
)
def test_what_came_of_a_question_takes_the_place_of_its_buttons(columns: dict[str, Any], says: str) -> None:
    question = make_question(columns.pop("kind", QuestionKind.APPROVAL), [GO_AHEAD, DO_NOT], **columns)
    message = _build(question, waiting=False, answerer="U0BEN")
    assert says in _said(message)
    assert "Which customer?" in _said(message)
    assert action_ids({"blocks": message.blocks}) == []


def test_the_dialog_for_a_code_says_that_it_is_sealed_and_used_once() -> None:
    view = build_answer_form(make_question(QuestionKind.CODE, prompt=HOSTILE))
    assert_acceptable_view(view)
    assert "no password field" in plain_text(view)
    assert "used once" in plain_text(view)


def test_the_dialog_for_words_carries_the_questions_id_and_nothing_else() -> None:
    question = make_question(QuestionKind.TEXT)
    view = build_answer_form(question)
    assert_acceptable_view(view)
    assert view["private_metadata"] == str(question.id)


def test_the_dialog_for_words_says_that_the_answer_is_shown() -> None:
    assert "shown in the thread" in plain_text(build_answer_form(make_question(QuestionKind.TEXT)))


def _said(message: Message) -> str:
    return plain_text({"text": "", "blocks": message.blocks})
