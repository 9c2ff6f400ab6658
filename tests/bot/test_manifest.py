"""The manifest fits the official schema and asks for exactly what the code uses."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from bot.budgets import BUDGETS
from tests.bot.conftest import MANIFEST

ROOT = Path(__file__).parents[2]
SCHEMA = Path(__file__).parent / "schemas" / "manifest.schema.2.0.0.json"

#: The scope that Slack documents for each method; None = any token will do.
METHOD_SCOPES = {
    "auth.test": None,
    "chat.postMessage": "chat:write",
    "chat.postEphemeral": "chat:write",
    "chat.update": "chat:write",
    "views.open": None,
    "views.update": None,
    "files.info": "files:read",
    "files.getUploadURLExternal": "files:write",
    "files.completeUploadExternal": "files:write",
}

#: The events that a listener of this name receives, and the scope that each needs.
EVENT_SCOPES = {
    "app_mention": {"app_mention": "app_mentions:read"},
    "message": {
        "message.channels": "channels:history",
        "message.groups": "groups:history",
        "message.im": "im:history",
        "message.mpim": "mpim:history",
    },
}


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(MANIFEST.read_text())
    return content


def test_the_manifest_fits_the_official_schema(manifest: dict[str, Any]) -> None:
    assert list(Draft7Validator(json.loads(SCHEMA.read_text())).iter_errors(manifest)) == []


def test_the_bot_asks_for_exactly_the_scopes_it_uses(manifest: dict[str, Any]) -> None:
    needed = {METHOD_SCOPES[method] for method in BUDGETS} - {None}
    for events in EVENT_SCOPES.values():
        needed |= set(events.values())
    assert set(manifest["oauth_config"]["scopes"]["bot"]) == {*needed, "commands"}


def test_the_bot_hears_exactly_the_events_it_listens_to(manifest: dict[str, Any]) -> None:
    events = {event for name in _registered("event") for event in EVENT_SCOPES[name]}
    assert set(manifest["settings"]["event_subscriptions"]["bot_events"]) == events


def test_commands_and_shortcuts_are_the_registered_ones(manifest: dict[str, Any]) -> None:
    features = manifest["features"]
    assert [each["command"] for each in features["slash_commands"]] == _registered("command")
    assert [each["callback_id"] for each in features["shortcuts"]] == _registered("message_shortcut")


def test_every_button_and_dialog_has_a_listener_and_every_listener_its_button_or_dialog() -> None:
    built = "".join(path.read_text() for path in (ROOT / "bot" / "blocks").glob("*.py"))
    buttons = set(re.findall(r'button\(\s*(?:"[^"]+"|\w+),\s*f?"(\w+)', built))
    dialogs = set(re.findall(r'modal\(\s*"[^"]+",\s*"(\w+)"', built))
    assert buttons == set(_registered("action"))
    assert dialogs == set(_registered("view"))


def test_every_web_api_method_in_the_code_has_a_budget_and_every_budget_a_use() -> None:
    code = (ROOT / "bot" / "slack.py").read_text()
    assert set(re.findall(r'_call\(\s*"([\w.]+)"', code)) == set(BUDGETS)


def test_nothing_but_the_slack_room_imports_slacks_sdk() -> None:
    importers = {
        path.relative_to(ROOT / "bot").as_posix()
        for path in (ROOT / "bot").rglob("*.py")
        if re.search(r"^(from|import) slack_sdk", path.read_text(), re.MULTILINE)
    }
    assert importers == {"slack.py", "slack_errors.py"}


def _registered(kind: str) -> list[str]:
    listeners = "".join(path.read_text() for path in (ROOT / "bot" / "listeners").rglob("__init__.py"))
    return re.findall(rf'app\.{kind}\((?:re\.compile\()?"([^"]+)"\)', listeners)
