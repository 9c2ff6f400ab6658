import json
import os
from pathlib import Path

import pytest

from models.plan import ComputerUsePlan
from tests.worker.analysis.factories import make_framed_sign_in, make_video_file
from worker.analysis import cli
from worker.analysis.evidence import Evidence


def see(_video: Path, out: Path, _progress: object, _limits: object) -> Evidence:
    return make_framed_sign_in(out)


def test_evidence_plan_and_frames_are_written_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cli, "watch", see)
    out = tmp_path / "out"
    assert cli.main([str(make_video_file(tmp_path / "made.mp4")), "--out", str(out)]) == 0
    evidence = Evidence.model_validate_json((out / "evidence.json").read_text())
    plan = ComputerUsePlan.model_validate_json((out / "plan.json").read_text())
    assert all((out / frame.path).is_file() for frame in evidence.frames)
    told = capsys.readouterr().out
    assert plan.goal in told
    assert "without ANTHROPIC_API_KEY" in told


def test_a_page_to_look_at_is_written_when_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "watch", see)
    out = tmp_path / "out"
    assert cli.main([str(make_video_file(tmp_path / "made.mp4")), "--out", str(out), "--html"]) == 0
    assert "Sign in" in (out / "index.html").read_text()


def test_the_page_is_written_when_no_plan_can_be_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cli, "watch", lambda *seen: see(*seen).model_copy(update={"events": []}))
    out = tmp_path / "out"
    assert cli.main([str(make_video_file(tmp_path / "made.mp4")), "--out", str(out), "--html"]) == 1
    assert "Nothing was seen to happen" in (out / "index.html").read_text()
    assert "Nothing was seen to happen" in capsys.readouterr().err


def test_nothing_of_a_former_analysis_is_left(tmp_path: Path) -> None:
    former = [
        tmp_path / name for name in ("evidence.json", "plan.json", "index.html", "frames/00001.000.jpg")
    ]
    (tmp_path / "frames").mkdir()
    for path in former:
        path.write_text("of an earlier day")
    assert cli.main([str(tmp_path / "none.mp4"), "--out", str(tmp_path)]) == 1
    assert not any(path.exists() for path in former)


def test_a_place_where_nothing_can_be_written_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    taken = make_video_file(tmp_path / "made.mp4")
    assert cli.main([str(taken), "--out", str(taken)]) == 2
    assert f"Nothing can be written to {taken}" in capsys.readouterr().err


def test_notices_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    notices = ["The video breaks off after 0:42."]
    monkeypatch.setattr(cli, "watch", lambda *seen: see(*seen).model_copy(update={"notices": notices}))
    assert cli.main([str(make_video_file(tmp_path / "made.mp4")), "--out", str(tmp_path / "out")]) == 0
    assert notices[0] in capsys.readouterr().out


def test_captions_given_with_a_video_become_its_transcript(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli, "watch", see)
    out, captions = tmp_path / "out", tmp_path / "said.srt"
    captions.write_text("1\n00:00:01,000 --> 00:00:02,500\nFirst I sign in.\n")
    video = make_video_file(tmp_path / "made.mp4")
    assert cli.main([str(video), "--out", str(out), "--captions", str(captions)]) == 0
    evidence = Evidence.model_validate_json((out / "evidence.json").read_text())
    assert [(said.text, said.events[0]) for said in evidence.transcript] == [("First I sign in.", 0)]


def test_missing_captions_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    video, captions = make_video_file(tmp_path / "made.mp4"), tmp_path / "none.vtt"
    assert cli.main([str(video), "--out", str(tmp_path), "--captions", str(captions)]) == 1
    assert "none.vtt" in capsys.readouterr().err


def test_a_file_that_is_no_video_ends_with_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("buy milk")
    assert cli.main([str(text), "--out", str(tmp_path / "out")]) == 1
    assert "not a video" in capsys.readouterr().err


def test_a_link_to_a_private_address_ends_with_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["http://127.0.0.1/clip.mp4", "--out", str(tmp_path)]) == 1
    assert "not a public address" in capsys.readouterr().err


def test_a_missing_file_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([str(tmp_path / "none.mp4"), "--out", str(tmp_path)]) == 1
    assert "none.mp4" in capsys.readouterr().err


def test_what_is_no_file_is_called_what_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, pipe, link = tmp_path / "folder.mp4", tmp_path / "pipe.mp4", tmp_path / "link.mp4"
    folder.mkdir()
    os.mkfifo(pipe)
    link.symlink_to("nowhere.mp4")
    for path, meaning in ((folder, "is a folder"), (pipe, "is a pipe"), (link, "is a link to nowhere.mp4")):
        assert cli.main([str(path), "--out", str(tmp_path / "out")]) == 1
        assert f"{path} {meaning}" in capsys.readouterr().err


def test_a_malformed_setting_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("EGRESS_PRIVATE_HOSTS", "nonsense")
    video = make_video_file(tmp_path / "made.mp4")
    assert cli.main([str(video), "--out", str(tmp_path)]) == 2
    assert "EGRESS_PRIVATE_HOSTS" in capsys.readouterr().err


def test_what_was_really_seen_can_be_read_back(tmp_path: Path) -> None:
    out = tmp_path / "out"
    status = cli.main([str(make_video_file(tmp_path / "made.mp4")), "--out", str(out)])
    evidence = json.loads((out / "evidence.json").read_text())
    assert status in {0, 1}
    assert (evidence["video"]["width"], evidence["video"]["height"]) == (320, 240)
