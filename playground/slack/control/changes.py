"""Live updates over a WebSocket."""

import asyncio

from starlette.websockets import WebSocket, WebSocketState

from playground.slack.standin import standin_of


async def changes(socket: WebSocket) -> None:
    """Send everything that changes from now on, as JSON, until the listener leaves."""
    standin, user = standin_of(socket), socket.query_params.get("user", "")
    await socket.accept()
    with standin.feed.listening(user) as queue:
        forwarding = asyncio.create_task(_forward(queue, socket))
        while socket.client_state is WebSocketState.CONNECTED:
            await socket.receive()
        forwarding.cancel()


async def _forward(queue: asyncio.Queue[str], socket: WebSocket) -> None:
    while True:
        await socket.send_text(await queue.get())
