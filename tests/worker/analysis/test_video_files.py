import uuid
from pathlib import Path

import pytest

from models.storage import ObjectMissing, Storage
from worker.analysis.fetching.fetched import Fetched
from worker.analysis.video_files import VideoFiles


@pytest.fixture
def files(storage: Storage) -> VideoFiles:
    return VideoFiles(storage, uuid.uuid4())


def write(path: Path, text: str) -> Path:
    path.write_text(text)
    return path


def test_a_video_comes_back_with_its_captions_and_its_sound(files: VideoFiles, tmp_path: Path) -> None:
    given, later = tmp_path / "given", tmp_path / "later"
    given.mkdir()
    later.mkdir()
    video, words, sound = (
        write(given / name, name) for name in ("video.1.mp4", "said.en.vtt", "video.2.m4a")
    )
    back = files.read(files.keep(Fetched(video, "Report", words, sound)), later)
    assert back.path.read_text() == "video.1.mp4"
    assert back.captions is not None
    assert back.captions.read_text() == "said.en.vtt"
    assert back.sound is not None
    assert back.sound.read_text() == "video.2.m4a"


def test_a_video_that_came_alone_comes_back_alone(files: VideoFiles, tmp_path: Path) -> None:
    back = files.read(files.keep(Fetched(write(tmp_path / "made.mp4", "pictures"))), tmp_path)
    assert (back.captions, back.sound) == (None, None)
    assert back.path.read_text() == "pictures"


def test_a_video_that_is_gone_is_missing(files: VideoFiles, tmp_path: Path) -> None:
    with pytest.raises(ObjectMissing):
        files.read("videos/gone/source", tmp_path)
