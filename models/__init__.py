"""The language the bot and the workers share: rows, the plan, sealing, storage and jobs.

Nothing here knows Slack or Claude. Importing this package makes every table known to `Base.metadata`.
"""

from models.analysis import Analysis, AnalysisStatus
from models.base import Base
from models.credential import TaskCredential
from models.question import Question, QuestionKind
from models.run import (
    AgentCheckpoint,
    AgentLog,
    AgentRun,
    LogLevel,
    Restore,
    RestoreStatus,
    RunStatus,
    WorkspaceHead,
)
from models.user import User
from models.video import Video, VideoShare

__all__ = [
    "AgentCheckpoint",
    "AgentLog",
    "AgentRun",
    "Analysis",
    "AnalysisStatus",
    "Base",
    "LogLevel",
    "Question",
    "QuestionKind",
    "Restore",
    "RestoreStatus",
    "RunStatus",
    "TaskCredential",
    "User",
    "Video",
    "VideoShare",
    "WorkspaceHead",
]
