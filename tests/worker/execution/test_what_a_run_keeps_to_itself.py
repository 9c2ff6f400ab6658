"""Through the real wall: what neither the model nor the log nor the run itself gets to see."""

import base64

from models import LogLevel
from tests.worker.execution.bench import Bench
from tests.worker.execution.carrying_out import (
    PASSWORD,
    carried_out_with_a_secret,
)
from tests.worker.execution.scripted import KEY, bash, call, finish, step_done


def test_a_secret_that_a_command_prints_reaches_neither_the_model_nor_the_log(bench: Bench) -> None:
    encoded = base64.b64encode(f"x{PASSWORD}".encode()).decode()
    run, received = carried_out_with_a_secret(
        bench,
        bash("echo plain $ORCHARD_PASSWORD"),
        bash("printf 'x%s' $ORCHARD_PASSWORD | base64"),
        bash("echo failing $ORCHARD_PASSWORD >&2; exit 3"),
        bash("python3 -c \"import os, json; print(json.dumps({'p': os.environ['ORCHARD_PASSWORD']}))\""),
        step_done(1, f"It printed {PASSWORD}"),
        finish("The password is Pippin-42-Grove, they say."),
    )
    logged = "\n".join(bench.lines(run.id))
    for text in (received, logged, run.summary or ""):
        assert PASSWORD not in text
        assert encoded not in text
    assert received.count("[ORCHARD_PASSWORD]") >= 4
    assert run.summary == "The password is [ORCHARD_PASSWORD], they say."


def test_the_model_never_sees_the_key_and_the_run_never_holds_it(bench: Bench) -> None:
    _, received = carried_out_with_a_secret(
        bench, bash("env | sort; cat /proc/*/environ | tr '\\0' '\\n'"), step_done(), finish()
    )
    assert "ANTHROPIC_API_KEY=added-outside" in received
    assert KEY not in received


def test_the_metadata_address_and_files_are_refused_and_said_so(bench: Bench) -> None:
    open_page = "mcp__browser__browser_navigate"
    run, received = carried_out_with_a_secret(
        bench,
        bash("curl -s http://169.254.169.254/latest/"),
        call(open_page, url="file:///etc/passwd"),
        call("Read", file_path="/etc/passwd"),
        finish(),
    )
    errors = bench.lines(run.id, LogLevel.ERROR)
    assert any(line.startswith("169.254.169.254 is not a public address") for line in errors)
    assert any(line.startswith("Did not work: opened file:///etc/passwd") for line in errors)
    assert "agent:x:1000" not in received
