"""A server is away for a while: work waits for it and goes on, and nothing is lost."""

import os
import time
from collections.abc import Iterator

import pytest

from models import RunStatus
from models.session import open_engine
from playground.services.backing import ServerName
from playground.settings import PlaygroundSettings
from playground.slack.client import SlackPerson
from playground.state import passing_state
from playground.workplace import Workplace, open_workplace
from tests.stories.plans import shell_plan
from tests.stories.telling import Story
from tests.waiting import wait_for

#: Longer than a client's first impatience; 60 shows what a whole minute does.
AWAY_SECONDS = float(os.environ.get("AWAY_SECONDS", "6"))


@pytest.fixture(scope="module")
def shaken() -> Iterator[Workplace]:
    """A workplace of its own: the other stories rely on theirs."""
    with passing_state() as state:
        settings = PlaygroundSettings(state, port=0, share_sample=False, practice_only=True)
        with open_workplace(settings) as workplace:
            yield workplace


@pytest.fixture
def ana(shaken: Workplace) -> Iterator[Story]:
    rows = open_engine(shaken.environment["DATABASE_URL"])
    with SlackPerson(shaken.page, "U0ANA") as person:
        person.wait_for_app()
        yield Story(shaken, rows, person)
    rows.dispose()


@pytest.mark.parametrize("server", ["postgres", "valkey", "objects"])
def test_a_run_outlasts_it_and_the_next_one_starts(shaken: Workplace, ana: Story, server: ServerName) -> None:
    work = "python3 -c 'import time; time.sleep(3)'"
    run_id = ana.implement(ana.given(shell_plan("echo before", work, "echo after > after.txt")))
    ana.person.wait_for(lambda: ana.says("time.sleep(3)"))

    with shaken.servers.without(server):
        since = time.monotonic()
        wait_for(lambda: time.monotonic() - since > AWAY_SECONDS, "the outage", AWAY_SECONDS + 5)
    run = ana.wait_for_end(run_id)
    following = ana.run_through(shell_plan("echo fine"))

    assert run.status is RunStatus.COMPLETED, run.error_message
    assert run.attempt == 1  # nobody took its worker for dead
    assert following.status is RunStatus.COMPLETED, following.error_message
    seqs = [line.seq for line in ana.log(run_id)]
    assert seqs == list(range(1, len(seqs) + 1))
