"""The real browser server with a real browser, as a run uses it but without the wall."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.types import TextContent

CHROMIUM = "/usr/bin/chromium"


class Browser:
    """Calls tools and returns the text of their results."""

    def __init__(self, session: ClientSession) -> None:
        self._session = session

    async def call(self, tool: str, **arguments: Any) -> str:
        result = await self._session.call_tool(f"browser_{tool}", arguments)
        return "\n".join(part.text for part in result.content if isinstance(part, TextContent))


@asynccontextmanager
async def open_browser(folder: Path) -> AsyncIterator[Browser]:
    """A browser that knows one credential; `folder` takes what it writes."""
    secrets = folder / "secrets.env"
    secrets.write_text("ORCHARD_PASSWORD='Pippin-42-Grove'\n")
    options = f"--headless --isolated --no-sandbox --executable-path {CHROMIUM}"
    options += f" --secrets {secrets} --output-dir {folder / 'browser'} --codegen none"
    server = StdioServerParameters(
        command=sys.executable, args=["-m", "playwright", "mcp", *options.split()], cwd=folder
    )
    async with stdio_client(server) as (read, write), ClientSession(read, write) as session:
        await session.initialize()
        yield Browser(session)
