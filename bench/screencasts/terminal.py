"""A terminal with a shell in a made-up home, and somebody who types into it."""

import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import assert_never

from bench.screencasts.cues import Run, Say, TerminalCue, Wander
from bench.screencasts.take import Idling
from playground.recording.stage import on_display

_PATIENCE = 15.0  #: seconds to wait for a prompt
_READ_FIRST = """\
PROMPT_COMMAND='echo >> ~/.prompts'
unset HISTFILE
cd ~/work
"""
_FILES = {
    "berths.csv": "berth,boat,metres\n1,Alcyone,12\n2,Halcyon,9\n3,Petrel,14\n4,Skua,7\n5,Tern,11\n",
    "fuel.txt": "diesel 410\npetrol 95\npaddles 3\n",
    "log/monday.txt": "06:10 tide gauge reset\n07:45 crane inspected\n09:30 berth 3 open\n",
    "log/tuesday.txt": "06:05 fog\n08:15 berth 3 closed\n11:00 fuel delivered\n",
}


@dataclass(frozen=True, slots=True)
class TerminalLook:
    """Colours, the size of the letters in points, and the prompt as bash spells it."""

    paper: str
    ink: str
    points: int
    prompt: str
    font: str = "DejaVu Sans Mono"
    files: Mapping[str, str] = field(default_factory=lambda: _FILES)  #: texts by their paths in `~/work`
    habits: str = ""  #: lines the shell reads first, e.g. functions


class Terminal:
    """A shell that says when it is ready for the next command."""

    def __init__(self, home: Path) -> None:
        self._prompts = home / ".prompts"

    def prompts(self) -> int:
        return len(self._prompts.read_bytes()) if self._prompts.exists() else 0

    def wait_for_prompt(self, number: int) -> None:
        """Wait until the shell has asked for its `number`-th command.

        Raises:
            TimeoutError: it did not within 15 seconds.
        """
        give_up = time.monotonic() + _PATIENCE
        while self.prompts() < number:
            if time.monotonic() > give_up:
                raise TimeoutError("The shell shows no prompt.")
            time.sleep(0.02)


@contextmanager
def opened_terminal(home: Path, display: str, look: TerminalLook) -> Iterator[Terminal]:
    """Fill a home with files and show a shell there, over the whole screen."""
    _furnish(home, look)
    command = ["xterm", "-maximized", "-fa", look.font, "-fs", str(look.points)]
    command += ["-bg", look.paper, "-fg", look.ink, "-b", "12", "-T", "Terminal"]
    command += ["-e", "env", "-i", f"HOME={home}", "TERM=xterm", "PATH=/usr/bin:/bin"]
    command += ["bash", "--noprofile", "--rcfile", str(home / ".read_first")]
    with subprocess.Popen(command, env=on_display(display)) as xterm:
        try:
            terminal = Terminal(home)
            terminal.wait_for_prompt(1)
            yield terminal
        finally:
            xterm.terminate()


def _furnish(home: Path, look: TerminalLook) -> None:
    for name, text in look.files.items():
        path = home / "work" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    lines = f"PS1='{look.prompt}'\n{_READ_FIRST}{look.habits}"
    (home / ".read_first").write_text(lines, encoding="utf-8")


class Typist:
    """Works in a terminal and keeps the notes of a take."""

    def __init__(self, terminal: Terminal, idling: Idling) -> None:
        self._terminal = terminal
        self._idling = idling

    def act(self, cue: TerminalCue) -> None:
        match cue:
            case Run():
                self._run(cue.command)
                self._idling.hand.rest(0.8, 1.2)
            case Wander():
                self._idling.wander()
            case Say():
                self._idling.say(cue)
            case _:
                assert_never(cue)

    def _run(self, command: str) -> None:
        hand, clock = self._idling.hand, self._idling.clock
        prompt = self._terminal.prompts() + 1
        start = clock.now()
        hand.write(command)
        hand.rest(0.2, 0.3)
        hand.press("Return")
        end = clock.now()
        self._terminal.wait_for_prompt(prompt)
        truth = {"kind": "command", "t_start": start, "t_end": end, "t_effect": clock.now()}
        self._idling.take.truths.append(truth | {"url": "", "text": command})
