"""Which words promise something that cannot be taken back: the one rule for plans and for runs.

English only, and only words: a button that hides what it does, or says it in another language, is caught by
the flag of its step in the plan, which a person reads, or not at all.
"""

import re
import unicodedata
from collections.abc import Iterator

from models.plan import Action, Step

#: Verbs that mean it whatever follows, but for what is listed below.
_ALWAYS = frozenset(
    {
        *("approve", "buy", "deactivate", "delete", "deploy", "destroy", "donate", "erase", "invite", "pay"),
        *(
            "permanently",
            "post",
            "publish",
            "purchase",
            "purge",
            "refund",
            "remove",
            "resend",
            "revoke",
            "send",
        ),
        *("checkout", "reply", "submit", "subscribe", "terminate", "transfer", "unpublish", "unsubscribe"),
        *("wipe", "wire", "withdraw"),
    }
)
#: ... and what may follow so that it is harmless after all.
_UNLESS = {
    "delete": "filter filters",
    "reply": "address",
    "remove": "filter filters formatting highlight sorting",
    "resend": "code link otp verification",
    "send": "code login me one otp password reset security verification",
    "submit": "code filter filters query search",
}
#: Verbs that only mean it together with one of these; "" stands for the verb alone.
_ONLY_WITH = {
    "book": "now",
    "cancel": "account booking meeting membership order plan reservation subscription",
    "charge": "account card customer now",
    "close": "account",
    "complete": "booking checkout order payment purchase",
    "confirm": " and booking cancellation deletion order payment purchase transfer",
    "disable": "account user",
    "empty": "bin trash",
    "finalize": " invoice order payment",
    "grant": "access permission permissions role",
    "issue": "refund",
    "make": "donation payment purchase transfer",
    "merge": " anyway branch pull request",
    "move": "bin trash",
    "order": "and now",
    "place": "bet bid order trade",
    "proceed": "pay payment",
    "release": "funds payment version",
    "schedule": "message post send",
    "sell": "all now shares",
    "sign": "agreement and contract document",
    "start": "subscription",
}
#: What means it only if nothing else, or no more than "now", is said.
_WHOLE = {
    "check out": "checkout",
    "check out now": "checkout",
    "go live": "go live",
    "go live now": "go live",
}
_BETWEEN = frozenset({"a", "an", "all", "my", "our", "the", "this", "these", "to", "your"})
#: What is said before it comes to the point.
_OPENINGS = frozenset(
    {"yes", "ok", "okay", "please", "now", "i", "agree", "confirm", "continue", "save", "finally"}
)
_PART = re.compile(r"[,;:&+/\u2013\u2014]|\band\b|\bthen\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?")

#: Commands that change something outside the run's own files: a program, and a word of what it does there.
_COMMANDS = tuple(
    (re.compile(program, re.IGNORECASE), re.compile(deed, re.IGNORECASE))
    for program, deed in (
        (r"\b(?:git|docker|podman)\b", r"\spush\b"),
        (r"\b(?:npm|pnpm|yarn|cargo|poetry|uv|gem|make)\b", r"\s(?:deploy|publish|release|unpublish)\b"),
        (r"\btwine\b", r"\supload\b"),
        (r"\b(?:curl|gh|wget)\b", r"\s(?:-X|--request|--method)\s*=?\s*(?:post|put|patch|delete)\b"),
        (r"\bcurl\b", r"\s(?:(?-i:-[a-zA-Z]*[dFT])|--data[a-z-]*|--json|--form|--upload-file)\b"),
        (r"\bwget\b", r"\s--(?:post|body)-"),
        (
            r"\b(?:kubectl|helm|gh|aws|gcloud|gsutil|az|terraform|heroku|fly)\b",
            r"\s(?:apply|create|delete|deploy|destroy|install|merge|rm|terminate|uninstall|upgrade)\b",
        ),
        (r"\b(?:psql|mysql|mariadb)\b", r"\b(?:delete|drop|truncate)\b"),
        (r"\b(?:sendmail|mailx?|ssh|scp|sftp|rsync)\s", ""),
    )
)
#: A shell takes these out itself, so nothing may hide behind them.
_WITHOUT_QUOTES = str.maketrans("", "", "\"'\\")
_LONGEST_LABEL = 2000  # characters that are read

#: Steps whose own words tell what they do. Text in a field and a tick in a box can be taken back.
_DOING = frozenset({Action.CLICK, Action.PRESS, Action.OTHER})


def step_is_irreversible(step: Step) -> bool:
    """Whether a step is flagged as irreversible, or reads as if it should be."""
    if step.action is Action.SHELL:
        return step.irreversible or command_looks_irreversible(step.value or "")
    promises = looks_irreversible(step.target or "") or looks_irreversible(step.instruction)
    return step.irreversible or (step.action in _DOING and promises)


def looks_irreversible(label: str) -> bool:
    """Whether a button or link called `label` sends, pays, deletes, publishes ... when it is clicked."""
    return bool(deeds_of(label))


def deeds_of(label: str) -> frozenset[str]:
    """Return the verbs by which `label` promises something irreversible, e.g. ``send`` of "Save and send"."""
    found = (_deed(_to_the_point(words)) for words in _parts(label))
    return frozenset(deed for deed in found if deed)


def deeds_in(sentence: str) -> frozenset[str]:
    """Return the verbs of irreversible deeds anywhere in `sentence`, as in "Do you want to delete it?"."""
    words = _words(sentence)
    found = (_deed(words[start:]) for start in range(len(words)))
    return frozenset(deed for deed in found if deed)


def command_looks_irreversible(command: str) -> bool:
    """Whether a shell command changes something elsewhere: sends, publishes, deletes it there."""
    plain = command.translate(_WITHOUT_QUOTES)
    return any(program.search(plain) and deed.search(plain) for program, deed in _COMMANDS)


def _parts(label: str) -> Iterator[list[str]]:
    """Yield the words of a label as a whole, and of each thing that it promises."""
    yield from (words for part in [label, *_PART.split(label)] if (words := _words(part)))


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", text[:_LONGEST_LABEL])
    visible = "".join(letter for letter in plain if unicodedata.category(letter) != "Cf")
    return [word.casefold() for word in _WORD.findall(visible)]


def _to_the_point(words: list[str]) -> list[str]:
    """Leave out "Yes, I agree, ..." as long as something follows."""
    while len(words) > 1 and words[0] in _OPENINGS and _deed(words) is None:
        words = words[1:]
    return words


def _deed(words: list[str]) -> str | None:
    if whole := _WHOLE.get(" ".join(words[:4])):
        return whole
    verb, *others = words
    object_ = next((word for word in others if word not in _BETWEEN), "")
    if verb in _ALWAYS:
        return None if object_ in _UNLESS.get(verb, "").split() else verb
    return verb if verb in _ONLY_WITH and object_ in _ONLY_WITH[verb].split(" ") else None
