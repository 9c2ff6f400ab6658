"""pgAdmin 4: a tree, menus and dialogs with tabs, behind a sign-in."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Locator, Page

from bench.screencasts.applications.application import Application
from bench.screencasts.applications.installing import Packages
from bench.screencasts.applications.operator import ClickOn, Part, WriteIn
from bench.screencasts.applications.serving import running
from playground.recording.actions import Visit
from playground.services.process import free_port

_ADDRESS, _PASSWORD = "nora@orchard.example", "Heron-Lock-7316"
_SETTINGS = """
DATA_DIR = {home!r}
LOG_FILE = {home!r} + "/pgadmin.log"
SQLITE_PATH = {home!r} + "/pgadmin.db"
SESSION_DB_PATH = {home!r} + "/sessions"
STORAGE_DIR = {home!r} + "/storage"
KERBEROS_CCACHE_DIR = AZURE_CREDENTIAL_CACHE_DIR = {home!r} + "/caches"
DEFAULT_SERVER_PORT = {port}
MASTER_PASSWORD_REQUIRED = False
UPGRADE_CHECK_ENABLED = False
"""


@contextmanager
def _serve(commands: Path, home: Path) -> Iterator[int]:
    port = free_port()
    (home / "config_local.py").write_text(_SETTINGS.format(home=str(home), port=port), encoding="utf-8")
    account = {"PGADMIN_SETUP_EMAIL": _ADDRESS, "PGADMIN_SETUP_PASSWORD": _PASSWORD}
    with running(
        [commands / "pgadmin4"], port, home, {"PYTHONPATH": str(home), **account}, page="/login"
    ) as served:
        yield served


def _placeholder(words: str) -> Part:
    return lambda page: page.get_by_placeholder(words, exact=True)


def _field(name: str) -> Part:
    return lambda page: page.get_by_role("textbox", name=name, exact=True)


def _tab(name: str) -> Part:
    return lambda page: page.get_by_role("tab", name=name, exact=True)


def _button(name: str) -> Part:
    return lambda page: page.get_by_role("button", name=name, exact=True)


def _menu_item(name: str) -> Part:
    return lambda page: page.get_by_role("menuitem", name=name)


def _words(words: str) -> Part:
    return lambda page: page.get_by_text(words, exact=True)


def _switch(name: str) -> Part:
    return lambda page: page.get_by_role("switch", name=name)


def _rows_per_page(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Results_grid:data_result_rows_per_page")


def _striped_rows(page: Page) -> Locator:
    return page.get_by_role("switch", name="Results_grid:striped_rows")


def _copy_quoting(page: Page) -> Locator:
    return page.get_by_text("Strings", exact=True)


def _save(page: Page) -> Locator:
    return page.get_by_role("button", name="Save", exact=True).last


def _search(page: Page) -> Locator:
    return page.get_by_role("tabpanel", name="Preferences").get_by_placeholder("Search").last


PGADMIN = Application(
    Packages(python=("pgadmin4==9.18",)),
    _serve,
    (
        Visit("pgadmin.test", then="Forgotten your password?"),
        WriteIn(_placeholder("Email Address / Username"), "Email Address / Username", _ADDRESS),
        WriteIn(_placeholder("Password"), "Password", _PASSWORD, secret=True, reached="Tab"),
        ClickOn(_button("Login"), "Login", then=_words("Add New Server")),
        ClickOn(_words("Add New Server"), "Add New Server", then=_tab("Post Connection SQL")),
        WriteIn(_field("Name"), "Name", "Orchard ledger"),
        ClickOn(_switch("Connect now?"), "Connect now?", state="unchecked"),
        WriteIn(_field("Comments"), "Comments", "Read only, for the harvest"),
        ClickOn(_tab("Connection"), "Connection", then=_field("Port")),
        WriteIn(_field("Host name/address"), "Host name/address", "db.orchard.example"),
        WriteIn(_field("Port"), "Port", "5433", reached="Tab"),
        WriteIn(_field("Username"), "Username", "reader", over=True),
        ClickOn(_save, "Save", then=_words("Orchard ledger")),
        ClickOn(_button("File"), "File", then=_menu_item("Preferences")),
        ClickOn(_menu_item("Preferences"), "Preferences", then=_search),
        WriteIn(_search, "Search", "rows"),
        ClickOn(_words("Results grid"), "Results grid", then=_striped_rows),
        WriteIn(_rows_per_page, "Data result rows per page", "500", over=True),
        ClickOn(_striped_rows, "Striped rows?", state="unchecked"),
        WriteIn(_search, "Search", "quoting", over=True),
        ClickOn(_words("Results grid"), "Results grid", then=_copy_quoting),
        ClickOn(_copy_quoting, "Result copy quoting", then=_words("All")),
        ClickOn(_words("All"), "All"),
        ClickOn(_button("Save"), ""),
        ClickOn(_button("Help"), "Help", then=_menu_item("About pgAdmin 4")),
        ClickOn(_menu_item("About pgAdmin 4"), "About pgAdmin 4", then=_words("Version")),
    ),
    style="webcam",
    held_out=True,
)
