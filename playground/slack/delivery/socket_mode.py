"""Socket Mode: the app opens WebSockets to us, and acknowledges each envelope by its id."""

import asyncio
import contextlib
import json
import secrets
import uuid
from collections.abc import Callable

from starlette.websockets import WebSocket, WebSocketDisconnect

from playground.slack.cast import APP_ID
from playground.slack.delivery.transport import Kind, NotAcknowledgedError, Retry
from playground.slack.wire import Payload


class SocketMode:
    """The app's connections. Each payload goes to one of them, in turn."""

    def __init__(self, base_url: str, ack_seconds: float, connections_changed: Callable[[], None]) -> None:
        self._address = base_url.replace("http", "ws", 1) + "/link/"
        self._ack_seconds = ack_seconds
        self._connections_changed = connections_changed
        self._tickets: set[str] = set()
        self._connections: list[WebSocket] = []
        self._waiting: dict[str, asyncio.Future[Payload]] = {}

    @property
    def connections(self) -> int:
        return len(self._connections)

    def invite(self) -> str:
        """Return an address where the app may connect, once."""
        ticket = secrets.token_urlsafe(16)
        self._tickets.add(ticket)
        return f"{self._address}?ticket={ticket}&app_id={APP_ID}"

    async def connect(self, socket: WebSocket) -> None:
        """Serve one connection until it ends."""
        ticket = socket.query_params.get("ticket", "")
        if ticket not in self._tickets:
            await socket.close(1008)
            return
        self._tickets.discard(ticket)
        await socket.accept()
        self._connections.append(socket)
        self._connections_changed()
        try:
            await socket.send_json(self._hello())
            while True:
                self._acknowledge(await socket.receive_text())
        except WebSocketDisconnect:
            pass
        finally:
            self._forget(socket)

    async def send(self, kind: Kind, payload: Payload, retry: Retry | None) -> Payload:
        if not self._connections:
            raise NotAcknowledgedError("no_connection")
        envelope = _envelope(kind, payload, retry)
        answer = asyncio.get_running_loop().create_future()
        self._waiting[envelope["envelope_id"]] = answer
        try:
            return await asyncio.wait_for(self._exchange(envelope, answer), self._ack_seconds)
        except TimeoutError:
            raise NotAcknowledgedError("timeout") from None
        finally:
            del self._waiting[envelope["envelope_id"]]

    async def refresh(self) -> None:
        """Ask the app to connect anew and hang up, as Slack does every few hours."""
        for socket in list(self._connections):
            self._forget(socket)
            await socket.send_json(
                {"type": "disconnect", "reason": "refresh_requested", "debug_info": {"host": "playground"}}
            )
            await socket.close()

    async def _exchange(self, envelope: Payload, answer: asyncio.Future[Payload]) -> Payload:
        socket = self._connections.pop(0)
        self._connections.append(socket)
        try:
            await socket.send_json(envelope)
        except (RuntimeError, WebSocketDisconnect):
            self._forget(socket)
            raise NotAcknowledgedError("connection_failed") from None
        return await answer

    def _acknowledge(self, text: str) -> None:
        with contextlib.suppress(ValueError):
            answer = json.loads(text)
            future = self._waiting.get(answer.get("envelope_id", ""))
            if future and not future.done():
                future.set_result(answer.get("payload") or {})

    def _forget(self, socket: WebSocket) -> None:
        if socket in self._connections:
            self._connections.remove(socket)
            self._connections_changed()

    def _hello(self) -> Payload:
        return {
            "type": "hello",
            "num_connections": len(self._connections),
            "connection_info": {"app_id": APP_ID},
            "debug_info": {"host": "playground", "approximate_connection_time": 18060},
        }


def _envelope(kind: Kind, payload: Payload, retry: Retry | None) -> Payload:
    envelope = {
        "envelope_id": str(uuid.uuid4()),
        "type": kind,
        "payload": payload,
        "accepts_response_payload": kind != "events_api",
    }
    if kind == "events_api":
        envelope["retry_attempt"] = retry.number if retry else 0
        envelope["retry_reason"] = retry.reason if retry else ""
    return envelope
