"""What killed workers and commands leave on a machine is found and removed."""

import os
import uuid
from pathlib import Path

from worker.wall.leftovers import discard_leftovers
from worker.wall.place import place_for


def make_old(folder: Path) -> None:
    os.utime(folder, (0, 0))


def test_a_folder_that_no_process_holds_is_removed(tmp_path: Path) -> None:
    folder = tmp_path / f"{uuid.uuid4()}-1"
    (folder / "workspace").mkdir(parents=True)
    make_old(folder)

    discard_leftovers(tmp_path)

    assert not folder.exists()


def test_a_folder_in_which_a_run_is_going_stays(tmp_path: Path) -> None:
    with place_for(uuid.uuid4(), tmp_path) as place:
        make_old(place.folder)
        discard_leftovers(tmp_path)
        assert place.workspace.is_dir()


def test_a_folder_that_was_made_just_now_stays(tmp_path: Path) -> None:
    folder = tmp_path / f"{uuid.uuid4()}-1"
    folder.mkdir()

    discard_leftovers(tmp_path)

    assert folder.is_dir()


def test_what_is_no_folder_of_a_run_stays(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    make_old(tmp_path / "notes")

    discard_leftovers(tmp_path)

    assert (tmp_path / "notes").is_dir()
