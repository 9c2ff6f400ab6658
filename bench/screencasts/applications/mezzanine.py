"""Mezzanine: the office of a web site, with small grey forms and buttons that stay at the bottom."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Locator, Page

from bench.screencasts.applications.application import Application
from bench.screencasts.applications.installing import Packages
from bench.screencasts.applications.operator import ClickOn, Part, PickOption, PressKey, ScrollTo, WriteIn
from bench.screencasts.applications.serving import prepare, running
from playground.recording.actions import Visit
from playground.services.process import free_port

_HOSTS = '\nALLOWED_HOSTS = ["*"]\n'


@contextmanager
def _serve(commands: Path, home: Path) -> Iterator[int]:
    port = free_port()
    prepare([commands / "mezzanine-project", "office"], home, {})
    project = home / "office"
    with (project / "office" / "local_settings.py").open("a", encoding="utf-8") as settings:
        settings.write(_HOSTS)
    manage: list[str | Path] = [commands / "python", "manage.py"]
    prepare([*manage, "createdb", "--noinput"], project, {})
    with running([*manage, "runserver", "--noreload", str(port)], port, project, {}) as served:
        yield served


def _field(name: str) -> Part:
    return lambda page: page.locator(f"[name={name}]")


def _link(name: str) -> Part:
    return lambda page: page.get_by_role("link", name=name, exact=True)


def _words(words: str) -> Part:
    return lambda page: page.get_by_text(words)


def _button(name: str) -> Part:
    return lambda page: page.get_by_role("button", name=name, exact=True)


def _draft(page: Page) -> Locator:
    return page.get_by_label("Draft", exact=True)


MEZZANINE = Application(
    Packages(python=("mezzanine==6.1.1", "setuptools<81")),
    _serve,
    (
        Visit("mezzanine.test/admin/", then="Forgot password?"),
        WriteIn(_field("username"), "Username or email", "admin"),
        WriteIn(_field("password"), "Password", "default", reached="Tab", secret=True),
        ClickOn(_button("Log in"), "Log in", then=_words("Quick Blog")),
        WriteIn(_field("title"), "Title", "Seeds for the spring"),
        WriteIn(_field("content"), "Content", "Bring your own bags on Saturday", reached="Tab"),
        ClickOn(_button("Save Draft"), "Save Draft", then=_words("Select Blog post to change")),
        ClickOn(_link("Settings"), "Settings", then=_field("COMMENTS_ACCOUNT_REQUIRED")),
        ClickOn(_field("COMMENTS_ACCOUNT_REQUIRED"), "Accounts required for commenting", state="checked"),
        ClickOn(_field("COMMENTS_DEFAULT_APPROVED"), "Auto-approve comments", state="unchecked"),
        WriteIn(_field("COMMENTS_NUM_LATEST"), "Admin comments", "9", over=True),
        WriteIn(_field("SITE_TAGLINE"), "Tagline", "A garden for the whole street", over=True),
        WriteIn(_field("SITE_TITLE"), "Site Title", "Common Ground", reached="Tab", over=True),
        ScrollTo(_field("RICHTEXT_FILTER_LEVEL")),
        PickOption(_field("RICHTEXT_FILTER_LEVEL"), "Rich Text filter level", "No filtering"),
        ClickOn(_button("Save"), "Save", then=_words("Settings were successfully updated.")),
        ClickOn(_link("Blog posts"), "Blog posts", then=_link("Seeds for the spring")),
        ClickOn(_link("Seeds for the spring"), "Seeds for the spring", then=_draft),
        WriteIn(_field("publish_date_0"), "Date", "2027-03-06", over=True),
        ClickOn(
            lambda page: page.get_by_label("Published", exact=True),
            "Published",
            state="checked",
        ),
        ClickOn(_button("Save"), "Save", then=_words("was changed successfully")),
        WriteIn(_field("q"), "Search", "onion"),
        PressKey("Enter", then=_words("0 Blog posts")),
    ),
    style="vp9-variable",
)
