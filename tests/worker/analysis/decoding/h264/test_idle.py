"""Which pictures between two others can stay unseen, as nothing happens in them."""

from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest

from tests.worker.analysis.decoding.h264.streams import USUAL, packets_of, screen
from worker.analysis.decoding.h264.heads import Kind, head_of
from worker.analysis.decoding.h264.idle import Idle
from worker.analysis.decoding.h264.settings import settings_of
from worker.analysis.decoding.stamps import AnyPacket
from worker.analysis.decoding.stream import Stream
from worker.analysis.deltas import THRESHOLD

STILL = [7] * 90
#: A screen that stands still, shows something else for a while, and stands still again.
ACTED_ON = [*[7] * 60, *range(20, 28), *[40] * 60]


def left_out(clip: Path) -> list[AnyPacket]:
    name, extradata, packets = packets_of(clip)
    idle = Idle(name, extradata).among(packets)
    return [packet for packet in packets if id(packet) in idle]


def test_on_a_still_screen_pictures_between_two_others_are_left_out(tmp_path: Path) -> None:
    clip = screen(tmp_path / "clip.mp4", STILL)
    settings = settings_of(packets_of(clip)[1])
    assert settings is not None

    idle = left_out(clip)

    assert len(idle) > len(STILL) / 3
    assert {head.kind for packet in idle if (head := head_of(bytes(packet), settings))} == {Kind.BETWEEN}


def test_while_the_screen_changes_nothing_is_left_out(tmp_path: Path) -> None:
    clip = screen(tmp_path / "clip.mp4", ACTED_ON)

    unseen = [round(float((packet.pts or 0) * packet.time_base) * 30) for packet in left_out(clip)]

    assert unseen
    assert not set(unseen) & set(range(60, 69))


@pytest.mark.parametrize(
    "options", [{"refs": "3"}, {"coder": "vlc"}], ids=["several references", "other code"]
)
def test_where_it_could_matter_or_cannot_be_told_nothing_is_left_out(
    tmp_path: Path, options: dict[str, str]
) -> None:
    assert left_out(screen(tmp_path / "clip.mp4", STILL, USUAL | options)) == []


def test_other_codecs_are_left_whole(tmp_path: Path) -> None:
    assert left_out(screen(tmp_path / "clip.webm", STILL, {}, "libvpx")) == []


def test_leaving_out_changes_neither_what_is_decoded_nor_visibly_what_is_seen(tmp_path: Path) -> None:
    clip = screen(tmp_path / "clip.mp4", ACTED_ON)
    with av.open(str(clip)) as container:
        meant = {round(float(f.time or 0), 3): f.to_ndarray() for f in container.decode(video=0)}

    seen = list(Stream(clip).pictures())

    decoded = {id(frame): (t, frame) for t, frame in reversed(seen)}
    assert len(decoded) < len(seen)
    assert all(np.array_equal(meant[round(t, 3)], frame.to_ndarray()) for t, frame in decoded.values())
    assert all(
        np.abs(meant[round(t, 3)].astype(int) - frame.to_ndarray()).max() < THRESHOLD for t, frame in seen
    )


def test_pictures_come_in_order_those_left_out_as_the_one_before(tmp_path: Path) -> None:
    times = [t for t, _ in Stream(screen(tmp_path / "clip.mp4", ACTED_ON)).pictures()]

    assert times == sorted(times)
    assert max(later - earlier for earlier, later in pairwise(times)) <= 0.1
