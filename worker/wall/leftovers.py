"""What killed workers leave on this machine: control groups and folders that no process holds any more."""

from pathlib import Path

from worker.wall.control_groups import remove_abandoned_groups
from worker.wall.place import clear_abandoned


def discard_leftovers(workspaces: Path) -> None:
    """Remove what is left of runs whose worker, and of commands whose `sandbox`, is gone."""
    remove_abandoned_groups()
    clear_abandoned(workspaces)
