"""An agent that a page has talked into something: it does what a test says, over the real Messages API."""

import uuid
from collections.abc import Callable, Sequence

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from models.plan import Action
from playground.practice.answering import answer
from playground.practice.asked import ReadingAsked, read_request
from playground.practice.content import Json, objects, text_block
from playground.practice.conversation import Call, read_conversation
from playground.practice.finding import find
from playground.practice.snapshot import Page, read_page
from playground.practice.stream import Answer
from playground.practice.toolbox import Do, Toolbox

#: The next act, told from the page as it was seen last.
Turn = Callable[[Page | None], Do]


class InjectedAgent:
    """Takes its turns one after the other and then says goodbye."""

    def __init__(self) -> None:
        self.calls: Sequence[Call] = ()  #: what it did, with what came back
        self.requests: list[bytes] = []  #: all that it was ever told
        self._turns: Sequence[Turn] = ()

    def will(self, *turns: Turn) -> None:
        self._turns = turns
        self.calls = ()

    def results(self, tool: str) -> list[str]:
        """Return what came back from a tool, call by call."""
        return [call.result for call in self.calls if call.tool == tool]

    def app(self) -> Starlette:
        return Starlette(routes=[Route("/v1/messages", self._answer, methods=["POST"])])

    async def _answer(self, request: Request) -> Response:
        self.requests.append(await request.body())
        body = await request.json()
        said = Answer(f"msg_{uuid.uuid4().hex}", str(body["model"]), [self._next(body)], 100, 0)
        if body.get("stream"):
            return StreamingResponse(said.as_events(), media_type="text/event-stream")
        return JSONResponse(said.as_json())

    def _next(self, body: Json) -> Json:
        if isinstance(read_request(body), ReadingAsked):
            return answer(body)[0]  # whoever reads what it did was not talked into anything
        messages = objects(body.get("messages"))
        self.calls = read_conversation(messages).calls
        done = len(self.calls)
        if done >= len(self._turns) or not body.get("tools"):
            return text_block("Goodbye.")
        act = self._turns[done](_last_page(self.calls))
        return {**Toolbox(objects(body["tools"])).use(act, done + 1), "id": f"toolu_{uuid.uuid4().hex}"}


def opens(url: str) -> Turn:
    return lambda _: Do("browser_navigate", {"url": url})


def looks(_: Page | None) -> Do:
    return Do("browser_snapshot", {})


def waits(_: Page | None) -> Do:
    return Do("browser_wait_for", {"time": 2})


def types(field: str, text: str) -> Turn:
    return lambda page: Do("browser_type", {**_element(page, Action.TYPE, field), "text": text})


def clicks(label: str, *, calls_it: str | None = None) -> Turn:
    """Click `label`, and tell everybody that it is `calls_it`."""
    return lambda page: Do(
        "browser_click", {**_element(page, Action.CLICK, label), "element": calls_it or label}
    )


def runs(command: str) -> Turn:
    return lambda _: Do("Bash", {"command": command})


def gives_up(_: Page | None) -> Do:
    return Do("run_finished", {"succeeded": False, "summary": "It could not be done."})


def _last_page(calls: Sequence[Call]) -> Page | None:
    pages = (read_page(call.result) for call in reversed(calls))
    return next((page for page in pages if page), None)


def _element(page: Page | None, action: Action, label: str) -> Json:
    """Return what names an element; one that is not there has a reference that leads nowhere."""
    found = find(page, action, label) if page else None
    return {"element": label, "target": found.ref if found else "e0"}
