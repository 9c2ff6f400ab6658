"""Which pictures may be left out."""

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import av
import pytest

from tests.worker.analysis.decoding.clips import evenly, write_clip
from worker.analysis.decoding.spare import Spares
from worker.analysis.decoding.stamps import AnyPacket, shown_at

if TYPE_CHECKING:
    from av.stream import Stream

SECONDS = 3


def packets_of(clip: Path) -> tuple[Spares, list[AnyPacket]]:
    with av.open(str(clip)) as container:
        stream = container.streams.video[0]
        streams: list[Stream] = [stream]
        packets = [packet for packet in container.demux(streams) if packet.size]
        return Spares(stream.codec_context.name, stream.codec_context.extradata), packets


@pytest.mark.parametrize("name", ["clip.mp4", "clip.ts"], ids=["units with lengths", "units with marks"])
@pytest.mark.parametrize("codec", ["libx264", "libx265"])
def test_pictures_between_others_are_spare_and_key_pictures_never(
    tmp_path: Path, codec: str, name: str
) -> None:
    quiet = {"x265-params": "log-level=error"} if codec == "libx265" else {}
    clip = write_clip(tmp_path / name, evenly(SECONDS), codec, options={"bf": "3"} | quiet)

    spares, packets = packets_of(clip)

    spare = [packet for packet in packets if spares.is_spare(packet)]
    assert len(packets) / 3 < len(spare) < len(packets)
    assert not any(packet.is_keyframe for packet in spare)


def test_a_stream_in_which_every_picture_is_needed_stays_whole(tmp_path: Path) -> None:
    spares, packets = packets_of(write_clip(tmp_path / "clip.mp4", evenly(SECONDS), options={"bf": "0"}))

    assert spares.thinned(packets) == packets


@pytest.mark.parametrize("rate", [15, 30, 60])
@pytest.mark.parametrize("pyramid", ["none", "normal"])
def test_thinning_leaves_a_picture_at_least_every_tenth_of_a_second(
    tmp_path: Path, rate: int, pyramid: str
) -> None:
    clip = write_clip(tmp_path / "clip.mp4", evenly(SECONDS, rate), options={"bf": "3", "b-pyramid": pyramid})
    spares, packets = packets_of(clip)

    times = sorted(shown_at(packet) for packet in spares.thinned(packets))

    assert len(times) <= max(rate, 15) * SECONDS
    assert max(later - earlier for earlier, later in pairwise(times)) <= 0.1
