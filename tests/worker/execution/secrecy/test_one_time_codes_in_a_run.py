"""A code on its way through a real run: to the model, and to nobody else; its key goes nowhere."""

import re

from models.plan import Action, CredentialKind, NeededCredential, Step
from tests.models.factories import make_plan
from tests.worker.execution.bench import Bench
from tests.worker.execution.scripted import bash, call, finish, scripted
from worker.execution.runner import execute

KEY = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
PLAN = make_plan(
    steps=[Step(number=1, instruction="Run it", action=Action.SHELL, value="echo $ORCHARD_CODE")],
    credentials=[NeededCredential(name="ORCHARD_CODE", label="Code", kind=CredentialKind.TOTP)],
    parameters=[],
)


def test_the_agent_gets_the_code_and_neither_it_nor_the_log_ever_has_the_key(bench: Bench) -> None:
    run_id = bench.run_of(PLAN, {"ORCHARD_CODE": KEY})
    look_around = bash("env; cat /run/secrets.env /proc/1/environ; grep -rs ORCHARD_CODE /run /tmp /home")
    with scripted(call("mcp__run__current_code", credential="ORCHARD_CODE"), look_around, finish()) as model:
        execute(bench.workbench(anthropic_base_url=model.url), run_id)

    told = re.search(r"(\d{6}) \(valid for another \d+ seconds\)", model.received)
    log = "\n".join(bench.lines(run_id))
    assert told
    assert told[1] not in log
    assert KEY not in model.received + log
    assert "ORCHARD_CODE=" not in model.received
