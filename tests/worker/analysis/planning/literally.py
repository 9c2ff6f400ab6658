"""Plans as they are drawn without a model."""

from models.plan import ComputerUsePlan
from tests.worker.analysis.factories import make_evidence
from worker.analysis.evidence import Event
from worker.analysis.planning.literal import plan_literally


def plan_of(*events: Event) -> ComputerUsePlan:
    return plan_literally(make_evidence(*events))
