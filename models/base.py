"""The declarative base: UUID keys, UTC timestamps, and names that Alembic can rely on."""

import uuid
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from sqlalchemy import DateTime, Enum, MetaData, Text, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, mapped_column

# JSON of a shape that a pydantic model elsewhere owns and checks.
JsonObject = dict[str, Any]

RowId = Annotated[uuid.UUID, mapped_column(primary_key=True, default=uuid.uuid4)]
CreatedAt = Annotated[datetime, mapped_column(server_default=func.now())]


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: DateTime(timezone=True),
        str: Text(),
        JsonObject: JSONB(none_as_null=True),
    }


def enum_column(kind: type[StrEnum], name: str) -> Enum:
    """Return a native PostgreSQL enum that stores the members' values, not their names."""
    return Enum(kind, name=name, values_callable=lambda members: [member.value for member in members])


def utc_now() -> datetime:
    return datetime.now(UTC)
