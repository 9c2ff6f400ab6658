"""What a person should be asked about a plan, because the screencast was not seen to show it."""

from collections.abc import Iterator, Mapping, Sequence

from models.plan import LONGEST_LINE, PLACEHOLDER, Basis, ComputerUsePlan, Step, fill_in
from worker.analysis.planning.seen import Seen
from worker.analysis.wording import clip

_MOST_NAMED = 3
_LONGEST_NAME = 60
_LONGEST_QUOTE = 120


def doubts(plan: ComputerUsePlan, steps: Sequence[Step], seen: Seen) -> list[str]:
    """Return questions about aims, addresses and steps; `steps` are the plan's, as they were held."""
    asked = [*_about_aims(plan, seen), *_about_addresses(plan, steps, seen), *_about_steps(steps)]
    return [clip(question, LONGEST_LINE) for question in asked]


def _about_aims(plan: ComputerUsePlan, seen: Seen) -> Iterator[str]:
    """A goal and criteria are of all that was seen, so they are no step's to bear out."""
    defaults = {parameter.name: parameter.default or "" for parameter in plan.parameters}
    if doubt := _doubt(plan.goal, defaults, seen):
        yield f"The goal {doubt}"
    elif not seen.all.promises(plan.goal):
        yield "What the goal says cannot be undone, and was not seen in the screencast. Is it right?"
    for criterion in plan.success_criteria:
        if doubt := _doubt(criterion, defaults, seen):
            yield f"“{clip(criterion, _LONGEST_QUOTE)}” {doubt}"


def _doubt(aim: str, defaults: Mapping[str, str], seen: Seen) -> str | None:
    """What of an aim was never seen, as the end of a sentence that begins with the aim."""
    told = PLACEHOLDER.sub(" ", fill_in(aim, defaults))
    if unseen := seen.all.unseen_in(told):
        names = ", ".join(f"“{clip(name, _LONGEST_NAME)}”" for name in unseen[:_MOST_NAMED])
        return f"names {names}, not read in the screencast. Is it right?"
    if not seen.all.speaks_of(told):
        return "speaks of nothing that was read in the screencast. Is it right?"
    return None


def _about_addresses(plan: ComputerUsePlan, steps: Sequence[Step], seen: Seen) -> Iterator[str]:
    addresses = {url for url in (plan.start_url, *(step.url for step in steps)) if url}
    for url in sorted(addresses):
        if not PLACEHOLDER.search(url) and not seen.shows_address(url):
            yield f"{url} was not readable in the screencast. Is it right?"


def _about_steps(steps: Sequence[Step]) -> Iterator[str]:
    for step in steps:
        if step.irreversible and step.basis is Basis.INFERRED:
            yield f"“{step.instruction}” cannot be undone and was not seen in the screencast. Is it right?"
