"""Rows and plans for tests: each factory gives something valid, and takes what a test cares about."""

import uuid
from typing import Any

from sqlalchemy.orm import Session

from models import AgentRun, Analysis, AnalysisStatus, User, Video
from models.plan import Action, ComputerUsePlan, NeededCredential, Parameter, Step


def make_user(session: Session, member: str = "U0ANA") -> User:
    user = User(workspace="T0PLAY", member=member)
    session.add(user)
    session.flush()
    return user


def make_video(session: Session, owner: User, **columns: Any) -> Video:
    defaults = {"link": "http://orchard.test/clip.mp4", "channel": "C0CHORES", "thread": "1700000000.000100"}
    video = Video(owner_id=owner.id, **{**defaults, **columns})
    session.add(video)
    session.flush()
    return video


def make_plan(**parts: Any) -> ComputerUsePlan:
    """Return a plan that signs in to Orchard with one credential and one parameter."""
    defaults: dict[str, Any] = {
        "goal": "Sign in to Orchard",
        "start_url": "http://orchard.test/login",
        "steps": [
            Step(
                number=1, instruction="Open Orchard", action=Action.NAVIGATE, url="http://orchard.test/login"
            ),
            Step(number=2, instruction="Type the email", action=Action.TYPE, target="Email", value="{EMAIL}"),
            Step(
                number=3,
                instruction="Type the password",
                action=Action.TYPE,
                target="Password",
                credential="ORCHARD_PASSWORD",
            ),
            Step(number=4, instruction="Click Sign in", action=Action.CLICK, target="Sign in"),
        ],
        "credentials": [NeededCredential(name="ORCHARD_PASSWORD", label="Password", host="orchard.test")],
        "parameters": [Parameter(name="EMAIL", label="Email", default="dana@orchard.test")],
    }
    return ComputerUsePlan(**{**defaults, **parts})


def make_analysis(session: Session, video: Video, plan: ComputerUsePlan | None = None) -> Analysis:
    """Return a completed analysis."""
    analysis = Analysis(
        video_id=video.id,
        status=AnalysisStatus.COMPLETED,
        plan=(plan or make_plan()).model_dump(mode="json"),
        frames={},
        model="practice",
    )
    session.add(analysis)
    session.flush()
    return analysis


def make_run(session: Session, analysis: Analysis, user: User, **columns: Any) -> AgentRun:
    """Return a pending run of the analysis' plan."""
    defaults: dict[str, Any] = {"plan": analysis.plan, "parameters": {"EMAIL": "dana@orchard.test"}}
    run = AgentRun(
        id=uuid.uuid4(), video_id=analysis.video_id, user_id=user.id, analysis_id=analysis.id,
        **{**defaults, **columns},
    )  # fmt: skip
    session.add(run)
    session.flush()
    return run
