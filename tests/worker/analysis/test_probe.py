"""What a container says, and what is refused before much is decoded."""

from pathlib import Path

import av
import numpy as np
import pytest

from models.errors import VideoError
from tests.worker.analysis.decoding.clips import HEIGHT, WIDTH, evenly, write_clip
from worker.analysis.probe import VideoLimits, probe


def one_picture(path: Path, width: int, height: int) -> Path:
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mjpeg", rate=1)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuvj420p"
        rows = np.zeros((height * 3 // 2, width), np.uint8)
        container.mux(stream.encode(av.VideoFrame.from_ndarray(rows, "yuv420p").reformat(format="yuvj420p")))
        container.mux(stream.encode())
    return path


def test_the_size_is_that_at_which_pictures_are_shown(tmp_path: Path) -> None:
    facts = probe(write_clip(tmp_path / "clip.mp4", evenly(0.5), turned=90), VideoLimits())

    assert (facts.width, facts.height) == (HEIGHT, WIDTH)


def test_a_picture_of_four_thousand_pixels_square_is_accepted(tmp_path: Path) -> None:
    facts = probe(one_picture(tmp_path / "square.mkv", 4096, 4096), VideoLimits())

    assert (facts.width, facts.height) == (4096, 4096)


@pytest.mark.parametrize(
    ("width", "height", "meaning"),
    [(8000, 4000, "too large"), (8200, 64, "too large"), (32, 32, "too small")],
    ids=["too many pixels", "too wide", "too small"],
)
def test_a_picture_that_is_no_screen_is_refused(
    tmp_path: Path, width: int, height: int, meaning: str
) -> None:
    with pytest.raises(VideoError, match=f"{width}x{height} pixels, which is {meaning}"):
        probe(one_picture(tmp_path / "odd.mkv", width, height), VideoLimits())


def test_ten_hours_are_refused_whatever_little_is_in_them(tmp_path: Path) -> None:
    clip = write_clip(tmp_path / "clip.mkv", [0, 1, 10 * 3600])

    with pytest.raises(VideoError, match="longer than 30 minutes"):
        probe(clip, VideoLimits())


def test_a_file_whose_pictures_are_all_broken_is_refused_in_a_sentence(tmp_path: Path) -> None:
    data = bytearray(write_clip(tmp_path / "clip.mp4", evenly(1), options={"crf": "1"}).read_bytes())
    start = data.index(b"mdat") + 4
    data[start:] = bytes(len(data) - start)
    (tmp_path / "clip.mp4").write_bytes(data)

    with pytest.raises(VideoError, match="cannot be decoded"):
        probe(tmp_path / "clip.mp4", VideoLimits())
