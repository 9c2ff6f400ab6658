"""`python -m worker analyze VIDEO --out DIR`: evidence and plan of a screencast, without chat or rows."""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from models.config import read_settings
from models.errors import ConfigurationError, UnderstudyError, VideoError
from models.plan import ComputerUsePlan
from worker.analysis.evidence import Evidence
from worker.analysis.fetch import Fetcher, check_file
from worker.analysis.planning.literal import plan_literally
from worker.analysis.planning.planner import draw_plan
from worker.analysis.probe import VideoLimits
from worker.analysis.report import describe
from worker.analysis.watch import watch
from worker.config import AnalysisSettings
from worker.execution.network.addresses import AddressRules


def main(argv: Sequence[str]) -> int:
    """Analyze one video.

    Returns:
        0 if a plan was written, 1 if the video cannot be used, 2 if a setting or an argument is wrong.
    """
    arguments = _parser().parse_args(argv)
    try:
        sys.stdout.write(_analyze(arguments.video, arguments.out, read_settings(AnalysisSettings)))
    except ConfigurationError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except UnderstudyError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m worker analyze", description="Draw a plan from a video.")
    parser.add_argument("video", help="a file, or a link to one")
    parser.add_argument("--out", type=Path, required=True, help="folder for evidence.json, plan.json, frames")
    return parser


def _analyze(video: str, out: Path, settings: AnalysisSettings) -> str:
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="understudy-analysis-") as folder:
        limits = VideoLimits(settings.max_video_seconds, settings.max_video_bytes)
        rules = AddressRules.from_setting(settings.egress_private_hosts)
        evidence = watch(_file(video, Path(folder), Fetcher(rules, limits)), out, _tell, limits)
    (out / "evidence.json").write_text(evidence.model_dump_json(indent=1) + "\n")
    plan, drawn_by = _plan(evidence, out, settings)
    (out / "plan.json").write_text(plan.model_dump_json(indent=1) + "\n")
    return describe(evidence, plan, drawn_by, out)


def _file(video: str, folder: Path, fetcher: Fetcher) -> Path:
    if "://" in video:
        return fetcher.fetch(video, folder, _tell).path
    path = Path(video)
    if not path.is_file():
        raise VideoError(f"There is no file {video}. Give the path of a video, or a link to one.")
    check_file(path, fetcher.limits)
    return path


def _plan(evidence: Evidence, out: Path, settings: AnalysisSettings) -> tuple[ComputerUsePlan, str]:
    """Return a plan and who drew it."""
    if settings.anthropic_api_key or settings.anthropic_auth_token:
        _tell("Drawing the plan ...")
        drawn = draw_plan(evidence, out, settings)
        return drawn.plan, f"{drawn.model}, for ${drawn.cost_usd:.2f}"
    return plan_literally(evidence), "nobody: without ANTHROPIC_API_KEY it repeats the evidence line by line"


def _tell(stage: str) -> None:
    sys.stderr.write(f"{stage}\n")
