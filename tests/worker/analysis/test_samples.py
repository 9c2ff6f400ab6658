"""Plans from what truly happened in the committed recordings: what perfect eyes would make of them."""

import json
from pathlib import Path
from typing import Any

import playground.recording
from models.plan import Action, ComputerUsePlan
from tests.worker.analysis.factories import make_event, make_evidence
from worker.analysis.evidence import Event, EventKind
from worker.analysis.literal import plan_literally

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


def test_the_new_order_is_planned_as_it_was_done() -> None:
    assert outline(plan_of("new-order")) == [
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
        (Action.CLICK, "Save order", None),
    ]


def test_the_new_customer_is_planned_as_it_was_done() -> None:
    plan = plan_of("new-customer")
    assert outline(plan) == [
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
    assert plan.goal == "“Add customer” on orchard.test"
