"""Where the sessions of test runs are kept, and their entries."""

import json

from claude_agent_sdk import SessionKey
from claude_agent_sdk.types import SessionStoreEntry

from tests.worker.execution.bench import SHELL_PLAN, Bench
from worker.execution.agent.transcript import PROJECT, TranscriptStore
from worker.execution.secrecy.known_secrets import KnownSecrets

KEY = SessionKey(project_key=PROJECT, session_id="6a1f5c9e-0000-4000-8000-000000000001")
SECRETS = KnownSecrets()
SECRETS.add("PIN", "4000")
SECRETS.add("ORCHARD_PASSWORD", "Pippin-42-Grove")
SECRETS.add_code("CODE", "492039")


def store_of(bench: Bench) -> TranscriptStore:
    return TranscriptStore(bench.engine, bench.run_of(SHELL_PLAN), SECRETS)


def entry(**parts: object) -> SessionStoreEntry:
    made: SessionStoreEntry = json.loads(json.dumps({"type": "user", **parts}))
    return made
