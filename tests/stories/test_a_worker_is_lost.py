"""A worker dies in the middle of a run: nothing of it is left, and the same run goes on elsewhere."""

import json
import time
import uuid

import httpx
import pytest
from sqlalchemy import select

from models import AgentStep, RunStatus
from models.plan import Action, ComputerUsePlan, Step
from models.session import transaction
from playground.slack.client import plain_text
from playground.workplace import Workplace
from tests.stories.plans import TOKEN, customer_plan, shell_plan
from tests.stories.shifts import Shift, working
from tests.stories.telling import ACCOUNT, Story
from tests.waiting import wait_for

#: Seconds from the end of a worker to the end of its run, which another one has to take up first.
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
def understaffed(apart: Workplace) -> Workplace:
    """A workplace whose workers come and go with each story."""
    apart.crew.child("worker").stop()
    return apart


def test_a_run_goes_on_elsewhere_with_its_files_and_repeats_nothing(
    understaffed: Workplace, ana: Story
) -> None:
    commands = ["echo apples > list", place_order("Ana"), wait_for_order("Bo"), "echo pears >> list"]
    with working(understaffed, "lost") as lost:
        run_id = ana.implement(ana.given(shell_plan(*commands, credentials=(TOKEN,))), TYPED)
        ana.approve()
        wait_for(lambda: is_waiting(lost), "the third step", 60)
        with working(understaffed, "elsewhere"):
            killed_at = time.monotonic()
            everybody = lost.kill()
            wait_for(lambda: not any(each.is_running() for each in everybody), "all of it to be gone", 2)
            order(ana, "Bo")
            run = ana.wait_for_end(run_id)
            took = time.monotonic() - killed_at

    assert (run.status, run.attempt) == (RunStatus.COMPLETED, 2), run.error_message
    assert took < GOES_ON_WITHIN
    assert orders_of(ana, "Ana") == 1
    assert ana.head()["list"] == b"apples\npears\n"
    assert finished_steps(ana, run_id) == [1, 2, 3, 4]
    assert TAKEN_UP_AGAIN in [line.message for line in ana.log(run_id)]


def test_a_step_that_may_have_happened_is_asked_about_before_it_is_done_again(
    understaffed: Workplace, ana: Story
) -> None:
    plan = shell_plan(
        "echo apples > list", f"{place_order('Cy')} && {wait_for_order('Di')}", credentials=(TOKEN,)
    )
    with working(understaffed, "lost") as lost:
        run_id = ana.implement(ana.given(plan), TYPED)
        ana.approve()
        wait_for(lambda: is_waiting(lost), "the second step", 60)
        with working(understaffed, "elsewhere"):
            lost.kill()
            question = ana.decline()
            run = ana.wait_for_end(run_id)

    assert "may have" in plain_text(question)
    assert (run.status, run.attempt) == (RunStatus.FAILED, 2)
    assert orders_of(ana, "Cy") == 1


def test_a_browser_is_led_back_to_where_it_was_and_nothing_is_added_twice(
    understaffed: Workplace, ana: Story
) -> None:
    with working(understaffed, "lost") as lost:
        run_id = ana.implement(ana.given(interrupted_customer_plan("Evi", "Fred")), SIGNS_IN)
        ana.approve()
        wait_for(lambda: is_waiting(lost), "the step in the shell", 90)
        with working(understaffed, "elsewhere"):
            lost.kill()
            order(ana, "Fred")
            run = ana.wait_for_end(run_id)

    assert (run.status, run.attempt) == (RunStatus.COMPLETED, 2), run.error_message
    assert sum(record.get("name") == "Evi" for record in ana.site().values()) == 1
    lines = [line.message for line in ana.log(run_id)]
    afterwards = lines[lines.index(TAKEN_UP_AGAIN) :]
    assert "Clicked Sign in" in afterwards
    assert "Clicked Add customer" not in afterwards


def interrupted_customer_plan(customer: str, awaited: str) -> ComputerUsePlan:
    """Sign in, add a customer for good, wait in the shell until `awaited` orders, go on in the browser."""
    plan = customer_plan(customer, irreversible=True)
    wait = Step(
        number=len(plan.steps) + 1,
        instruction="Wait for an order",
        action=Action.SHELL,
        value=wait_for_order(awaited),
    )
    look = Step(number=wait.number + 1, instruction="Open Customers", action=Action.CLICK, target="Customers")
    steps, credentials = [*plan.steps, wait, look], [*plan.credentials, TOKEN]
    return ComputerUsePlan(goal=plan.goal, steps=steps, credentials=credentials, parameters=plan.parameters)


def is_waiting(shift: Shift) -> bool:
    return any(shift.workspaces.glob("*/workspace/waiting"))


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
