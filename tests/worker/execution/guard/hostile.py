"""A site whose pages a test writes, and how acts on them are judged."""

from dataclasses import dataclass, field

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from models.plan import Action, NeededCredential, Step
from models.video import ApprovalPolicy
from tests.models.factories import make_plan
from tests.worker.execution.browser_server import Browser
from tests.worker.execution.pages import TOOL
from worker.execution.guard.judgement import JudgementKind
from worker.execution.guard.policy import Policy

SECRET = "correct-horse-7-battery"
FIELD = '<label>Password <input type="text"></label>'
#: Takes note of all that is put into any field.
LISTENER = "<script>addEventListener('input', e => fetch('/heard?' + e.target.value))</script>"


@dataclass
class Pages:
    """A site whose pages a test writes; every page but the first takes note of what is put into it."""

    port: int = 0
    html: dict[str, str] = field(default_factory=dict)
    heard: list[str] = field(default_factory=list)  #: every address that was asked for
    whither: str = ""  #: where pages that ask are to move to

    def app(self) -> Starlette:
        return Starlette(routes=[Route("/{path:path}", self._answer)])

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}/{path}"

    async def _answer(self, request: Request) -> Response:
        self.heard.append(str(request.url))
        path = request.path_params["path"]
        if path == "whither":
            return PlainTextResponse(self.whither)
        return HTMLResponse(f"<!doctype html>{self.html.get(path, '')}{LISTENER}")


def policy_of(browser: Browser, host: str = "127.0.0.1") -> Policy:
    plan = make_plan(
        steps=[Step(number=1, instruction="Open it", action=Action.OTHER)],
        credentials=[NeededCredential(name="SITE_PASSWORD", label="Password", host=host)],
    )
    return Policy(plan, ApprovalPolicy.UNATTENDED, browser.sight)


def judged(browser: Browser, tool: str, host: str = "127.0.0.1", **given: object) -> JudgementKind:
    return policy_of(browser, host).judge(f"{TOOL}{tool}", given, 1).kind
