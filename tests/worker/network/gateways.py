"""Makes model gateways, and asks them as a run would."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from playground.loopback import serving
from tests.worker.execution.bench import Bench
from tests.worker.execution.scripted import ScriptedModel
from worker.execution.secrecy.known_secrets import KnownSecrets
from worker.network.metering import Allowance, Spent
from worker.network.model_gateway import ModelGateway
from worker.wall.sockets import listening_socket

ASK = {"model": "practice", "messages": [{"role": "user", "content": "hello hunter22"}], "stream": True}


async def no_more(allowance: float, needed: float) -> float:
    raise Spent(f"That was all of ${allowance:.2f}.")


def up_to(usd: float) -> Allowance:
    return Allowance(usd, no_more)


def gateway_to(
    bench: Bench,
    model: ScriptedModel,
    allowance: Allowance | None = None,
    spent: float = 0.0,
    tell_cost: Callable[[float], None] = lambda _: None,
    **settings: Any,
) -> ModelGateway:
    configured = bench.workbench(**{"anthropic_base_url": model.url, **settings}).settings
    secrets = KnownSecrets()
    secrets.add("PASSWORD", "hunter22")
    secrets.add_code("CODE", "492039")
    redacted = secrets.for_model.request
    return ModelGateway(configured, redacted, allowance or up_to(1.0), spent, tell_cost)


@asynccontextmanager
async def reaching(gateway: ModelGateway, folder: Path) -> AsyncIterator[httpx.AsyncClient]:
    """A client where the run would be."""
    socket_path = folder / "model.sock"
    socket_path.unlink(missing_ok=True)
    async with gateway.serve(listening_socket(socket_path, None)):
        transport = httpx.AsyncHTTPTransport(uds=str(socket_path))
        async with httpx.AsyncClient(transport=transport, base_url="http://model", timeout=30) as client:
            yield client


def send(
    gateway: ModelGateway, folder: Path, body: Any, path: str = "/v1/messages", method: str = "POST"
) -> httpx.Response:
    return send_with(gateway, folder, body, {}, path, method)


def send_with(
    gateway: ModelGateway,
    folder: Path,
    body: Any,
    headers: Mapping[str, str],
    *target: str,
) -> httpx.Response:
    """Send headers of one's own as well; `target`: path and method, if they are others than usual."""
    path, method = target or ("/v1/messages", "POST")

    async def talk() -> httpx.Response:
        async with reaching(gateway, folder) as client:
            own = {"x-api-key": "added-outside", "cookie": "a=b", **headers}
            return await client.request(method, path, json=body, headers=own)

    return asyncio.run(talk())


def send_at_once(gateway: ModelGateway, folder: Path, count: int, body: Any = ASK) -> list[int]:
    """Return the status of each of several requests."""

    async def talk() -> list[int]:
        async with reaching(gateway, folder) as client:
            answers = await asyncio.gather(*(client.post("/v1/messages", json=body) for _ in range(count)))
            return [answer.status_code for answer in answers]

    return asyncio.run(talk())


def send_one_by_one(gateway: ModelGateway, folder: Path, count: int) -> list[int]:
    async def talk() -> list[int]:
        async with reaching(gateway, folder) as client:
            return [(await client.post("/v1/messages", json=ASK)).status_code for _ in range(count)]

    return asyncio.run(talk())


class ModelAtWork:
    """A model that takes its time, and knows how many requests it had at a time."""

    def __init__(self, **usage: int) -> None:
        self.begun = threading.Semaphore(0)
        self.may_answer = threading.Event()
        self.most_at_a_time = 0
        self._at_work = 0
        self._usage = usage

    async def answer(self, _: Request) -> JSONResponse:
        self._at_work += 1
        self.most_at_a_time = max(self.most_at_a_time, self._at_work)
        self.begun.release()
        await asyncio.to_thread(self.may_answer.wait)
        await asyncio.sleep(0.05)  # others would come in between
        self._at_work -= 1
        return JSONResponse({"usage": self._usage})


@contextmanager
def at_work(model: ModelAtWork) -> Iterator[ScriptedModel]:
    """Where `model` is reached."""
    with serving(Starlette(routes=[Route("/v1/messages", model.answer, methods=["POST"])])) as port:
        try:
            yield ScriptedModel([], url=f"http://127.0.0.1:{port}")
        finally:
            model.may_answer.set()
