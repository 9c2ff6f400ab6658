"""The committed recordings: the plan that perfect eyes would lead to, and the one that ours do."""

import json
from pathlib import Path
from typing import Any

import playground.recording
from models.plan import Action, ComputerUsePlan
from tests.worker.analysis.factories import make_event, make_evidence
from worker.analysis.evidence import Event, EventKind
from worker.analysis.planning.literal import plan_literally
from worker.analysis.watch import watch

SAMPLES = Path(playground.recording.__file__).parent / "samples"


def plan_of(sample: str) -> ComputerUsePlan:
    truth = json.loads((SAMPLES / f"{sample}.events.json").read_text())
    return plan_literally(make_evidence(*map(_event, truth["events"])))


def _event(told: dict[str, Any]) -> Event:
    return make_event(
        EventKind(told["kind"]),
        told["t_start"],
        label=told.get("target"),
        text=told.get("text"),
        secret=told.get("secret", False),
        url=told.get("url"),
    )


def outline(plan: ComputerUsePlan) -> list[tuple[Action, str | None, str | None]]:
    return [(step.action, step.target or step.url, step.credential or step.value) for step in plan.steps]


NEW_ORDER = [
    (Action.NAVIGATE, "http://orchard.test/login", None),
    (Action.TYPE, "Email", "{EMAIL}"),
    (Action.TYPE, "Password", "ORCHARD_PASSWORD"),
    (Action.CLICK, "Sign in", None),
    (Action.CLICK, "New order", None),
    (Action.TYPE, "Customer", "{CUSTOMER}"),
    (Action.SELECT, "Product", "{PRODUCT}"),
    (Action.TYPE, "Quantity", "{QUANTITY}"),
    (Action.TYPE, "Delivery date", "{DELIVERY_DATE}"),
    (Action.TYPE, "Note", "{NOTE}"),
    (Action.CLICK, "Place order", None),
]
NEW_CUSTOMER = [
    (Action.NAVIGATE, "http://orchard.test/login", None),
    (Action.TYPE, "Email", "{EMAIL}"),
    (Action.TYPE, "Password", "ORCHARD_PASSWORD"),
    (Action.PRESS, None, "Enter"),
    (Action.CLICK, "Customers", None),
    (Action.CLICK, "New customer", None),
    (Action.CHECK, "Send the newsletter", None),
    (Action.SELECT, "Region", "{REGION}"),
    (Action.TYPE, "Name", "{NAME}"),
    (Action.TYPE, "Email", "{EMAIL_2}"),
    (Action.TYPE, "Phone", "{PHONE}"),
    (Action.CLICK, "Add customer", None),
]


def test_the_new_order_is_planned_as_it_was_done() -> None:
    assert outline(plan_of("new-order")) == NEW_ORDER


def test_the_new_customer_is_planned_as_it_was_done() -> None:
    plan = plan_of("new-customer")
    assert outline(plan) == NEW_CUSTOMER
    assert plan.goal == "“Add customer” on orchard.test"


def test_the_new_order_is_planned_from_its_video_alone(tmp_path: Path) -> None:
    plan = plan_literally(watch(SAMPLES / "new-order.mp4", tmp_path))
    assert outline(plan) == NEW_ORDER
    assert plan.success_criteria == ["orchard.test/orders/… is shown without an error message."]
    assert [credential.host for credential in plan.credentials] == ["orchard.test"]


def test_the_new_customer_is_planned_from_its_video_alone(tmp_path: Path) -> None:
    plan = plan_literally(watch(SAMPLES / "new-customer.mp4", tmp_path))
    typed = (Action.NAVIGATE, "http://orchard.test/", None)  # It led on to the sign-in.
    assert outline(plan) == [typed, *NEW_CUSTOMER[1:]]
    assert plan.success_criteria == ["orchard.test/customers is shown without an error message."]
