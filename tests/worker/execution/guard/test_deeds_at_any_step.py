"""The deed of a flagged step is its own by whatever tool and at whatever step it is done."""

from typing import Any

import pytest

from models.plan import Action, Step
from models.video import ApprovalPolicy
from tests.worker.execution.guard.judging import (
    ALLOWED,
    ASK,
    ASKED,
    DENIED,
    UNATTENDED,
    click,
    judged,
    lets_happen,
    policy_of,
)
from tests.worker.execution.pages import TOOL, seeing, snapshot
from worker.execution.guard.policy import Policy
from worker.execution.guard.sight import Sight

SITE = "https://orchard.test"
LEAVE = f"{SITE}/x?id=7"
STATUS = ('- combobox "Status" [ref=e1]:', '  - option "New" [selected]', '  - option "Shipped"')
PAGE = (
    *STATUS,
    '- checkbox "Live" [ref=e2]',
    '- slider "Heating" [ref=e3]: "20"',
    '- textbox "Price" [ref=e4]: "20"',
    '- textbox "Note" [ref=e5]',
    '- link "Confirm it" [ref=e6]:',
    "  - /url: /x?id=7",
    '- link "More" [ref=e7]:',
    "  - /url: /x?id=7#",
    '- button "Continue now" [ref=e8]',
    '- option "Shipped" [ref=e9]',
    "- generic [ref=e10] [cursor=pointer]:",
    '  - checkbox "Live" [ref=e11]',
    "  - generic [ref=e12]: Live",
    '- button "Save" [ref=e13]',
)
SHIPPING: dict[str, Any] = {"action": Action.SELECT, "target": "Status", "value": "Shipped"}
LEAVING: dict[str, Any] = {"action": Action.NAVIGATE, "url": LEAVE}
CONFIRMING: dict[str, Any] = {"action": Action.CLICK, "target": "Confirm it"}
PRICING: dict[str, Any] = {"action": Action.TYPE, "target": "Price", "value": "0"}
SAVING: dict[str, Any] = {"action": Action.PRESS, "value": "Ctrl+S"}


def field(target: str, kind: str, value: str) -> dict[str, Any]:
    return {"target": target, "type": kind, "name": "It", "value": value}


def form(*fields: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    return "fill_form", {"fields": list(fields)}


def opens(url: str) -> tuple[str, dict[str, Any]]:
    return "navigate", {"url": url}


SHIPS = form(field("e1", "combobox", "Shipped"))
WAYS = {
    "chosen by a form": (SHIPPING, SHIPS),
    "option clicked": (SHIPPING, click("e9")),
    "ticked by a form": ({"action": Action.CHECK, "target": "Live"}, form(field("e2", "checkbox", "true"))),
    "wrapper of a box": ({"action": Action.CHECK, "target": "Live"}, click("e10")),
    "slid by a form": (
        {"action": Action.CLICK, "target": "Heating", "value": "30"},
        form(field("e3", "slider", "30")),
    ),
    "typed": (PRICING, ("type", {"target": "e4", "text": "0"})),
    "another text typed": (PRICING, ("type", {"target": "e4", "text": "1"})),
    "typed by a form": (PRICING, form(field("e4", "textbox", "0"))),
    "address": (LEAVING, opens(LEAVE)),
    "address spelt otherwise": (LEAVING, opens("HTTPS://orchard.test:443/x?id=7&#")),
    "address with more": (LEAVING, opens(f"{LEAVE}&now=1#top")),
    "address in a tab": (LEAVING, ("tabs", {"action": "new", "url": LEAVE})),
    "link to the address": (LEAVING, click("e7")),
    "address of the link": (CONFIRMING, opens(LEAVE)),
    "address of the link in a tab": (CONFIRMING, ("tabs", {"action": "new", "url": LEAVE})),
    "another link to where it leads": (CONFIRMING, click("e7")),
    "called nearly so": ({"action": Action.CLICK, "target": "Continue"}, click("e8")),
}


def plan(step: dict[str, Any], kind: ApprovalPolicy = ASK, sight: Sight | None = None) -> Policy:
    steps = (
        Step(number=1, instruction="Open it", action=Action.NAVIGATE, url=f"{SITE}/"),
        Step(number=2, instruction="Do it", irreversible=True, **step),
        Step(number=3, instruction="Look at it", action=Action.OTHER),
    )
    return policy_of(kind, sight=sight or seeing(*PAGE), steps=steps)


@pytest.mark.parametrize("current", [1, 2, 3])
@pytest.mark.parametrize("way", WAYS)
def test_it_is_asked_about(way: str, current: int) -> None:
    step, act = WAYS[way]
    asked = judged(plan(step), *act, current)
    assert (asked.kind, asked.step) == (ASKED, 2)


@pytest.mark.parametrize("way", [way for way in WAYS if way != "called nearly so"])
def test_once_more_it_is_asked_about_again(way: str) -> None:
    step, act = WAYS[way]
    sight = seeing(*PAGE)
    policy = plan(step, sight=sight)
    assert lets_happen(policy, sight, *act, 1, *PAGE).kind is ALLOWED
    again = judged(policy, *act, 3)
    assert (again.kind, again.step) == (ASKED, 2)


@pytest.mark.parametrize("way", ["chosen by a form", "typed", "typed by a form", "slid by a form"])
def test_a_yes_holds_after_a_second_look(way: str) -> None:
    step, act = WAYS[way]
    sight = seeing(*PAGE)
    policy = plan(step, sight=sight)
    policy.approve(judged(policy, *act, 2))
    policy.waited()
    sight.hear(f"{TOOL}snapshot", {}, snapshot(*PAGE), failed=False)
    assert judged(policy, *act, 2).kind is ALLOWED


@pytest.mark.parametrize(
    "way", ["chosen by a form", "ticked by a form", "slid by a form", "typed", "address"]
)
def test_unattended_it_needs_nobody_and_its_step_is_noted_as_begun(way: str) -> None:
    step, act = WAYS[way]
    judgement = judged(plan(step, UNATTENDED), *act, 2)
    assert (judgement.kind, judgement.step) == (ALLOWED, 2)


def test_unattended_a_planned_number_is_typed() -> None:
    step = Step(number=1, instruction="Set the price to 31", irreversible=True, **(PRICING | {"value": "31"}))
    policy = policy_of(UNATTENDED, sight=seeing(*PAGE), steps=(step,))
    assert judged(policy, "type", {"target": "e4", "text": "31"}, 1).kind is ALLOWED
    assert judged(policy, "type", {"target": "e4", "text": "9"}, 1).kind is ASKED


@pytest.mark.parametrize("kind", ApprovalPolicy)
def test_in_a_form_it_is_filled_in_by_itself(kind: ApprovalPolicy) -> None:
    note = field("e5", "textbox", "Hello")
    policy = plan(SHIPPING, kind)
    refused = judged(policy, *form(note, SHIPS[1]["fields"][0]), 2)
    assert refused.kind is DENIED
    assert "each field in a call of its own" in refused.reason
    assert judged(policy, *form(note, field("e4", "textbox", "9")), 2).kind is ALLOWED


def test_a_flagged_field_is_not_filled_in_key_by_key() -> None:
    page = [line.replace("[ref=e4]", "[active] [ref=e4]") for line in PAGE]
    assert judged(plan(PRICING, sight=seeing(*page)), "press_key", {"key": "9"}, 1).kind is DENIED
    assert judged(plan(SHIPPING, sight=seeing(*page)), "press_key", {"key": "9"}, 1).kind is ALLOWED


@pytest.mark.parametrize("key", ["Control+s", "ControlOrMeta+S"])
def test_a_planned_key_is_asked_about_before_its_step(key: str) -> None:
    page = ('- textbox "Note" [active] [ref=e1]', '- button "Bold" [ref=e2]')
    policy = plan(SAVING, sight=seeing(*page))
    assert judged(policy, "press_key", {"key": key}, 1).step == 2
    assert judged(policy, "press_key", {"key": "Control+b"}, 1).kind is ALLOWED


def test_enter_after_a_text_is_a_planned_enter() -> None:
    policy = plan({"action": Action.PRESS, "value": "Enter"})
    given = {"target": "e5", "text": "Hello", "submit": True}
    assert judged(policy, "type", given, 1).step == 2
    assert judged(policy, "type", given | {"submit": False}, 1).kind is ALLOWED


ORDINARY = {
    "text": ("type", {"target": "e5", "text": "Hello"}),
    "form": form(field("e5", "textbox", "Hello"), field("e4", "textbox", "9")),
    "field": click("e4"),
    "link": opens(f"{SITE}/orders"),
    "tabs": ("tabs", {"action": "select", "index": 0}),
    "start": opens(f"{SITE}/"),
    "box": form(field("e2", "checkbox", "true")),
}


@pytest.mark.parametrize("act", ORDINARY.values(), ids=ORDINARY)
@pytest.mark.parametrize("target", ["Save", "Price", "Send it"])
def test_what_prepares_it_needs_nobody(target: str, act: tuple[str, dict[str, Any]]) -> None:
    if target != "Price" or act != ORDINARY["field"]:
        assert judged(plan({"action": Action.CLICK, "target": target}), *act, 1).kind is ALLOWED


def test_what_another_step_names_exactly_is_that_steps() -> None:
    steps = (
        Step(number=1, instruction="Go on", action=Action.CLICK, target="Continue now"),
        Step(number=2, instruction="Open it", action=Action.NAVIGATE, url=f"{LEAVE}&page=2"),
        Step(number=3, instruction="Finish", action=Action.CLICK, target="Continue", irreversible=True),
        Step(number=4, instruction="Leave", irreversible=True, **LEAVING),
    )
    policy = policy_of(sight=seeing(*PAGE), steps=steps)
    for current in (1, 2, 3):
        assert judged(policy, *click("e8"), current).kind is ALLOWED
        assert judged(policy, *opens(f"{LEAVE}&page=2"), current).kind is ALLOWED
    assert judged(policy, *opens(LEAVE), 1).step == 4
