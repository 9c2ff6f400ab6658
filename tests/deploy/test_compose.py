"""What an operator is given says what the settings say."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from bot.config import BotSettings
from models.config import SharedSettings
from worker.config import WorkerSettings

ROOT: Final = Path(__file__).parents[2]
EXAMPLE: Final = ROOT / "deploy" / "env.example"
#: Fixed by the images and the compose file's own network.
FIXED: Final = {"SLACK_API_URL", "PORT", "WORKSPACES", "CHROMIUM"}


def test_every_setting_is_explained() -> None:
    explained = set(re.findall(r"`([A-Z][A-Z0-9_]+)`", (ROOT / "docs" / "install.md").read_text()))

    assert names_of(BotSettings) | names_of(WorkerSettings) <= explained
    assert set(re.findall(r"(?<!\$)\$\{([A-Z0-9_]+)", (ROOT / "compose.yaml").read_text())) <= explained
    assert set(re.findall(r"^([A-Z0-9_]+)=", EXAMPLE.read_text(), re.MULTILINE)) <= explained


@pytest.mark.parametrize("settings", [BotSettings, WorkerSettings])
def test_documented_and_composed_defaults_are_those_of_the_settings(settings: type[SharedSettings]) -> None:
    rows = r"^\| `([A-Z0-9_]+)` \|[^|]*\| `([^`]+)` \|"
    explained = re.findall(rows, (ROOT / "docs" / "install.md").read_text(), re.MULTILINE)
    composed = re.findall(r"\$\{([A-Z0-9_]+):-([^}]+)\}", (ROOT / "compose.yaml").read_text())
    defaults = defaults_of(settings)

    assert defaults.items() <= set(explained)
    assert {(name, value) for name, value in composed if name in defaults} <= defaults.items()


@pytest.mark.parametrize(
    ("service", "settings"),
    [("bot", BotSettings), ("thread", BotSettings), ("worker", WorkerSettings), ("prepare", SharedSettings)],
)
def test_a_service_is_handed_the_settings_it_reads_and_no_others(
    service: str, settings: type[SharedSettings]
) -> None:
    assert set(services()[service]["environment"]) == names_of(settings) - FIXED


def test_the_bot_holds_nothing_that_opens_a_credential_and_workers_nothing_of_slack() -> None:
    bot, worker = (set(services()[name]["environment"]) for name in ("bot", "worker"))

    assert "SEALING_PRIVATE_KEYS" not in bot
    assert not {name for name in worker if name.startswith("SLACK_")}


def test_what_must_be_filled_in_is_in_the_example() -> None:
    required = set(re.findall(r"\$\{([A-Z0-9_]+):\?", (ROOT / "compose.yaml").read_text()))

    assert required <= set(re.findall(r"^([A-Z0-9_]+)=", EXAMPLE.read_text(), re.MULTILINE))


@pytest.mark.parametrize("service", ["postgres", "valkey", "objects", "prepare", "bot", "thread", "worker"])
def test_no_service_writes_to_its_image_or_gains_privileges(service: str) -> None:
    described = services()[service]

    assert described["read_only"]
    assert described["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in described["security_opt"]


def test_the_filter_of_the_workers_container_allows_what_bubblewrap_calls() -> None:
    profile = json.loads((ROOT / "deploy" / "worker.seccomp.json").read_text())
    refused = {name for rule in profile["syscalls"] for name in rule["names"]}

    assert not refused & {"clone", "clone3", "unshare", "mount", "umount2", "pivot_root", "sethostname"}


@pytest.mark.parametrize("lock", ["bot", "worker", "hearing"])
def test_a_lock_pins_every_package_by_hash_and_names_no_host(lock: str) -> None:
    text = (ROOT / "deploy" / f"{lock}.lock").read_text()
    entries = re.findall(r"^[a-z0-9].*?(?=^[a-z0-9]|\Z)", text, re.MULTILINE | re.DOTALL)

    assert entries
    assert all("==" in entry and "--hash=sha256:" in entry for entry in entries)
    assert "://" not in text


@pytest.mark.parametrize("group", ["bot", "worker"])
def test_a_lock_holds_everything_its_group_asks_for(group: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"][group]]
    locked = re.findall(r"^([a-z0-9-]+)", (ROOT / "deploy" / f"{group}.lock").read_text(), re.MULTILINE)

    assert {re.split(r"[\[><=]", requirement)[0] for requirement in wanted} <= set(locked)


def test_what_hears_fits_what_a_worker_has() -> None:
    hearing, worker = pins("hearing"), pins("worker")
    shared = hearing.keys() & worker.keys()

    assert {"numpy", "onnxruntime"} <= shared
    assert {name: hearing[name] for name in shared} == {name: worker[name] for name in shared}


def pins(lock: str) -> dict[str, set[str]]:
    """Package -> its versions in a lock; they may differ from one Python to another."""
    versions: dict[str, set[str]] = {}
    for name, version in re.findall(
        r"^([a-z0-9-]+)==([^ ;]+)", (ROOT / "deploy" / f"{lock}.lock").read_text(), re.MULTILINE
    ):
        versions.setdefault(name, set()).add(version)
    return versions


def names_of(settings: type[SharedSettings]) -> set[str]:
    return {name.upper() for name in settings.model_fields}


def defaults_of(settings: type[SharedSettings]) -> dict[str, str]:
    """Return the defaults that are something, as an operator writes them."""
    optional = {name: field for name, field in settings.model_fields.items() if not field.is_required()}
    return {name.upper(): str(field.default) for name, field in optional.items() if field.default}


def services() -> dict[str, Any]:
    described: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())["services"]
    return described
