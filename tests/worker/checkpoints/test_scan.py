"""Reading hostile workspaces."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from worker.checkpoints import scan as scanning
from worker.checkpoints.manifest import BLOCK
from worker.checkpoints.pack import name_of
from worker.checkpoints.scan import StillChanging, WorkspaceTooLarge, scan

SECRET = b"something outside the workspace"


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    folder = tmp_path / "outside"
    folder.mkdir()
    (folder / "secret").write_bytes(SECRET)
    return folder


def test_links_are_kept_as_text_and_never_followed(workspace: Path, outside: Path) -> None:
    (workspace / "folder").symlink_to(outside)
    (workspace / "file").symlink_to(outside / "secret")
    kept: list[bytes] = []

    found = scan(workspace, _into(kept))

    assert {link.path: link.target for link in found.links} == {
        b"folder": bytes(outside),
        b"file": bytes(outside / "secret"),
    }
    assert kept == []


@pytest.mark.parametrize("swapped", ["folder", "file"])
def test_what_is_swapped_for_a_link_while_reading_is_left_out(
    workspace: Path, outside: Path, swapped: str
) -> None:
    (workspace / "folder").mkdir()
    (workspace / "folder" / "secret").write_bytes(b"inside")
    (workspace / "aaa").write_bytes(b"read first")
    path = workspace / "folder" if swapped == "folder" else workspace / "folder" / "secret"
    kept: list[bytes] = []

    def keep_and_swap(block: bytes) -> str:
        path.rename(workspace.parent / "moved")
        path.symlink_to(outside if swapped == "folder" else outside / "secret")
        return _into(kept)(block)

    scan(workspace, keep_and_swap)

    assert SECRET not in kept


def test_pipes_sockets_and_devices_are_listed_but_not_opened(workspace: Path) -> None:
    os.mkfifo(workspace / "pipe")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(workspace / "socket"))
        found = scan(workspace, name_of)

    assert sorted(found.skipped) == [b"pipe", b"socket"]
    assert found.files == []


def test_set_user_id_is_stripped(workspace: Path) -> None:
    (workspace / "tool").touch()
    (workspace / "tool").chmod(0o6755)

    (tool,) = scan(workspace, name_of).files

    assert tool.mode == 0o755


def test_hard_links_become_files_with_the_same_content(workspace: Path) -> None:
    (workspace / "one").write_bytes(b"content")
    (workspace / "two").hardlink_to(workspace / "one")

    one, two = scan(workspace, name_of).files

    assert one.blocks == two.blocks


def test_a_hole_of_a_terabyte_costs_nothing(workspace: Path) -> None:
    with (workspace / "sparse").open("wb") as file:
        file.seek(1 << 40)
        file.write(b"end")
    kept: list[bytes] = []

    (sparse,) = scan(workspace, _into(kept)).files

    assert sparse.size == (1 << 40) + 3
    assert kept == [b"end"]
    assert [number for number, _ in sparse.blocks] == [(1 << 40) // BLOCK]


def test_a_file_that_never_stands_still_is_not_stored_half_written(workspace: Path) -> None:
    growing = workspace / "log"
    growing.write_bytes(b"line\n")

    def keep_and_grow(block: bytes) -> str:
        with growing.open("ab") as file:
            file.write(b"line\n")
        return name_of(block)

    with pytest.raises(StillChanging):
        scan(workspace, keep_and_grow)


def test_a_file_that_changes_once_is_read_again(workspace: Path) -> None:
    file = workspace / "file"
    file.write_bytes(b"before")
    seen: list[bytes] = []

    def keep_and_change(block: bytes) -> str:
        if not seen:
            file.write_bytes(b"after it")
        return _into(seen)(block)

    (found,) = scan(workspace, keep_and_change).files

    assert seen == [b"before", b"after it"]
    assert found.blocks == [(0, name_of(b"after it"))]


def test_what_vanishes_while_reading_is_left_out(workspace: Path) -> None:
    (workspace / "a").write_bytes(b"a")
    (workspace / "b").write_bytes(b"b")

    def keep_and_remove(block: bytes) -> str:
        (workspace / "b").unlink()
        return name_of(block)

    assert [file.path for file in scan(workspace, keep_and_remove).files] == [b"a"]


def test_a_folder_nested_beyond_reason_is_refused(workspace: Path) -> None:
    here = os.open(workspace, os.O_RDONLY)
    for _ in range(20):
        os.mkdir("n" * 200, dir_fd=here)
        below = os.open("n" * 200, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)

    with pytest.raises(WorkspaceTooLarge):
        scan(workspace, name_of)


def test_more_content_than_allowed_is_refused(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanning, "MOST_BYTES", 10)
    (workspace / "file").write_bytes(b"eleven byte")

    with pytest.raises(WorkspaceTooLarge):
        scan(workspace, name_of)


def test_more_entries_than_allowed_are_refused(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanning, "MOST_ENTRIES", 3)
    for number in range(4):
        (workspace / str(number)).mkdir()

    with pytest.raises(WorkspaceTooLarge):
        scan(workspace, name_of)


def _into(kept: list[bytes]) -> Callable[[bytes], str]:
    def keep(block: bytes) -> str:
        kept.append(block)
        return name_of(block)

    return keep
