"""The real browser server and a real browser, with the options that runs use, outside of the wall."""

import json
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import playwright

from tests.worker.execution.pages import TOOL
from worker.config import WorkerSettings
from worker.execution.agent.browser import SECRETS_FILE, browser_command, secrets_file
from worker.execution.guard.elements import Element
from worker.execution.guard.sight import Sight

_DRIVER = Path(playwright.__file__).parent / "driver"
_ABOUT_US = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}}


class Browser:
    """One browser, and the sight of whoever uses it."""

    def __init__(self, server: "subprocess.Popen[str]") -> None:
        self.sight = Sight()
        self._server = server
        self._asked = 0
        self._ask("initialize", _ABOUT_US)
        self._tell({"method": "notifications/initialized"})

    def use(self, tool: str, **given: Any) -> str:
        """Call a tool; return what it says, also when it fails."""
        answer = self._ask("tools/call", {"name": f"browser_{tool}", "arguments": given})
        result = "\n".join(part.get("text", "") for part in answer["content"])
        self.sight.hear(f"{TOOL}{tool}", given, result, failed=bool(answer.get("isError")))
        return result

    def look(self) -> str:
        return self.use("snapshot")

    def open(self, url: str) -> str:
        """Open a page and look at it; return the snapshot."""
        self.use("navigate", url=url)
        return self.look()

    def ref(self, name: str) -> str:
        """Return the reference of the first element called `name` in a new snapshot."""
        line = next(line for line in self.look().splitlines() if f'"{name}"' in line and "[ref=" in line)
        return line.partition("[ref=")[2].partition("]")[0]

    def element(self, name: str) -> Element | None:
        return self.sight.element_of(self.ref(name))

    def _ask(self, method: str, params: Mapping[str, Any]) -> dict[str, Any]:
        self._asked += 1
        self._tell({"id": self._asked, "method": method, "params": params})
        assert self._server.stdout
        for line in self._server.stdout:
            answer = json.loads(line)
            if answer.get("id") == self._asked:
                result: dict[str, Any] = answer["result"]
                return result
        raise AssertionError("the browser server is gone")

    def _tell(self, message: Mapping[str, Any]) -> None:
        assert self._server.stdin
        self._server.stdin.write(json.dumps({"jsonrpc": "2.0", **message}) + "\n")
        self._server.stdin.flush()


@contextmanager
def browsing(folder: Path, credentials: Mapping[str, str]) -> Iterator[Browser]:
    """Start a browser that can type `credentials` (name -> value) by name."""
    secrets = folder / "secrets.env"
    secrets.write_bytes(secrets_file(credentials))
    chromium: Path = WorkerSettings.model_fields["chromium"].default
    _, _, *options = browser_command(chromium)
    proxy = options.index("--proxy-server")
    del options[proxy : proxy + 2]
    places = {SECRETS_FILE: str(secrets), "/tmp/browser": str(folder / "output")}
    command = [
        f"{_DRIVER}/node",
        f"{_DRIVER}/package/cli.js",
        *(places.get(option, option) for option in options),
    ]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=folder
    ) as server:
        try:
            yield Browser(server)
        finally:
            assert server.stdin
            server.stdin.close()
            server.wait(10)
