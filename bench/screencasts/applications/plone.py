"""Plone: a site whose editors work in it, with a dark bar of menus at the left."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.screencasts.applications.application import Application
from bench.screencasts.applications.installing import Packages
from bench.screencasts.applications.operator import ClickOn, Part, PressKey, ScrollTo, WriteIn
from bench.screencasts.applications.serving import prepare, running
from playground.recording.actions import Visit
from playground.services.process import free_port

_PASSWORD = "Stone-Kiln-58"  # noqa: S105 - of an account that lasts as long as the film
_SITE = """
import transaction
from Products.CMFPlone.factory import addPloneSite

parts = ("plone.app.contenttypes:default", "plonetheme.barceloneta:default")
addPloneSite(app, "club", title="Rowing Club", setup_content=False, extension_ids=parts)
transaction.commit()
"""


@contextmanager
def _serve(commands: Path, home: Path) -> Iterator[int]:
    port = free_port()
    prepare([commands / "mkwsgiinstance", "-d", "zope", "-u", f"admin:{_PASSWORD}"], home, {})
    settings = home / "zope" / "etc"
    ini = settings / "zope.ini"
    ini.write_text(ini.read_text(encoding="utf-8").replace("port = 8080", f"port = {port}"), encoding="utf-8")
    (home / "site.py").write_text(_SITE, encoding="utf-8")
    prepare([commands / "zconsole", "run", settings / "zope.conf", "site.py"], home, {})
    with running([commands / "runwsgi", ini], port, home, {}, "/club/login") as served:
        yield served


def _field(name: str) -> Part:
    return lambda page: page.locator(f"[name$='{name}']:visible")


def _link(name: str) -> Part:
    return lambda page: page.get_by_role("link", name=name)


def _button(name: str) -> Part:
    return lambda page: page.get_by_role("main").get_by_role("button", name=name, exact=True)


def _words(words: str) -> Part:
    return lambda page: page.get_by_text(words)


def _box(label: str) -> Part:
    return lambda page: page.get_by_role("checkbox", name=label)


PLONE = Application(
    Packages(python=("plone==6.2.2", "plone.app.layout<7")),
    _serve,
    (
        Visit("plone.test/club/login", then="Trouble logging in?"),
        WriteIn(_field("__ac_name"), "Login Name", "admin"),
        WriteIn(_field("__ac_password"), "Password", _PASSWORD, reached="Tab", secret=True),
        ClickOn(_button("Log in"), "Log in", then=_words("You are now logged in.")),
        ClickOn(_link("Add new"), "Add new", then=_link("News Item")),
        ClickOn(_link("Event"), "Event", then=_words("Add Event")),
        WriteIn(_field(".title"), "Title", "Autumn regatta"),
        WriteIn(_field(".description"), "Summary", "Eights and fours on the lower lake", reached="Tab"),
        ClickOn(_box("Whole Day"), "Whole Day", state="checked"),
        ScrollTo(_field(".contact_name")),
        WriteIn(_field(".location"), "Location", "Boathouse 3"),
        WriteIn(_field(".contact_name"), "Contact Name", "Imke Larsen"),
        WriteIn(_field(".contact_email"), "Contact E-mail", "imke@rowing.example", reached="Tab"),
        WriteIn(_field(".contact_phone"), "Contact Phone", "0431 55 0192", reached="Tab"),
        ClickOn(_button("Save"), "Save", then=_words("Item created")),
        ClickOn(_link("State: Private"), "State: Private", then=_link("Submit for publication")),
        ClickOn(_link("Publish"), "Publish", then=_words("Item state changed.")),
        ClickOn(_link("Edit"), "Edit", then=_words("Edit Event")),
        WriteIn(_field(".title"), "Title", "Spring regatta", over=True),
        ClickOn(_link("Settings"), "Settings", then=_box("Exclude from navigation")),
        ClickOn(_box("Exclude from navigation"), "Exclude from navigation", state="checked"),
        ClickOn(_button("Save"), "Save", then=_words("Changes saved")),
        WriteIn(_field("SearchableText"), "Search Site", "coxswain"),
        PressKey("Enter", then=_words("No results were found.")),
        ClickOn(_link("Contents"), "Contents", then=_link("Rearrange")),
    ),
    held_out=True,
)
