"""The language the bot and the workers share: rows, the plan, sealing, storage and jobs.

Nothing here knows Slack or Claude. Importing this package makes every table known to `Base.metadata`.
"""

from models.analysis import Analysis, AnalysisStatus
from models.base import Base
from models.checkpoint import AgentCheckpoint, CheckpointKey, Restore, RestoreStatus, WorkspaceHead
from models.credential import TaskCredential
from models.question import Guidance, Question, QuestionKind
from models.run import (
    AgentArtifact,
    AgentLog,
    AgentRun,
    AgentStep,
    ArtifactKind,
    LogLevel,
    RunStatus,
)
from models.transcript import TranscriptEntry
from models.user import User
from models.video import ApprovalPolicy, Video, VideoShare

__all__ = [
    "AgentArtifact",
    "AgentCheckpoint",
    "AgentLog",
    "AgentRun",
    "AgentStep",
    "Analysis",
    "AnalysisStatus",
    "ApprovalPolicy",
    "ArtifactKind",
    "Base",
    "CheckpointKey",
    "Guidance",
    "LogLevel",
    "Question",
    "QuestionKind",
    "Restore",
    "RestoreStatus",
    "RunStatus",
    "TaskCredential",
    "TranscriptEntry",
    "User",
    "Video",
    "VideoShare",
    "WorkspaceHead",
]
