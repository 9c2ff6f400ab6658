from pathlib import Path

from worker.analysis.fetching.download_reports import Reports


def reports(folder: Path, said: list[str] | None = None, largest: int = 1000) -> Reports:
    return Reports(folder, largest, (said if said is not None else []).append)


def test_a_file_without_pictures_is_sound(tmp_path: Path) -> None:
    told = reports(tmp_path)
    for name in ("video.1.mp4", "video.2.m4a"):
        (tmp_path / name).touch()

    told.hear("kept:avc1/inside/video.1.mp4")
    told.hear("kept:none/inside/video.2.m4a")

    assert (told.pictures, told.sounds) == ([tmp_path / "video.1.mp4"], [tmp_path / "video.2.m4a"])


def test_a_file_that_is_not_in_the_folder_was_not_kept(tmp_path: Path) -> None:
    told = reports(tmp_path)

    told.hear("kept:avc1/../../etc/passwd")

    assert told.pictures == []


def test_progress_is_told_in_words(tmp_path: Path) -> None:
    said: list[str] = []

    reports(tmp_path, said).hear("progress:500/1000")

    assert len(said) == 1


def test_more_bytes_than_are_accepted_are_too_many(tmp_path: Path) -> None:
    told = reports(tmp_path, largest=1000)

    told.hear("progress:1001/NA")

    assert told.too_large


def test_the_first_error_is_what_counts(tmp_path: Path) -> None:
    told = reports(tmp_path)

    for line in ("Looking ...", "ERROR: This video is private", "Exiting."):
        told.hear(line)

    assert told.last_words == "ERROR: This video is private"
