"""What stands beside an act: whether it is where a plan expects it, and what of it a yes is for."""

import re
from collections.abc import Collection

from models.plan import Step
from worker.execution.guard.act import Act
from worker.execution.guard.fields import text_put_in
from worker.execution.guard.sight import Sight
from worker.execution.guard.wording import comparable
from worker.network.addresses import host_of, is_within

_QUOTED = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|«([^«»]+)»")
_MONEY = re.compile(r"[$€£¥]\s?\d[\d.,]*|\d[\d.,]*\s?(?:[$€£¥]|(?:CHF|EUR|GBP|USD)\b)")
_NUMBER = re.compile(r"\d+(?:[.,:/-]\d+)*")


def is_expected(act: Act, step: Step, hosts: Collection[str], sight: Sight) -> bool:
    """Whether an act on a page happens on one of `hosts`, beside all that a step tells apart.

    Many rows have a button of the same name: which one is meant only the numbers and quotes of a step tell.
    """
    if act.element is None or act.ref is None:
        return True
    here = host_of(act.page_url)
    on_its_site = here is not None and is_within(here, hosts)
    return on_its_site and _details(step) <= telling_beside(act, step, sight)


def telling_beside(act: Act, step: Step, sight: Sight) -> frozenset[str]:
    """Return what is shown beside an act of what a step tells apart, and all amounts of money there."""
    if act.element is None or act.ref is None:
        return frozenset()
    put_in = text_put_in(act.tool, act.given)
    planned = [put_in] if put_in and put_in == step.value else []
    text = " ".join((*act.element.labels, *planned, *sight.surroundings_of(act.ref)))
    shown = comparable(text)
    return frozenset({*_MONEY.findall(text), *(each for each in _details(step) if _shows(shown, each))})


def _details(step: Step) -> set[str]:
    """Return the numbers and the quoted texts that a step names."""
    said = f"{step.instruction} {step.target or ''}"
    quoted = {text for match in _QUOTED.findall(said) for text in match if text}
    return {*quoted, *_NUMBER.findall(said)}


def _shows(shown: str, detail: str) -> bool:
    """Whether a text has a detail as a word of its own: 471 is not in 4711."""
    return re.search(rf"(?<!\w){re.escape(comparable(detail))}(?!\w)", shown) is not None
