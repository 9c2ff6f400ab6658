"""A place for one run."""

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from worker.wall.place import Place, place_for


@pytest.fixture
def place(workspaces: Path) -> Iterator[Place]:
    with place_for(uuid.uuid4(), workspaces) as place:
        yield place
