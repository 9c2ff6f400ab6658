"""Carrying a whole run out, and what happens around it meanwhile."""

import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psutil

from models import AgentRun
from models.plan import Action, NeededCredential, Step
from tests.models.factories import make_plan
from tests.worker.execution.bench import Bench
from tests.worker.execution.scripted import ScriptedModel, scripted
from worker.execution.runner import execute

PASSWORD = "Pippin-42-Grove"
SECRET_PLAN = make_plan(
    steps=[Step(number=1, instruction="Run it", action=Action.SHELL, value="echo $ORCHARD_PASSWORD")],
    credentials=[NeededCredential(name="ORCHARD_PASSWORD", label="Password")],
    parameters=[],
)
TOUCH = "touch /workspace/sent"
IRREVERSIBLE_PLAN = make_plan(
    steps=[Step(number=1, instruction="Send it", action=Action.SHELL, value=TOUCH, irreversible=True)],
    credentials=[],
    parameters=[],
    start_url=None,
)


def carried_out(
    bench: Bench, run_id: uuid.UUID, *turns: dict[str, object], **settings: object
) -> ScriptedModel:
    """Carry out a run with a model that follows a script; return the model."""
    with scripted(*turns) as model:
        execute(bench.workbench(anthropic_base_url=model.url, **settings), run_id)
    return model


def carried_out_with_a_secret(bench: Bench, *turns: dict[str, object]) -> tuple[AgentRun, str]:
    """Carry out a new run that holds a password; return its row and all that the model received."""
    run_id = bench.run_of(SECRET_PLAN, {"ORCHARD_PASSWORD": PASSWORD})
    model = carried_out(bench, run_id, *turns)
    return bench.row(run_id), model.received


@contextmanager
def meanwhile(act: Callable[[], object]) -> Iterator[None]:
    """Do something from outside while the block runs: a run needs the main thread for itself."""
    thread = threading.Thread(target=act)
    thread.start()
    yield
    thread.join()


def walls() -> list[int]:
    """The outermost processes of all runs of this test: nothing inside outlives them."""
    ours = {child.pid for child in psutil.Process().children(recursive=True)}
    everybody = psutil.process_iter(["name"])
    return [each.pid for each in everybody if each.pid in ours and each.info["name"] == "bwrap"]
