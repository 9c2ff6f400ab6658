"""A run is made to tell its secrets in every way there is; afterwards nobody was told.

Three canaries go through a story, and must be nowhere afterwards. The third is also written to files that the
run leaves behind, and names one of them: storage does not tell it, and still the files come back.
"""

import os
import shlex
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest
from redis import Redis
from sqlalchemy import Engine, select

from models import AgentCheckpoint, AgentRun, RunStatus
from models.config import StorageSettings
from models.plan import Action, ComputerUsePlan, NeededCredential, Step
from models.session import transaction
from models.storage import Storage
from playground.slack.client import SlackPerson
from playground.workplace import Workplace
from tests.stories.leaks import places
from tests.stories.leaks.canary import make_canary
from tests.stories.leaks.scan import leaks
from tests.stories.leaks.watching import Arguments, watched_arguments
from tests.stories.plans import make_plan, shell_steps
from tests.stories.sites import leaky
from tests.stories.telling import Story

TOKEN = make_canary("API_TOKEN")
PASSWORD = make_canary("SITE_PASSWORD", before="pé'~^|{", after='}%+ <&"w')
KEPT = make_canary("FILE_TOKEN", before="#tk-")
CANARIES = (TOKEN, PASSWORD, KEPT)

_SPLIT = """
import os, sys, time
secret = os.environ["API_TOKEN"]
print(secret[:12], end="", flush=True)
time.sleep(0.3)
print(secret[12:])
"""
_ESCAPED = """
import html, json, os, shlex, unicodedata, urllib.parse
secret = os.environ["SITE_PASSWORD"]
print(json.dumps(secret), json.dumps(json.dumps(secret)), html.escape(secret), shlex.quote(secret))
print(urllib.parse.quote(secret), urllib.parse.quote_plus(secret), secret.encode().hex())
print(urllib.parse.quote(secret, safe="^|{}'~!"), urllib.parse.quote_plus(secret).replace("~", "%7e"))
print("- '" + secret.replace("'", "''") + "'", "".join(f"&#x{ord(sign):X};" for sign in secret))
print("".join(f"\\\\u{ord(sign):04X}" if sign in "'<&" else sign for sign in secret))
print(unicodedata.normalize("NFD", secret).replace("%", "%25").replace("{", "%7B"))
"""
_APART = """
import os
secret = os.environ["SITE_PASSWORD"]
print(" ".join(secret), "-".join(secret), list(secret), sep="\\n")
print("".join(f"\\x1b[3{number % 8}m{sign}" for number, sign in enumerate(secret)), "\\x1b[0m")
print("".join(f"{sign}\\b{sign}" for sign in os.environ["API_TOKEN"]))
"""
_IN_A_URL = f"""
import os, urllib.request
address = "http://{leaky.HOST}/shown?secret=" + os.environ["API_TOKEN"]
print(urllib.request.urlopen(address).read().decode())
"""
#: Whatever takes a secret here is built into the shell: a program's arguments would be the plan's own doing.
COMMANDS = (
    'echo "$API_TOKEN $SITE_PASSWORD"',
    'for before in "" x xy; do printf %s "$before$API_TOKEN" | base64 -w0; echo; done',
    f"python3 -c {shlex.quote(_SPLIT)}",
    f"python3 -c {shlex.quote(_ESCAPED)}",
    f"python3 -c {shlex.quote(_IN_A_URL)}",
    'printf %s "$API_TOKEN" > notes.txt && cat notes.txt && rm notes.txt',
    f"python3 -c {shlex.quote(_APART)}",
    'printf %s "$API_TOKEN" | fold -w5; echo; printf %s "$API_TOKEN" | fold -w1 | cat -n',
    'printf "%q\\n" "$SITE_PASSWORD"; LC_ALL=C; printf "%q\\n" "$SITE_PASSWORD"',
    'printf %s "$API_TOKEN$API_TOKEN" | base64 -w64 | sed "s/$/\\r/"',
    'printf %s "$API_TOKEN$API_TOKEN" | iconv -t UTF-16LE | base64 | sed "s/$/\\r/"',
    'printf %s "$API_TOKEN$API_TOKEN" | base64 -w20 | cat -n',
    'printf %s "$API_TOKEN" | od -A x -t x1z; printf %s "$API_TOKEN" | od -c',
    'echo "$FILE_TOKEN" | tee kept.txt',
    'echo pears > "kept-$FILE_TOKEN.txt"',
    'printf %s "$FILE_TOKEN" | iconv -t UTF-16 > kept.csv && ls',
)
IN_AN_ERROR = 'cd "/workspace/$API_TOKEN"'


@dataclass(frozen=True)
class Told:
    """The story, once it is over."""

    completed: AgentRun
    failed: AgentRun
    log: str
    arguments: Arguments


@pytest.fixture(scope="module")
def told(workplace: Workplace, rows: Engine) -> Told:
    answers = {f"credential:{canary.name}": canary.value for canary in CANARIES}
    with SlackPerson(workplace.page, "U0ANA") as person, watched_arguments() as arguments:
        person.wait_for_app()
        ana = Story(workplace, rows, person)
        completed = ana.run_through(_plan(*shell_steps(*COMMANDS), *_browser_steps()), answers)
        failed = ana.run_through(_plan(*shell_steps(IN_AN_ERROR)), answers)
        lines = [*ana.log(completed.id), *ana.log(failed.id)]
    return Told(completed, failed, "\n".join(line.message for line in lines), arguments)


def test_the_story_really_told_them(told: Told) -> None:
    assert told.completed.status is RunStatus.COMPLETED, told.completed.error_message
    assert told.failed.status is RunStatus.FAILED
    assert "[API_TOKEN]" in (told.failed.error_message or "")
    for canary in CANARIES:
        assert f"[{canary.name}]" in told.log


@pytest.mark.usefixtures("told")
def test_no_row_tells_them(rows: Engine) -> None:
    assert leaks(places.rows(rows), CANARIES) == []


@pytest.mark.usefixtures("told")
def test_no_job_tells_them(workplace: Workplace) -> None:
    with Redis.from_url(workplace.environment["REDIS_URL"]) as redis:
        assert leaks(places.jobs(redis), CANARIES) == []


@pytest.mark.usefixtures("told")
def test_no_stored_object_tells_them(workplace: Workplace) -> None:
    stored = list(places.objects(_storage(workplace)))

    assert any("/packs/" in place.name for place in stored)
    assert leaks(stored, CANARIES) == []


def test_the_files_that_were_kept_still_come_back(
    told: Told, workplace: Workplace, rows: Engine, tmp_path: Path
) -> None:
    taken = select(AgentCheckpoint.id).where(AgentCheckpoint.run_id == told.completed.id)
    with transaction(rows) as session:
        last = session.scalars(taken.order_by(AgentCheckpoint.created_at.desc())).first()
    export = [
        sys.executable,
        "-m",
        "worker",
        "checkpoint",
        "export",
        str(last),
        "--to",
        str(tmp_path / "kept"),
    ]
    subprocess.run(export, env={**os.environ, **workplace.environment}, check=True)

    assert leaks(places.files(tmp_path / "kept"), (KEPT,)) != []
    assert (tmp_path / "kept" / f"kept-{KEPT.value}.txt").read_text() == "pears\n"


@pytest.mark.usefixtures("told")
def test_no_log_of_any_process_tells_them(workplace: Workplace) -> None:
    logs = workplace.crew.child("worker").log.parent

    assert {"bot.log", "thread.log", "worker.log"} <= {path.name for path in logs.iterdir()}
    assert leaks(places.files(logs), CANARIES) == []


def test_no_process_was_started_with_them(told: Told) -> None:
    seen = list(told.arguments.places())

    assert any(b"bwrap" in place.content for place in seen)  # it looked while the runs went on
    assert leaks(seen, CANARIES) == []


@pytest.mark.usefixtures("told")
def test_no_request_to_the_model_tells_them(model_requests: Path) -> None:
    assert leaks(places.lines(model_requests), CANARIES) == []


@pytest.mark.usefixtures("told")
def test_no_call_of_slack_tells_them_nor_any_file_in_a_thread(workplace: Workplace, recording: Path) -> None:
    assert leaks(places.lines(recording, "call", "response"), CANARIES) == []
    assert leaks(places.files(workplace.state / "slack"), CANARIES) == []


def _plan(*steps: Step) -> ComputerUsePlan:
    numbered = (step.model_copy(update={"number": number}) for number, step in enumerate(steps, start=1))
    return make_plan(
        "Tell secrets",
        *numbered,
        credentials=[
            NeededCredential(name=TOKEN.name, label="API token"),
            NeededCredential(name=PASSWORD.name, label="Password", host=leaky.HOST),
            NeededCredential(name=KEPT.name, label="Token for a file"),
        ],
    )


def _browser_steps() -> Iterable[Step]:
    yield Step(number=1, instruction="Open it", action=Action.NAVIGATE, url=f"http://{leaky.HOST}/enter")
    yield Step(
        number=2,
        instruction="Type the secret",
        action=Action.TYPE,
        target="Secret",
        credential=PASSWORD.name,
    )
    yield Step(number=3, instruction="Have it shown", action=Action.CLICK, target="Show it")


def _storage(workplace: Workplace) -> Storage:
    named = {name.lower(): value for name, value in workplace.environment.items() if name.startswith("S3_")}
    return Storage(StorageSettings.model_validate(named))
