from models.plan import Action, Basis
from tests.worker.analysis.factories import SITE, make_event
from tests.worker.analysis.planning.literally import plan_of
from worker.analysis.evidence import EventKind


def test_a_page_that_came_up_unseen_is_opened_as_an_inferred_step() -> None:
    plan = plan_of(
        make_event(EventKind.NAVIGATE, url=f"{SITE}/orders"),
        make_event(EventKind.CLICK, 1, label="New customer", url=f"{SITE}/customers"),
    )
    assert (plan.steps[1].action, plan.steps[1].url) == (Action.NAVIGATE, f"{SITE}/customers")
    assert plan.steps[1].basis is Basis.INFERRED


def test_a_form_that_was_sent_unseen_is_sent_with_the_enter_key() -> None:
    plan = plan_of(
        make_event(EventKind.TYPE, label="Password", secret=True, url=f"{SITE}/login"),
        make_event(EventKind.CLICK, 1, label="Customers", url=f"{SITE}/orders"),
    )
    assert [(step.action, step.value, step.basis) for step in plan.steps[2:3]] == [
        (Action.PRESS, "Enter", Basis.INFERRED)
    ]


def test_an_address_read_slightly_differently_is_no_other_page() -> None:
    plan = plan_of(
        make_event(EventKind.NAVIGATE, url=f"{SITE}/customers/new"),
        make_event(EventKind.CLICK, 1, label="Save", url=f"{SITE}/customers/nevv"),
    )
    assert [step.action for step in plan.steps] == [Action.NAVIGATE, Action.CLICK]
