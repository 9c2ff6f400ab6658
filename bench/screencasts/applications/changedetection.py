"""changedetection.io: pages that are watched; forms with long hints, and a bar that grows when pointed at."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Locator, Page

from bench.screencasts.applications.application import Application
from bench.screencasts.applications.installing import Packages
from bench.screencasts.applications.operator import ClickOn, Part, PickOption, PressKey, ScrollTo, WriteIn
from bench.screencasts.applications.serving import running
from playground.recording.actions import Visit
from playground.services.process import free_port

_GLOBAL_TIMES = "Use global settings for time between check and scheduler."


@contextmanager
def _serve(commands: Path, home: Path) -> Iterator[int]:
    port = free_port()
    program: list[str | Path] = [commands / "changedetection.io", "-C", "-d", home / "data"]
    with running([*program, "-h", "127.0.0.1", "-p", str(port)], port, home, {}) as served:
        yield served


def _field(name: str) -> Part:
    return lambda page: page.get_by_role("textbox", name=name, exact=True)


def _number(name: str) -> Part:
    return lambda page: page.get_by_role("spinbutton", name=name, exact=True)


def _box(name: str) -> Part:
    return lambda page: page.get_by_role("checkbox", name=name, exact=True)


def _choice(name: str) -> Part:
    return lambda page: page.get_by_role("radio", name=name, exact=True)


def _link(name: str) -> Part:
    return lambda page: page.get_by_role("link", name=name, exact=True)


def _button(name: str) -> Part:
    return lambda page: page.get_by_role("button", name=name, exact=True)


def _new_row(page: Page) -> Locator:
    return page.get_by_role("row").filter(has=page.locator("a[href*='harbour.example']"))


CHANGEDETECTION = Application(
    Packages(python=("changedetection.io==0.60.10",)),
    _serve,
    (
        Visit("changedetection.test", then="Recheck all"),
        WriteIn(_field("Web page URL"), "Web page URL", "https://harbour.example/notices"),
        PressKey("Enter", then=_new_row),
        ClickOn(
            lambda page: _new_row(page).get_by_role("link", name="Edit"), "Edit", then=_field("Group Tag")
        ),
        WriteIn(_field("Group Tag"), "Group Tag", "harbour"),
        WriteIn(_field("Title"), "Title", "Notices to skippers"),
        ScrollTo(_number("Hours")),
        ClickOn(_box(_GLOBAL_TIMES), _GLOBAL_TIMES, state="unchecked"),
        WriteIn(_number("Hours"), "Hours", "6"),
        WriteIn(_number("Minutes"), "Minutes", "30", reached="Tab"),
        ScrollTo(_link("Conditions")),
        ClickOn(_link("Conditions"), "Conditions", then=_choice("Match any of the following")),
        ClickOn(_choice("Match any of the following"), "Match any of the following", state="checked"),
        PickOption(lambda page: page.locator("#conditions select").nth(0), "Field", "Word count of content"),
        PickOption(lambda page: page.locator("#conditions select").nth(1), "Operator", "Less Than"),
        WriteIn(lambda page: page.get_by_placeholder("A value"), "Value", "250"),
        ClickOn(_button("Save"), "Save", then=_button("Recheck all")),
        ClickOn(_link("Settings"), "Settings", then=_link("UI Options")),
        ClickOn(_link("UI Options"), "UI Options", then=_box("Favicons Enabled")),
        ClickOn(_box("Favicons Enabled"), "Favicons Enabled", state="unchecked"),
        WriteIn(_number("Pager size"), "Pager size", "25", over=True),
        PickOption(
            lambda page: page.get_by_role("combobox", name="Relative time format"),
            "Relative time format",
            "Short (1m ago)",
        ),
        ClickOn(_link("General"), "General", then=_field("Password")),
        WriteIn(_field("Password"), "Password", "Lantern-Quay-58", secret=True),
        ScrollTo(_button("Save")),
        ClickOn(_button("Save"), "Save", then=_button("Login")),
        WriteIn(_field("Password"), "Password", "Lantern-Quay-58", secret=True),
        ClickOn(_button("Login"), "Login", then=_new_row),
        ClickOn(
            lambda page: _new_row(page).get_by_role("checkbox"),
            "",
            then=_button("Mark viewed"),
            state="checked",
        ),
        ClickOn(_button("Pause"), "Pause"),
    ),
    style="720p",
)
