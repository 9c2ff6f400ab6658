"""What was truly done in each sample screencast, planned literally and followed in a real browser."""

import asyncio
import json
from pathlib import Path
from typing import Any

from models.plan import ComputerUsePlan
from playground.loopback import serving
from playground.practice.follow import next_turn
from playground.site import create_site
from tests.playground.practice.browser import Browser, open_browser
from tests.playground.site.desk import data_of
from tests.worker.analysis.factories import make_evidence
from worker.analysis.evidence import Event
from worker.analysis.planning.literal import plan_literally

SAMPLES = Path(__file__).parents[3] / "playground" / "recording" / "samples"
_SHARED = {"kind", "t_start", "t_end", "text", "secret", "url"}
_MOST_TURNS = 100


def plan_of(sample: str) -> ComputerUsePlan:
    """The plan a flawless look at the screencast would lead to."""
    truth = json.loads((SAMPLES / f"{sample}.events.json").read_text())
    events = [
        Event(**{name: each[name] for name in _SHARED & each.keys()}, label=each.get("target"))
        for each in truth["events"]
    ]
    return plan_literally(make_evidence(*events))


async def follow(plan: ComputerUsePlan, parameters: dict[str, str], browser: Browser) -> Any:
    """Answer the practice model's calls with the real browser's results; give how it says the run ended."""
    messages: list[dict[str, Any]] = [{"role": "user", "content": "Carry out the plan."}]
    for _ in range(_MOST_TURNS):
        (block,) = next_turn(plan, parameters, messages, [])
        tool, arguments = str(block["name"]).rsplit("__", 1)[-1], block["input"]
        assert isinstance(arguments, dict)
        if tool == "run_finished":
            return arguments
        elsewhere = tool in {"step_finished", "Write"}
        said, failed = ("Noted.", False) if elsewhere else await browser.call(tool, **arguments)
        result = {"type": "tool_result", "tool_use_id": block["id"], "content": said, "is_error": failed}
        messages += [{"role": "assistant", "content": [block]}, {"role": "user", "content": [result]}]
    raise AssertionError("the run did not end")


def run(sample: str, folder: Path, **parameters: str) -> Any:
    async def over(port: int) -> Any:
        async with open_browser(folder, port) as browser:
            return await follow(plan_of(sample), parameters, browser)

    with serving(create_site(folder / "site")) as port:
        return asyncio.run(over(port))


def test_the_first_sample_creates_the_order_of_the_screencast(tmp_path: Path) -> None:
    ending = run("new-order", tmp_path)

    assert ending["succeeded"], ending["summary"]
    order = data_of(tmp_path / "site")["orders"][-1]
    assert (order["number"], order["customer"], order["product"]) == (
        1042,
        "Hillside Market",
        "Victoria plums",
    )
    assert (order["quantity"], order["delivery_date"]) == (24, "2026-12-15")


def test_a_parameter_changes_what_is_created(tmp_path: Path) -> None:
    ending = run("new-order", tmp_path, CUSTOMER="Fig & Co", QUANTITY="3")

    assert ending["succeeded"], ending["summary"]
    order = data_of(tmp_path / "site")["orders"][-1]
    assert (order["customer"], order["quantity"]) == ("Fig & Co", 3)


def test_what_the_site_refuses_is_told_in_its_words(tmp_path: Path) -> None:
    ending = run("new-order", tmp_path, DELIVERY_DATE="tomorrow")

    assert not ending["succeeded"]
    assert "write it like 2026-12-15" in ending["summary"]
    assert len(data_of(tmp_path / "site")["orders"]) == 3


def test_the_second_sample_takes_another_way_and_adds_the_customer(tmp_path: Path) -> None:
    ending = run("new-customer", tmp_path)

    assert ending["succeeded"], ending["summary"]
    customer = data_of(tmp_path / "site")["customers"][-1]
    assert (customer["name"], customer["email"]) == ("Riverbend Farm Shop", "hello@riverbend.test")
    assert (customer["region"], customer["newsletter"]) == ("East", True)
