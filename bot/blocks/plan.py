"""The message about a screencast: being watched, the plan, or why there is none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from bot.blocks.elements import Block, Message, actions, button, context, divider, header, image, section
from bot.blocks.text import code, count, describe_duration, escape, fit, mention, quote, shorten
from models import Analysis, AnalysisStatus, Video
from models.analysis import PRACTICE_MODEL
from models.plan import Basis, ComputerUsePlan, NeededCredential, Parameter, Step, fill_in

#: Leaves room for everything else in a message of 50 blocks.
MAX_STEPS: Final = 36
_BULLETS: Final = 15  #: lines of one list
_NOTICES: Final = 3
#: Characters, once they are escaped: Slack refuses messages of more than about 13,000 altogether.
_MAX_STEPS_TEXT: Final = 7000
_MAX_LIST: Final = 1800

PRACTICE_NOTICE: Final = (
    ":test_tube: *Practice model*: no intelligence at work, it repeats what was seen to the letter."
)


@dataclass(frozen=True)
class AnalysisFacts:
    """What the message about a screencast shows."""

    analysis: Analysis
    video: Video
    shared_with: Sequence[str] = field(default=())  #: members


def build_analysis(facts: AnalysisFacts) -> Message:
    status = facts.analysis.status
    if status is AnalysisStatus.FAILED:
        return _build_failure(facts)
    if status is AnalysisStatus.COMPLETED and facts.analysis.plan:
        return _build_plan(facts, ComputerUsePlan.model_validate(facts.analysis.plan))
    return _build_watching(facts)


def build_request(member: str, link: str) -> Message:
    """Return the message that a thread hangs on when nobody posted one."""
    text = f":movie_camera: {mention(member)} asked me to watch {_link(link, quote(link, 150))}"
    return Message("A screencast to watch", [section(text)])


def build_shared(member: str, others: Sequence[str]) -> Message:
    text = (
        f":handshake: {mention(member)} shared this with {', '.join(map(mention, others))}. "
        "Click *Implement automation* to run it with credentials of your own."
    )
    return Message("This screencast was shared with you", [section(text)])


def _build_watching(facts: AnalysisFacts) -> Message:
    stage = facts.analysis.stage or "It is in the queue"
    return Message(
        "Watching your screencast …",
        [section(f":eyes: *Watching* {_name(facts.video)} …"), context(quote(stage))],
    )


def _build_failure(facts: AnalysisFacts) -> Message:
    problem = facts.analysis.error_message or "Something went wrong while watching it."
    return Message(
        f"I could not make a plan: {quote(problem)}",
        [
            section(f":warning: *I could not make a plan* of {_name(facts.video)}\n{quote(problem, 2000)}"),
            actions(button("Analyze again", "analyze_again", facts.video.id)),
        ],
    )


def _build_plan(facts: AnalysisFacts, plan: ComputerUsePlan) -> Message:
    blocks = [header(plan.goal), context(_origin(facts, plan))]
    blocks += [*_build_steps(plan, facts.analysis.thumbnails or {}), divider(), section(_list_needs(plan))]
    if plan.success_criteria:
        blocks.append(section(_bullets("Done when", _quote_all(plan.success_criteria))))
    if plan.questions:
        blocks.append(section(_bullets(":grey_question: Unclear", _quote_all(plan.questions))))
    blocks += [*_build_notices(facts), _build_buttons(facts)]
    return Message(f"Plan: {quote(plan.goal)}", blocks)


def _build_steps(plan: ComputerUsePlan, thumbnails: Mapping[str, str]) -> list[Block]:
    values = {parameter.name: parameter.default for parameter in plan.parameters if parameter.default}
    blocks: list[Block] = []
    room = _MAX_STEPS_TEXT
    for step in plan.steps[:MAX_STEPS]:
        instruction = fill_in(step.instruction, values)
        text, description = _describe_step(step, instruction), _describe_picture(step, instruction)
        room -= len(text) + len(description)
        if room < 0:
            break
        thumbnail = thumbnails.get(str(step.number))
        blocks.append(section(text, image(thumbnail, description) if thumbnail else None))
    rest = len(plan.steps) - len(blocks)
    return [*blocks, context(f"… and {rest} more steps")] if rest else blocks


def _describe_step(step: Step, instruction: str) -> str:
    lines = [f"*{step.number}.*  {quote(instruction, 250)}"]
    if step.irreversible:
        lines.append(":warning: _cannot be undone_")
    if remarks := _remarks(step):
        lines.append(f"_{remarks}_")
    return "\n".join(lines)


def _describe_picture(step: Step, instruction: str) -> str:
    return shorten(f"Step {step.number}: {instruction}", 100)


def _remarks(step: Step) -> str:
    remarks = []
    if step.timestamp is not None:
        minutes, seconds = divmod(int(step.timestamp), 60)
        remarks.append(f"at {minutes}:{seconds:02}")
    if step.basis is Basis.INFERRED:
        remarks.append("inferred, not seen")
    if step.confidence < 0.8:  # noqa: PLR2004 - sure enough not to bother anybody
        remarks.append(f"{step.confidence:.0%} sure")
    return " · ".join(remarks)


def _list_needs(plan: ComputerUsePlan) -> str:
    if not plan.credentials and not plan.parameters:
        return "*You will be asked for* nothing: this plan needs no credentials and no values."
    needs = [_describe_credential(credential) for credential in plan.credentials]
    needs += [_describe_parameter(parameter) for parameter in plan.parameters]
    return _bullets("You will be asked for", needs)


def _describe_credential(credential: NeededCredential) -> str:
    host = f", only for {quote(credential.host)}" if credential.host else ""
    return f":key: {quote(credential.label, 100)} ({code(credential.name)}{host})"


def _describe_parameter(parameter: Parameter) -> str:
    shown = f", in the screencast {code(parameter.default, 80)}" if parameter.default else ""
    return f":pencil2: {quote(parameter.label, 100)} ({code(parameter.name)}{shown})"


def _build_notices(facts: AnalysisFacts) -> list[Block]:
    lines = [f":information_source: {quote(notice)}" for notice in _read_notices(facts.analysis)]
    if facts.shared_with:
        lines.append(f"Shared with {', '.join(map(mention, facts.shared_with))}")
    if facts.analysis.model == PRACTICE_MODEL:
        lines.append(PRACTICE_NOTICE)
    return [context("\n".join(lines))] if lines else []


def _read_notices(analysis: Analysis) -> list[str]:
    """Return what people should know of how the screencast was seen."""
    notices = (analysis.evidence or {}).get("notices")
    return [str(notice) for notice in notices[:_NOTICES]] if isinstance(notices, list) else []


def _build_buttons(facts: AnalysisFacts) -> Block:
    return actions(
        button("Implement automation", "implement", facts.analysis.id, style="primary"),
        button("Share", "share", facts.video.id),
        button("Analyze again", "analyze_again", facts.video.id),
    )


def _origin(facts: AnalysisFacts, plan: ComputerUsePlan) -> str:
    parts = [_name(facts.video), count(len(plan.steps), "step")]
    if facts.video.duration:
        parts.append(describe_duration(facts.video.duration))
    if facts.analysis.model and facts.analysis.model != PRACTICE_MODEL:
        parts.append(f"planned by {quote(facts.analysis.model)}")
    parts.append(_describe_cost(facts.analysis.cost_usd))
    if facts.analysis.number > 1:
        parts.append(f"look {facts.analysis.number}")
    return " · ".join(filter(None, parts))


def _describe_cost(cost_usd: float | None) -> str:
    if cost_usd is None:
        return "planned before, at no cost"
    return f"${cost_usd:.2f}" if cost_usd else ""


def _name(video: Video) -> str:
    name = quote(video.title or video.link or "your screencast", 150)
    return _link(video.link, name) if video.link else f"_{name}_"


def _link(address: str, label: str) -> str:
    """Return a link; a bar in the address would end it early."""
    return f"<{escape(address).replace('|', '%7C')}|{label}>"


def _quote_all(lines: Sequence[str]) -> list[str]:
    return [quote(line, 180) for line in lines]


def _bullets(title: str, lines: Sequence[str]) -> str:
    shown = [f"*{title}*", *(f"•  {line}" for line in lines[:_BULLETS])]
    rest = len(lines) - _BULLETS
    return fit([*shown, f"… and {rest} more"] if rest > 0 else shown, _MAX_LIST)
