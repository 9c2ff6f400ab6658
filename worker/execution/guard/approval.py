"""What a person is asked before something that cannot be taken back: what is really there, in quotes."""

import re
from collections.abc import Collection, Iterable

from models.irreversible_addresses import address_looks_irreversible
from models.plan import Step
from worker.execution.guard.act import Act
from worker.execution.guard.called import is_called
from worker.execution.guard.elements import Element, Filled
from worker.execution.guard.promises import irreversible_deeds
from worker.execution.guard.uploads import uploads_of
from worker.execution.tool_calls import browser_tool, fields_of, submits, text_of
from worker.network.addresses import host_of

#: Fields of which only that they are filled in is told.
_PRIVATE = re.compile(
    r"passw|secret|token|\bpin\b|\bcv[cv]\b|card number|"
    r"^\W*code\W*$|\b(?:one.?time|verification|security|authenticat\w+|2fa|sms) code\b",
    re.IGNORECASE,
)
#: A snapshot tells nothing of them.
_UNLISTED = "What has no name there, such as rich text or files attached before, is not listed."
#: How the browser's server writes a credential that was typed.
_TYPED_SECRET = re.compile(r"<secret>([^<>]*)</secret>")


def planned(step: Step, act: Act) -> str:
    return (
        f"The agent is about to {_described(act, step)}. This is {_named(step)}, and it cannot be taken back."
    )


def again(step: Step, act: Act) -> str:
    return (
        f"The agent wants to {_described(act, step)}. This is {_named(step)}, which was done "
        "once in this run already, and it cannot be taken back. Please check first."
    )


def repeated(step: Step, act: Act) -> str:
    return (
        f"The agent is about to {_described(act, step)}. This is {_named(step)}, which had "
        "been begun when its worker was lost: it may have happened already. Please check first."
    )


def reported(step: Step, act: Act) -> str:
    return (
        f"The agent wants to {_described(act, step)}. This is {_named(step)}, which it had "
        "reported as done: it may have happened already, and it cannot be taken back. Please check first."
    )


def besides(step: Step, act: Act) -> str:
    return (
        f"The agent wants to {_described(act, step)}. The plan does not name this, but it belongs to "
        f"{_named(step)}, which cannot be taken back: it may be another way of doing it."
    )


def unplanned(act: Act) -> str:
    return (
        f"The agent wants to {_described(act)}. The plan does not say so, and it may not be possible to take "
        "it back."
    )


def _named(step: Step) -> str:
    return f"step {step.number} of the plan ({_quoted(step.instruction)})"


def with_surroundings(
    prompt: str, beside: str, filled_in: Collection[Filled], credentials: Collection[str]
) -> str:
    """Add what is written beside it and all that is filled in: a person sees what they say yes to."""
    surroundings = [f"Beside it: {_quoted(beside)}."] if beside else []
    if filled_in:
        surroundings += [
            "Filled in:",
            *(f"  {_filled(field, credentials)}" for field in filled_in),
            _UNLISTED,
        ]
    return "\n".join([prompt, *surroundings])


def _filled(field: Filled, credentials: Collection[str]) -> str:
    label = _quoted(field.label) if field.label else "a field without a label"
    return f"{label}: {_shown(field, credentials)}"


def _shown(field: Filled, credentials: Collection[str]) -> str:
    """Return what a field holds. A credential is named wherever it is: it may be about to go out."""
    typed = _TYPED_SECRET.fullmatch(field.value)
    name = typed[1] if typed else field.value
    if name in credentials:
        return f"(the secret {name})"
    return "(not shown)" if _PRIVATE.search(field.label) else _quoted(field.value)


def _described(act: Act, step: Step | None = None) -> str:
    match browser_tool(act.tool):
        case None:
            return f"run {_quoted_command(act.command)}{_running(act)}"
        case "handle_dialog" if act.dialog:
            more = "" if act.dialog.whole else ", and to more, which is too long to be read"
            given = text_of(act.given, "promptText")
            text = f" with the text {_quoted(given)}" if act.dialog.takes_text and given else ""
            return f"say yes to {_quoted(act.dialog.message)}{more}{text}"
        case "navigate" | "tabs":
            return f"open {_quoted(act.opens)}"
        case name:
            return f"{_described_on_page(name, act, step)}{_place(act)}"


def _described_on_page(tool: str, act: Act, step: Step | None) -> str:
    label = next(iter(act.element.labels), "") if act.element else ""
    what = _quoted(label) if label else "something without a label"
    match tool:
        case "type" | "press_key":
            return f"{_by_keys(act, what)}{_submitting(act, step)}"
        case "file_upload":
            through = next(iter(act.chooser.labels), "") if act.chooser else ""
            return f"upload {_listed(_files(act))}{f' through {_quoted(through)}' if through else ''}"
        case "click":
            return f"click {what}{_leading(act)}"
        case "select_option":
            return f"choose {_listed(_values(act))} in {what}"
        case "fill_form":
            return f"put {_listed(text_of(field, 'value') for field in fields_of(act.given))} into {what}"
        case _:
            return f"change {what}"


def _running(act: Act) -> str:
    return f", which may run what it wrote itself: {_quoted_command(act.scripts)}" if act.scripts else ""


def _by_keys(act: Act, where: str) -> str:
    text, key = _quoted(text_of(act.given, "text")), text_of(act.given, "key")
    if key:
        return f"press {_quoted(key)} in {where}"
    return f"press “Enter” in {where} after {text}" if submits(act.given) else f"type {text} into {where}"


def _submitting(act: Act, step: Step | None) -> str:
    pressed = [button for button in act.pressed if _matters(button, step)]
    return f" (which may press {_listed(button.labels[0] for button in pressed)})" if pressed else ""


def _matters(button: Element, step: Step | None) -> bool:
    return bool(irreversible_deeds(button)) or (step is not None and is_called(button, step.target))


def _leading(act: Act) -> str:
    return f" (which opens {_quoted(act.opens)})" if address_looks_irreversible(act.opens) else ""


def _place(act: Act) -> str:
    host = host_of(act.page_url)
    labels = act.element.labels if act.element else ()
    row = f" (beside {_quoted(act.row)})" if act.row and act.row not in labels else ""
    return f"{row} on {host}" if host else row


def _files(act: Act) -> list[str]:
    return [file.value for file in uploads_of(act.tool, act.given)] or ["nothing"]


def _values(act: Act) -> list[str]:
    values = act.given.get("values")
    return [str(value) for value in (values if isinstance(values, list) else [values])]


def _listed(texts: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(map(_quoted, texts)))


def _quoted_command(command: str) -> str:
    """Quote a command so that no other one reads the same: a yes is for all of it."""
    return _quoted(" \u23ce ".join(command.strip().splitlines()))


def _quoted(text: str) -> str:
    """Return words that are not ours on one line, so that they cannot pass for ours."""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    line = line.replace("\u201c", '"').replace("\u201d", '"')
    return f"“{line}”"
