"""A run, from its pending row to its end, through the real wall, CLI, browser and shell."""

from models import LogLevel, RunStatus
from models.plan import Action, Parameter, Step
from playground.loopback import serving
from playground.practice.server import create_practice_model
from tests.models.factories import make_plan
from tests.worker.execution.conftest import Bench
from tests.worker.execution.scripted import KEY, bash, finish, scripted
from worker.execution.runner import execute

SHELL_PLAN = make_plan(
    steps=[Step(number=1, instruction="Run it", action=Action.SHELL, value="date")],
    credentials=[],
    parameters=[],
)


def test_a_run_signs_in_to_a_site_in_a_real_browser(bench: Bench, site_port: int) -> None:
    run_id = bench.run_of(make_plan(), {"ORCHARD_PASSWORD": "Pippin-42-Grove"})
    with serving(create_practice_model(KEY)) as port:
        workbench = bench.workbench(
            anthropic_base_url=f"http://127.0.0.1:{port}",
            egress_private_hosts=f"orchard.test=127.0.0.1:{site_port}",
        )
        execute(workbench, run_id)
    run = bench.row(run_id)
    print(
        run.status,
        run.error_message,
        run.summary,
        run.exit_code,
        run.cost_usd,
        run.agent_session_id,
        run.model,
    )
    print("\n".join(bench.lines(run_id)))
    assert run.status is RunStatus.COMPLETED
