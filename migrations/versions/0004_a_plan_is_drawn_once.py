"""A plan is drawn once: an analysis knows what its plan was drawn from

Revision ID: 0004
Revises: 0003
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("analyses", sa.Column("drawn_from", sa.Text(), nullable=True))
    op.create_index(op.f("ix_analyses_drawn_from"), "analyses", ["drawn_from"])


def downgrade() -> None:
    op.drop_index(op.f("ix_analyses_drawn_from"), table_name="analyses")
    op.drop_column("analyses", "drawn_from")
