"""Questions with an end, guidance, steps, transcripts, outcomes and artifacts

Revision ID: 0002
Revises: 0001
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_POLICY = postgresql.ENUM("ask", "unattended", name="approval_policy", create_type=False)
_NEW_KINDS = ("limit", "code")


def upgrade() -> None:
    _POLICY.create(op.get_bind())
    for kind in _NEW_KINDS:
        op.execute(f"ALTER TYPE question_kind ADD VALUE '{kind}'")
    _add_filled("videos", sa.Column("policy", _POLICY, nullable=False), "'ask'")
    _add_filled("agent_runs", sa.Column("policy", _POLICY, nullable=False), "'ask'")
    _add_filled("agent_runs", sa.Column("helpers", postgresql.ARRAY(sa.Uuid()), nullable=False), "'{}'")
    for count in ("attempt", "lost_workers"):
        _add_filled("agent_runs", sa.Column(count, sa.Integer(), nullable=False), "0")
    _add_filled("agent_runs", sa.Column("waited_seconds", sa.Double(), nullable=False), "0")
    op.add_column("agent_runs", sa.Column("allowed_hosts", postgresql.ARRAY(sa.Text()), nullable=True))
    op.add_column("agent_runs", sa.Column("outcome", _json(), nullable=True))
    op.add_column("agent_runs", sa.Column("cost_limit_usd", sa.Double(), nullable=True))
    op.add_column("agent_runs", sa.Column("seconds_limit", sa.Integer(), nullable=True))
    _add_filled("questions", sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False), "now()")
    op.add_column("questions", sa.Column("step", sa.Integer(), nullable=True))
    op.add_column("questions", sa.Column("message", sa.Text(), nullable=True))
    op.add_column("questions", sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("questions", sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("questions", sa.Column("sealed_answer", sa.LargeBinary(), nullable=True))
    op.add_column("questions", sa.Column("sealing_key", sa.Text(), nullable=True))
    op.create_table(
        "agent_artifacts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Enum("file", "screenshot", "log", name="artifact_kind"), nullable=False),
        sa.Column("object_key", sa.Text(), nullable=False),
        sa.Column("content_type", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("file", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        _of_run("agent_artifacts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agent_artifacts")),
        sa.UniqueConstraint("run_id", "name", name=op.f("uq_agent_artifacts_run_id_name")),
    )
    op.create_table(
        "agent_steps",
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("observed", sa.Text(), nullable=True),
        _of_run("agent_steps"),
        sa.PrimaryKeyConstraint("run_id", "number", name=op.f("pk_agent_steps")),
    )
    op.create_table(
        "guidance",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("delivered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=op.f("fk_guidance_author_id"), ondelete="CASCADE"
        ),
        _of_run("guidance"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guidance")),
    )
    op.create_index(op.f("ix_guidance_author_id"), "guidance", ["author_id"])
    op.create_index(op.f("ix_guidance_run_id_delivered_at"), "guidance", ["run_id", "delivered_at"])
    op.create_table(
        "transcript_entries",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("project_key", sa.Text(), nullable=False),
        sa.Column("session_id", sa.Text(), nullable=False),
        sa.Column("subpath", sa.Text(), nullable=False),
        sa.Column("entry_id", sa.Text(), nullable=True),
        sa.Column("entry", _json(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        _of_run("transcript_entries"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transcript_entries")),
        sa.UniqueConstraint(
            "run_id",
            "project_key",
            "session_id",
            "subpath",
            "entry_id",
            name=op.f("uq_transcript_entries_entry"),
        ),
    )
    op.create_index(
        op.f("ix_transcript_entries_project_key_session_id_subpath"),
        "transcript_entries",
        ["project_key", "session_id", "subpath"],
    )


def downgrade() -> None:
    for table in ("transcript_entries", "guidance", "agent_steps", "agent_artifacts"):
        op.drop_table(table)
    for column in (
        "sealing_key",
        "sealed_answer",
        "taken_at",
        "withdrawn_at",
        "message",
        "step",
        "expires_at",
    ):
        op.drop_column("questions", column)
    for column in (
        "seconds_limit",
        "cost_limit_usd",
        "outcome",
        "allowed_hosts",
        "waited_seconds",
        "lost_workers",
        "attempt",
        "helpers",
        "policy",
    ):
        op.drop_column("agent_runs", column)
    op.drop_column("videos", "policy")
    op.execute("DROP TYPE artifact_kind")
    op.execute("DROP TYPE approval_policy")
    _forget_new_kinds()


def _forget_new_kinds() -> None:
    """Make the type of questions anew: PostgreSQL cannot take a value out of an enum."""
    op.execute("DELETE FROM questions WHERE kind::text IN ('limit', 'code')")
    op.execute("ALTER TYPE question_kind RENAME TO question_kind_before")
    op.execute("CREATE TYPE question_kind AS ENUM ('approval', 'choice', 'text')")
    op.execute("ALTER TABLE questions ALTER kind TYPE question_kind USING kind::text::question_kind")
    op.execute("DROP TYPE question_kind_before")


def _add_filled(table: str, column: sa.Column[object], value: str) -> None:
    """Add a column that must not be empty, with `value` (SQL) in the rows that are there."""
    column.server_default = sa.DefaultClause(sa.text(value))
    op.add_column(table, column)
    op.alter_column(table, column.name, server_default=None)


def _of_run(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_run_id")
    return sa.ForeignKeyConstraint(["run_id"], ["agent_runs.id"], name=name, ondelete="CASCADE")


def _json() -> postgresql.JSONB:
    return postgresql.JSONB(none_as_null=True, astext_type=sa.Text())
