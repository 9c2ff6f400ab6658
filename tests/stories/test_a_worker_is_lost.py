"""A worker dies in the middle of a run: nothing of it is left, and the same run goes on elsewhere."""

import json
import uuid
from collections.abc import Iterator

import httpx
import pytest
from sqlalchemy import select

from models import AgentStep, RunStatus
from models.plan import Action, ComputerUsePlan, Step
from models.session import transaction
from playground.slack.client import plain_text
from playground.workplace import Workplace
from tests.stories.plans import TOKEN, customer_plan, shell_plan, shell_steps
from tests.stories.shifts import Shift, working
from tests.stories.telling import ACCOUNT, Story
from tests.waiting import wait_for

#: Seconds from the end of a worker until another one takes up its run.
GOES_ON_WITHIN = 30
TAKEN_UP_AGAIN = "The worker that carried this out is gone; another one goes on with it."
TYPED = {"credential:ORCHARD_API_TOKEN": ACCOUNT.api_token}
SIGNS_IN = {**TYPED, "credential:ORCHARD_PASSWORD": ACCOUNT.password}
API = "http://orchard.test/api/orders -H 'Content-Type: application/json'"
AUTHORIZED = f'curl -sf {API} -H "Authorization: Bearer $ORCHARD_API_TOKEN"'
ORDER = {"product": "Bramley apples", "quantity": 3, "delivery_date": "2026-12-24"}


def place_order(customer: str) -> str:
    """Return a command that cannot be taken back."""
    return f"{AUTHORIZED} -d '{json.dumps({**ORDER, 'customer': customer})}'"


def wait_for_order(customer: str) -> str:
    """Return a command that takes until `customer` has ordered something."""
    pause = "touch waiting; python3 -c 'import time; time.sleep(0.2)'"
    return f"until {AUTHORIZED} | grep -q {customer}; do {pause}; done"


@pytest.fixture(scope="module")
def shifts(apart: Workplace) -> Iterator[list[Shift]]:
    """Workers instead of the workplace's own: each story may kill one, and one is left for the last."""
    apart.crew.child("worker").stop()
    with working(apart, "first", "second", "third") as shifts:
        yield shifts


def test_a_run_goes_on_elsewhere_with_its_files_and_its_page_and_repeats_nothing(
    shifts: list[Shift], ana: Story
) -> None:
    plan = interrupted_plan("Evi", "Fred")
    run_id = ana.implement(ana.given(plan), SIGNS_IN)
    ana.approve()
    lost = whoever_waits(shifts, run_id)
    everybody = lost.kill()
    wait_for(lambda: not any(each.is_running() for each in everybody), "all of it to be gone", 10)
    wait_for(lambda: TAKEN_UP_AGAIN in lines_of(ana, run_id), "another worker", GOES_ON_WITHIN)
    order(ana, "Fred")
    run = ana.wait_for_end(run_id)

    assert (run.status, run.attempt) == (RunStatus.COMPLETED, 2), run.error_message
    assert sum(record.get("name") == "Evi" for record in ana.site().values()) == 1
    assert ana.head()["list"] == b"apples\npears\n"
    assert finished_steps(ana, run_id) == [step.number for step in plan.steps]
    lines = lines_of(ana, run_id)
    afterwards = lines[lines.index(TAKEN_UP_AGAIN) :]
    assert "Clicked Sign in" in afterwards
    assert "Clicked Add customer" not in afterwards


def test_a_step_that_may_have_happened_is_asked_about_before_it_is_done_again(
    shifts: list[Shift], ana: Story
) -> None:
    plan = shell_plan(
        "echo apples > list", f"{place_order('Cy')} && {wait_for_order('Di')}", credentials=(TOKEN,)
    )
    run_id = ana.implement(ana.given(plan), TYPED)
    ana.approve()
    whoever_waits(shifts, run_id).kill()
    question = ana.decline()
    run = ana.wait_for_end(run_id)

    assert "may have" in plain_text(question)
    assert (run.status, run.attempt) == (RunStatus.FAILED, 2)
    assert orders_of(ana, "Cy") == 1


def interrupted_plan(customer: str, awaited: str) -> ComputerUsePlan:
    """Sign in, add a customer for good, write a file until `awaited` orders, go on in the browser."""
    plan = customer_plan(customer, irreversible=True)
    commands = shell_steps("echo apples > list", wait_for_order(awaited), "echo pears >> list")
    look = Step(number=1, instruction="Open Customers", action=Action.CLICK, target="Customers")
    steps = [*plan.steps, *commands, look]
    numbered = [step.model_copy(update={"number": number}) for number, step in enumerate(steps, start=1)]
    return plan.model_copy(update={"steps": numbered, "credentials": [*plan.credentials, TOKEN]})


def whoever_waits(shifts: list[Shift], run_id: uuid.UUID) -> Shift:
    """Return the worker of a run, once that waits for an order."""

    def waiting() -> list[Shift]:
        return [shift for shift in shifts if any(shift.workspaces.glob(f"{run_id}*/workspace/waiting"))]

    wait_for(lambda: bool(waiting()), "the run to wait for an order", 90)
    (shift,) = waiting()
    return shift


def lines_of(story: Story, run_id: uuid.UUID) -> list[str]:
    return [line.message for line in story.log(run_id)]


def order(story: Story, customer: str) -> None:
    authorization = {"Authorization": f"Bearer {ACCOUNT.api_token}"}
    url = f"{story.workplace.site}/api/orders"
    httpx.post(url, headers=authorization, json={**ORDER, "customer": customer}).raise_for_status()


def orders_of(story: Story, customer: str) -> int:
    return sum(record.get("customer") == customer for record in story.site().values())


def finished_steps(story: Story, run_id: uuid.UUID) -> list[int]:
    finished = select(AgentStep.number).where(AgentStep.run_id == run_id, AgentStep.finished_at.is_not(None))
    with transaction(story.rows) as session:
        return list(session.scalars(finished.order_by(AgentStep.number)))
