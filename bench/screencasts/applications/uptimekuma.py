"""Uptime Kuma: watches whether machines answer, with a long form, toggles made of buttons, and dialogs."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.screencasts.applications.application import Application
from bench.screencasts.applications.installing import Packages
from bench.screencasts.applications.operator import ClickOn, Part, PickOption, ScrollTo, WriteIn
from bench.screencasts.applications.serving import running
from playground.recording.actions import Visit
from playground.services.process import free_port

_PASSWORD = "Tide-and-time-7"  # noqa: S105 - of an account that lives as long as its film


@contextmanager
def _serve(commands: Path, home: Path) -> Iterator[int]:
    _gather_migrations(commands.parent / "uptime-kuma" / "db")
    port = free_port()
    settings = {
        "DATA_DIR": f"{home}/data/",
        "UPTIME_KUMA_DB_TYPE": "sqlite",
        "UPTIME_KUMA_HOST": "127.0.0.1",
        "UPTIME_KUMA_PORT": str(port),
    }
    with running([commands / "uptime-kuma", "--run"], port, home, settings) as served:
        yield served


def _gather_migrations(folder: Path) -> None:
    """Copy what this release was packed with one folder too high to where it looks for it."""
    for migration in folder.glob("*.sql"):
        shutil.copy(migration, folder / "old_migrations")


def _field(label: str) -> Part:
    return lambda page: page.get_by_label(label, exact=True)


def _button(name: str) -> Part:
    return lambda page: page.get_by_role("button", name=name, exact=True).filter(visible=True)


def _link(name: str) -> Part:
    return lambda page: page.get_by_role("link", name=name, exact=True).filter(visible=True)


def _words(words: str) -> Part:
    return lambda page: page.get_by_text(words, exact=True).filter(visible=True)


def _toggle(name: str) -> Part:
    return lambda page: page.locator("label.btn").get_by_text(name, exact=True)


def _one(selector: str) -> Part:
    return lambda page: page.locator(selector)


UPTIMEKUMA = Application(
    Packages(node=("uptime-kuma@2.0.0-dev.0",)),
    _serve,
    (
        Visit("uptimekuma.test", then="Create your admin account"),
        WriteIn(_one("#floatingInput"), "Username", "maya"),
        WriteIn(_one("#floatingPassword"), "Password", _PASSWORD, secret=True, reached="Tab"),
        WriteIn(_one("#repeat"), "Repeat Password", _PASSWORD, secret=True, reached="Tab"),
        ClickOn(_button("Create"), "Create", then=_link("Add New Monitor")),
        ClickOn(_link("Add New Monitor"), "Add New Monitor", then=_field("Friendly Name")),
        PickOption(_field("Monitor Type"), "Monitor Type", "TCP Port"),
        WriteIn(_field("Hostname"), "Hostname", "127.0.0.1"),
        WriteIn(_field("Port"), "Port", "8443", reached="Tab"),
        WriteIn(_field("Retries"), "Retries", "3", over=True),
        WriteIn(_field("Friendly Name"), "Friendly Name", "Harbour crane"),
        ScrollTo(_field("Description")),
        ClickOn(_one("#upside-down"), "Upside Down Mode", state="checked"),
        WriteIn(_field("Description"), "Description", "North quay, second berth"),
        ClickOn(_button("Save"), "Save", then=_button("Pause")),
        ClickOn(_button("Pause"), "Pause", then=_words("Are you sure want to pause?")),
        ClickOn(_button("Yes"), "Yes", then=_button("Resume")),
        WriteIn(_one("input.search-input"), "Search", "crane"),
        ScrollTo(_words("North quay, second berth")),
        ClickOn(_one(".dropdown-profile-pic"), "M", then=_link("Settings")),
        ClickOn(_link("Settings"), "Settings", then=_link("Appearance")),
        ClickOn(_link("Appearance"), "Appearance", then=_words("Theme")),
        ClickOn(_toggle("Dark"), "Dark", state="checked"),
        ClickOn(_toggle("Bottom"), "Bottom", state="checked"),
        ClickOn(_link("Status Pages"), "Status Pages", then=_link("New Status Page")),
        ClickOn(_link("New Status Page"), "New Status Page", then=_field("Slug")),
        WriteIn(_field("Name"), "Name", "Ferrypoint"),
        WriteIn(_field("Slug"), "Slug", "ferrypoint", reached="Tab"),
        ClickOn(_button("Next"), "Next", then=_button("Save")),
    ),
    style="hevc-15fps",
)
