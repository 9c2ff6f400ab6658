"""Conversations with the real SDK and its command line; only the model is scripted."""

import base64
import os
from pathlib import Path
from typing import Any

import pytest

from models.errors import ConfigurationError, TransientError
from tests.worker.analysis.factories import make_framed_sign_in, make_sign_in, size_of
from tests.worker.analysis.planning.scripted_model import LOOK_CLOSER, STRUCTURED, Looking, scripted_model
from worker.analysis.planning.asking import Answer, ask
from worker.analysis.planning.budget import tokens_of
from worker.analysis.planning.literal import plan_literally
from worker.analysis.planning.looking import MOST_LOOKS, Magnifier
from worker.analysis.planning.rations import Rations
from worker.analysis.planning.request import build_request
from worker.analysis.planning.windows import windows_of
from worker.config import AnalysisSettings

KEY = "sk-ant-test-key"
PLAN = plan_literally(make_sign_in()).model_dump(mode="json")


def ask_model(url: str, folder: Path, model: str = "claude-sonnet-5") -> Answer:
    (window,) = windows_of(make_framed_sign_in(folder))
    settings = AnalysisSettings.model_validate(
        {"anthropic_api_key": KEY, "anthropic_base_url": url, "understudy_model": model}
    )
    rations = Rations()
    rations.earn(window.seconds)
    return ask(build_request(window, folder), Magnifier.over(window, folder), rations, settings)


def image_tokens(part: Any) -> int:
    """Return what the pictures in a request cost."""
    match part:
        case {"type": "image", "source": {"data": data}}:
            return tokens_of(*size_of(base64.b64decode(data)))
        case dict():
            return sum(map(image_tokens, part.values()))
        case list():
            return sum(map(image_tokens, part))
    return 0


def test_the_answer_comes_with_its_model_and_cost(tmp_path: Path) -> None:
    with scripted_model(PLAN) as (_, url):
        answer = ask_model(url, tmp_path)
    assert (answer.output, answer.model) == (PLAN, "claude-sonnet-5")
    assert answer.cost_usd > 0


def test_the_practice_model_costs_nothing(tmp_path: Path) -> None:
    with scripted_model(PLAN) as (_, url):
        assert ask_model(url, tmp_path, "practice").cost_usd == 0


def test_the_model_gets_pictures_and_no_tools_but_a_look_and_the_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANTHROPIC_CUSTOM_HEADERS", "X-Leaked: yes")
    assert "ANTHROPIC_CUSTOM_HEADERS" in os.environ
    with scripted_model(PLAN) as (model, url):
        ask_model(url, tmp_path)
    (request,) = model.requests
    content = request["messages"][0]["content"]
    assert [block["type"] for block in content].count("image") == 3
    assert {tool["name"] for tool in request["tools"]} == {LOOK_CLOSER, STRUCTURED}
    assert model.headers[0]["x-api-key"] == KEY
    assert "x-leaked" not in model.headers[0]


def test_the_model_may_look_closer_at_what_exists_before_it_answers(tmp_path: Path) -> None:
    nowhere = Looking({"frame": 7, "left": 0, "top": 0, "width": 10, "height": 10})
    look = Looking({"frame": 1, "left": 100, "top": 50, "width": 200, "height": 80})
    with scripted_model(nowhere, look, PLAN) as (model, url):
        answer = ask_model(url, tmp_path)
    refused, seen = model.looks
    assert "only the frames 0 to 1" in str(refused["content"])
    assert size_of(base64.b64decode(seen["content"][0]["source"]["data"])) == (200, 80)
    assert answer.output == PLAN


def test_all_requests_together_send_no_more_pictures_than_the_budget_allows(tmp_path: Path) -> None:
    look = Looking({"frame": 1, "left": 0, "top": 0, "width": 280, "height": 280})
    with scripted_model(look) as (model, url):
        assert ask_model(url, tmp_path).output is None
    assert len(model.bodies) == 2 + MOST_LOOKS
    assert 0 < sum(map(image_tokens, model.bodies)) <= 9000 * 14 / 60


def test_an_answer_that_is_no_plan_is_refused_a_few_times_only(tmp_path: Path) -> None:
    with scripted_model({"goal": 1}) as (model, url):
        assert ask_model(url, tmp_path).output is None
    assert 1 < len(model.bodies) <= 3


def test_words_instead_of_a_plan_are_no_output(tmp_path: Path) -> None:
    with scripted_model({}) as (_, url):
        assert ask_model(url, tmp_path).output is None


def test_an_overloaded_model_is_worth_another_try(tmp_path: Path) -> None:
    with scripted_model(529) as (_, url), pytest.raises(TransientError):
        ask_model(url, tmp_path)


def test_a_refused_key_is_for_an_operator(tmp_path: Path) -> None:
    with scripted_model(403) as (_, url), pytest.raises(ConfigurationError, match="ANTHROPIC_API_KEY"):
        ask_model(url, tmp_path)
