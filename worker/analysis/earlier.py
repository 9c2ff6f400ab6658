"""A plan is drawn once: what somebody shared before is planned already."""

from sqlalchemy import Engine, select

from models import Analysis, AnalysisStatus
from models.plan import ComputerUsePlan
from models.session import transaction
from worker.analysis.planning.planner import Drawn


def find_earlier_plan(engine: Engine, drawn_from: str) -> Drawn | None:
    """Return the latest plan of the same origin, at no cost; None if there is none yet."""
    statement = select(Analysis).where(
        Analysis.drawn_from == drawn_from, Analysis.status == AnalysisStatus.COMPLETED
    )
    with transaction(engine) as session:
        row = session.scalars(statement.order_by(Analysis.completed_at.desc()).limit(1)).first()
        return _drawn_before(row) if row else None


def _drawn_before(row: Analysis) -> Drawn:
    return Drawn(ComputerUsePlan.model_validate(row.plan), row.model or "", cost_usd=None)
