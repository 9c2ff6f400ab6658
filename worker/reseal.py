"""python -m worker reseal: seals all that is sealed in rows to the newest key, so that old keys can go.

Those are credentials, and the keys of checkpoints. Answers to questions live too short to matter.

It may run at any time and again: what somebody stores meanwhile wins over what was read before.
"""

import sys
import uuid
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from sqlalchemy import Engine, Select, select, update

from models import CheckpointKey, TaskCredential
from models.config import DatabaseSettings, read_settings
from models.sealed_row import SealedRow
from models.sealing import CannotUnseal, Sealed, Unsealer
from models.session import open_engine, transaction
from worker.config import SealingSettings

_AT_ONCE = 100  # rows
_KINDS: tuple[type[SealedRow], ...] = (TaskCredential, CheckpointKey)


class _Settings(DatabaseSettings, SealingSettings):
    """Nothing but rows and keys is needed."""


@dataclass
class Tally:
    """What became of the rows that were not sealed to the newest key."""

    resealed: int = 0
    changed_meanwhile: int = 0  #: stored anew or deleted while this ran
    unopened: list[uuid.UUID] = field(default_factory=list)

    def __str__(self) -> str:
        counts = f"{self.resealed} sealed anew, {self.changed_meanwhile} changed meanwhile"
        lost = [f"cannot be opened with these keys: {row_id}" for row_id in self.unopened]
        return "\n".join([f"{counts}, {len(self.unopened)} not opened.", *lost])


def main(argv: Sequence[str]) -> int:
    """Seal every row anew; returns 1 if one cannot be opened with the keys at hand.

    Raises:
        ConfigurationError: a setting is missing or malformed.
    """
    description = "Seal credentials and the keys of checkpoints to the newest key."
    ArgumentParser(prog="python -m worker reseal", description=description).parse_args(argv)
    settings = read_settings(_Settings)
    unsealer = settings.unsealer
    engine = open_engine(settings.database_url.get_secret_value())
    try:
        tally = reseal(engine, unsealer)
    finally:
        engine.dispose()
    sys.stdout.write(f"{tally}\n")
    return 1 if tally.unopened else 0


def reseal(engine: Engine, unsealer: Unsealer) -> Tally:
    """Seal what is sealed to another key than the newest one to that."""
    tally = Tally()
    for row in chain.from_iterable(_outdated(engine, kind, unsealer.newest.key_id) for kind in _KINDS):
        try:
            replaced = _replace(engine, row, _sealed_anew(unsealer, row))
        except CannotUnseal:
            tally.unopened.append(row.id)
        else:
            tally.resealed += replaced
            tally.changed_meanwhile += not replaced
    return tally


def _outdated(engine: Engine, kind: type[SealedRow], newest: str) -> Iterator[SealedRow]:
    """Yield each row once, in the order of ids, a few at a time and outside of any transaction."""
    rows = select(kind).where(kind.sealing_key != newest).order_by(kind.id)
    batch = _read(engine, rows)
    while batch:
        yield from batch
        batch = _read(engine, rows.where(kind.id > batch[-1].id))


def _read(engine: Engine, rows: Select[SealedRow]) -> Sequence[SealedRow]:
    with transaction(engine) as session:
        return session.scalars(rows.limit(_AT_ONCE)).all()


def _sealed_anew(unsealer: Unsealer, row: SealedRow) -> Sealed:
    return unsealer.newest.seal(unsealer.unseal(row.content, row.binding), row.binding)


def _replace(engine: Engine, row: SealedRow, sealed: Sealed) -> bool:
    """Compare and set: returns False if the row is no longer what was read."""
    kind = type(row)
    as_read = (kind.id == row.id, kind.sealing_key == row.sealing_key, kind.sealed == row.sealed)
    anew = {
        kind.sealing_key: sealed.key_id,
        kind.sealed: sealed.ciphertext,
        kind.updated_at: kind.updated_at,  # its owner changed nothing
    }
    with transaction(engine) as session:
        changed = session.scalar(update(kind).where(*as_read).values(anew).returning(kind.id))
    return changed is not None
