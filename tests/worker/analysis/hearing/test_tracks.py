from pathlib import Path

import numpy as np

from tests.worker.analysis.factories import make_sound_file, make_video_file
from worker.analysis.hearing.sound import SAMPLES_PER_SECOND
from worker.analysis.hearing.tracks import read_captions_inside, read_sound


def make_captions_track(path: Path) -> Path:
    """Write what a container holds beside its pictures: a track of captions."""
    path.write_text("1\n00:00:00,250 --> 00:00:00,750\nFirst I\nsign in.\n")
    return path


def test_captions_inside_a_video_are_read(tmp_path: Path) -> None:
    [said] = read_captions_inside(make_captions_track(tmp_path / "track.srt"))
    assert (said.t_start, said.t_end, said.text) == (0.25, 0.75, "First I sign in.")


def test_a_video_without_captions_says_nothing(tmp_path: Path) -> None:
    assert read_captions_inside(make_video_file(tmp_path / "made.mp4")) == []


def test_sound_is_read_as_one_voice(tmp_path: Path) -> None:
    sound = read_sound(make_sound_file(tmp_path / "voice.m4a", seconds=2), longest=60)
    assert sound is not None
    assert abs(len(sound.samples) / SAMPLES_PER_SECOND - 2) < 0.2
    assert 0.5 < np.abs(sound.samples).max() < 1.2


def test_no_more_sound_is_read_than_asked_for(tmp_path: Path) -> None:
    sound = read_sound(make_sound_file(tmp_path / "voice.m4a", seconds=4), longest=1)
    assert sound is not None
    assert len(sound.samples) == SAMPLES_PER_SECOND


def test_a_silent_film_has_no_sound(tmp_path: Path) -> None:
    assert read_sound(make_video_file(tmp_path / "made.mp4"), longest=60) is None


def test_what_is_no_recording_has_neither(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("buy milk")
    assert read_sound(text, longest=60) is None
    assert read_captions_inside(text) == []


def test_sound_that_breaks_off_is_read_up_to_there(tmp_path: Path) -> None:
    whole = make_sound_file(tmp_path / "voice.ogg.mka", seconds=4)
    whole.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    sound = read_sound(whole, longest=60)
    assert sound is not None
    assert 1 < len(sound.samples) / SAMPLES_PER_SECOND < 3
