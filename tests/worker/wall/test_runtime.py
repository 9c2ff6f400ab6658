"""The programs a run brings along can be reached by a run's own user."""

from pathlib import Path

import pytest

from worker.wall import runtime
from worker.wall.place import others_can_pass


def test_programs_in_a_private_home_get_a_twin_within_reach(
    tmp_path: Path, workspaces: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runtime, "_is_out_of_reach", lambda _: True)
    home = tmp_path / "home"
    (home / "_bundled").mkdir(parents=True)
    (home / "_bundled" / "claude").write_text("#!/bin/sh\n")
    (home / "driver" / "package").mkdir(parents=True)
    (home / "driver" / "package" / "cli.js").write_text("1")
    home.chmod(0o700)
    monkeypatch.setattr(runtime, "_installed", lambda _: home)
    first, second = (runtime.programs(workspaces) for _ in range(2))
    assert first == second
    assert first[runtime.CLAUDE].read_text() == "#!/bin/sh\n"
    assert (first[runtime.BROWSER_SERVER] / "package" / "cli.js").read_text() == "1"
    assert all(others_can_pass(path.parent) for path in first.values())
