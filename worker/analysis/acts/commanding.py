"""Commands run in a terminal."""

from worker.analysis.acts.journal import Journal
from worker.analysis.evidence import EventKind
from worker.analysis.fields import Control, ControlKind
from worker.analysis.reading import Reader
from worker.analysis.scene import Scene
from worker.analysis.secrecy.commands import Concealing
from worker.analysis.terminal.terminal import Command, Terminal


class Commanding:
    """Notes commands."""

    def __init__(self, reader: Reader, journal: Journal) -> None:
        self.terminal = Terminal(reader)
        self.concealing = Concealing()
        self._journal = journal

    def took(self, scene: Scene) -> bool:
        """Take in a change of a terminal, whether or not a command was run by it."""
        commands = self.terminal.take(scene)
        for command in commands or ():
            self._note(scene, command)
        return commands is not None

    def _note(self, scene: Scene, command: Command) -> None:
        line = Control(ControlKind.TEXT, command.box, None)
        text = self.concealing.conceal(command.text)
        self._journal.add(scene, EventKind.COMMAND, control=line, text=text, started=command.started)
