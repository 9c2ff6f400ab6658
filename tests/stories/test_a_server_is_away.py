"""A server is away for a while: work waits for it and goes on, and nothing is lost."""

import os
import time

import pytest

from models import RunStatus
from playground.services.backing import ServerName
from playground.workplace import Workplace
from tests.stories.plans import shell_plan
from tests.stories.telling import Story
from tests.waiting import wait_for

#: Longer than a client's first impatience; 60 shows what a whole minute does.
AWAY_SECONDS = float(os.environ.get("AWAY_SECONDS", "3"))


@pytest.mark.parametrize("server", ["postgres", "valkey", "objects"])
def test_a_run_outlasts_it_and_the_next_one_starts(apart: Workplace, ana: Story, server: ServerName) -> None:
    work = "python3 -c 'import time; time.sleep(3)'"
    run_id = ana.implement(ana.given(shell_plan("echo before", work, "echo after > after.txt")))
    ana.person.wait_for(lambda: ana.says("time.sleep(3)"))

    with apart.servers.without(server):
        since = time.monotonic()
        wait_for(lambda: time.monotonic() - since > AWAY_SECONDS, "the outage", AWAY_SECONDS + 5)
    run = ana.wait_for_end(run_id)
    following = ana.run_through(shell_plan("echo fine"))

    assert run.status is RunStatus.COMPLETED, run.error_message
    assert run.attempt == 1  # nobody took its worker for dead
    assert following.status is RunStatus.COMPLETED, following.error_message
    seqs = [line.seq for line in ana.log(run_id)]
    assert seqs == list(range(1, len(seqs) + 1))
