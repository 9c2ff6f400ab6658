"""Conversations for tests: plans, pages as the browser server writes them, and requests."""

from collections.abc import Mapping
from typing import Any

from models.plan import Action, ComputerUsePlan, NeededCredential, Parameter, Step
from playground.practice.content import Json
from playground.practice.follow import next_turn

LOGIN = """
- main [ref=e2]:
  - heading "Sign in" [level=1] [ref=e3]
  - textbox "Email" [ref=e5]
  - textbox "Password" [ref=e6]
  - button "Sign in" [ref=e7]
"""
REFUSED = "- alert [ref=e1]: That email and password do not match." + LOGIN
ORDERS = """
- heading "Orders" [level=1] [ref=e3]
- link "New order" [ref=e4]:
  - /url: /orders/new
"""


def make_step(action: Action = Action.CLICK, target: str | None = None, **parts: Any) -> Step:
    return Step(number=1, instruction=f"{action} {target or ''}", action=action, target=target, **parts)


CLICK_SIGN_IN = make_step(Action.CLICK, "Sign in")


def make_plan(*steps: Step, **parts: Any) -> ComputerUsePlan:
    """Number `steps`, and list the one credential and the one parameter they may use."""
    numbered = [step.model_copy(update={"number": number}) for number, step in enumerate(steps, start=1)]
    defaults: dict[str, Any] = {
        "goal": "Try it",
        "steps": numbered,
        "credentials": [NeededCredential(name="ORCHARD_PASSWORD", label="Password")],
        "parameters": [Parameter(name="CUSTOMER", label="Customer", default="Hillside Market")],
    }
    return ComputerUsePlan(**{**defaults, **parts})


def page(snapshot: str, url: str = "http://orchard.test/login", title: str = "Orchard") -> str:
    """What a browser tool returns with a whole page in it."""
    return (
        f"### Page\n- Page URL: {url}\n- Page Title: {title}\n### Snapshot\n```yaml\n{snapshot.strip()}\n```"
    )


#: What a browser tool returns when the page has to be looked at separately.
DONE = "### Page\n- Page URL: http://orchard.test/\n### Snapshot\n- [Snapshot](page-1.yml)"


class Talk:
    """A run's conversation so far, and what the practice model says next."""

    def __init__(
        self,
        plan: ComputerUsePlan,
        parameters: Mapping[str, str] | None = None,
        *,
        tools: tuple[str, ...] = (),
    ) -> None:
        self.plan = plan
        self.tools = [{"name": f"mcp__run__{tool}"} for tool in tools]
        self.parameters = parameters or {}
        self.messages: list[dict[str, Any]] = [{"role": "user", "content": "Carry out the plan."}]

    def next(self) -> tuple[str, dict[str, Any]]:
        """The next call's tool, without prefix, and its arguments; ``said`` and the text for words."""
        block = self._answer()[-1]
        if block["type"] == "text":
            return "said", {"text": block["text"]}
        arguments = block["input"]
        assert isinstance(arguments, dict)
        return str(block["name"]).rsplit("__", 1)[-1], arguments

    def answer(self, result: str, *, failed: bool = False) -> "Talk":
        """Let the model make its next call, and answer it with `result`."""
        block = self._answer()[-1]
        answer = {"type": "tool_result", "tool_use_id": block["id"], "content": result, "is_error": failed}
        self.messages += [{"role": "assistant", "content": [block]}, {"role": "user", "content": [answer]}]
        return self

    def hear(self, words: str) -> "Talk":
        """Let a user say something."""
        self.messages.append({"role": "user", "content": words})
        return self

    def words(self) -> str:
        """What the model says beside its next call."""
        return "\n".join(str(block["text"]) for block in self._answer() if block["type"] == "text")

    def _answer(self) -> list[Json]:
        return next_turn(self.plan, self.parameters, self.messages, self.tools)
