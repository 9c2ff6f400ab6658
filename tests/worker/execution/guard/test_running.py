"""Which commands may run files that they do not name."""

import time

import pytest

from worker.execution.guard.running import imported_by, runs_unnamed


@pytest.mark.parametrize(
    "command",
    [
        *("make", "cd /workspace && make | head -c 80", "A=1 nohup make &", "npm start", "git commit -m x"),
        *("python3 -m tool", "python3 src", "node .", "sh -x run", "if true; then make; fi"),
        *("for f in *.sh; do sh $f; done", "./*", "./g?.sh", ". ./*", "source *.sh", "bash *", "$X"),
        *("find . -name 'g*' -exec sh {} ;", "ls | xargs sh", "cat g* | sh", "eval `cat x`"),
        *("python3 x.py $A", "#!/usr/bin/make -f"),
    ],
)
def test_conventions_patterns_variables_and_lists_may_run_anything(command: str) -> None:
    assert runs_unnamed(command)


@pytest.mark.parametrize(
    "command",
    [
        *(
            "ls -l",
            "mkdir site",
            "python3 x.py a b",
            "sh go.sh",
            "./go.sh",
            "cat *.md",
            "rm *.txt",
            "git status",
        ),
        *("[ -f x ] && cat x", "[[ -f x ]]", "echo $(date)", "A=$(date)", "for f in *.txt; do wc $f; done"),
        *("curl -s http://a.test", "python3 -c 'print(1)'", "grep make x", "sed -i s/a/b/ *.md"),
    ],
)
def test_other_commands_run_what_they_name(command: str) -> None:
    assert not runs_unnamed(command)


@pytest.mark.parametrize(
    "line",
    ["import tool", "from tool import send", "const t = require('./tool')", "python3 -c 'import os, tool'"],
)
def test_an_import_names_a_file_without_its_ending(line: str) -> None:
    assert "tool" in imported_by(line)


@pytest.mark.parametrize("text", ["a/ \n./b ", "env -a ", "A=1 ", "\n\n \n", "\nenv -a", "import "])
def test_a_long_text_takes_no_time(text: str) -> None:
    began = time.monotonic()
    runs_unnamed(text * (40_000 // len(text)))
    imported_by(text * (40_000 // len(text)))
    assert time.monotonic() - began < 5
