"""Where a prompt ends and what is typed after it."""

import pytest

from worker.analysis.terminal.prompt import Entry, entry_in


@pytest.mark.parametrize(
    ("line", "prompt", "typed"),
    [
        pytest.param("ana@mill:~/src$ git status", "ana@mill:~/src$", "git status", id="bash"),
        pytest.param("$ make", "$", "make", id="bare"),
        pytest.param("mill % ls -a", "mill %", "ls -a", id="zsh"),
        pytest.param("root@mill:/# whoami", "root@mill:/#", "whoami", id="root"),
        pytest.param("src \u276f npm test", "src \u276f", "npm test", id="arrow"),
        pytest.param("C:\\Users\\Ana>dir", "C:\\Users\\Ana>", "dir", id="windows"),
        pytest.param("PS C:\\Users> dir", "PS C:\\Users>", "dir", id="powershell"),
        pytest.param(">>> print(1)", ">>>", "print(1)", id="interpreter"),
        pytest.param("$ echo a > b", "$", "echo a > b", id="a sign of a prompt in the command"),
        pytest.param("ana@mill:~$", "ana@mill:~$", "", id="nothing typed yet"),
    ],
)
def test_a_prompt_ends_at_its_sign(line: str, prompt: str, typed: str) -> None:
    assert entry_in(line) == Entry(prompt, typed)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("total 12", id="output"),
        pytest.param("[sudo] password for ana:", id="a question for a password"),
        pytest.param("45 % done", id="a share"),
        pytest.param("cost$5", id="a sign within a word"),
        pytest.param("", id="nothing"),
    ],
)
def test_other_lines_have_no_prompt(line: str) -> None:
    assert entry_in(line) is None
