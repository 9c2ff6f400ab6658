"""What a stream says once for all its pictures."""

from pathlib import Path

import pytest

from tests.worker.analysis.decoding.clips import HEIGHT, WIDTH
from tests.worker.analysis.decoding.h264.streams import USUAL, packets_of, screen
from worker.analysis.decoding.h264.settings import settings_of

STILL = [7] * 12


def test_a_recorders_stream_tells_its_size_and_how_it_packs(tmp_path: Path) -> None:
    _, extradata, _ = packets_of(screen(tmp_path / "clip.mp4", STILL))

    settings = settings_of(extradata)

    assert settings is not None
    assert settings.blocks == WIDTH * HEIGHT // 256
    assert settings.packs_arithmetically
    assert (settings.prefix, settings.references) == (4, 1)


@pytest.mark.parametrize(
    ("options", "expected"),
    [({"coder": "vlc"}, (False, 1)), ({"refs": "4"}, (True, 4))],
    ids=["packed otherwise", "predicted from several"],
)
def test_other_ways_to_encode_are_told_apart(
    tmp_path: Path, options: dict[str, str], expected: tuple[bool, int]
) -> None:
    _, extradata, _ = packets_of(screen(tmp_path / "clip.mp4", STILL, USUAL | options))

    settings = settings_of(extradata)

    assert settings is not None
    assert (settings.packs_arithmetically, settings.references) == expected


def test_a_stream_that_keeps_its_settings_otherwise_has_none(tmp_path: Path) -> None:
    _, extradata, _ = packets_of(screen(tmp_path / "clip.ts", STILL))

    assert settings_of(extradata) is None


def test_settings_cut_short_are_none(tmp_path: Path) -> None:
    _, extradata, _ = packets_of(screen(tmp_path / "clip.mp4", STILL))

    assert {settings_of(extradata[:length]) for length in range(20)} == {None}
