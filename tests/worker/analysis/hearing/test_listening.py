from pathlib import Path

import pytest

from tests.worker.analysis.factories import make_sign_in, make_sound_file, make_video_file
from worker.analysis.evidence import Utterance
from worker.analysis.fetching.fetched import Fetched
from worker.analysis.hearing import listening
from worker.analysis.hearing.listening import with_transcript
from worker.analysis.hearing.sound import Sound


class Ear:
    """Stands where the model would be, and hears one sentence in any sound."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.sounds: list[Sound] = []
        monkeypatch.setattr(listening, "load_recogniser", lambda: self)
        monkeypatch.setattr(listening, "recognise", self.recognise)

    def recognise(self, sound: Sound, _model: object, _seconds: float) -> list[Utterance]:
        self.sounds.append(sound)
        return [Utterance(t_start=1, t_end=1.2, text="First I sign in.")]


@pytest.fixture
def ear(monkeypatch: pytest.MonkeyPatch) -> Ear:
    return Ear(monkeypatch)


def words(fetched: Fetched) -> list[str]:
    return [said.text for said in with_transcript(make_sign_in(), fetched, lambda _: None).transcript]


def make_captions(folder: Path, text: str = "As the platform has it.") -> Path:
    path = folder / "said.vtt"
    path.write_text(f"WEBVTT\n\n00:01.000 --> 00:01.500\n{text}\n")
    return path


def test_captions_come_first_and_save_the_listening(ear: Ear, tmp_path: Path) -> None:
    video = make_sound_file(tmp_path / "made.mka")
    assert words(Fetched(video, captions=make_captions(tmp_path))) == ["As the platform has it."]
    assert ear.sounds == []


def test_without_captions_the_sound_is_listened_to(ear: Ear, tmp_path: Path) -> None:
    assert words(Fetched(make_sound_file(tmp_path / "made.mka"))) == ["First I sign in."]


def test_sound_of_its_own_is_listened_to(ear: Ear, tmp_path: Path) -> None:
    video, sound = make_video_file(tmp_path / "made.mp4"), make_sound_file(tmp_path / "made.mka")
    assert words(Fetched(video, sound=sound)) == ["First I sign in."]


def test_captions_that_say_nothing_are_none(ear: Ear, tmp_path: Path) -> None:
    assert words(Fetched(make_sound_file(tmp_path / "made.mka"), captions=make_captions(tmp_path, ""))) == [
        "First I sign in."
    ]


def test_a_silent_film_has_no_transcript(ear: Ear, tmp_path: Path) -> None:
    assert words(Fetched(make_video_file(tmp_path / "made.mp4"))) == []


def test_without_the_extra_there_is_no_transcript(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(listening, "load_recogniser", lambda: None)
    assert words(Fetched(make_sound_file(tmp_path / "made.mka"))) == []


def test_a_model_that_fails_costs_only_the_words(
    ear: Ear, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(*_: object) -> list[Utterance]:
        raise RuntimeError("out of memory")

    monkeypatch.setattr(listening, "recognise", fail)
    assert words(Fetched(make_sound_file(tmp_path / "made.mka"))) == []


def test_words_are_told_with_their_events_and_the_time_it_took(ear: Ear, tmp_path: Path) -> None:
    evidence = with_transcript(
        make_sign_in(), Fetched(make_sound_file(tmp_path / "made.mka")), lambda _: None
    )
    assert evidence.transcript[0].events == [0, 1, 2, 3]
    assert evidence.timings["hearing"] >= 0


def test_what_is_said_while_the_password_is_typed_is_not_kept(ear: Ear, tmp_path: Path) -> None:
    captions = tmp_path / "said.vtt"
    captions.write_text("WEBVTT\n\n00:04.100 --> 00:04.400\npippin forty two\n")
    assert words(Fetched(make_video_file(tmp_path / "made.mp4"), captions=captions)) == []
