"""The run that a worker has taken up, with what everybody around its agent shares."""

from dataclasses import dataclass

from worker.execution.assignment import Assignment
from worker.execution.progress import Progress, Signs
from worker.execution.stopping import Stop, Stopping, stop
from worker.execution.telling.journal import Journal
from worker.execution.telling.reporting import Reporter
from worker.workbench import Workbench


@dataclass(frozen=True)
class CurrentRun:
    """One attempt at a run, while it lasts."""

    workbench: Workbench
    assignment: Assignment
    progress: Progress
    reporter: Reporter
    stopping: Stopping

    @property
    def journal(self) -> Journal:
        return self.reporter.journal

    @property
    def signs(self) -> Signs:
        return self.reporter.signs

    def stop(self, why: Stop) -> None:
        """Have it stopped; the first reason counts."""
        stop(self.stopping, why)
