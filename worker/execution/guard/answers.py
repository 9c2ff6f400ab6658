"""What only answers what the page asks about a deed that was just let happen: once, and nothing more."""

import re
from collections.abc import Iterator
from typing import Final

from models.irreversible_labels import deeds_in
from models.plan import Step
from worker.execution.guard.act import Act
from worker.execution.guard.judgement import Judgement
from worker.execution.guard.uploads import uploads_of
from worker.execution.guard.wording import comparable
from worker.execution.tool_calls import browser_tool, text_of

_SENTENCE = re.compile(r"[.?!:;\n]+\s*")
_WORD = re.compile(r"[\w@.+-]*\w")
_MONEY_SIGN = re.compile(r"[$\u20ac\u00a3\u00a5]|\b(?:CHF|EUR|GBP|USD)\b")
#: Words that make more of a deed than it was, whatever their case.
_MORE: Final = frozenset({
    *("all", "another", "any", "anything", "both", "each", "else", "entire", "every", "everybody"),
    *("everyone", "everything", "everywhere", "multiple", "other", "others", "several", "too", "whole"),
})  # fmt: skip
#: With these a question begins; any other word with a capital letter may be a name.
_BEGINS: Final = frozenset({
    *("a", "an", "and", "are", "attention", "but", "by", "can", "cancel", "caution", "clicking", "confirm"),
    *("continue", "continuing", "do", "does", "else", "for", "go", "i", "if", "important", "in", "is", "it"),
    *("its", "note", "ok", "on", "once", "or", "please", "press", "pressing", "proceed", "proceeding"),
    *("how", "really", "so", "still", "sure", "that", "the", "then", "there", "these", "this", "to", "want"),
    *("warning", "we", "what", "when", "which", "who", "why", "will", "would", "yes", "you", "your"),
})  # fmt: skip


def follows(step: Step, act: Act, latest: Judgement | None) -> bool:
    """Whether an act only answers what the deed of a step, which was the latest act, made the page ask.

    It may name no number, no name and no text that the deed's own question did not, and nothing is answered
    a second time: that is a question of its own.
    """
    if latest is None or latest.is_answer or not latest.is_its_deed or latest.step != step.number:
        return False
    if not act.promised <= deeds_in(f"{step.target or ''}. {step.instruction}"):
        return False
    said = f"{step.instruction}\n{step.target or ''}\n{step.value or ''}"
    if act.dialog is not None:
        # The number of the step is ours and names nothing.
        named = f"{latest.prompt.replace(f'step {step.number} of', '')} {_beside(latest)}"
        agreed = not any(_tells_more(act.dialog.message, named))
        return agreed and (not act.dialog.takes_text or _names(said, text_of(act.given, "promptText")))
    files = uploads_of(act.tool, act.given)
    return browser_tool(act.tool) == "file_upload" and all(_names(said, file.value) for file in files)


def _names(said: str, text: str) -> bool:
    """Whether a step names a text, as words of their own."""
    sought = comparable(text)
    return bool(sought) and re.search(rf"(?<!\w){re.escape(sought)}(?!\w)", comparable(said)) is not None


def _beside(latest: Judgement) -> str:
    """Return the sums that were seen beside a deed, which a yes to it is for."""
    deed = latest.permission[1] if latest.permission else None
    return "" if deed is None or isinstance(deed, str) else " ".join(deed.beside)


def _tells_more(message: str, named: str) -> Iterator[str]:
    """Yield the numbers, names and words of more in a message that were not named before."""
    known = set(_words_of(comparable(named)))
    sums = set(map(comparable, _MONEY_SIGN.findall(named)))
    yield from (sign for sign in map(comparable, _MONEY_SIGN.findall(message)) if sign not in sums)
    for sentence in _SENTENCE.split(message):
        for at, word in enumerate(_WORD.findall(sentence)):
            said = comparable(word)
            if _may_be_a_name(word, first=at == 0) and not known.issuperset(_words_of(said)):
                yield word


def _may_be_a_name(word: str, *, first: bool) -> bool:
    begins = first and word.casefold() in _BEGINS
    return (
        word.casefold() in _MORE
        or (word != word.casefold() and not begins and word != "I")
        or any(letter.isdigit() or letter == "@" for letter in word)
    )


def _words_of(said: str) -> list[str]:
    return re.findall(r"\d+|[^\W\d_]+", said)
