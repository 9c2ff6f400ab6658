"""Which words promise something that cannot be taken back: the one rule for plans and for runs.

English only, and only words: a button that hides what it does, or says it in another language, is caught by
the flag of its step in the plan, which a person reads, or not at all.
"""

from models.irreversible_commands import command_looks_irreversible
from models.irreversible_labels import deeds_of
from models.plan import Action, Step

#: Steps whose own words tell what they do. Text in a field and a tick in a box can be taken back.
_DOING = frozenset({Action.CLICK, Action.PRESS, Action.OTHER})


def step_is_irreversible(step: Step) -> bool:
    """Whether a step is flagged as irreversible, or reads as if it should be."""
    if step.action is Action.SHELL:
        return step.irreversible or command_looks_irreversible(step.value or "")
    promises = looks_irreversible(step.target or "") or looks_irreversible(step.instruction)
    return step.irreversible or (step.action in _DOING and promises)


def looks_irreversible(label: str) -> bool:
    """Whether a button called `label` sends, pays, deletes, publishes ... when it is clicked."""
    return bool(deeds_of(label))
