"""The committed screencasts and the truth noted beside them."""

import json
from pathlib import Path
from typing import Any

import av
import pytest

from playground.recording.scenarios import SCENARIOS
from playground.site import DemoAccount

SAMPLES = Path(__file__).parents[3] / "playground" / "recording" / "samples"


def truth_of(name: str) -> Any:
    return json.loads((SAMPLES / f"{name}.events.json").read_text())


@pytest.mark.parametrize("name", sorted(SCENARIOS))
def test_a_sample_is_a_light_film_of_the_size_its_truth_says(name: str) -> None:
    film = SAMPLES / f"{name}.mp4"
    truth = truth_of(name)

    with av.open(film) as container:
        picture = container.streams.video[0]
        assert [picture.width, picture.height] == truth["size"]
        assert picture.codec_context.name == "h264"
    assert film.stat().st_size < 1_500_000


@pytest.mark.parametrize("name", sorted(SCENARIOS))
def test_every_true_action_happened_within_the_film_in_order(name: str) -> None:
    truth = truth_of(name)
    starts = [event["t_start"] for event in truth["events"]]

    assert starts == sorted(starts)
    assert all(0 <= event["t_start"] <= event["t_end"] <= truth["duration"] for event in truth["events"])


@pytest.mark.parametrize("name", sorted(SCENARIOS))
def test_the_truth_holds_no_password(name: str) -> None:
    secrets = [event for event in truth_of(name)["events"] if event.get("secret")]

    assert len(secrets) == 1
    assert DemoAccount().password not in json.dumps(truth_of(name))
