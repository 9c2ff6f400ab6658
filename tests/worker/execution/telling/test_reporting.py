"""What tools were given and gave back reaches no row with a secret in it, however a line is put together."""

import uuid
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.worker.execution.bench import SHELL_PLAN, Bench
from worker.execution.progress import Signs
from worker.execution.secrecy.known_secrets import KnownSecrets
from worker.execution.telling.journal import Journal
from worker.execution.telling.reporting import Reporter

_CORE = "Secret-Pass-1"
_BROWSER = "mcp__browser__browser_"

#: What narration strips, cuts at or takes for a mark of its own.
_ODD = st.sampled_from(["#", " ", "\t", "?", "@", "//", "\n", "Error: ", "Result", "/workspace/", "[", "é"])
_EDGES = st.lists(_ODD, max_size=3).map("".join)

#: Each tool with what puts a text into its line.
_CALLS: dict[str, Any] = {
    f"{_BROWSER}navigate": lambda text: {"url": f"http://{text}@orchard.test/{text}?q={text}"},
    f"{_BROWSER}click": lambda text: {"element": text},
    f"{_BROWSER}type": lambda text: {"element": text, "text": text},
    f"{_BROWSER}fill_form": lambda text: {"fields": [{"name": text, "value": text}]},
    f"{_BROWSER}select_option": lambda text: {"element": text, "values": [text]},
    "Bash": lambda text: {"command": text},
    "Read": lambda text: {"file_path": text},
    "mcp__run__step_finished": lambda text: {"observed": text},
}


@pytest.fixture
def run_id(bench: Bench) -> uuid.UUID:
    return bench.run_of(SHELL_PLAN)


def _lines_told_of(bench: Bench, run_id: uuid.UUID, tool: str, text: str) -> list[str]:
    secrets = KnownSecrets()
    secrets.add("PASSWORD", text)
    given = _CALLS[tool](text)
    with Journal(bench.workbench(), run_id, secrets) as journal:
        reporter = Reporter(journal, Signs())
        reporter.begins(tool, given)
        reporter.succeeded(tool, given, text)
        reporter.failed(tool, given, text)
        reporter.failed(tool, given, f"### Error\n{text}\nCall log: {text}")
    return bench.lines(run_id)


def test_a_complaint_that_begins_with_a_secret_is_redacted_before_its_gist_is_taken(
    bench: Bench, run_id: uuid.UUID
) -> None:
    lines = _lines_told_of(bench, run_id, "Bash", f"#{_CORE}")
    assert "Did not work: $ [PASSWORD]: [PASSWORD]" in lines


@settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)  # each example only adds lines to the same run
@given(st.sampled_from(sorted(_CALLS)), _EDGES, _EDGES)
def test_no_row_tells_the_core_of_a_secret_whatever_it_begins_and_ends_with(
    bench: Bench, run_id: uuid.UUID, tool: str, before: str, after: str
) -> None:
    lines = _lines_told_of(bench, run_id, tool, f"{before}{_CORE}{after}")
    assert lines
    assert not [line for line in lines if _CORE in line]


def test_what_is_no_address_is_told_as_it_is(bench: Bench, run_id: uuid.UUID) -> None:
    with Journal(bench.workbench(), run_id, KnownSecrets()) as journal:
        Reporter(journal, Signs()).succeeded(f"{_BROWSER}navigate", {"url": "http://[x?y"}, "")
    assert bench.lines(run_id) == ["Opened http://[x"]


def test_a_command_that_got_only_our_refusal_reached_nobody_until_it_gets_an_answer(
    bench: Bench, run_id: uuid.UUID
) -> None:
    call, refusal = {"command": "curl -s http://nowhere.invalid "}, "There is no host nowhere.invalid."
    with Journal(bench.workbench(), run_id, KnownSecrets()) as journal:
        reporter = Reporter(journal, Signs())
        reporter.refused(refusal, unknown=True)
        reporter.succeeded("Bash", call, f"{refusal}\n")
        assert reporter.refused_commands == {"curl -s http://nowhere.invalid"}
        reporter.succeeded("Bash", call, "Thanks!")
        assert not reporter.refused_commands
