"""The dialog before a run, and starting what was filled in."""

import uuid
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.services.answers import Answers, allowed_hosts, check_answers, fill_parameters
from bot.services.credentials import find_stored_names, keep_credentials
from bot.services.people import Visitor, find_person
from bot.services.permissions import find_analysis, require_may_run
from bot.services.runs import begin_run
from models import AgentRun, Analysis, AnalysisStatus, ApprovalPolicy, User, Video
from models.config import FairnessSettings
from models.errors import UserError
from models.plan import ComputerUsePlan
from models.sealing import Sealer


@dataclass(frozen=True)
class RunForm:
    """What the dialog before a run shows."""

    plan: ComputerUsePlan
    stored: set[str]  #: names of credentials that the visitor need not give again
    policy: ApprovalPolicy  #: what is usual for this screencast


def prepare_run(session: Session, visitor: Visitor, analysis_id: uuid.UUID) -> RunForm:
    """Return what the dialog before a run shows.

    Raises:
        NotAllowed: the screencast is not the visitor's and was not shared with them.
        UserError: there is no plan.
    """
    person = find_person(session, visitor)
    analysis = find_analysis(session, analysis_id)
    require_may_run(session, person, analysis.video)
    stored = find_stored_names(session, person, analysis.video_id)
    return RunForm(_read_plan(analysis), stored, analysis.video.policy)


def start_run(
    session: Session,
    sealer: Sealer,
    limits: FairnessSettings,
    visitor: Visitor,
    answers: Answers,
) -> AgentRun:
    """Seal and store what was filled in, and have the plan carried out.

    Raises:
        NotAllowed: the screencast is not the visitor's and was not shared with them.
        AnswersRefused: something is neither given nor stored, or cannot be used.
        TooMuch: the visitor has to wait.
        UserError: there is no plan, or a run of it is going.
    """
    person = find_person(session, visitor)
    analysis = find_analysis(session, answers.analysis_id)
    require_may_run(session, person, analysis.video)
    plan = _read_plan(analysis)
    check_answers(plan, answers, find_stored_names(session, person, analysis.video_id), visitor.member)
    keep_credentials(session, sealer, person, analysis.video, answers.credentials)
    run = AgentRun(
        plan=analysis.plan,
        parameters=fill_parameters(plan, answers),
        policy=_agreed_policy(person, analysis.video, answers.policy),
        helpers=[find_person(session, Visitor(visitor.workspace, each)).id for each in answers.helpers],
        allowed_hosts=allowed_hosts(plan, answers),
    )
    return begin_run(session, limits, person, analysis, run)


def _read_plan(analysis: Analysis) -> ComputerUsePlan:
    """Return the plan of an analysis.

    Raises:
        UserError: it has none.
    """
    if analysis.status is not AnalysisStatus.COMPLETED or analysis.plan is None:
        raise UserError("There is no plan yet. It will appear in this thread.")
    return ComputerUsePlan.model_validate(analysis.plan)


def _agreed_policy(person: User, video: Video, chosen: ApprovalPolicy | None) -> ApprovalPolicy:
    """Return what the run does before irreversible steps; the owner's choice stays for later runs."""
    policy = chosen or video.policy
    if person.id == video.owner_id:
        video.policy = policy
    return policy
