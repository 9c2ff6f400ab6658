"""The planner, with answers as the tests say; `test_asking` is about how they are come by."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from models.errors import ConfigurationError, UserError, VideoError
from models.plan import ComputerUsePlan
from tests.worker.analysis.factories import (
    SITE,
    make_event,
    make_evidence,
    make_framed_sign_in,
    make_long_evidence,
    make_sign_in,
)
from worker.analysis.evidence import EventKind, Evidence
from worker.analysis.planning import planner
from worker.analysis.planning.asking import Answer
from worker.analysis.planning.literal import plan_literally
from worker.analysis.planning.looking import Magnifier
from worker.analysis.planning.planner import Drawn, draw_plan
from worker.analysis.planning.rations import Rations
from worker.analysis.planning.request import Block
from worker.analysis.planning.windows import windows_of
from worker.config import AnalysisSettings

SETTINGS = AnalysisSettings.model_validate({"anthropic_api_key": "sk-ant-test-key"})


@dataclass
class Model:
    """Gives one answer after the other, the last one again and again."""

    answers: list[object]
    told: list[str] = field(default_factory=list)  #: the words of each request

    def ask(self, content: Sequence[Block], _: Magnifier, __: Rations, ___: AnalysisSettings) -> Answer:
        self.told.append("\n".join(block.get("text", "") for block in content))
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return Answer(answer, "claude-sonnet-5", 0.5)


Answering = Callable[..., Model]


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> Answering:
    """Let the model answer so."""

    def answer(*answers: object) -> Model:
        model = Model(list(answers))
        monkeypatch.setattr(planner, "ask", model.ask)
        return model

    return answer


def good_plan() -> dict[str, Any]:
    return as_answer(plan_literally(make_sign_in()))


def as_answer(plan: ComputerUsePlan) -> dict[str, Any]:
    return plan.model_dump(mode="json")


def draw(folder: Path, evidence: Evidence | None = None) -> Drawn:
    return draw_plan(evidence or make_sign_in(), folder, SETTINGS)


def test_the_answer_becomes_a_plan_with_its_model_and_cost(tmp_path: Path, answering: Answering) -> None:
    answering(good_plan())
    assert draw(tmp_path) == Drawn(plan_literally(make_sign_in()), "claude-sonnet-5", 0.5)


def test_the_same_evidence_and_the_same_answers_give_the_same_plan(
    tmp_path: Path, answering: Answering
) -> None:
    model = answering(good_plan())
    first, second = (draw(tmp_path, make_framed_sign_in(tmp_path)) for _ in range(2))
    assert first.plan.digest == second.plan.digest
    assert model.told[0] == model.told[1]


def test_a_long_screencast_is_planned_in_windows_that_know_what_came_before(
    tmp_path: Path, answering: Answering
) -> None:
    evidence = make_long_evidence(60)
    plans = [as_answer(plan_literally(window.evidence)) for window in windows_of(evidence)]
    model = answering(*plans)
    drawn = draw(tmp_path, evidence)
    assert [step.target for step in drawn.plan.steps[1:]] == [event.label for event in evidence.events]
    assert drawn.plan.steps[0].url == SITE
    assert drawn.cost_usd == 0.5 * len(plans)
    first, second = model.told
    assert "<so_far>" not in first
    assert plans[0]["steps"][-1]["instruction"] in second


def test_a_screencast_of_far_too_many_moves_is_not_asked_about(tmp_path: Path, answering: Answering) -> None:
    model = answering(good_plan())
    with pytest.raises(VideoError, match="shorter parts"):
        draw(tmp_path, make_long_evidence(401))
    assert model.told == []


def test_a_secret_in_a_command_does_not_reach_the_model(tmp_path: Path, answering: Answering) -> None:
    evidence = make_evidence(make_event(EventKind.COMMAND, text="login --token hunter2"))
    model = answering(as_answer(plan_literally(evidence)))
    assert draw(tmp_path, evidence).plan == plan_literally(evidence)
    assert "hunter2" not in model.told[0]


def test_a_plan_that_contradicts_itself_is_sent_back_once(tmp_path: Path, answering: Answering) -> None:
    contradictory = good_plan()
    contradictory["steps"][0]["number"] = 7
    model = answering(contradictory, good_plan())
    drawn = draw(tmp_path)
    assert (drawn.plan, drawn.cost_usd) == (plan_literally(make_sign_in()), 1.0)
    assert "must be numbered 1, 2, 3" in model.told[1]
    assert contradictory["success_criteria"][0] in model.told[1]


def test_what_no_database_can_keep_is_left_out(tmp_path: Path, answering: Answering) -> None:
    answering({**good_plan(), "goal": "Create\x00 an order"})
    assert draw(tmp_path).plan.goal == "Create an order"


def test_two_answers_without_a_plan_end_in_a_sentence(tmp_path: Path, answering: Answering) -> None:
    model = answering(None)
    with pytest.raises(UserError, match="Analyze again"):
        draw(tmp_path)
    assert len(model.told) == 2


def test_where_nothing_happened_nothing_is_asked(tmp_path: Path) -> None:
    with pytest.raises(VideoError, match="Nothing was seen to happen"):
        draw(tmp_path, make_evidence())


def test_without_a_key_nothing_is_asked(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="ANTHROPIC_API_KEY"):
        draw_plan(make_sign_in(), tmp_path, AnalysisSettings())
