"""The tool by which an agent asks a person."""

import asyncio
from typing import Any

import pytest

from models import QuestionKind
from tests.worker.execution.bench import Bench
from tests.worker.execution.underway import answer, asker_of, open_question, questions, underway
from worker.execution.own_tools import ToolRefused
from worker.execution.people.ask_person import ask_person_tool


def asked_for(bench: Bench, words: str, **given: Any) -> str:
    """Have the agent call the tool and a person answer; return what the agent reads."""

    async def story() -> str:
        with underway(bench) as run:
            asking = asyncio.ensure_future(ask_person_tool(asker_of(run)).call(given))
            await asyncio.to_thread(answer, bench, run.assignment.run_id, words)
            return await asking

    return asyncio.run(story())


def refused_for(bench: Bench, **given: Any) -> str:
    """Have the agent call the tool with what it does not take; return what the agent is told."""

    async def story() -> str:
        with underway(bench) as run:
            with pytest.raises(ToolRefused) as refusal:
                await ask_person_tool(asker_of(run)).call(given)
            assert not questions(bench, run.assignment.run_id)
            return str(refusal.value)

    return asyncio.run(story())


def test_a_choice_comes_back_in_the_words_of_the_option(bench: Bench) -> None:
    options = ["Maple Street", "Birch Lane"]
    assert asked_for(bench, "Birch Lane", question="Which one?", kind="choice", options=options) == options[1]


def test_text_and_codes_come_back_as_they_were_written(bench: Bench) -> None:
    assert asked_for(bench, "12 crates", question="How many?", kind="text") == "12 crates"
    assert asked_for(bench, "482913", question="Which code?", kind="code") == "482913"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"question": "Which one?", "kind": "choice"}, "at least two different options"),
        ({"question": "Which one?", "kind": "choice", "options": ["A", "A", "B"]}, "each option once"),
        ({"question": "Which one?", "kind": "choice", "options": ["A", "B" * 76]}, "options.1"),
        ({"question": "How many?", "kind": "text", "options": ["1", "2"]}, "Only a choice"),
        ({"question": "May I?", "kind": "approval"}, "kind"),
        ({"question": " ", "kind": "text"}, "question"),
        ({"kind": "text"}, "question"),
    ],
)
def test_a_call_that_nobody_could_answer_is_refused(bench: Bench, given: dict[str, Any], told: str) -> None:
    assert told in refused_for(bench, **given)


@pytest.mark.parametrize(
    "question",
    ["Please type your password", "What is the API key?", "Your PIN?", "Which code did the SMS code say?"],
)
def test_what_everybody_would_read_is_never_a_secret(bench: Bench, question: str) -> None:
    assert "in the form" in refused_for(bench, question=question, kind="text")


@pytest.mark.parametrize("kind", ["text", "code"])
def test_nobody_is_asked_for_the_number_of_a_card_whatever_the_kind_of_question(
    bench: Bench, kind: str
) -> None:
    told = refused_for(bench, question="Which card number should I pay with?", kind=kind)
    assert "never asked for" in told


def test_the_agent_is_told_when_nobody_answers(bench: Bench) -> None:
    async def story() -> str:
        with underway(bench, question_minutes=0) as run:
            with pytest.raises(ToolRefused) as refusal:
                await ask_person_tool(asker_of(run)).call({"question": "How many?", "kind": "text"})
            return str(refusal.value)

    assert "Nobody answered" in asyncio.run(story())


def test_a_code_that_cannot_be_opened_is_asked_for_again(bench: Bench) -> None:
    async def story() -> str:
        with underway(bench) as run:
            call = ask_person_tool(asker_of(run)).call({"question": "Which code?", "kind": "code"})
            asking = asyncio.ensure_future(call)
            question = await asyncio.to_thread(open_question, bench, run.assignment.run_id)
            assert question.kind is QuestionKind.CODE
            await asyncio.to_thread(answer, bench, run.assignment.run_id, "482913", user_id=question.id)
            with pytest.raises(ToolRefused) as refusal:
                await asking
            return str(refusal.value)

    assert "Ask for a new one" in asyncio.run(story())
