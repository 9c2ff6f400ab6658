"""The agent's session, kept in rows entry by entry, so that another worker can go on with it."""

import asyncio
import logging
import threading
import uuid
from dataclasses import dataclass
from typing import Any, Final, cast

from claude_agent_sdk import SessionKey, SessionListSubkeysKey, SessionStore, fold_session_summary
from claude_agent_sdk.types import SessionStoreEntry, SessionStoreListEntry, SessionSummaryEntry
from sqlalchemy import ColumnElement, Engine, and_, delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError

from models import TranscriptEntry
from models.patience import OUTAGES, insist
from models.session import transaction
from worker.execution.secrecy.known_secrets import KnownSecrets
from worker.execution.telling.journal import storable

_log = logging.getLogger(__name__)

#: The command line spells the folder it works in so; every run has the same one.
PROJECT: Final = "-workspace"
#: Less than the SDK gives us, after which it would drop what it handed over.
_PATIENCE_SECONDS: Final = 40.0


@dataclass(frozen=True)
class _Waiting:
    key: SessionKey
    entry: SessionStoreEntry


class TranscriptStore(SessionStore):
    """One run's sessions. `append` returns without having stored while rows are away: the next one does it.

    The SDK calls from one event loop, one `append` at a time.
    """

    def __init__(self, engine: Engine, run_id: uuid.UUID, secrets: KnownSecrets) -> None:
        self._engine = engine
        self._run_id = run_id
        self._secrets = secrets
        self._waiting: list[_Waiting] = []
        self._storing = threading.Lock()

    async def append(self, key: SessionKey, entries: list[SessionStoreEntry]) -> None:
        self._waiting += [_Waiting(key, entry) for entry in entries]
        try:
            await asyncio.to_thread(insist, self._store, _PATIENCE_SECONDS)
        except OUTAGES:
            _log.warning("Run %s: %d entries wait to be stored", self._run_id, len(self._waiting))

    async def load(self, key: SessionKey) -> list[SessionStoreEntry] | None:
        return await asyncio.to_thread(insist, lambda: self._load(key)) or None

    async def list_sessions(self, project_key: str) -> list[SessionStoreListEntry]:
        return await asyncio.to_thread(insist, lambda: self._sessions(project_key))

    async def list_session_summaries(self, project_key: str) -> list[SessionSummaryEntry]:
        return [
            {**fold_session_summary(None, key, await self.load(key) or []), "mtime": session["mtime"]}
            for session in await self.list_sessions(project_key)
            for key in [SessionKey(project_key=project_key, session_id=session["session_id"])]
        ]

    async def delete(self, key: SessionKey) -> None:
        await asyncio.to_thread(insist, lambda: self._delete(key))

    async def list_subkeys(self, key: SessionListSubkeysKey) -> list[str]:
        return await asyncio.to_thread(insist, lambda: self._subkeys(key))

    def _store(self) -> None:
        with self._storing:  # the SDK may have given up on an earlier call that is still at it
            rows = [self._row(each) for each in self._waiting]
            if rows:
                self._insert(rows)
            del self._waiting[: len(rows)]

    def _insert(self, rows: list[dict[str, Any]]) -> None:
        try:
            with transaction(self._engine) as session:
                session.execute(insert(TranscriptEntry).values(rows).on_conflict_do_nothing())
        except IntegrityError:
            _log.warning("Run %s was deleted; its transcript is dropped", self._run_id)

    def _row(self, waiting: _Waiting) -> dict[str, Any]:
        key, entry = waiting.key, waiting.entry
        return {
            "run_id": self._run_id,
            "project_key": key["project_key"],
            "session_id": key["session_id"],
            "subpath": key.get("subpath") or "",
            "entry_id": entry.get("uuid"),
            "entry": self._secrets.for_people.strings_of(self._storable(entry)),
        }

    def _storable(self, value: object) -> object:
        """Return JSON that PostgreSQL can store and that is still whole once secrets are taken out."""
        match value:
            case str():
                return storable(value)
            case list():
                return [self._storable(item) for item in value]
            case {"type": "thinking", "thinking": str(thought)} if self._tells_a_secret(thought):
                # Without it, it no longer fits its signature: nobody would take it for a thought any more.
                return {"type": "text", "text": storable(thought)}
            case dict():
                return {storable(name): self._storable(item) for name, item in value.items()}
            case _:
                return value

    def _tells_a_secret(self, text: str) -> bool:
        return self._secrets.for_people.text(text) != text

    def _load(self, key: SessionKey) -> list[SessionStoreEntry]:
        of_the_key = and_(self._in_session(key), TranscriptEntry.subpath == (key.get("subpath") or ""))
        query = select(TranscriptEntry.entry).where(of_the_key).order_by(TranscriptEntry.id)
        with transaction(self._engine) as session:
            return [cast("SessionStoreEntry", entry) for entry in session.scalars(query)]

    def _sessions(self, project_key: str) -> list[SessionStoreListEntry]:
        milliseconds = func.extract("epoch", func.max(TranscriptEntry.created_at)) * 1000
        query = select(TranscriptEntry.session_id, milliseconds).where(
            TranscriptEntry.run_id == self._run_id,
            TranscriptEntry.project_key == project_key,
            TranscriptEntry.subpath == "",
        )
        with transaction(self._engine) as session:
            found = session.execute(query.group_by(TranscriptEntry.session_id))
            return [{"session_id": session_id, "mtime": int(mtime)} for session_id, mtime in found]

    def _delete(self, key: SessionKey) -> None:
        subpath = key.get("subpath")
        gone = self._in_session(key)
        with transaction(self._engine) as session:
            session.execute(
                delete(TranscriptEntry).where(gone, TranscriptEntry.subpath == subpath)
                if subpath
                else delete(TranscriptEntry).where(gone)
            )

    def _subkeys(self, key: SessionListSubkeysKey) -> list[str]:
        within = and_(self._in_session(key), TranscriptEntry.subpath != "")
        with transaction(self._engine) as session:
            return list(session.scalars(select(TranscriptEntry.subpath).where(within).distinct()))

    def _in_session(self, key: SessionKey | SessionListSubkeysKey) -> ColumnElement[bool]:
        return and_(
            TranscriptEntry.run_id == self._run_id,
            TranscriptEntry.project_key == key["project_key"],
            TranscriptEntry.session_id == key["session_id"],
        )
