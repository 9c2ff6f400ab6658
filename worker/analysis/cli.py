"""`python -m worker analyze VIDEO --out DIR`: evidence and plan of a screencast, without chat or rows."""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from models.config import read_settings
from models.errors import ConfigurationError, UnderstudyError, VideoError
from models.plan import ComputerUsePlan
from worker.analysis.evidence import Evidence
from worker.analysis.fetching.fetch import Fetcher, check_file
from worker.analysis.fetching.fetched import Fetched
from worker.analysis.hearing.listening import with_transcript
from worker.analysis.keeping import FOLDER as FRAMES
from worker.analysis.page.document import NAME as PAGE
from worker.analysis.page.document import write_page
from worker.analysis.planning.literal import plan_literally
from worker.analysis.planning.planner import draw_plan
from worker.analysis.probe import VideoLimits
from worker.analysis.report import describe
from worker.analysis.watch import watch
from worker.config import AnalysisSettings
from worker.network.addresses import AddressRules

_WRITTEN = ("evidence.json", "plan.json", PAGE)


def main(argv: Sequence[str]) -> int:
    """Analyze one video.

    Returns:
        0 if a plan was written, 1 if the video cannot be used or gives no plan, 2 if a setting or an argument
        is wrong.
    """
    arguments = _parser().parse_args(argv)
    try:
        sys.stdout.write(_analyze(arguments, read_settings(AnalysisSettings)))
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
    parser.add_argument("--html", action="store_true", help="also write index.html, to look at all of it")
    parser.add_argument("--captions", type=Path, help="what is said in it, as WebVTT or SubRip")
    return parser


def _analyze(arguments: argparse.Namespace, settings: AnalysisSettings) -> str:
    out: Path = arguments.out
    _make_room(out)
    evidence = _see(arguments, settings)
    (out / "evidence.json").write_text(evidence.model_dump_json(indent=1) + "\n")
    try:
        plan, drawn_by = _plan(evidence, out, settings)
    except UnderstudyError as error:
        _show(evidence, None, str(error), arguments)
        raise
    (out / "plan.json").write_text(plan.model_dump_json(indent=1) + "\n")
    _show(evidence, plan, f"Drawn by {drawn_by}.", arguments)
    return describe(evidence, plan, drawn_by, out)


def _make_room(out: Path) -> None:
    """Make an empty place: what a former analysis left there would be taken for this one's.

    Raises:
        ConfigurationError: nothing can be written there.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        for former in [*(out / name for name in _WRITTEN), *(out / FRAMES).glob("*.jpg")]:
            former.unlink(missing_ok=True)
    except OSError as error:
        raise ConfigurationError(f"Nothing can be written to {out}: {error.strerror}.") from error


def _see(arguments: argparse.Namespace, settings: AnalysisSettings) -> Evidence:
    with tempfile.TemporaryDirectory(prefix="understudy-analysis-") as folder:
        limits = VideoLimits(settings.max_video_seconds, settings.max_video_bytes)
        rules = AddressRules.from_setting(settings.egress_private_hosts)
        fetched = _fetched(arguments, Path(folder), Fetcher(rules, limits))
        evidence = watch(fetched.path, arguments.out, _tell, limits)
        return with_transcript(evidence, fetched, _tell)


def _show(evidence: Evidence, plan: ComputerUsePlan | None, note: str, arguments: argparse.Namespace) -> None:
    """Write the page if one was asked for; without a plan it is needed most."""
    if arguments.html:
        _tell(f"To look at: {write_page(evidence, plan, note, arguments.out)}")


def _fetched(arguments: argparse.Namespace, folder: Path, fetcher: Fetcher) -> Fetched:
    if arguments.captions is not None:
        _check_is_there(arguments.captions, "Give the path of a file with captions.")
    if "://" in arguments.video:
        fetched = fetcher.fetch(arguments.video, folder, _tell)
    else:
        fetched = Fetched(Path(arguments.video))
        _check_is_there(fetched.path, "Give the path of a video, or a link to one.")
        check_file(fetched.path, fetcher.limits)
    return replace(fetched, captions=arguments.captions or fetched.captions)


def _check_is_there(path: Path, advice: str) -> None:
    if not path.is_file():
        raise VideoError(f"{_what_is_at(path)} {advice}")


def _what_is_at(path: Path) -> str:
    if path.is_dir():
        return f"{path} is a folder and not a file."
    if path.exists():
        return f"{path} is a pipe or a device and not a file."
    if path.is_symlink():
        return f"{path} is a link to {path.readlink()}, which is not there."
    return f"There is no file {path}."


def _plan(evidence: Evidence, out: Path, settings: AnalysisSettings) -> tuple[ComputerUsePlan, str]:
    """Return a plan and who drew it."""
    if settings.anthropic_api_key or settings.anthropic_auth_token:
        _tell("Drawing the plan ...")
        drawn = draw_plan(evidence, out, settings)
        return drawn.plan, f"{drawn.model}, for ${drawn.cost_usd or 0:.2f}"
    return plan_literally(evidence), "nobody: without ANTHROPIC_API_KEY it repeats the evidence line by line"


def _tell(stage: str) -> None:
    sys.stderr.write(f"{stage}\n")
