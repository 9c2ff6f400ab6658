"""`python -m worker sandbox`."""

from pathlib import Path

import pytest

from models.errors import ConfigurationError
from worker.execution.cli import main


def test_a_commands_status_comes_out_and_its_folder_goes(
    workspaces: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKSPACES", str(workspaces))

    assert main(["--", "sh", "-c", "touch /workspace/file && exit 7"]) == 7

    assert list(workspaces.iterdir()) == []


def test_folders_are_made_where_the_setting_says(workspaces: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = workspaces / "not-a-folder-of-its-own"
    elsewhere.symlink_to(workspaces)
    monkeypatch.setenv("WORKSPACES", str(elsewhere))

    with pytest.raises(ConfigurationError, match=elsewhere.name):
        main(["true"])
