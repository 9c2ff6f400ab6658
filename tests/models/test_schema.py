"""The migrations lead exactly to the models, and back."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, Inspector, inspect, text

from models import Base
from models.schema import migrate, unmigrate


def test_head_and_the_models_do_not_differ(engine: Engine) -> None:
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_down_to_nothing_leaves_no_table_and_no_type(engine: Engine) -> None:
    unmigrate(engine)

    assert inspect(engine).get_table_names() == ["alembic_version"]
    with engine.connect() as connection:
        enums = connection.execute(text("SELECT typname FROM pg_type WHERE typtype = 'e'")).all()
    assert enums == []


def test_down_and_up_again_leads_back_to_the_models(engine: Engine) -> None:
    unmigrate(engine)
    migrate(engine)

    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_every_foreign_key_has_an_index_that_starts_with_it(engine: Engine) -> None:
    inspector = inspect(engine)
    bare = [
        (table, key["constrained_columns"])
        for table in inspector.get_table_names()
        for key in inspector.get_foreign_keys(table)
        if not _leads_an_index(inspector, table, key["constrained_columns"][0])
    ]

    assert bare == []


def _leads_an_index(inspector: Inspector, table: str, column: str) -> bool:
    leading = [index["column_names"][0] for index in inspector.get_indexes(table)]
    leading += [constraint["column_names"][0] for constraint in inspector.get_unique_constraints(table)]
    leading.append(inspector.get_pk_constraint(table)["constrained_columns"][0])
    return column in leading
