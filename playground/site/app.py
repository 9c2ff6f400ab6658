"""The composition root: `create_site(folder)` gives an ASGI application."""

from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from playground.site import api, desk, door
from playground.site.account import ACCOUNTS
from playground.site.shelf import Shelf
from playground.site.visits import Visits

#: The name the site goes by; whoever serves it maps the name to its port.
HOST = "orchard.test"

_HERE = Path(__file__).parent
_SCREENCASTS = _HERE.parent / "recording" / "samples"


def create_site(folder: Path) -> Starlette:
    """The demo site with its data in `folder`, which is created if missing."""
    site = Starlette(
        routes=[
            *door.routes,
            *desk.routes,
            *api.routes,
            Mount("/static", StaticFiles(directory=_HERE / "static")),
            Mount("/screencasts", StaticFiles(directory=_SCREENCASTS, check_dir=False)),
        ],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=[HOST, "127.0.0.1", "localhost"])],
    )
    site.state.shelf = Shelf(folder)
    site.state.accounts = ACCOUNTS
    site.state.visits = Visits()
    return site
