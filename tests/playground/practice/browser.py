"""The real browser server with a real browser, as a run uses it but without the wall."""

import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.types import TextContent

from playground.practice.snapshot import Page, read_page
from playground.site import HOST

CHROMIUM = "/usr/bin/chromium"


class Browser:
    """Calls tools and returns the text of their results."""

    def __init__(self, session: ClientSession) -> None:
        self._session = session

    async def call(self, tool: str, **arguments: Any) -> tuple[str, bool]:
        """Return what `tool` says, and whether it failed."""
        result = await self._session.call_tool(tool, arguments)
        said = "\n".join(part.text for part in result.content if isinstance(part, TextContent))
        return said, bool(result.is_error)

    async def page(self) -> Page:
        """What the page shows now."""
        page = read_page((await self.call("browser_snapshot"))[0])
        assert page is not None
        return page


@asynccontextmanager
async def open_browser(folder: Path, site_port: int) -> AsyncIterator[Browser]:
    """A browser that knows one credential, and Orchard by its name; `folder` takes what it writes."""
    config = folder / "browser.json"
    rules = f"--host-resolver-rules=MAP {HOST} 127.0.0.1:{site_port}"
    config.write_text(json.dumps({"browser": {"launchOptions": {"args": [rules]}}}))
    secrets = folder / "secrets.env"
    secrets.write_text("ORCHARD_PASSWORD='Pippin-42-Grove'\n")
    options = f"--headless --isolated --no-sandbox --executable-path {CHROMIUM}"
    options += f" --config {config} --secrets {secrets} --output-dir {folder / 'browser'} --codegen none"
    server = StdioServerParameters(
        command=sys.executable, args=["-m", "playwright", "mcp", *options.split()], cwd=folder
    )
    async with stdio_client(server) as (read, write), ClientSession(read, write) as session:
        await session.initialize()
        yield Browser(session)
