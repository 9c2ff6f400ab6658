"""One move of a person to one step of a plan."""

from dataclasses import dataclass

from models.irreversible import step_is_irreversible
from models.plan import LONGEST_LABEL, LONGEST_LINE, LONGEST_URL, LONGEST_VALUE, Action, Basis, Step
from worker.analysis.evidence import Event, EventKind
from worker.analysis.planning.inputs import Inputs
from worker.analysis.planning.moves import Move
from worker.analysis.secrecy.commands import conceal
from worker.analysis.secrecy.names import names_a_code, names_a_secret
from worker.analysis.web_address import openable
from worker.analysis.wording import clip

_UNLABELLED = 0.4  #: the most confidence in a step whose target has no name


@dataclass(frozen=True)
class _Deed:
    """What is done, in the plan's words."""

    action: Action
    instruction: str
    target: str | None = None
    url: str | None = None
    value: str | None = None
    credential: str | None = None


class StepWriter:
    """Writes steps and collects the inputs they need."""

    def __init__(self, inputs: Inputs) -> None:
        self._inputs = inputs

    def write(self, move: Move, page_after: str | None) -> Step:
        """Return the step for `move`, numbered 1 until it has its place."""
        event = move.event
        deed = self._deed(event)
        named = deed.target or event.kind not in {EventKind.CLICK, EventKind.TYPE, EventKind.SELECT}
        step = Step(
            number=1,
            instruction=clip(deed.instruction, LONGEST_LINE),
            action=deed.action,
            target=deed.target,
            url=deed.url,
            value=deed.value,
            credential=deed.credential,
            expected=clip(f"{page_after} opens", LONGEST_LINE) if page_after else None,
            basis=Basis.SHOWN,
            confidence=event.confidence if named else min(event.confidence, _UNLABELLED),
            timestamp=max(0.0, event.t_start),
            events=list(move.indices),
        )
        return step.model_copy(update={"irreversible": step_is_irreversible(step)})

    def _deed(self, event: Event) -> _Deed:
        match event.kind:
            case EventKind.TYPE:
                return self._typing(event)
            case EventKind.SELECT:
                return self._selecting(event)
            case EventKind.CLICK:
                return _clicking(event)
            case EventKind.NAVIGATE:
                return _navigating(event)
            case EventKind.COMMAND:
                return self._running(event)
            case _:
                return _pressing(event)

    def _typing(self, event: Event) -> _Deed:
        target = _label(event)
        field = f"“{target}”" if target else "the field"
        if event.secret or names_a_secret(event.label):
            name = self._inputs.credential(event.label, event.url)
            what = f"the code of {name}" if names_a_code(event.label) else name
            return _Deed(
                Action.TYPE, f"Type {what if name else 'the secret'} into {field}", target, credential=name
            )
        value = self._varied(event)
        said = value if value is not None else "what the screencast shows"
        return _Deed(Action.TYPE, f"Type {said} into {field}", target, value=value)

    def _selecting(self, event: Event) -> _Deed:
        target = _label(event)
        value = self._varied(event)
        option = value if value is not None else "the shown option"
        among = f"“{target}”" if target else "the list"
        return _Deed(Action.SELECT, f"Choose {option} in {among}", target, value=value)

    def _running(self, event: Event) -> _Deed:
        command = conceal(event.text)[:LONGEST_VALUE] if event.text and event.text.strip() else None
        self._inputs.variables(command or "")
        return _Deed(Action.SHELL, f"Run {command or 'the command that is shown'}", value=command)

    def _varied(self, event: Event) -> str | None:
        """Return the placeholder under which the shown text may be varied; without a label, the text."""
        shown = event.text[:LONGEST_VALUE] if event.text else None
        target = _label(event)
        if target is None:
            return shown
        name = self._inputs.parameter(target, shown)
        return f"{{{name}}}" if name else shown


def _clicking(event: Event) -> _Deed:
    target = _label(event)
    named = f"“{target}”" if target else _place(event)
    if event.text == "checked":
        return _Deed(Action.CHECK, f"Tick {named}", target)
    if event.text == "unchecked":
        return _Deed(Action.UNCHECK, f"Clear {named}", target)
    if event.text and event.text.strip():
        return _Deed(Action.CLICK, f"Set {named} to {event.text}", target, value=event.text[:LONGEST_VALUE])
    return _Deed(Action.CLICK, f"Click {named}", target)


def _place(event: Event) -> str:
    return f"what is at {event.xy[0]}, {event.xy[1]} in the picture" if event.xy else "what the picture shows"


def _navigating(event: Event) -> _Deed:
    typed = event.text if event.text and "://" in event.text else None
    url = openable(typed or event.url or event.text or "")
    if url is None or len(url) > LONGEST_URL:
        return _Deed(Action.OTHER, "Open the address that the screencast shows")
    return _Deed(Action.NAVIGATE, f"Open {url}", url=url)


def _pressing(event: Event) -> _Deed:
    text = event.text[:LONGEST_VALUE] if event.text and event.text.strip() else None
    if event.kind is EventKind.KEY:
        return _Deed(Action.PRESS, f"Press {text or 'the key that was pressed'}", value=text)
    if event.kind is EventKind.SCROLL:
        return _Deed(Action.SCROLL, "Scroll the page", _label(event))
    if event.kind is EventKind.NEW_TAB:
        return _Deed(Action.OTHER, "Open a new tab")
    tab = event.app or event.label or event.url
    return _Deed(Action.OTHER, f"Switch to the tab “{tab}”" if tab else "Switch to the tab next to it")


def _label(event: Event) -> str | None:
    return clip(event.label, LONGEST_LABEL) or None if event.label else None
