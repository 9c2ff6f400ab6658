"""A site that repeats the secret it was given: in its address, its title, its text and its source."""

from html import escape

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

HOST = "leaky.test"

_FORM = """<!doctype html><title>Leaky</title><h1>Leaky</h1>
<form action="/shown">
  <label>Secret <input name="secret" type="password"></label>
  <button>Show it</button>
</form>
"""
_SHOWN = """<!doctype html><title>You said {shown}</title><h1>Shown</h1>
<p role="status">The secret is {shown}.</p>
<p>Once more in hexadecimal: {hexadecimal}</p>
<a href="/shown?secret={shown}">Again</a>
"""


async def _ask(_: Request) -> Response:
    return HTMLResponse(_FORM)


async def _show(request: Request) -> Response:
    secret = request.query_params.get("secret", "")
    return HTMLResponse(_SHOWN.format(shown=escape(secret), hexadecimal=secret.encode().hex()))


def create_leaky_site() -> Starlette:
    return Starlette(routes=[Route("/enter", _ask), Route("/shown", _show)])
