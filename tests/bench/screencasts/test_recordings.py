"""The recordings there are, and the truth that is read back."""

import json
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from bench.screencasts.applications.catalogue import APPLICATIONS
from bench.screencasts.catalogue import CATALOGUE, SPLIT, Split
from bench.screencasts.desk_stories import AT_DESKS, AT_SHELLS
from bench.screencasts.sites import SITES, create_site
from bench.screencasts.stories import IN_TERMINALS, ON_SITES
from bench.screencasts.styles import STYLES
from bench.screencasts.third_stories import THIRD_ON_SITES
from bench.screencasts.truth import films
from bench.screencasts.unseen_stories import UNSEEN_IN_TERMINALS, UNSEEN_ON_SITES


def test_every_site_has_a_story_and_a_part() -> None:
    assert set(ON_SITES) | set(AT_DESKS) | set(UNSEEN_ON_SITES) | set(THIRD_ON_SITES) == set(SITES)
    terminals = set(IN_TERMINALS) | set(AT_SHELLS) | set(UNSEEN_IN_TERMINALS)
    assert set(SITES) | terminals | set(APPLICATIONS) == set(SPLIT)


@pytest.mark.parametrize(
    ("part", "stories"),
    [
        (Split.UNSEEN, set(UNSEEN_ON_SITES) | set(UNSEEN_IN_TERMINALS)),
        (Split.THIRD, set(THIRD_ON_SITES)),
    ],
    ids=["second", "third"],
)
def test_no_story_of_a_held_out_part_stands_among_those_that_are_read(part: Split, stories: set[str]) -> None:
    assert stories == {site for site, split in SPLIT.items() if split is part}
    assert not stories & (set(ON_SITES) | set(AT_DESKS) | set(IN_TERMINALS) | set(AT_SHELLS))


def test_every_style_is_filmed_and_no_recording_twice() -> None:
    assert {recording.style_name for recording in CATALOGUE} == set(STYLES)
    assert len({recording.name for recording in CATALOGUE}) == len(CATALOGUE)


@pytest.mark.parametrize("site", SITES)
def test_a_site_answers_every_path_in_the_wanted_font(site: str) -> None:
    page = TestClient(create_site(site, "Courier")).get("/some/path").text

    assert '--font: "Courier"' in page


def test_films_come_with_their_truth_those_for_development_first(tmp_path: Path) -> None:
    click = {"kind": "click", "t_start": 1.0, "t_end": 1.1, "t_effect": 2.0, "target": "Save"}
    for name, split in (("a", "held out"), ("b", "development")):
        truth = {"video": f"{name}.mp4", "split": split, "duration": 9.0, "events": [click]}
        (tmp_path / f"{name}.events.json").write_text(json.dumps(truth))

    found = films(tmp_path)

    assert [film.name for film in found] == ["b", "a"]
    assert (found[0].deeds[0].end, found[0].deeds[0].target) == (2.0, "Save")


def test_a_film_belongs_to_the_part_its_site_is_of_today(tmp_path: Path) -> None:
    truth = {"video": "a.mp4", "scenario": "lantern", "split": "held out", "duration": 9.0, "events": []}
    (tmp_path / "a.events.json").write_text(json.dumps(truth))

    assert [film.split for film in films(tmp_path)] == [Split.DEVELOPMENT]


@pytest.mark.parametrize("state", [None, "checked"], ids="{}".format)
def test_a_truth_without_any_state_of_a_box_tells_none(tmp_path: Path, state: str | None) -> None:
    ticked = {"kind": "click", "t_start": 1, "t_end": 2, "target": "Urgent", "text": state}
    truth = {"video": "a.mp4", "duration": 9.0, "events": [ticked]}
    (tmp_path / "a.events.json").write_text(json.dumps(truth))

    [film] = films(tmp_path)

    assert film.deeds[0].states_told is bool(state)


def test_truth_made_elsewhere_is_read_too(tmp_path: Path) -> None:
    events = [
        {"kind": "select", "t_start": 1, "t_end": 2, "option": "Free", "target": "#plan"},
        {"kind": "key", "t_start": 3, "t_end": 3, "key": "Return"},
    ]
    truth = {"video": "a.mp4", "duration": 9.0, "events": events}
    (tmp_path / "a.events.json").write_text(json.dumps(truth))

    [film] = films(tmp_path)

    assert film.split is Split.GIVEN
    assert [(deed.target, deed.text) for deed in film.deeds] == [(None, "Free"), (None, "Enter")]
