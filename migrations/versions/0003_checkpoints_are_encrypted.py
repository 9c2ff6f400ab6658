"""Checkpoints are encrypted, each user's for each video with a key of their own

Revision ID: 0003
Revises: 0002
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_OWNERS = {"user_id": "users.id", "video_id": "videos.id"}


def upgrade() -> None:
    op.execute("DELETE FROM agent_checkpoints")  # They were stored in the clear, and cannot be read any more.
    op.create_table(
        "checkpoint_keys",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("video_id", sa.Uuid(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("sealing_key", sa.Text(), nullable=False),
        *(_moment(column) for column in ("created_at", "updated_at")),
        *(_owned_by(column, owner) for column, owner in _OWNERS.items()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checkpoint_keys")),
        sa.UniqueConstraint("user_id", "video_id", name=op.f("uq_checkpoint_keys_user_id_video_id")),
    )
    op.create_index(op.f("ix_checkpoint_keys_video_id"), "checkpoint_keys", ["video_id"])


def downgrade() -> None:
    op.drop_table("checkpoint_keys")


def _moment(column: str) -> sa.Column[object]:
    return sa.Column(column, sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False)


def _owned_by(column: str, owner: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_checkpoint_keys_{column}")
    return sa.ForeignKeyConstraint([column], [owner], name=name, ondelete="CASCADE")
