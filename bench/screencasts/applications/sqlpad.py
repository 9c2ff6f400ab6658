"""SQLPad: queries and where they are sent to, with drawers over drawers and rows of icons."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.screencasts.applications.application import Application
from bench.screencasts.applications.installing import Packages
from bench.screencasts.applications.operator import ClickOn, Part, PickOption, PressKey, WriteIn
from bench.screencasts.applications.serving import running
from playground.recording.actions import Visit
from playground.services.process import free_port

_ADDRESS = "maya@ferrypoint.test"
_PASSWORD = "Tide-and-time-7"  # noqa: S105 - of an account that lives as long as its film


@contextmanager
def _serve(commands: Path, home: Path) -> Iterator[int]:
    port = free_port()
    kept = home / "kept"
    kept.mkdir()
    where = ["--ip", "127.0.0.1", "--port", str(port), "--dbPath", str(kept)]
    command = [str(commands / "sqlpad"), *where, "--admin", _ADDRESS]
    with running(command, port, home, {}, "/signin") as served:
        yield served


def _one(selector: str) -> Part:
    return lambda page: page.locator(selector).last


def _button(name: str) -> Part:
    return lambda page: page.get_by_role("button", name=name, exact=True).last


def _item(name: str) -> Part:
    return lambda page: page.get_by_role("menuitem", name=name, exact=True)


def _beside(label: str) -> Part:
    return lambda page: page.locator("label").filter(has_text=label).locator("input")


def _words(words: str) -> Part:
    return lambda page: page.get_by_text(words, exact=True)


_CLOSE = _one("[aria-modal] button:has(svg)")

SQLPAD = Application(
    Packages(node=("sqlpad@3.1.0",)),
    _serve,
    (
        Visit("sqlpad.test", then="Sign Up"),
        ClickOn(_words("Sign Up"), "Sign Up", then=_button("Sign up")),
        WriteIn(_one("[name=email]"), "Email address", _ADDRESS),
        WriteIn(_one("[name=password]"), "Password", _PASSWORD, secret=True, reached="Tab"),
        WriteIn(
            _one("[name=passwordConfirmation]"), "Confirm Password", _PASSWORD, secret=True, reached="Tab"
        ),
        ClickOn(_button("Sign up"), "Sign up", then=_button("Sign in")),
        WriteIn(_one("[name=email]"), "Email address", _ADDRESS),
        WriteIn(_one("[name=password]"), "Password", _PASSWORD, secret=True, reached="Tab"),
        PressKey("Enter", then=_button("Run")),
        ClickOn(_button("menu"), "", then=_item("Connections")),
        ClickOn(_item("Connections"), "Connections", then=_button("Add connection")),
        ClickOn(_button("Add connection"), "Add connection", then=_words("New connection")),
        WriteIn(_one("[name=name]"), "Connection name", "Harbour"),
        PickOption(_one("[name=driver]"), "Driver", "SQL Server"),
        WriteIn(_one("[name=host]"), "Host/Server/IP Address", "127.0.0.1"),
        WriteIn(_one("[name=port]"), "Port (optional)", "1433", reached="Tab"),
        WriteIn(_one("[name=database]"), "Database", "berths", reached="Tab"),
        WriteIn(_one("[name=username]"), "Database Username", "clerk"),
        WriteIn(_one("[name=password]"), "Database Password", _PASSWORD, secret=True, reached="Tab"),
        ClickOn(_one("[name=sqlserverEncrypt]"), "Encrypt (necessary for Azure)", state="checked"),
        ClickOn(_button("Save"), "Save", then=_button("edit")),
        ClickOn(_CLOSE, ""),
        ClickOn(_button("menu"), "", then=_item("Users")),
        ClickOn(_item("Users"), "Users", then=_button("Add user")),
        ClickOn(_button("Add user"), "Add user", then=_one("[name=role]")),
        WriteIn(_one("[name=email]"), "Email", "ivo@ferrypoint.test"),
        PickOption(_one("[name=role]"), "role", "Editor"),
        ClickOn(_button("Add user"), "Add user", then=_button("Delete")),
        ClickOn(_CLOSE, ""),
        WriteIn(lambda page: page.get_by_placeholder("Query name"), "Query name", "Berths per week"),
        ClickOn(_button("Queries"), "Queries"),
    ),
    style="quick",
)
