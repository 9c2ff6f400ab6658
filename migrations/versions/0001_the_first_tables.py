"""The first tables

Revision ID: 0001
Revises: nothing
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "users",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("member", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
        sa.UniqueConstraint("workspace", "member", name=op.f("uq_users_workspace_member")),
    )
    op.create_table(
        "videos",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("link", sa.Text(), nullable=True),
        sa.Column("file", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("thread", sa.Text(), nullable=False),
        sa.Column("object_key", sa.Text(), nullable=True),
        sa.Column("digest", sa.Text(), nullable=True),
        sa.Column("size", sa.BigInteger(), nullable=True),
        sa.Column("duration", sa.Double(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["users.id"], name=op.f("fk_videos_owner_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_videos")),
    )
    op.create_index(op.f("ix_videos_channel_thread"), "videos", ["channel", "thread"], unique=False)
    op.create_index(op.f("ix_videos_owner_id"), "videos", ["owner_id"], unique=False)
    op.create_table(
        "analyses",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("video_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "status",
            sa.Enum("pending", "running", "completed", "failed", name="analysis_status"),
            nullable=False,
        ),
        sa.Column("stage", sa.Text(), nullable=True),
        sa.Column("evidence", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=True),
        sa.Column("plan", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=True),
        sa.Column("frames", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=True),
        sa.Column("thumbnails", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=True),
        sa.Column("model", sa.Text(), nullable=True),
        sa.Column("cost_usd", sa.Double(), nullable=True),
        sa.Column("error_message", sa.Text(), nullable=True),
        sa.Column("message", sa.Text(), nullable=True),
        sa.Column("heartbeat_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("completed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["video_id"], ["videos.id"], name=op.f("fk_analyses_video_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_analyses")),
        sa.UniqueConstraint("video_id", "number", name=op.f("uq_analyses_video_id_number")),
    )
    op.create_index(op.f("ix_analyses_status"), "analyses", ["status"], unique=False)
    op.create_table(
        "task_credentials",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("video_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("sealing_key", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_task_credentials_user_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["video_id"], ["videos.id"], name=op.f("fk_task_credentials_video_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_credentials")),
        sa.UniqueConstraint(
            "user_id", "video_id", "key", name=op.f("uq_task_credentials_user_id_video_id_key")
        ),
    )
    op.create_index(op.f("ix_task_credentials_video_id"), "task_credentials", ["video_id"], unique=False)
    op.create_table(
        "video_shares",
        sa.Column("video_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_video_shares_user_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["video_id"], ["videos.id"], name=op.f("fk_video_shares_video_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("video_id", "user_id", name=op.f("pk_video_shares")),
    )
    op.create_index(op.f("ix_video_shares_user_id"), "video_shares", ["user_id"], unique=False)
    op.create_table(
        "agent_runs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("video_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("analysis_id", sa.Uuid(), nullable=False),
        sa.Column("retry_of", sa.Uuid(), nullable=True),
        sa.Column("starts_from", sa.Uuid(), nullable=True),
        sa.Column(
            "status",
            sa.Enum("pending", "running", "waiting", "completed", "failed", "cancelled", name="run_status"),
            nullable=False,
        ),
        sa.Column("plan", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=False),
        sa.Column("parameters", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=False),
        sa.Column("current_step", sa.Integer(), nullable=False),
        sa.Column("agent_session_id", sa.Text(), nullable=True),
        sa.Column("model", sa.Text(), nullable=True),
        sa.Column("exit_code", sa.Integer(), nullable=True),
        sa.Column("error_message", sa.Text(), nullable=True),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.Column("cost_usd", sa.Double(), nullable=True),
        sa.Column("cancel_requested_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("heartbeat_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("message", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("completed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["analysis_id"], ["analyses.id"], name=op.f("fk_agent_runs_analysis_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["retry_of"], ["agent_runs.id"], name=op.f("fk_agent_runs_retry_of"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_agent_runs_user_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["video_id"], ["videos.id"], name=op.f("fk_agent_runs_video_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agent_runs")),
    )
    op.create_index(op.f("ix_agent_runs_analysis_id"), "agent_runs", ["analysis_id"], unique=False)
    op.create_index(op.f("ix_agent_runs_retry_of"), "agent_runs", ["retry_of"], unique=False)
    op.create_index(op.f("ix_agent_runs_starts_from"), "agent_runs", ["starts_from"], unique=False)
    op.create_index(
        op.f("ix_agent_runs_status_heartbeat_at"), "agent_runs", ["status", "heartbeat_at"], unique=False
    )
    op.create_index(op.f("ix_agent_runs_user_id"), "agent_runs", ["user_id"], unique=False)
    op.create_index(
        op.f("ix_agent_runs_video_id_user_id_created_at"),
        "agent_runs",
        ["video_id", "user_id", "created_at"],
        unique=False,
    )
    op.create_table(
        "agent_checkpoints",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("object_key", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("files", sa.Integer(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["run_id"], ["agent_runs.id"], name=op.f("fk_agent_checkpoints_run_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agent_checkpoints")),
    )
    op.create_index(
        op.f("ix_agent_checkpoints_run_id_created_at"),
        "agent_checkpoints",
        ["run_id", "created_at"],
        unique=False,
    )
    op.create_table(
        "agent_logs",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("level", sa.Enum("info", "error", "debug", name="log_level"), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("timestamp", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["run_id"], ["agent_runs.id"], name=op.f("fk_agent_logs_run_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agent_logs")),
        sa.UniqueConstraint("run_id", "seq", name=op.f("uq_agent_logs_run_id_seq")),
    )
    op.create_table(
        "questions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Enum("approval", "choice", "text", name="question_kind"), nullable=False),
        sa.Column("prompt", sa.Text(), nullable=False),
        sa.Column("options", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_by", sa.Uuid(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["answered_by"], ["users.id"], name=op.f("fk_questions_answered_by"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["run_id"], ["agent_runs.id"], name=op.f("fk_questions_run_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questions")),
    )
    op.create_index(op.f("ix_questions_answered_by"), "questions", ["answered_by"], unique=False)
    op.create_index(
        op.f("ix_questions_run_id_answered_at"), "questions", ["run_id", "answered_at"], unique=False
    )
    op.create_table(
        "restores",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("checkpoint_id", sa.Uuid(), nullable=False),
        sa.Column("requested_by", sa.Uuid(), nullable=False),
        sa.Column("status", sa.Enum("pending", "completed", "failed", name="restore_status"), nullable=False),
        sa.Column("error_message", sa.Text(), nullable=True),
        sa.Column("message", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("completed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["checkpoint_id"],
            ["agent_checkpoints.id"],
            name=op.f("fk_restores_checkpoint_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["requested_by"], ["users.id"], name=op.f("fk_restores_requested_by"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_restores")),
    )
    op.create_index(op.f("ix_restores_checkpoint_id"), "restores", ["checkpoint_id"], unique=False)
    op.create_index(op.f("ix_restores_requested_by"), "restores", ["requested_by"], unique=False)
    op.create_index(op.f("ix_restores_status"), "restores", ["status"], unique=False)
    op.create_table(
        "workspace_heads",
        sa.Column("video_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("checkpoint_id", sa.Uuid(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["checkpoint_id"],
            ["agent_checkpoints.id"],
            name=op.f("fk_workspace_heads_checkpoint_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_workspace_heads_user_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["video_id"], ["videos.id"], name=op.f("fk_workspace_heads_video_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("video_id", "user_id", name=op.f("pk_workspace_heads")),
    )
    op.create_index(
        op.f("ix_workspace_heads_checkpoint_id"), "workspace_heads", ["checkpoint_id"], unique=False
    )
    op.create_index(op.f("ix_workspace_heads_user_id"), "workspace_heads", ["user_id"], unique=False)
    # Runs and checkpoints point at each other, so this key is added once both tables exist.
    op.create_foreign_key(
        "fk_agent_runs_starts_from",
        "agent_runs",
        "agent_checkpoints",
        ["starts_from"],
        ["id"],
        ondelete="SET NULL",
    )


def downgrade() -> None:
    op.drop_constraint("fk_agent_runs_starts_from", "agent_runs", type_="foreignkey")
    op.drop_index(op.f("ix_workspace_heads_user_id"), table_name="workspace_heads")
    op.drop_index(op.f("ix_workspace_heads_checkpoint_id"), table_name="workspace_heads")
    op.drop_table("workspace_heads")
    op.drop_index(op.f("ix_restores_status"), table_name="restores")
    op.drop_index(op.f("ix_restores_requested_by"), table_name="restores")
    op.drop_index(op.f("ix_restores_checkpoint_id"), table_name="restores")
    op.drop_table("restores")
    op.drop_index(op.f("ix_questions_run_id_answered_at"), table_name="questions")
    op.drop_index(op.f("ix_questions_answered_by"), table_name="questions")
    op.drop_table("questions")
    op.drop_table("agent_logs")
    op.drop_index(op.f("ix_agent_checkpoints_run_id_created_at"), table_name="agent_checkpoints")
    op.drop_table("agent_checkpoints")
    op.drop_index(op.f("ix_agent_runs_video_id_user_id_created_at"), table_name="agent_runs")
    op.drop_index(op.f("ix_agent_runs_user_id"), table_name="agent_runs")
    op.drop_index(op.f("ix_agent_runs_status_heartbeat_at"), table_name="agent_runs")
    op.drop_index(op.f("ix_agent_runs_starts_from"), table_name="agent_runs")
    op.drop_index(op.f("ix_agent_runs_retry_of"), table_name="agent_runs")
    op.drop_index(op.f("ix_agent_runs_analysis_id"), table_name="agent_runs")
    op.drop_table("agent_runs")
    op.drop_index(op.f("ix_video_shares_user_id"), table_name="video_shares")
    op.drop_table("video_shares")
    op.drop_index(op.f("ix_task_credentials_video_id"), table_name="task_credentials")
    op.drop_table("task_credentials")
    op.drop_index(op.f("ix_analyses_status"), table_name="analyses")
    op.drop_table("analyses")
    op.drop_index(op.f("ix_videos_owner_id"), table_name="videos")
    op.drop_index(op.f("ix_videos_channel_thread"), table_name="videos")
    op.drop_table("videos")
    op.drop_table("users")
    for enum in ("analysis_status", "log_level", "question_kind", "restore_status", "run_status"):
        op.execute(f"DROP TYPE {enum}")
