"""Carrying out one run, from claiming its row to its end. A second call finds nothing to do."""

import asyncio
import logging
import uuid
from functools import partial

from models import RunStatus
from models.errors import ConfigurationError, TransientError, UserError
from models.jobs import SHOW_RUN, nudge
from models.patience import insist
from worker.checkpoints.workspace import materialize
from worker.execution.agent.screenshot import LastScreenshot
from worker.execution.assignment import Assignment
from worker.execution.attempt import Attempt
from worker.execution.current_run import CurrentRun
from worker.execution.ending import Ending
from worker.execution.heartbeat import heartbeat
from worker.execution.leaving import keep_what_is_left
from worker.execution.outcome.artifacts import keep_artifacts
from worker.execution.outcome.keeping import FileKeeper
from worker.execution.progress import Progress, Signs
from worker.execution.secrecy.credentials import Credentials, unseal_credentials
from worker.execution.secrecy.known_secrets import KnownSecrets
from worker.execution.stopping import Stop
from worker.execution.telling.journal import Journal
from worker.execution.telling.reporting import Reporter
from worker.wall.place import Place, place_for
from worker.workbench import Workbench

_log = logging.getLogger(__name__)

_TAKEN_UP = "A worker took this up and is getting the workspace ready."
_TAKEN_UP_AGAIN = "The worker that carried this out is gone; another one goes on with it."
#: After these the run goes on elsewhere, or has ended already: there is nothing to say about its end here.
_NOT_AN_END = frozenset({Stop.WORKER_STOPPED, Stop.OVER})


def execute(workbench: Workbench, run_id: uuid.UUID) -> None:
    """Carry out a pending run. Whatever happens, its row says how it ended and what to do next.

    Of one that ended when no worker was at it, what it leaves is kept.
    """
    progress = Progress(workbench, run_id)
    assignment = insist(progress.claim)
    if assignment is not None:
        _carry_out(workbench, assignment, progress)
    else:
        insist(lambda: nudge(workbench.redis, SHOW_RUN, run_id))
        keep_what_is_left(workbench, run_id)


def _carry_out(workbench: Workbench, assignment: Assignment, progress: Progress) -> None:
    screenshot = LastScreenshot()
    with Journal(workbench, assignment.run_id, KnownSecrets()) as journal:
        reporter = Reporter(journal, Signs.at_start(assignment))
        run = CurrentRun(workbench, assignment, progress, reporter)
        ending = _ending_of(run, screenshot)
        if ending is not None:
            reporter.ended(ending)
    insist(partial(_write_down, run, ending))
    insist(lambda: nudge(workbench.redis, SHOW_RUN, assignment.run_id))
    keep_artifacts(workbench, assignment, journal.secrets, screenshot.picture)


def _ending_of(run: CurrentRun, screenshot: LastScreenshot) -> Ending | None:
    """Return how the run ended; None if it is another worker's from now on."""
    try:
        ending = _work_at(run, screenshot)
    except (UserError, ConfigurationError) as error:
        ending = Ending(RunStatus.FAILED, 1, str(error))
    except TransientError as error:
        ending = Ending(RunStatus.FAILED, 1, f"{error} Click Retry in a few minutes.")
    except Exception:  # noqa: BLE001 - whatever it was, the person waiting in the thread is told
        _log.exception("Run %s broke", run.assignment.run_id)
        reference = f"reference {run.assignment.run_id}"
        message = f"Something went wrong on our side ({reference}). Click Retry."
        ending = Ending(RunStatus.FAILED, 1, message)
    return ending and ending.cleaned(run.journal.clean)


def _work_at(run: CurrentRun, screenshot: LastScreenshot) -> Ending | None:
    run.journal.info(_TAKEN_UP_AGAIN if run.assignment.resumed else _TAKEN_UP)
    workspaces = run.workbench.settings.workspaces
    with place_for(run.assignment.run_id, workspaces, run.assignment.attempt) as place:
        return asyncio.run(_until_ended(run, screenshot, place))


async def _until_ended(run: CurrentRun, screenshot: LastScreenshot, place: Place) -> Ending | None:
    files = FileKeeper(run.workbench, run.assignment.run_id, place.workspace, run.journal)
    async with heartbeat(run):
        credentials = await asyncio.to_thread(insist, partial(_prepare, run, place, files))
        attempt = Attempt(run, screenshot, place)  # its clock begins when everything is in its place
        try:
            finish = await attempt.carry_out(credentials, files)
        finally:
            # Else what lies here is not what the run goes on with elsewhere.
            if run.stopping.why is not Stop.OVER:
                await asyncio.to_thread(_keep, run, files)
    if finish.stop in _NOT_AN_END:
        return None
    return finish.ending(run.workbench.settings.question_minutes)


def _prepare(run: CurrentRun, place: Place, files: FileKeeper) -> Credentials:
    """Put the files in their place and keep them; return the credentials, which the journal now hides."""
    credentials = unseal_credentials(run.workbench, run.assignment, run.journal.secrets)
    if run.assignment.files_from is not None:
        materialize(run.workbench, run.assignment.files_from, place.workspace)
    if run.assignment.resumes_from is None:
        files.keep("Before the first step", 0)
    return credentials


def _keep(run: CurrentRun, files: FileKeeper) -> None:
    """Take a checkpoint of what the run leaves behind. That it fails must not hide how the run ended."""
    stopped = run.stopping.why is Stop.WORKER_STOPPED
    description = "When its worker was stopped" if stopped else "After the run"
    try:
        insist(partial(files.keep, description, run.signs.step))
    except (UserError, TransientError) as error:
        run.journal.error(f"The files could not be kept: {error}")


def _write_down(run: CurrentRun, ending: Ending | None) -> None:
    if ending is None:
        run.progress.hand_over(run.signs)
    else:
        run.progress.finish(run.signs, ending)
