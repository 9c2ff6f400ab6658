"""Evidence to plan with Claude: window by window, made one, and held against the evidence."""

import json
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from models.analysis import PRACTICE_MODEL
from models.errors import ConfigurationError, UserError
from models.plan import MOST_STEPS, ComputerUsePlan
from worker.analysis.evidence import Evidence
from worker.analysis.planning.asking import ask
from worker.analysis.planning.check import hold_to_evidence
from worker.analysis.planning.fitness import check_fits_a_plan, check_something_happened
from worker.analysis.planning.looking import Magnifier
from worker.analysis.planning.merging import Part, merge
from worker.analysis.planning.moves import gather_moves
from worker.analysis.planning.rations import Rations
from worker.analysis.planning.request import build_request
from worker.analysis.planning.windows import Window, windows_of
from worker.analysis.secrecy.commands import with_concealed_commands
from worker.config import AnalysisSettings

_ATTEMPTS = 2
#: Characters of a refused plan: enough to mend it without pictures, which are sent once.
_MOST_QUOTED = 40_000
#: A plan leaves out slips and looking around, so more moves than it has steps are worth asking about.
_MOST_MOVES = 2 * MOST_STEPS


@dataclass(frozen=True)
class Drawn:
    """A plan, the model that drew it, and what that cost; None if nothing was asked for it."""

    plan: ComputerUsePlan
    model: str
    cost_usd: float | None


class _Unusable(Exception):  # noqa: N818 - never leaves this module
    """An answer that is no plan, with what is wrong about it."""


def draw_plan(evidence: Evidence, folder: Path, settings: AnalysisSettings) -> Drawn:
    """Ask the model for a plan and hold it against the evidence; `folder` holds the evidence's frames.

    The same evidence and the same answers give a plan of the same `digest`.

    Raises:
        UserError: nothing was seen to happen, or no usable plan came back; says what to do.
        TransientError: the model is away or overloaded.
        ConfigurationError: there is no key, or the model's side refuses it.
    """
    check_something_happened(evidence)
    check_fits_a_plan(len(gather_moves(evidence.events)), _MOST_MOVES)
    _check_access(settings)
    evidence = evidence.model_copy(update={"events": with_concealed_commands(evidence.events)})
    drawing = _Drawing(folder, settings)
    for window in windows_of(evidence):
        drawing.go_on(window)
    plan = hold_to_evidence(merge(drawing.parts), evidence)
    return Drawn(plan, drawing.model, drawing.cost_usd)


def _check_access(settings: AnalysisSettings) -> None:
    has_key = settings.anthropic_api_key or settings.anthropic_auth_token
    if not has_key and settings.understudy_model != PRACTICE_MODEL:
        raise ConfigurationError("Set ANTHROPIC_API_KEY or ANTHROPIC_AUTH_TOKEN.")


@dataclass
class _Drawing:
    """A plan on its way through the windows."""

    folder: Path
    settings: AnalysisSettings
    rations: Rations = field(default_factory=Rations)  #: of all windows
    parts: list[Part] = field(default_factory=list)
    model: str = ""
    cost_usd: float = 0.0

    def go_on(self, window: Window) -> None:
        """Add the plan of the next window."""
        self.rations.earn(window.seconds)
        self.parts.append(Part(window, self._plan(window)))

    def _plan(self, window: Window) -> ComputerUsePlan:
        complaint = None
        magnifier = Magnifier.over(window, self.folder)
        for _ in range(_ATTEMPTS):
            try:
                return self._ask(window, magnifier, complaint)
            except _Unusable as error:
                complaint = str(error)
        raise UserError(
            f"The model was asked {_ATTEMPTS} times and gave no usable plan of this screencast. "
            "Click *Analyze again*, or share a shorter part of it."
        )

    def _ask(self, window: Window, magnifier: Magnifier, complaint: str | None) -> ComputerUsePlan:
        so_far = merge(self.parts) if self.parts else None
        request = build_request(window, self.folder, so_far, complaint)
        answer = ask(request, magnifier, self.rations, self.settings)
        self.model, self.cost_usd = answer.model, self.cost_usd + answer.cost_usd
        return _read_plan(answer.output)


def _read_plan(output: object) -> ComputerUsePlan:
    if output is None:
        raise _Unusable("there was no plan in the answer")
    try:
        return ComputerUsePlan.model_validate_json(_storable(output))
    except ValidationError as error:
        problems = (f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()[:10])
        raise _Unusable(f"{'; '.join(problems)} in {_storable(output)[:_MOST_QUOTED]}") from error


def _storable(output: object) -> str:
    """Return an answer as JSON; databases cannot keep the one character that is left out."""
    return json.dumps(output).replace("\\u0000", "")
