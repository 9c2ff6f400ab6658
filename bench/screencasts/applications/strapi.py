"""Strapi: a first account, and entries of a kind with a list and a switch that the page draws itself."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Locator, Page

from bench.screencasts.applications.application import Application
from bench.screencasts.applications.installing import Packages
from bench.screencasts.applications.operator import ClickOn, Part, PressKey, WriteIn
from bench.screencasts.applications.serving import prepare, running
from playground.recording.actions import Visit
from playground.services.process import free_port

_PACKAGES = (
    "@strapi/strapi@5.54.0",
    "@strapi/plugin-users-permissions@5.54.0",
    "better-sqlite3@12",
    "react@18",
    "react-dom@18",
    "react-router-dom@6",
    "styled-components@6",
)
_PASSWORD = "Heron-Lock-7316"  # noqa: S105 - of nothing that lasts
_MIDDLEWARES = ("logger", "errors", "security", "cors", "query", "body", "session", "favicon", "public")
_BERTH = {
    "kind": "collectionType",
    "collectionName": "berths",
    "info": {"singularName": "berth", "pluralName": "berths", "displayName": "Berth"},
    "options": {"draftAndPublish": True},
    "attributes": {
        "name": {"type": "string", "required": True},
        "length": {"type": "integer"},
        "pier": {"type": "enumeration", "enum": ["North", "South", "Floating"]},
        "power": {"type": "boolean", "default": False},
        "remarks": {"type": "text"},
    },
}
_CONFIGURATION: dict[str, object] = {
    "database": {
        "connection": {"client": "sqlite", "connection": {"filename": "data.db"}, "useNullAsDefault": True}
    },
    "admin": {
        "auth": {"secret": "moor"},
        "apiToken": {"salt": "ebb"},
        "transfer": {"token": {"salt": "flood"}},
        "secrets": {"encryptionKey": "slack-water"},
    },
    "middlewares": [f"strapi::{name}" for name in _MIDDLEWARES],
}
_SETTINGS = {"STRAPI_TELEMETRY_DISABLED": "true", "NODE_ENV": "production", "JWT_SECRET": "spring"}


@contextmanager
def _serve(commands: Path, home: Path) -> Iterator[int]:
    port = free_port()
    _lay_out(commands.parent, home, port)
    prepare([commands / "strapi", "build"], home, _SETTINGS)
    with running([commands / "strapi", "start"], port, home, _SETTINGS, page="/admin") as served:
        yield served


def _lay_out(packages: Path, home: Path, port: int) -> None:
    """Write the project: its configuration, and one kind of entry."""
    (home / "node_modules").symlink_to(packages)
    (home / "public" / "uploads").mkdir(parents=True)
    versions = dict(package.rsplit("@", 1) for package in _PACKAGES)
    _write(home / "package.json", {"name": "orchard", "version": "1.0.0", "dependencies": versions})
    _write(home / "src" / "api" / "berth" / "content-types" / "berth" / "schema.json", _BERTH)
    server = {"host": "127.0.0.1", "port": port, "app": {"keys": ["neap"]}}
    for name, settings in {**_CONFIGURATION, "server": server}.items():
        _write(home / "config" / f"{name}.json", settings)


def _write(path: Path, content: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content), encoding="utf-8")


def _field(name: str) -> Part:
    return lambda page: page.get_by_role("textbox", name=name, exact=True)


def _button(name: str) -> Part:
    return lambda page: page.get_by_role("button", name=name, exact=True)


def _link(name: str) -> Part:
    return lambda page: page.get_by_role("link", name=name, exact=True)


def _option(name: str) -> Part:
    return lambda page: page.get_by_role("option", name=name, exact=True)


def _words(words: str) -> Part:
    return lambda page: page.get_by_text(words, exact=True)


def _search(page: Page) -> Locator:
    return page.get_by_placeholder("Search", exact=True).last


def _pier(page: Page) -> Locator:
    return page.get_by_role("combobox", name="pier")


STRAPI = Application(
    Packages(node=_PACKAGES),
    _serve,
    (
        Visit("strapi.test/admin", then="Welcome to Strapi!"),
        WriteIn(_field("First name"), "First name", "Nora"),
        WriteIn(_field("Last name"), "Last name", "Ferris", reached="Tab"),
        WriteIn(_field("Email"), "Email", "nora@orchard.example", reached="Tab"),
        WriteIn(_field("Password"), "Password", _PASSWORD, secret=True),
        WriteIn(_field("Confirm Password"), "Confirm Password", _PASSWORD, secret=True),
        ClickOn(_button("Let's start"), "Let's start", then=_words("Hello Nora")),
        ClickOn(_link("Content Manager"), "", then=_link("Create new entry")),
        ClickOn(_link("Create new entry"), "Create new entry", then=_pier),
        WriteIn(_field("name"), "name", "B7"),
        WriteIn(_field("length"), "length", "14", reached="Tab"),
        ClickOn(_pier, "pier", then=_option("Floating")),
        ClickOn(_option("Floating"), "Floating"),
        ClickOn(_words("True"), "True"),
        WriteIn(_field("remarks"), "remarks", "Shallow at low water"),
        ClickOn(_button("Save"), "Save", then=_words("Saved document")),
        ClickOn(_button("Publish"), "Publish", then=_words("Published document")),
        ClickOn(_link("Back"), "Back", then=_button("Filters")),
        ClickOn(_button("Search"), "", then=_search),
        WriteIn(_search, "", "B7", reached=""),
        PressKey("Enter", then=_words("1 entry found")),
        ClickOn(_button("Row actions"), "", then=_words("Duplicate")),
        ClickOn(_words("Delete entry"), "Delete entry", then=_button("Confirm")),
        ClickOn(_button("Confirm"), "Confirm", then=_words("0 entries found")),
        ClickOn(_link("Settings"), "", then=_link("Webhooks")),
        ClickOn(_link("Webhooks"), "Webhooks", then=_link("Create new webhook")),
        ClickOn(_link("Create new webhook"), "Create new webhook", then=_field("Name")),
        WriteIn(_field("Name"), "Name", "Harbour office"),
        WriteIn(_field("Url"), "Url", "https://harbour.example/hook", reached="Tab"),
        ClickOn(_button("Save"), "Save"),
    ),
    style="dark",
)
