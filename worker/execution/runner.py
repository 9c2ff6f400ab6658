"""Carrying out one run, from claiming its row to its end. A second call finds nothing to do."""

import asyncio
import logging
import uuid
from dataclasses import dataclass
from functools import partial

from models import RunStatus
from models.errors import ConfigurationError, TransientError, UserError
from models.jobs import SHOW_RUN, nudge
from models.patience import insist
from worker.checkpoints.workspace import materialize, take
from worker.execution.agent import Agent, AgentEnd
from worker.execution.credentials import Credentials, unseal_credentials
from worker.execution.enclosure import Enclosure
from worker.execution.heartbeat import heartbeat
from worker.execution.journal import Journal
from worker.execution.known_secrets import KnownSecrets
from worker.execution.outcome import Finish
from worker.execution.place import Place, place_for
from worker.execution.progress import Assignment, Ending, Progress
from worker.execution.reporting import Reporter
from worker.execution.stopping import Stop, Stopping
from worker.workbench import Workbench

_log = logging.getLogger(__name__)

_CLOSING_SECONDS = 2.0  # for an interrupted agent to be gone by itself


def execute(workbench: Workbench, run_id: uuid.UUID) -> None:
    """Carry out a pending run. Whatever happens, its row says how it ended and what to do next."""
    progress = Progress(workbench, run_id)
    assignment = insist(progress.claim)
    if assignment is not None:
        secrets = KnownSecrets()
        with Journal(workbench, run_id, secrets) as journal:
            journal.info("A worker took this up and is getting the workspace ready.")
            reporter = Reporter(journal)
            ending = _ending_of(_Run(workbench, assignment, progress, reporter, secrets)).cleaned(
                journal.clean
            )
            reporter.ended(ending)
        insist(lambda: progress.finish(reporter.signs, ending))
    insist(lambda: nudge(workbench.redis, SHOW_RUN, run_id))


def _ending_of(run: "_Run") -> Ending:
    try:
        return run.carry_out()
    except (UserError, ConfigurationError) as error:
        return Ending(RunStatus.FAILED, 1, str(error))
    except TransientError as error:
        return Ending(RunStatus.FAILED, 1, f"{error} Click Retry in a few minutes.")
    except Exception:  # noqa: BLE001 - whatever it was, the person waiting in the thread is told
        _log.exception("Run %s broke", run.assignment.run_id)
        reference = f"reference {run.assignment.run_id}"
        return Ending(RunStatus.FAILED, 1, f"Something went wrong on our side ({reference}). Click Retry.")


@dataclass(frozen=True)
class _Run:
    workbench: Workbench
    assignment: Assignment
    progress: Progress
    reporter: Reporter
    secrets: KnownSecrets

    def carry_out(self) -> Ending:
        with place_for(self.assignment.run_id, self.workbench.settings.workspaces) as place:
            return asyncio.run(self._until_ended(place))

    async def _until_ended(self, place: Place) -> Ending:
        async with heartbeat(self.progress, self.reporter.signs) as stopping:
            credentials = await asyncio.to_thread(insist, partial(self._prepare, place))
            try:
                finish = await self._work(place, credentials, stopping)
            finally:
                await asyncio.to_thread(self._keep_files, place)
        return finish.ending(self.assignment.seconds_limit, self.workbench.settings.question_minutes)

    def _prepare(self, place: Place) -> Credentials:
        """Put the files in their place and keep them; return the credentials, which the journal now hides."""
        credentials = unseal_credentials(self.workbench, self.assignment, self.secrets)
        if self.assignment.starts_from is not None:
            materialize(self.workbench, self.assignment.starts_from, place.workspace)
        take(self.workbench, self.assignment.run_id, place.workspace, "Before the first step", 0)
        return credentials

    async def _work(self, place: Place, credentials: Credentials, stopping: Stopping) -> Finish:
        enclosure = Enclosure(self.workbench.settings, self.assignment, place, credentials, self.secrets)
        async with enclosure.agent(self.reporter) as (agent, gateway):
            end, stop = await self._until_over(agent, stopping)
        self.reporter.signs.cost_usd = gateway.meter.cost_usd
        return Finish(self.assignment.plan, self.reporter, end, stop, gateway.trouble)

    async def _until_over(self, agent: Agent, stopping: Stopping) -> tuple[AgentEnd | None, Stop | None]:
        """Let the agent work until it ends, or stop it, politely first."""
        working = asyncio.create_task(agent.run())
        seconds = self.workbench.settings.run_seconds
        contenders: set[asyncio.Future[AgentEnd] | asyncio.Future[Stop]] = {working, stopping}
        await asyncio.wait(contenders, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        if working.done():
            return working.result(), None
        await agent.interrupt()
        await asyncio.wait({working}, timeout=_CLOSING_SECONDS)
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)  # it was stopped, whatever it says to that
        return None, stopping.result() if stopping.done() else Stop.OVERTIME

    def _keep_files(self, place: Place) -> None:
        """Take a checkpoint of what the run leaves behind. That it fails must not hide how the run ended."""
        step = self.reporter.signs.step
        description = f"After step {step}" if step else "After the run"
        try:
            insist(lambda: take(self.workbench, self.assignment.run_id, place.workspace, description, step))
        except (UserError, TransientError) as error:
            self.reporter.journal.error(f"The files could not be kept: {error}")
