"""pretix: what an organizer of events sells, a long form for each kind of thing."""

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

_PASSWORD = "Velvet-Row-44"  # noqa: S105 - of an account that lasts as long as the film
_SETTINGS = """[pretix]
url=http://pretix.test
instance_name=Box office
"""
#: Makes somebody who may do everything in the one event there is.
_EVENT = f"""
from datetime import timedelta
from django.utils.timezone import now
from django_scopes import scopes_disabled
from pretix.base.models import Event, Organizer, Team, User

with scopes_disabled():
    clerk = User.objects.get()
    clerk.email, clerk.needs_password_change = "box@office.example", False
    clerk.set_password({_PASSWORD!r})
    clerk.save()
    hall = Organizer.objects.create(name="Corner Hall", slug="hall")
    may = dict(all_events=True, all_event_permissions=True, all_organizer_permissions=True)
    Team.objects.create(organizer=hall, name="Office", **may).members.add(clerk)
    day = now() + timedelta(days=40)
    revue = dict(name="Winter Revue", slug="revue", currency="EUR", date_from=day)
    Event.objects.create(organizer=hall, **revue).set_defaults()
"""


@contextmanager
def _serve(commands: Path, home: Path) -> Iterator[int]:
    port = free_port()
    manage: list[str | Path] = [commands / "python", "-m", "pretix"]
    (home / "pretix.cfg").write_text(_SETTINGS, encoding="utf-8")
    prepare([*manage, "migrate"], home, {})
    prepare([*manage, "shell", "-c", _EVENT], home, {})
    with running([*manage, "runserver", "--noreload", str(port)], port, home, {}, "/control/login") as served:
        yield served


def _field(name: str) -> Part:
    return lambda page: page.locator(f"[name={name}]")


def _button(name: str) -> Part:
    return lambda page: page.get_by_role("button", name=name, exact=True)


def _menu(name: str) -> Part:
    return lambda page: page.locator("#side-menu").get_by_role("link", name=name)


def _heading(words: str) -> Part:
    return lambda page: page.get_by_role("heading", name=words)


def _tab(name: str) -> Part:
    return lambda page: page.get_by_role("tab", name=name, exact=True)


def _new_product(page: Page) -> Locator:
    return page.get_by_role("link", name="Create a new product")


def _new_voucher(page: Page) -> Locator:
    return page.get_by_role("link", name="Create a new voucher")


def _words(words: str) -> Part:
    return lambda page: page.get_by_text(words)


PRETIX = Application(
    Packages(python=("pretix==2026.8.0",)),
    _serve,
    (
        Visit("pretix.test/control/", then="Lost password?"),
        WriteIn(_field("email"), "Email", "box@office.example"),
        WriteIn(_field("password"), "Password", _PASSWORD, reached="Tab", secret=True),
        PressKey("Enter", then=_heading("Your upcoming events")),
        ClickOn(
            lambda page: page.get_by_role("link", name="Winter Revue"),
            "Winter Revue",
            then=_heading("Your timeline"),
        ),
        ClickOn(_menu("Products"), "Products", then=_new_product),
        ClickOn(_new_product, "Create a new product", then=_heading("Create product")),
        WriteIn(_field("name_0"), "Item name", "Balcony seat"),
        ClickOn(_field("personalized"), "Non-personalized ticket", state="checked"),
        ScrollTo(_field("default_price")),
        WriteIn(_field("default_price"), "Default price", "24.50"),
        ClickOn(_button("Save and continue with more settings"), "Save and continue with more settings"),
        ClickOn(_tab("Availability"), "Availability", then=_field("max_per_order")),
        WriteIn(_field("max_per_order"), "Maximum amount per order", "6"),
        ClickOn(_button("Save"), "Save"),
        ClickOn(_menu("Vouchers"), "Vouchers", then=_new_voucher),
        ClickOn(_new_voucher, "Create a new voucher", then=_field("max_usages")),
        WriteIn(_field("code"), "Voucher code", "REVUE2027", over=True),
        WriteIn(_field("max_usages"), "Maximum usages", "8", reached="Tab", over=True),
        PickOption(_field("price_mode"), "Price effect", "Reduce product price by (%)"),
        WriteIn(_field("value"), "Price effect", "15", reached="Tab"),
        ClickOn(_field("allow_ignore_quota"), "Allow to bypass quota", state="checked"),
        ScrollTo(_field("comment")),
        WriteIn(_field("comment"), "Comment", "For the choir and their families"),
        WriteIn(_field("budget"), "Maximum discount budget", "200"),
        PressKey("Enter", then=lambda page: page.get_by_role("link", name="REVUE2027")),
        WriteIn(_field("filter-search"), "Search voucher", "spring"),
        PressKey("Enter", then=_words("You haven't created any vouchers yet.")),
    ),
)
