"""The Agent SDK and its command line ask the practice model for a plan, as a worker does."""

from pathlib import Path

from pydantic import SecretStr

from models.analysis import PRACTICE_MODEL
from playground.loopback import serving
from playground.practice.server import create_practice_model
from tests.worker.analysis.factories import make_long_evidence, make_sign_in
from worker.analysis.planning.literal import plan_literally
from worker.analysis.planning.planner import draw_plan
from worker.config import AnalysisSettings


def test_a_worker_gets_the_literal_plan_through_the_sdk(tmp_path: Path) -> None:
    evidence = make_sign_in()

    with serving(create_practice_model("practice-key")) as port:
        drawn = draw_plan(evidence, tmp_path, practice_settings(port))

    literal = plan_literally(evidence)
    assert drawn.model == PRACTICE_MODEL
    assert [step.action for step in drawn.plan.steps] == [step.action for step in literal.steps]
    assert drawn.plan.credentials == literal.credentials


def test_a_long_screencast_gets_the_same_plan_in_windows_as_at_once(tmp_path: Path) -> None:
    evidence = make_long_evidence(60)

    with serving(create_practice_model("practice-key")) as port:
        drawn = draw_plan(evidence, tmp_path, practice_settings(port))

    assert drawn.plan == plan_literally(evidence)


def practice_settings(port: int) -> AnalysisSettings:
    return AnalysisSettings(
        anthropic_api_key=SecretStr("practice-key"),
        anthropic_base_url=f"http://127.0.0.1:{port}",
        understudy_model=PRACTICE_MODEL,
    )
