"""A run's log: in order, redacted, bounded, and kept through an outage."""

import uuid
from unittest.mock import patch

import pytest
from sqlalchemy.exc import OperationalError

from models import LogLevel, patience
from models.jobs import SHOW_RUN, take_nudge
from tests.worker.execution.bench import SHELL_PLAN, Bench
from worker.execution.secrecy.known_secrets import KnownSecrets
from worker.execution.telling.journal import Journal


@pytest.fixture
def run_id(bench: Bench) -> uuid.UUID:
    return bench.run_of(SHELL_PLAN)


def test_lines_are_kept_in_order_with_their_levels(bench: Bench, run_id: uuid.UUID) -> None:
    for part in range(2):
        with Journal(bench.workbench(), run_id, KnownSecrets()) as journal:
            journal.info(f"told {part}")
            journal.debug(f"detail {part}")
            journal.error(f"wrong {part}")
    assert bench.lines(run_id, LogLevel.INFO, LogLevel.ERROR) == ["told 0", "wrong 0", "told 1", "wrong 1"]
    assert bench.numbers(run_id) == [1, 2, 3, 4, 5, 6]


def test_the_thread_is_told_that_there_is_something_new(bench: Bench, run_id: uuid.UUID) -> None:
    with Journal(bench.workbench(), run_id, KnownSecrets()) as journal:
        journal.info("something new")
    assert take_nudge(bench.redis, SHOW_RUN, run_id)


def test_secrets_never_reach_a_row(bench: Bench, run_id: uuid.UUID) -> None:
    secrets = KnownSecrets()
    with Journal(bench.workbench(), run_id, secrets) as journal:
        secrets.add("PASSWORD", "hunter22")
        journal.info("it is hunter22")
        assert journal.clean("hunter22!") == "[PASSWORD]!"
    assert bench.lines(run_id) == ["it is [PASSWORD]"]


def test_a_code_that_becomes_known_later_is_hidden_from_then_on(bench: Bench, run_id: uuid.UUID) -> None:
    secrets = KnownSecrets()
    with Journal(bench.workbench(), run_id, secrets) as journal:
        secrets.add_code("CODE", "493027")
        journal.info("typed 493027")
    assert bench.lines(run_id) == ["typed [CODE]"]


def test_what_cannot_be_stored_or_is_too_long_is_cut(bench: Bench, run_id: uuid.UUID) -> None:
    with Journal(bench.workbench(), run_id, KnownSecrets()) as journal:
        journal.info("a\0b\ud800 " + "x" * 10_000)
        journal.info("   ")
    (line,) = bench.lines(run_id)
    assert line.startswith("ab? xxx")
    assert len(line) == 600


def test_the_log_of_a_deleted_run_is_dropped(bench: Bench) -> None:
    with Journal(bench.workbench(), uuid.uuid4(), KnownSecrets()) as journal:
        journal.info("too late")


def test_two_workers_that_write_for_a_moment_both_leave_no_gap(bench: Bench, run_id: uuid.UUID) -> None:
    with (
        Journal(bench.workbench(), run_id, KnownSecrets()) as slow,
        Journal(bench.workbench(), run_id, KnownSecrets()) as next_one,
    ):
        for number in range(50):
            slow.info(f"slow {number}")
            next_one.info(f"next {number}")
    assert bench.numbers(run_id) == list(range(1, 101))


def test_no_line_is_lost_while_the_database_is_away(bench: Bench, run_id: uuid.UUID) -> None:
    away = [OperationalError("INSERT", {}, Exception("away"))] * 2
    store = Journal._store
    with (
        patch.object(patience, "_PAUSE", 0.0),
        patch.object(Journal, "_store", autospec=True, side_effect=[*away, True]) as storing,
        Journal(bench.workbench(), run_id, KnownSecrets()) as journal,
    ):
        journal.info("still here")
    store(journal, storing.call_args.args[1])
    assert bench.lines(run_id) == ["still here"]
