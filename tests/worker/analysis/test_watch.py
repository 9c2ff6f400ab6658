"""Drawn screencasts, watched from the file to the evidence."""

from pathlib import Path

import av
import cv2
import numpy as np
import pytest

from models.errors import VideoError
from playground import recording
from tests.worker.analysis.films import (
    HEIGHT,
    WIDTH,
    Film,
    blank,
    draw_button,
    draw_dots,
    draw_field,
    say,
)
from worker.analysis.evidence import EventKind, Evidence
from worker.analysis.geometry import Box
from worker.analysis.planning.literal import plan_literally
from worker.analysis.probe import VideoLimits
from worker.analysis.reading import Reader
from worker.analysis.watch import watch

NAME = Box(200, 180, 400, 40)
SAVE = Box(200, 300, 120, 40)
SECRET = "hunter2-orchid"


def page(label: str, text: str = "", *, focused: bool = False, dots: int = 0) -> np.ndarray:
    picture = blank()
    draw_field(picture, NAME, label, focused=focused)
    draw_button(picture, SAVE, "Save")
    draw_dots(picture, NAME, dots)
    say(picture, text, (NAME.x + 12, NAME.center.y + 6))
    return picture


def sign_in(film: Film, label: str, typed: list[np.ndarray]) -> None:
    """Click the field, write into it, click the button and see another page."""
    film.show(page(label), 0.8)
    film.point_at(page(label), NAME.center.x + 60, NAME.center.y)
    film.show(page(label, focused=True), 0.8)
    for picture in typed:
        film.show(picture, 0.1)
    film.show(typed[-1], 0.8)
    film.point_at(typed[-1], SAVE.center.x, SAVE.center.y)
    film.show(saved(), 1.0)


def saved() -> np.ndarray:
    picture = np.full((HEIGHT, WIDTH, 3), 235, np.uint8)
    for row in range(8):
        say(picture, f"Everything was stored, line {row}", (80, 90 + 60 * row))
    return picture


def written(label: str, text: str) -> list[np.ndarray]:
    return [page(label, text[:count], focused=True) for count in range(1, len(text) + 1)]


def watched(film: Film, folder: Path) -> Evidence:
    return watch(film.write(folder / "film.mp4"), folder / "evidence")


def texts_on_frames(evidence: Evidence, folder: Path) -> str:
    reader = Reader()
    pictures = [cv2.imread(str(folder / "evidence" / frame.path)) for frame in evidence.frames]
    whole = Box(0, 0, WIDTH, HEIGHT)
    lines = [line for picture in pictures for line in reader.lines(np.asarray(picture, np.uint8), whole)]
    return "\n".join(line.text for line in lines)


def test_a_field_that_is_clicked_and_filled_and_a_button_give_three_events(tmp_path: Path) -> None:
    film = Film()
    sign_in(film, "Full name", written("Full name", "Ada Byron"))

    events = watched(film, tmp_path).events

    assert [(e.kind, e.label, e.text) for e in events] == [
        (EventKind.CLICK, "Full name", None),
        (EventKind.TYPE, "Full name", "Ada Byron"),
        (EventKind.CLICK, "Save", None),
    ]


def test_times_and_frames_of_an_event_frame_what_happened(tmp_path: Path) -> None:
    film = Film()
    sign_in(film, "Full name", written("Full name", "Ada Byron"))

    evidence = watched(film, tmp_path)

    kept = {frame.path: frame.t for frame in evidence.frames}
    for event in evidence.events:
        assert event.before is not None
        assert event.after is not None
        assert kept[event.before] <= event.t_start <= event.t_end <= kept[event.after]
        assert (tmp_path / "evidence" / event.before).stat().st_size > 0


def test_who_waits_is_told_when_all_changes_were_found_and_then_of_each(tmp_path: Path) -> None:
    film, told = Film(), list[str]()
    film.show(page("Full name"), 0.5)
    film.show(saved(), 0.5)

    watch(film.write(tmp_path / "film.mp4"), tmp_path / "evidence", told.append)

    assert told == [
        "Looking for what changes on the screen",
        "Reading the screen",
        "Reading the screen: 1 of 1 changes",
    ]


def test_a_password_shown_as_dots_is_a_secret_and_its_dots_are_covered(tmp_path: Path) -> None:
    film = Film()
    dots = [page("PIN", focused=True, dots=count) for count in range(1, 9)]
    sign_in(film, "PIN", dots)

    evidence = watched(film, tmp_path)

    typed = next(event for event in evidence.events if event.kind is EventKind.TYPE)
    assert (typed.secret, typed.text) == (True, None)
    assert typed.after is not None
    after = cv2.imread(str(tmp_path / "evidence" / typed.after))
    inside = np.asarray(after)[NAME.y + 8 : NAME.bottom - 8, NAME.x + 8 : NAME.x + 90]
    assert inside.min() > 100


@pytest.mark.parametrize("label", ["Password", "PIN", "Token", "Private key", "API key", "Passphrase", "CVC"])
def test_a_secret_in_plain_sight_is_in_no_event_on_no_frame_and_in_no_plan(
    tmp_path: Path, label: str
) -> None:
    film = Film()
    sign_in(film, label, written(label, SECRET))

    evidence = watched(film, tmp_path)

    assert any(event.secret for event in evidence.events)
    assert SECRET[:7] not in evidence.model_dump_json()
    assert SECRET[:7] not in texts_on_frames(evidence, tmp_path)
    assert SECRET[:7] not in plan_literally(evidence).model_dump_json()
    assert plan_literally(evidence).credentials


def test_a_ticking_clock_and_a_wandering_pointer_are_no_events(tmp_path: Path) -> None:
    film = Film()
    for second in range(8):
        picture = page("Full name")
        say(picture, f"12:00:{second:02}", (850, 30))
        film.point_at(picture, 400 + 50 * (second % 3), 420 + 20 * (second % 2))

    assert watched(film, tmp_path).events == []


def test_a_video_cut_short_gives_what_could_be_seen_and_says_so(tmp_path: Path) -> None:
    film = Film()
    sign_in(film, "Full name", written("Full name", "Ada Byron"))
    whole = film.write(tmp_path / "whole.mkv").read_bytes()
    cut = tmp_path / "cut.mkv"
    cut.write_bytes(whole[: len(whole) * 2 // 3])

    evidence = watch(cut, tmp_path / "evidence")

    assert evidence.events[0].label == "Full name"
    assert ["breaks off" in notice for notice in evidence.notices] == [True]


@pytest.mark.parametrize(
    "content", [b"", b"<html>Sign in to continue</html>", b"\x00\x00\x00\x18ftypmp42" * 40]
)
def test_what_is_no_video_is_refused_in_one_sentence(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "file.mp4"
    file.write_bytes(content)

    with pytest.raises(VideoError, match=r"(?s)^[^\n]{20,200}$"):
        watch(file, tmp_path)


def test_sound_without_a_picture_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "sound.wav"
    with av.open(str(file), "w") as container:
        stream = container.add_stream("pcm_s16le", rate=8000, layout="mono")
        silence = av.AudioFrame.from_ndarray(np.zeros((1, 8000), np.int16), format="s16", layout="mono")
        silence.sample_rate = 8000
        container.mux(stream.encode(silence))

    with pytest.raises(VideoError, match="no picture"):
        watch(file, tmp_path)


def test_a_video_that_is_too_long_or_too_large_names_the_limit(tmp_path: Path) -> None:
    film = Film()
    film.show(blank(), 3)
    file = film.write(tmp_path / "film.mp4")

    with pytest.raises(VideoError, match="minutes"):
        watch(file, tmp_path, limits=VideoLimits(seconds=2))
    with pytest.raises(VideoError, match="MB"):
        watch(file, tmp_path, limits=VideoLimits(bytes=100))


def test_a_picture_of_absurd_size_is_refused_before_it_is_decoded(tmp_path: Path) -> None:
    file = tmp_path / "wide.mkv"
    with av.open(str(file), "w") as container:
        stream = container.add_stream("ffv1", rate=1)
        stream.width, stream.height, stream.pix_fmt = 9000, 64, "yuv420p"
        picture = av.VideoFrame.from_ndarray(np.zeros((96, 9000), np.uint8), "yuv420p")
        container.mux(stream.encode(picture))
        container.mux(stream.encode())

    with pytest.raises(VideoError, match="9000x64"):
        watch(file, tmp_path)


def test_a_codec_nobody_can_decode_is_named_as_the_reason(tmp_path: Path) -> None:
    sample = Path(recording.__file__).parent / "samples" / "new-order.mp4"
    (tmp_path / "clip.mp4").write_bytes(sample.read_bytes().replace(b"avc1", b"zzzz"))

    with pytest.raises(VideoError, match="codec"):
        watch(tmp_path / "clip.mp4", tmp_path / "out")
