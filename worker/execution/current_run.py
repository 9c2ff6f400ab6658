"""The run that a worker has taken up, with what everybody around its agent shares."""

from dataclasses import dataclass, field

from worker.execution.assignment import Assignment
from worker.execution.progress import Progress, Signs
from worker.execution.stopping import Stop, Stopping
from worker.execution.telling.journal import Journal
from worker.execution.telling.reporting import Reporter
from worker.workbench import Workbench


@dataclass(frozen=True)
class CurrentRun:
    """One attempt at a run, from the moment its row is claimed until it is told how it ended."""

    workbench: Workbench
    assignment: Assignment
    progress: Progress
    reporter: Reporter
    stopping: Stopping = field(default_factory=Stopping)

    @property
    def journal(self) -> Journal:
        return self.reporter.journal

    @property
    def signs(self) -> Signs:
        return self.reporter.signs

    def stop(self, why: Stop) -> None:
        """Have it stopped; the first reason counts."""
        self.stopping.begin(why)
