"""Answering what a run asks in its thread, as anybody would: by its buttons, its menu or its dialog."""

from playground.slack.blocks.elements import elements_of
from playground.slack.client import SlackPerson, action_ids
from playground.slack.wire import Payload

_PICKED = "answer_question"
_WRITTEN = "open_answer"


def open_question(person: SlackPerson, thread: Payload) -> Payload | None:
    """Return the message in `thread` that waits for an answer, if there is one."""
    return next((each for each in person.replies(thread) if _waits(each)), None)


def options_of(question: Payload) -> dict[str, tuple[str, str]]:
    """Return what can be picked: its words -> (action id, value)."""
    picks: dict[str, tuple[str, str]] = {}
    for element in elements_of(question.get("blocks", [])):
        if element.action_id.partition(":")[0] == _PICKED:
            for option in element.body.get("options", [element.body]):
                picks[option["text"]["text"]] = (element.action_id, option["value"])
    return picks


def pick(person: SlackPerson, question: Payload, option: str) -> None:
    """Answer with one of the options.

    Raises:
        KeyError: it is not among them.
    """
    action_id, value = options_of(question)[option]
    person.click(question, action_id, value)


def write(person: SlackPerson, question: Payload, answer: str) -> None:
    """Answer in words, or with a code, in the dialog that the question opens."""
    person.click(question, _WRITTEN)
    modal = person.wait_for(person.open_modal)
    person.submit(modal, {"answer": answer})


def _waits(message: Payload) -> bool:
    return any(each.partition(":")[0] in {_PICKED, _WRITTEN} for each in action_ids(message))
