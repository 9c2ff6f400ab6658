"""A video file gives samples of all of it, and pictures of chosen moments."""

from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import cv2
import numpy as np
import pytest
from av.video.stream import VideoStream

from models.errors import VideoError
from tests.worker.analysis.decoding.clips import (
    DARKEST,
    HEIGHT,
    RATE,
    SHADES,
    WIDTH,
    evenly,
    number_shown,
    write_clip,
)
from worker.analysis.decoding.film import Film
from worker.analysis.decoding.planes import Size
from worker.analysis.frames import SAMPLES_PER_SECOND

SIZE = Size(WIDTH, HEIGHT)
HOUR = 3600


def shown(film: Film) -> list[tuple[float, int]]:
    return [(round(sample.t, 2), number_shown(sample.whole)) for sample in film.samples(HOUR)]


def test_samples_come_at_an_even_pace_and_each_is_the_picture_of_its_time(tmp_path: Path) -> None:
    film = Film(write_clip(tmp_path / "clip.mp4", evenly(4), options={"bf": "3"}), SIZE)

    samples = list(film.samples(HOUR))

    assert len(samples) == pytest.approx(4 * SAMPLES_PER_SECOND, abs=3)
    assert all(number_shown(s.whole) == round(s.t * RATE) % SHADES for s in samples)
    assert film.length == pytest.approx(4 - 1 / RATE, abs=0.01)


def test_before_a_pause_its_picture_is_seen_at_its_start_and_at_its_end(tmp_path: Path) -> None:
    film = Film(write_clip(tmp_path / "clip.webm", [0, 0.03, 3, 3.03], "libvpx"), SIZE)

    step = 1 / SAMPLES_PER_SECOND
    assert shown(film) == [(0, 0), (0.03, 1), (round(3 - step, 2), 1), (3, 2), (3.03, 3)]


@pytest.mark.parametrize(
    "moments",
    [[0.0, 0.5, 0.51, 2.0, 3.9], [3.2], [1.0, 1.01, 5.5, 99.0]],
    ids=["many", "one", "beyond the end"],
)
@pytest.mark.parametrize(("codec", "suffix"), [("libx264", ".mp4"), ("libvpx", ".webm")])
def test_a_moment_shows_the_last_picture_up_to_it(
    tmp_path: Path, codec: str, suffix: str, moments: list[float]
) -> None:
    film = Film(write_clip(tmp_path / f"clip{suffix}", evenly(6, 10), codec, options={"g": "12"}), SIZE)
    list(film.samples(HOUR))

    pictures = list(film.pictures(moments))

    assert [picture.t for picture in pictures] == moments
    expected = [min(int(moment * 10 + 0.01), 59) for moment in moments]
    assert [number_shown(picture.pixels) for picture in pictures] == [n % SHADES for n in expected]


def test_pictures_are_turned_as_the_recorder_said(tmp_path: Path) -> None:
    clip = write_clip(tmp_path / "clip.mp4", evenly(0.5), turned=90)

    [sample, *_] = Film(clip, Size(HEIGHT, WIDTH)).samples(HOUR)

    assert sample.whole.shape == (WIDTH, HEIGHT)


def test_all_pictures_are_of_one_size(tmp_path: Path) -> None:
    clip = write_clip(tmp_path / "clip.mp4", evenly(0.5))

    film = Film(clip, Size(320, 200))

    assert {sample.whole.shape for sample in film.samples(HOUR)} == {(200, 320)}
    assert next(film.pictures([0.1])).pixels.shape == (200, 320, 3)


@pytest.mark.parametrize("suffix", [".mp4", ".mkv"])
def test_a_film_that_breaks_off_is_seen_up_to_there_and_says_so(tmp_path: Path, suffix: str) -> None:
    whole = write_clip(tmp_path / f"whole{suffix}", evenly(8), options={"crf": "1"}).read_bytes()
    cut = tmp_path / f"cut{suffix}"
    cut.write_bytes(whole[: len(whole) * 2 // 3])
    film = Film(cut, SIZE)

    assert len(shown(film)) > SAMPLES_PER_SECOND

    assert film.length < 7
    [notice] = film.notices
    assert "breaks off" in notice


def test_a_film_damaged_in_the_middle_is_seen_on_both_sides_and_says_so(tmp_path: Path) -> None:
    data = bytearray(
        write_clip(tmp_path / "clip.mp4", evenly(8), options={"g": "30", "crf": "1"}).read_bytes()
    )
    middle = (data.index(b"mdat") + len(data)) // 2
    data[middle - 400 : middle + 400] = bytes(800)
    (tmp_path / "clip.mp4").write_bytes(data)
    film = Film(tmp_path / "clip.mp4", SIZE)

    seen = shown(film)

    assert seen[0][1] == 0
    assert abs(film.length - 8) < 0.1
    assert any("damaged" in notice for notice in film.notices)


@pytest.mark.parametrize("suffix", [".mkv", ".flv"])
def test_a_film_that_lost_a_part_between_two_pictures_says_so(tmp_path: Path, suffix: str) -> None:
    data = bytearray(
        write_clip(tmp_path / f"clip{suffix}", evenly(8), options={"g": "30", "crf": "1"}).read_bytes()
    )
    middle = len(data) // 2
    data[middle : middle + len(data) // 8] = b"\xa5" * (len(data) // 8)
    (tmp_path / f"clip{suffix}").write_bytes(data)
    film = Film(tmp_path / f"clip{suffix}", SIZE)

    list(film.samples(HOUR))

    [notice] = film.notices
    assert notice.startswith("The video is damaged, first at 0:0")


@pytest.mark.parametrize("suffix", [".mp4", ".mkv", ".flv", ".ts"])
def test_a_still_screen_is_no_damage(tmp_path: Path, suffix: str) -> None:
    film = Film(write_clip(tmp_path / f"clip{suffix}", [*evenly(1), *(9 + t for t in evenly(1))]), SIZE)

    list(film.samples(HOUR))

    assert film.notices == []


def test_a_film_breaks_off_where_a_damaged_index_gives_times_that_cannot_be(tmp_path: Path) -> None:
    clip = write_clip(tmp_path / "clip.mp4", evenly(4), options={"bf": "3", "preset": "ultrafast"})
    data = bytearray(clip.read_bytes())
    orders = data.index(b"ctts") + 12  # eight bytes for every few pictures: how many, and how much later
    data[orders + 400 : orders + 408] = b"\x01" * 8
    clip.write_bytes(data)
    film = Film(clip, SIZE)

    list(film.samples(HOUR))

    assert 0.5 < film.length < 3.5
    assert ["breaks off" in notice for notice in film.notices] == [True]


def test_a_film_that_goes_on_beyond_the_limit_is_refused(tmp_path: Path) -> None:
    film = Film(write_clip(tmp_path / "clip.mp4", [0, 0.1, 5, 500]), SIZE)

    with pytest.raises(VideoError, match="longer"):
        list(film.samples(longest=60))


def test_a_bomb_of_pictures_is_refused(tmp_path: Path) -> None:
    moments = [number / 1000 for number in range(2000)]
    film = Film(write_clip(tmp_path / "clip.mkv", moments, options={"preset": "ultrafast"}), SIZE)

    with pytest.raises(VideoError, match="more pictures"):
        list(film.samples(HOUR))


def test_pictures_that_become_larger_than_any_screen_are_not_looked_at(tmp_path: Path) -> None:
    clip = tmp_path / "clip.mkv"
    with av.open(str(clip), "w") as container:
        stream = container.add_stream("mjpeg", rate=10)
        assert isinstance(stream, VideoStream)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuvj420p"
        for number, side in enumerate([WIDTH] * 10 + [8192] * 2):
            packet = av.Packet(cv2.imencode(".jpg", np.zeros((side, side), np.uint8))[1].tobytes())
            packet.pts = packet.dts = number * 100
            packet.time_base, packet.stream, packet.is_keyframe = Fraction(1, 1000), stream, True
            container.mux(packet)
    film = Film(clip, SIZE)

    list(film.samples(HOUR))

    assert film.length == pytest.approx(0.9)
    assert any("damaged" in notice for notice in film.notices)


def test_more_pixels_a_second_than_any_screen_has_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("worker.analysis.decoding.stream._MOST_PIXELS_A_SECOND", 10 * WIDTH * HEIGHT)
    film = Film(write_clip(tmp_path / "clip.mp4", evenly(4), options={"bf": "0"}), SIZE)

    with pytest.raises(VideoError, match="more and larger pictures"):
        list(film.samples(HOUR))


def test_a_still_screen_costs_one_shrunk_picture(tmp_path: Path) -> None:
    film = Film(write_clip(tmp_path / "clip.mp4", [0, 1, 2]), SIZE)

    samples = list(film.samples(HOUR))

    repeats = [b for a, b in pairwise(samples) if number_shown(a.whole) == number_shown(b.whole)]
    assert repeats
    assert len({id(sample.luma) for sample in samples}) == 3
    assert np.all(samples[0].luma >= DARKEST - 4)
