"""The tool by which an agent asks a person: to choose, to write something, or for a one-time code."""

from collections.abc import Mapping
from functools import partial
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from models import QuestionKind
from models.plan import Line
from models.sealing import CannotUnseal
from worker.analysis.secrecy.names import names_a_secret
from worker.execution.own_tools import OwnTool, ToolRefused, read_call
from worker.execution.people.asked import Asked, NoAnswer
from worker.execution.people.asking import Asker
from worker.execution.people.private_numbers import asks_for_private_number

_MOST_OPTIONS: Final = 10
_LONGEST_OPTION: Final = 75  # characters; what fits on a button
_FEWEST_OPTIONS: Final = 2

_IN_THE_FORM: Final = (
    "Answers are shown to everybody in the thread, so passwords and other secrets are never asked for here. "
    "Credentials are asked for in the form with which a run is started. Only a one-time code may be asked "
    "for, with kind code. If the run cannot go on, call run_finished and name the credential that is missing."
)

_NOT_ASKED_FOR: Final = (
    "Numbers of cards, accounts and people are never asked for: everybody in the thread could read them. "
    "If the run cannot go on without one, call run_finished and say what is missing: the form with which a "
    "run is started asks for what the plan needs."
)

_Option = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=_LONGEST_OPTION)]


class _Call(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    question: Line
    kind: Literal[QuestionKind.CHOICE, QuestionKind.TEXT, QuestionKind.CODE]
    options: tuple[_Option, ...] = Field(default=(), max_length=_MOST_OPTIONS)


def ask_person_tool(asker: Asker) -> OwnTool:
    """Return the tool. It answers when the person has, which may take as long as questions may wait."""
    return OwnTool(
        name="ask_person",
        description=(
            "Ask the person in charge and wait for the answer. kind: choice (of options), text, "
            "or code (a one-time code they receive). Never ask for a password or a card number."
        ),
        call=partial(_ask, asker),
        arguments={
            "question": {"type": "string", "description": "one sentence that says all they need to know"},
            "kind": {"type": "string", "enum": ["choice", "text", "code"]},
            "options": {"type": "array", "items": {"type": "string"}, "description": "for a choice: 2 to 10"},
        },
        optional=frozenset({"options"}),
    )


async def _ask(asker: Asker, given: Mapping[str, Any]) -> str:
    call = _read(given)
    if call.kind is not QuestionKind.CODE and any(map(names_a_secret, (call.question, *call.options))):
        raise ToolRefused(_IN_THE_FORM)
    if any(map(asks_for_private_number, (call.question, *call.options))):
        raise ToolRefused(_NOT_ASKED_FOR)
    try:
        return await asker.ask(Asked(call.kind, call.question, call.options))
    except NoAnswer:
        raise ToolRefused("Nobody answered. The run ends here.") from None
    except CannotUnseal:
        raise ToolRefused("The code that came back cannot be read. Ask for a new one.") from None


def _read(given: Mapping[str, Any]) -> _Call:
    call = read_call(_Call, given)
    if call.kind is QuestionKind.CHOICE and len(set(call.options)) < _FEWEST_OPTIONS:
        raise ToolRefused("A choice needs at least two different options.")
    if len(set(call.options)) < len(call.options):
        raise ToolRefused("Name each option once.")
    if call.kind is not QuestionKind.CHOICE and call.options:
        raise ToolRefused("Only a choice has options.")
    return call
