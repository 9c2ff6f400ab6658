"""The message in which a run asks something, and the dialog for an answer in words."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from bot.blocks.elements import (
    MAX_OPTION,
    MAX_OPTIONS,
    Block,
    Message,
    View,
    actions,
    button,
    context,
    modal,
    plain,
    section,
    text_input,
)
from bot.blocks.text import mention, pieces, preformatted, quote
from models import Question, QuestionKind, Video
from models.question import DO_NOT, GO_AHEAD, LONGEST_PROMPT

#: The block id of the field for an answer in words.
ANSWER: Final = "answer"

_MAX_BUTTONS: Final = 5  #: more options make a menu
_MAX_PROMPT: Final = 2000  #: where nothing is decided by it any more
_PIECE: Final = 1900  #: of a prompt; far from what a section holds, as backticks may need more room
_MOST_PIECES: Final = LONGEST_PROMPT // _PIECE + 1  #: nothing longer is ever asked
_MOST_PIECES_OF_A_LINE: Final = 2  #: what an agent asks has 500 characters
_MAX_LISTED: Final = 250

_HEADINGS: Final = {
    QuestionKind.APPROVAL: ":raised_hand: {asked}, *may this run go ahead?*",
    QuestionKind.CHOICE: ":speech_balloon: {asked}, *this run asks you to choose*",
    QuestionKind.LIMIT: ":moneybag: {asked}, *this run has reached a limit*",
    QuestionKind.TEXT: ":speech_balloon: {asked}, *this run asks you*",
    QuestionKind.CODE: ":key: {asked}, *this run needs a one-time code*",
}
_SEALED: Final = (
    ":lock: Slack has no password field, so the code is visible on your screen while you type. It is sealed "
    "the moment you submit: only the worker can read it, it is used once, and no message shows it."
)
_SHOWN: Final = "Your answer is shown in the thread, to everybody who can read it: give no password here."
_NOT_HERE: Final = "Give the code with the button: in the thread everybody could read it."


@dataclass(frozen=True)
class QuestionFacts:
    """What the message of a question shows."""

    question: Question
    video: Video  #: what the run is about
    waiting: bool  #: an answer would still reach the run
    asked: str  #: who started the run
    helpers: Sequence[str] = field(default=())  #: who may answer as well
    answerer: str | None = None


def build_question(facts: QuestionFacts) -> Message:
    """Return the message: while the run waits it can be answered, from then on it says what came of it."""
    return _build_waiting(facts) if facts.waiting else _build_closed(facts)


def build_answer_form(question: Question) -> View:
    """Return the dialog that takes an answer in words."""
    blocks = [section(f"*{quote(question.prompt, _MAX_PROMPT)}*")]
    if question.kind is QuestionKind.CODE:
        blocks += [context(_SEALED), text_input(ANSWER, "The code", optional=False)]
    else:
        blocks += [context(_SHOWN), text_input(ANSWER, "Your answer", optional=False)]
    return modal("Answer the run", "answer_question", question.id, "Answer", blocks)


def describe_deadline(moment: datetime) -> str:
    """Return a time of day, as the clock of whoever reads it shows it."""
    return f"<!date^{int(moment.timestamp())}^{{time}}|{moment:%H:%M} UTC>"


def _build_waiting(facts: QuestionFacts) -> Message:
    question = facts.question
    heading = _HEADINGS[question.kind].format(asked=mention(facts.asked))
    answers = [*_list_options(question), _build_answers(question), context(_rules(facts))]
    blocks = [section(heading), *_show_whole(question), *answers]
    return Message(f"{mention(facts.asked)}, a run waits for you: {quote(question.prompt, 300)}", blocks)


def _show_whole(question: Question) -> list[Block]:
    """Show a prompt to its end, and letter by letter what somebody says yes to."""
    if question.kind is QuestionKind.APPROVAL:
        return [section(preformatted(piece)) for piece in pieces(question.prompt, _PIECE)[:_MOST_PIECES]]
    words = pieces(" ".join(question.prompt.split()), _PIECE)
    return [section(f">{piece}") for piece in words[:_MOST_PIECES_OF_A_LINE]]


def _build_closed(facts: QuestionFacts) -> Message:
    said = _describe_end(facts)
    return Message(said.replace("*", ""), [section(said), context(quote(facts.question.prompt, _MAX_PROMPT))])


def _describe_end(facts: QuestionFacts) -> str:
    question = facts.question
    if question.answered_at is not None:
        who = mention(facts.answerer) if facts.answerer else "Somebody"
        if question.kind is QuestionKind.CODE:
            return f":key: {who} gave the code."
        mark = ":no_entry_sign:" if question.answer == DO_NOT else ":white_check_mark:"
        return f"{mark} {who} answered: *{quote(question.answer or '', _MAX_PROMPT)}*"
    if question.withdrawn_at is None or question.withdrawn_at >= question.expires_at:
        return ":hourglass: *Nobody answered in time.*"
    return ":leftwards_arrow_with_hook: *No longer needed.*"


def _list_options(question: Question) -> list[Block]:
    """Spell options out where buttons have no room for them."""
    if not _is_numbered(question):
        return []
    lines = (
        f"*{number}.* {quote(each, _MAX_LISTED)}" for number, each in enumerate(question.options, start=1)
    )
    return [section("\n".join(lines))]


def _build_answers(question: Question) -> Block:
    if question.kind is QuestionKind.CODE:
        return actions(button("Enter the code", "open_answer", question.id, style="primary"))
    if not question.options:
        return actions(button("Answer", "open_answer", question.id, style="primary"))
    if len(question.options) > _MAX_BUTTONS:
        return actions(_build_menu(question))
    return actions(*(_build_button(question, index) for index in range(len(question.options))))


def _build_button(question: Question, index: int) -> Block:
    style = "primary" if question.options[index] == GO_AHEAD else None
    label = _label(question, index)
    return button(label, f"answer_question:{index}", f"{question.id}:{index}", style)


def _build_menu(question: Question) -> Block:
    numbers = range(min(len(question.options), MAX_OPTIONS))
    options: list[Block] = [
        {"text": plain(_label(question, index), MAX_OPTION), "value": f"{question.id}:{index}"}
        for index in numbers
    ]
    return {
        "type": "static_select",
        "action_id": "answer_question",
        "placeholder": plain("Choose an answer", MAX_OPTION),
        "options": options,
    }


def _label(question: Question, index: int) -> str:
    option = question.options[index]
    return f"{index + 1}. {option}" if _is_numbered(question) else option


def _is_numbered(question: Question) -> bool:
    return any(len(option) > MAX_OPTION for option in question.options)


def _rules(facts: QuestionFacts) -> str:
    who = " and ".join(mention(member) for member in (facts.asked, *facts.helpers))
    question = facts.question
    until = describe_deadline(question.expires_at)
    rules = f"Only {who} can answer, once. Without an answer by {until} the run ends."
    if question.kind is QuestionKind.CODE:
        return f"{_NOT_HERE} {rules}"
    return rules if question.options else f"You can also reply in this thread. {rules}"
