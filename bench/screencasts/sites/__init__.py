"""Small made-up sites, each one page of HTML that plays every page of its site."""

from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

_FOLDER = Path(__file__).parent
SITES = tuple(sorted(page.stem for page in _FOLDER.glob("*.html")))


def host_of(site: str) -> str:
    return f"{site}.test"


def create_site(site: str, font: str | None) -> Starlette:
    """Return an application that answers every path with the site's page, in a font of your choice."""
    page = (_FOLDER / f"{site}.html").read_text(encoding="utf-8")
    if font:
        page = page.replace("<style>", f'<style>\n  :root {{ --font: "{font}"; }}', 1)

    async def show(_: Request) -> HTMLResponse:
        return HTMLResponse(page)

    return Starlette(routes=[Route("/{path:path}", show)])
