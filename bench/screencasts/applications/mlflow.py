"""MLflow: experiments and what they are told about, with panels at the side and dialogs."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Locator, Page

from bench.screencasts.applications.application import Application
from bench.screencasts.applications.installing import Packages
from bench.screencasts.applications.operator import ClickOn, Part, PressKey, WriteIn
from bench.screencasts.applications.serving import running
from playground.recording.actions import Visit
from playground.services.process import free_port


@contextmanager
def _serve(commands: Path, home: Path) -> Iterator[int]:
    port = free_port()
    reached = ["--allowed-hosts", "*", "--cors-allowed-origins", "*"]
    command = [str(commands / "mlflow"), "server", "--port", str(port), "--workers", "1", *reached]
    with running(command, port, home, {}) as served:
        yield served


def _link(name: str) -> Part:
    return lambda page: page.get_by_role("link", name=name, exact=True)


def _button(name: str) -> Part:
    return lambda page: page.get_by_role("button", name=name, exact=True)


def _words(words: str) -> Part:
    return lambda page: page.get_by_text(words, exact=True)


def _tag(key: str) -> Part:
    return lambda page: page.get_by_role("status", name=key)


def _of_dialog(name: str) -> Part:
    return lambda page: page.get_by_role("dialog").get_by_role("button", name=name, exact=True)


def _field(label: str) -> Part:
    return lambda page: page.get_by_role("dialog").get_by_role("textbox", name=label, exact=True)


def _key(page: Page) -> Locator:
    return page.get_by_role("dialog").get_by_role("combobox")


def _search(page: Page) -> Locator:
    return page.get_by_placeholder("Search experiments")


def _event(name: str) -> Part:
    return lambda page: page.get_by_role("dialog").get_by_role("checkbox", name=name, exact=True)


def _active(page: Page) -> Locator:
    return page.get_by_role("dialog").get_by_role("switch")


MLFLOW = Application(
    Packages(python=("mlflow==3.17.2",)),
    _serve,
    (
        Visit("mlflow.test", then="Welcome to MLflow"),
        ClickOn(_button("Close alert"), ""),
        ClickOn(_button("Model training"), "Model training"),
        ClickOn(_link("Experiments"), "Experiments", then=_button("Create")),
        ClickOn(_button("Create"), "Create", then=_field("Experiment Name")),
        WriteIn(_field("Experiment Name"), "Experiment Name", "Soil moisture"),
        ClickOn(_of_dialog("Create"), "Create", then=_link("Runs")),
        ClickOn(_link("Experiments"), "Experiments", then=_link("Soil moisture")),
        WriteIn(_search, "Search experiments", "soil"),
        PressKey("Enter"),
        ClickOn(_words("Add tags"), "Add tags", then=_key),
        WriteIn(_key, "Key", "season"),
        PressKey("Enter"),
        WriteIn(_field("Value"), "Value", "spring"),
        ClickOn(_of_dialog("Add tag"), "Add tag", then=_of_dialog("Save tags")),
        ClickOn(_of_dialog("Save tags"), "Save tags", then=_tag("season")),
        ClickOn(_link("Settings"), "Settings", then=_link("Webhooks")),
        ClickOn(_link("Webhooks"), "Webhooks", then=_button("Create webhook")),
        ClickOn(_button("Create webhook"), "Create webhook", then=_field("Name *")),
        WriteIn(_field("Name *"), "Name", "harbour-office"),
        WriteIn(_field("URL *"), "URL", "https://harbour.test/told", reached="Tab"),
        WriteIn(_field("Description"), "Description", "Of the north quay", reached="Tab"),
        ClickOn(_active, "Active", state="unchecked"),
        ClickOn(_event("Prompt created"), "Prompt created", state="checked"),
        ClickOn(_of_dialog("Cancel"), "Cancel", then=_button("Create webhook")),
    ),
    style="no-pointer",
    held_out=True,
)
