"""A manifest is only believed if a take could have written it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import zstandard

from models.errors import UserError
from worker.checkpoints.manifest import BLOCK, DamagedCheckpoint, decompress, unpack_manifest
from worker.checkpoints.pack import name_of
from worker.checkpoints.restore import restore

CONTENT = b"content"
NAME = name_of(CONTENT)
FRAME = zstandard.compress(CONTENT)
PACK = "20260101T000000Z-0123456789abcdef"


def test_an_honest_manifest_is_restored(tmp_path: Path) -> None:
    restore(unpack_manifest(_manifest()), lambda _: FRAME, tmp_path / "target")

    assert (tmp_path / "target" / "folder" / "file").read_bytes() == CONTENT


@pytest.mark.parametrize(
    "path",
    [
        "../file",
        "/file",
        "folder/../../file",
        "folder//file",
        "folder/.",
        "link/file",
        "no/file",
        "",
        "folder/%00",
    ],
)
def test_a_path_that_leads_elsewhere_is_refused(path: str) -> None:
    with pytest.raises(UserError, match="damaged"):
        unpack_manifest(_manifest(lambda parts: parts["files"][0].update(path=path)))


@pytest.mark.parametrize(
    "forge",
    [
        lambda parts: parts["files"].append(parts["files"][0]),
        lambda parts: parts["files"][0].update(path="%66older"),
        lambda parts: parts["files"][0].update(mode=0o4755),
        lambda parts: parts["files"][0].update(size=8),
        lambda parts: parts["files"][0].update(blocks=[[0, NAME], [0, NAME]]),
        lambda parts: parts["files"][0].update(blocks=[[0, "0" * 64]]),
        lambda parts: parts["places"].update({NAME: ["../../x", 0, len(FRAME), 7, 0, 7]}),
        lambda parts: parts["places"].update({NAME: [PACK, 0, len(FRAME), 7, 1, 7]}),
        lambda parts: parts["places"].update({NAME: [PACK, 0, len(FRAME), 1 << 40, 0, 7]}),
        lambda parts: parts.update(version=2),
        lambda parts: parts.update(folders=None),
        lambda parts: parts.update(surprise=True),
    ],
)
def test_parts_that_do_not_fit_together_are_refused(forge: Callable[[dict[str, Any]], None]) -> None:
    with pytest.raises(UserError, match="damaged"):
        unpack_manifest(_manifest(forge))


def test_a_manifest_that_asks_for_more_than_any_workspace_may_hold_is_refused() -> None:
    block = "1" * 64
    many = [
        {"path": f"{number}", "mode": 0o600, "modified": 0, "size": BLOCK, "blocks": [[0, block]]}
        for number in range(2049)
    ]

    def bomb(parts: dict[str, Any]) -> None:
        parts["files"] = many
        parts["places"] = {block: [PACK, 0, 100, BLOCK, 0, BLOCK]}

    with pytest.raises(UserError, match="damaged"):
        unpack_manifest(_manifest(bomb))


@pytest.mark.parametrize("body", [b"", b"not a frame", zstandard.compress(b"{"), FRAME[:-3]])
def test_what_is_no_manifest_is_refused(body: bytes) -> None:
    with pytest.raises(UserError, match="damaged"):
        unpack_manifest(body)


def test_a_frame_that_unfolds_to_more_than_expected_is_refused_before_it_does() -> None:
    bomb = zstandard.compress(bytes(200_000_000))

    with pytest.raises(DamagedCheckpoint):
        decompress(bomb, 1000)


def test_a_frame_without_a_declared_size_is_refused() -> None:
    frame = zstandard.ZstdCompressor(write_content_size=False).compress(CONTENT)

    with pytest.raises(DamagedCheckpoint):
        decompress(frame, 1000)


@pytest.mark.parametrize(
    "pack", [b"", FRAME[:-4], zstandard.compress(b"CONTENT"), zstandard.compress(b"short")]
)
def test_a_pack_with_other_content_leaves_the_target_as_it_was(tmp_path: Path, pack: bytes) -> None:
    target = tmp_path / "target"
    target.mkdir()
    (target / "mine").write_bytes(b"mine")

    with pytest.raises(DamagedCheckpoint):
        restore(unpack_manifest(_manifest()), lambda _: pack, target)

    assert [path.name for path in tmp_path.rglob("*")] == ["target", "mine"]


def _manifest(forge: Callable[[dict[str, Any]], None] = lambda _: None) -> bytes:
    parts: dict[str, Any] = {
        "version": 1,
        "folders": [{"path": "folder", "mode": 0o755, "modified": 0}],
        "files": [{"path": "folder/file", "mode": 0o644, "modified": 0, "size": 7, "blocks": [[0, NAME]]}],
        "links": [{"path": "link", "target": "/etc", "modified": 0}],
        "places": {NAME: [PACK, 0, len(FRAME), 7, 0, 7]},
        "skipped": [],
    }
    forge(parts)
    return zstandard.compress(json.dumps(parts).encode())
