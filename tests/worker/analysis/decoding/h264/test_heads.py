"""What a picture says of itself before its blocks."""

from pathlib import Path

from tests.worker.analysis.decoding.h264.streams import packets_of, screen
from worker.analysis.decoding.h264.heads import Head, Kind, head_of
from worker.analysis.decoding.h264.settings import settings_of
from worker.analysis.decoding.spare import Spares
from worker.analysis.decoding.stamps import AnyPacket

STILL = [7] * 60


def heads(clip: Path) -> list[tuple[AnyPacket, Head | None]]:
    _, extradata, packets = packets_of(clip)
    settings = settings_of(extradata)
    assert settings is not None
    return [(packet, head_of(bytes(packet), settings)) for packet in packets]


def test_every_picture_tells_its_kind_and_whether_others_refer_to_it(tmp_path: Path) -> None:
    clip = screen(tmp_path / "clip.mp4", STILL)
    name, extradata, _ = packets_of(clip)
    spares = Spares(name, extradata)

    told = heads(clip)

    assert {head.kind for _, head in told if head} == set(Kind)
    assert all(head and head.is_referred_to != spares.is_spare(packet) for packet, head in told)
    assert told[0][1] == Head(Kind.ALONE, 0, is_referred_to=True, refers_to=None)


def test_a_picture_names_the_earlier_one_it_is_predicted_from(tmp_path: Path) -> None:
    told = [head for _, head in heads(screen(tmp_path / "clip.mp4", STILL)) if head]

    named = [head.refers_to for head in told if head.kind == Kind.FORWARD and head.refers_to is not None]

    assert named
    assert set(named) <= {head.number for head in told if head.kind != Kind.BETWEEN}


def test_a_packet_without_a_picture_has_no_head(tmp_path: Path) -> None:
    _, extradata, _ = packets_of(screen(tmp_path / "clip.mp4", STILL[:3]))
    settings = settings_of(extradata)
    assert settings is not None

    remark = b"\x00\x00\x00\x02\x06\x80"
    assert [head_of(packet, settings) for packet in (b"", remark, b"\x00\x00\x00\x02\x41\x00")] == [None] * 3
