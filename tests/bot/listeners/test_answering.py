"""A run asks in its thread: people answer with buttons, in a dialog, or in the thread."""

from typing import Any

import pytest

from bot.desk import Desk
from bot.services.people import Visitor
from bot.thread.run import show_run
from models import AgentRun, Guidance, Question, QuestionKind, RunStatus, Video
from models.question import DO_NOT
from playground.slack.client import SlackPerson, action_ids, plain_text
from playground.slack.wire import Payload
from tests.bot.conftest import Settle
from tests.bot.rows import BEN, every, given_person, given_plan, given_question, given_run, reread

CODE: dict[str, Any] = {"kind": QuestionKind.CODE, "options": [], "prompt": "The code from your app?"}
TEXT: dict[str, Any] = {"kind": QuestionKind.TEXT, "options": [], "prompt": "Which customer?"}
CODE_GIVEN = "481516"


class Asked:
    """A run that waits, and the message in which it asks."""

    def __init__(
        self,
        desk: Desk,
        person: SlackPerson,
        *,
        channel: str | None = None,
        helper: Visitor | None = None,
        **columns: Any,
    ) -> None:
        self.root = person.say("a chore of mine", channel=channel)
        shared = given_plan(desk.engine, thread=self.root["ts"], channel=self.root["channel"])
        helpers = [given_person(desk.engine, helper).id] if helper else []
        self.run: AgentRun = given_run(desk.engine, shared, RunStatus.RUNNING, helpers=helpers)
        self.question: Question = given_question(desk.engine, self.run, **columns)
        self._person = person
        show_run(desk, self.run.id)

    @property
    def message(self) -> Payload:
        """The message of the question, as it is now."""
        return self._person.replies(self.root)[0]


def _is_told(person: SlackPerson, words: str) -> bool:
    return person.wait_for(lambda: any(words in plain_text(each) for each in person.ephemeral()))


def test_the_question_mentions_who_is_asked_and_the_card_points_to_it(
    listening: Desk, ana: SlackPerson
) -> None:
    asked = Asked(listening, ana)
    question, card = ana.replies(asked.root)
    assert "<@U0ANA>" in question["text"]
    assert list(action_ids(question)) == ["answer_question:0", "answer_question:1"]
    assert "Waiting for you" in plain_text(card)
    assert "Click “Place order”?" in plain_text(card)


def test_a_click_answers_and_the_message_says_who_said_what(
    listening: Desk, ana: SlackPerson, settle: Settle
) -> None:
    asked = Asked(listening, ana)
    ana.click(asked.message, "answer_question:1")
    settle(lambda: "<@U0ANA> answered: *Do not*" in plain_text(asked.message))
    assert reread(listening.engine, asked.question).answer == DO_NOT
    assert list(action_ids(asked.message)) == []


def test_an_option_is_chosen_in_a_menu_where_there_are_many(
    listening: Desk, ana: SlackPerson, settle: Settle
) -> None:
    options = [f"Customer {number}" for number in range(6)]
    asked = Asked(listening, ana, kind=QuestionKind.CHOICE, options=options, prompt="Which one?")
    ana.click(asked.message, "answer_question", f"{asked.question.id}:4")
    settle(lambda: "answered: *Customer 4*" in plain_text(asked.message))


def test_a_helper_may_click_and_a_late_click_is_told_who_answered(
    listening: Desk, ana: SlackPerson, ben: SlackPerson, settle: Settle
) -> None:
    asked = Asked(listening, ana, helper=BEN)
    before = asked.message
    ben.click(before, "answer_question:0")
    settle(lambda: "<@U0BEN> answered: *Go ahead*" in plain_text(asked.message))
    listening.slack.client.chat_update(channel=before["channel"], ts=before["ts"], **_content(before))
    ana.click(asked.message, "answer_question:1")
    assert _is_told(ana, "<@U0BEN> has answered this already.")


def test_a_stranger_is_told_that_it_is_not_theirs_to_answer(
    listening: Desk, ana: SlackPerson, ben: SlackPerson
) -> None:
    asked = Asked(listening, ana)
    ben.click(asked.message, "answer_question:0")
    assert _is_told(ben, "Only the person who started this run")
    assert [each.get("thread_ts") for each in ben.ephemeral()] == [asked.root["ts"]]
    assert reread(listening.engine, asked.question).open


def test_words_are_given_in_a_dialog(listening: Desk, ana: SlackPerson, settle: Settle) -> None:
    asked = Asked(listening, ana, **TEXT)
    ana.click(asked.message, "open_answer")
    modal = ana.wait_for(ana.open_modal)
    assert list(ana.submit(modal, {"answer": "   "})) == ["answer"]
    assert ana.submit(modal, {"answer": "The one in Bern"}) == {}
    settle(lambda: "answered: *The one in Bern*" in plain_text(asked.message))


def test_a_code_is_sealed_and_no_message_shows_it(listening: Desk, ana: SlackPerson, settle: Settle) -> None:
    asked = Asked(listening, ana, **CODE)
    ana.click(asked.message, "open_answer")
    modal = ana.wait_for(ana.open_modal)
    assert "no password field" in plain_text(modal)
    assert ana.submit(modal, {"answer": CODE_GIVEN}) == {}
    settle(lambda: "gave the code" in plain_text(asked.message))
    assert reread(listening.engine, asked.question).answer is None
    dumped = b"".join(listening.redis.dump(key) or b"" for key in listening.redis.scan_iter())
    assert CODE_GIVEN.encode() not in dumped
    assert all(CODE_GIVEN not in plain_text(each) for each in ana.thread(asked.root))


def test_a_dialog_that_was_open_for_too_long_says_so(listening: Desk, ana: SlackPerson) -> None:
    asked = Asked(listening, ana, **TEXT)
    ana.click(asked.message, "open_answer")
    modal = ana.wait_for(ana.open_modal)
    ana.say("The one in Bern", thread=asked.root)
    ana.wait_for(lambda: next(iter(ana.ephemeral()), None))
    ana.submit(modal, {"answer": "The other one"})
    assert "You have answered this already" in plain_text(ana.open_modal() or {})


@pytest.mark.parametrize("channel", [None, "D0ANA"])
def test_a_reply_in_the_thread_answers_a_question_for_words(
    listening: Desk, ana: SlackPerson, settle: Settle, channel: str | None
) -> None:
    asked = Asked(listening, ana, channel=channel, **TEXT)
    ana.say("The one in Bern", channel=channel, thread=asked.root)
    settle(lambda: "answered: *The one in Bern*" in plain_text(asked.message))
    assert _is_told(ana, "Taken as the answer")


def test_a_code_said_in_the_thread_is_pointed_to_the_button(listening: Desk, ana: SlackPerson) -> None:
    asked = Asked(listening, ana, **CODE)
    ana.say("my code is 481516", thread=asked.root)
    assert _is_told(ana, "Enter the code")
    assert every(listening.engine, Guidance) == []


def test_a_reply_guides_the_run_and_its_author_is_told_quietly(listening: Desk, ana: SlackPerson) -> None:
    asked = Asked(listening, ana)
    ana.say("use the <second> customer", thread=asked.root)
    assert _is_told(ana, "Passed on to the run")
    (guidance,) = every(listening.engine, Guidance)
    assert guidance.text == "use the <second> customer"
    assert [each["user"] for each in ana.replies(asked.root) if not each["is_ephemeral"]][2:] == ["U0ANA"]


def test_a_mention_in_the_thread_guides_once_and_nobody_asks_for_a_screencast(
    listening: Desk, ana: SlackPerson
) -> None:
    asked = Asked(listening, ana)
    ana.say("@understudy look at https://example.com/help first", thread=asked.root)
    assert _is_told(ana, "Passed on to the run")
    assert [each.text for each in every(listening.engine, Guidance)] == [
        "look at https://example.com/help first"
    ]
    assert len(every(listening.engine, Video)) == 1


def test_a_screencast_in_the_thread_of_a_run_is_still_a_screencast(
    listening: Desk, ana: SlackPerson, settle: Settle
) -> None:
    asked = Asked(listening, ana)
    ana.say("and https://videos.example.com/other.mp4", thread=asked.root)
    settle(lambda: len(every(listening.engine, Video)) == 2)
    assert every(listening.engine, Guidance) == []


def test_a_stranger_in_the_thread_is_not_heard(listening: Desk, ana: SlackPerson, ben: SlackPerson) -> None:
    asked = Asked(listening, ana)
    ben.say("delete everything", thread=asked.root)
    ana.say("use the second customer", thread=asked.root)
    assert _is_told(ana, "Passed on to the run")
    assert [each.text for each in every(listening.engine, Guidance)] == ["use the second customer"]
    assert ben.ephemeral() == []


def _content(message: Payload) -> Payload:
    return {"text": message["text"], "blocks": message["blocks"]}
