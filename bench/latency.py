"""From the submitted modal to the first log row, and from a log row to the thread."""

import json
import threading
import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import Engine, select

from bench.figures import Figure
from bench.workplace import Measured
from models import AgentLog, AgentRun, LogLevel
from models.session import transaction
from tests.stories.plans import shell_plan

_RUNS = 10
_POLLED_RUNS_SECONDS = 10.0  # the design this one replaced
_POLLED_LOGS_SECONDS = 3.0


def measure(measured: Measured) -> list[Figure]:
    polled_runs = _Poller(_POLLED_RUNS_SECONDS, lambda: _created_runs(measured.rows))
    polled_lines = _Poller(_POLLED_LOGS_SECONDS, lambda: _written_lines(measured.rows))
    with polled_runs, polled_lines:
        runs = [_run_once(measured, number) for number in range(_RUNS)]
    return [
        Figure("modal submitted -> first log row", [run.first_line for run in runs], "s", 1.5),
        Figure(
            "run committed -> taken up by a worker", [run.pickup for run in runs], "s", 0.05,
            baseline="polling every 10 s", baseline_values=polled_runs.delays,
        ),
        Figure(
            "log row -> visible in the thread", _visible_after(measured, [run.id for run in runs]), "s", 1.0,
            baseline="polling every 3 s", baseline_values=polled_lines.delays,
        ),
        Figure("first request of a run", measured.sizes.tokens, "tokens", 6000),
    ]  # fmt: skip


class _Run:
    def __init__(self, run: AgentRun, submitted: datetime, first_line: datetime) -> None:
        assert run.started_at is not None
        self.id = run.id
        self.pickup = (run.started_at - run.created_at).total_seconds()
        self.first_line = (first_line - submitted).total_seconds()


def _run_once(measured: Measured, number: int) -> _Run:
    story = measured.story
    plan = story.given(
        shell_plan(f"echo one {number}", "python3 -c 'import time; time.sleep(2)'", "echo two")
    )
    story.person.click(plan, "implement")
    modal = story.person.wait_for(story.person.open_modal)
    submitted = datetime.now(UTC)
    story.person.submit(modal)
    run = story.wait_for_end(story.newest_run().id)
    return _Run(run, submitted, story.log(run.id)[0].timestamp)


def _visible_after(measured: Measured, runs: list[uuid.UUID]) -> list[float]:
    """Return, for each line of the runs, how long after it was written Slack was told."""
    entries = [json.loads(line) for line in measured.recording.read_text().splitlines()]
    told = [(entry["time"], json.dumps(entry["arguments"])) for entry in entries if entry["kind"] == "call"]
    delays = []
    for line in (line for run in runs for line in measured.story.log(run) if line.level is LogLevel.INFO):
        written = line.timestamp.timestamp()
        quoted = json.dumps(line.message[:60])[1:-1]
        seen = next((at for at, arguments in told if at >= written and quoted in arguments), None)
        if seen is not None:
            delays.append(seen - written)
    return delays


class _Poller:
    """The baseline: somebody who looks for new rows at an interval, in the same run."""

    def __init__(self, interval: float, rows: Callable[[], dict[object, datetime]]) -> None:
        self._interval = interval
        self._rows = rows
        self._known: set[object] = set()
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._poll, daemon=True)
        self.delays: list[float] = []

    def __enter__(self) -> None:
        self._known = set(self._rows())
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _poll(self) -> None:
        while not self._done.wait(self._interval):
            now = time.time()
            fresh = {key: at for key, at in self._rows().items() if key not in self._known}
            self._known |= fresh.keys()
            self.delays += [max(0.0, now - at.timestamp()) for at in fresh.values()]


def _created_runs(rows: Engine) -> dict[object, datetime]:
    with transaction(rows) as session:
        return dict(session.execute(select(AgentRun.id, AgentRun.created_at)).tuples().all())


def _written_lines(rows: Engine) -> dict[object, datetime]:
    with transaction(rows) as session:
        return dict(session.execute(select(AgentLog.id, AgentLog.timestamp)).tuples().all())
