"""What makes another plan, and what does not."""

from pathlib import Path

from tests.worker.analysis.factories import make_framed_sign_in
from worker.analysis.planning.origin import origin_of


def test_it_is_the_same_for_the_same_evidence_in_another_folder(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    assert origin_of(make_framed_sign_in(here), here, "sonnet") == origin_of(
        make_framed_sign_in(there), there, "sonnet"
    )


def test_how_long_the_look_took_does_not_count(tmp_path: Path) -> None:
    evidence = make_framed_sign_in(tmp_path)
    slower = evidence.model_copy(update={"timings": {"reading": 99.0}})
    assert origin_of(evidence, tmp_path, "sonnet") == origin_of(slower, tmp_path, "sonnet")


def test_another_model_is_another_origin(tmp_path: Path) -> None:
    evidence = make_framed_sign_in(tmp_path)
    assert origin_of(evidence, tmp_path, "sonnet") != origin_of(evidence, tmp_path, "opus")


def test_another_event_is_another_origin(tmp_path: Path) -> None:
    evidence = make_framed_sign_in(tmp_path)
    other = evidence.model_copy(update={"events": evidence.events[1:]})
    assert origin_of(evidence, tmp_path, "sonnet") != origin_of(other, tmp_path, "sonnet")


def test_a_picture_that_shows_something_else_is_another_origin(tmp_path: Path) -> None:
    evidence = make_framed_sign_in(tmp_path)
    before = origin_of(evidence, tmp_path, "sonnet")
    (tmp_path / evidence.frames[0].path).write_bytes(b"another picture")
    assert origin_of(evidence, tmp_path, "sonnet") != before
