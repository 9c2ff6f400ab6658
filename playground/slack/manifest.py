"""What an app declares about itself in its manifest, as far as the stand-in honours it."""

from dataclasses import dataclass
from pathlib import Path

import yaml


@dataclass(frozen=True)
class Command:
    """A slash command, such as "/automate"."""

    name: str
    description: str
    usage_hint: str


@dataclass(frozen=True)
class Shortcut:
    """A shortcut in a message's menu."""

    name: str
    callback_id: str
    description: str


@dataclass(frozen=True)
class AppManifest:
    """The app as its manifest declares it. `scopes` of None means that every scope is granted."""

    name: str
    commands: tuple[Command, ...]
    shortcuts: tuple[Shortcut, ...]
    events: frozenset[str]
    scopes: frozenset[str] | None = None
    has_home_tab: bool = True


PRACTICE_MANIFEST = AppManifest(
    name="Understudy",
    commands=(Command("/automate", "Turn a screencast into an automation", "[link to a screencast]"),),
    shortcuts=(Shortcut("Automate this screencast", "automate_screencast", "Turn it into an automation"),),
    events=frozenset({"app_home_opened", "app_mention", "file_shared", "message.channels", "message.im"}),
)


def read_manifest(path: Path) -> AppManifest:
    """Read an app manifest in YAML.

    Raises:
        KeyError: when a required part is missing.
    """
    manifest = yaml.safe_load(path.read_text(encoding="utf-8"))
    features, settings = manifest["features"], manifest.get("settings", {})
    return AppManifest(
        name=features["bot_user"]["display_name"],
        commands=tuple(
            Command(each["command"], each["description"], each.get("usage_hint", ""))
            for each in features.get("slash_commands", ())
        ),
        shortcuts=tuple(
            Shortcut(each["name"], each["callback_id"], each["description"])
            for each in features.get("shortcuts", ())
            if each["type"] == "message"
        ),
        events=frozenset(settings.get("event_subscriptions", {}).get("bot_events", ())),
        scopes=frozenset(manifest["oauth_config"]["scopes"]["bot"]),
        has_home_tab=features.get("app_home", {}).get("home_tab_enabled", False),
    )
