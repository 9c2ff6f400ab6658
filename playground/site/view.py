"""Templates, and who is looking at them."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.templating import Jinja2Templates

from playground.site.account import DemoAccount
from playground.site.shelf import Shelf

SESSION_COOKIE = "orchard_session"

_templates = Jinja2Templates(directory=Path(__file__).parent / "templates")


def render(request: Request, template: str, status: int = 200, **context: object) -> Response:
    """The page `template`, with the account shown in the header when somebody is signed in."""
    who = account_of(request).name if is_signed_in(request) else None
    return _templates.TemplateResponse(
        request, template, {"who": who, "path": request.url.path, **context}, status_code=status
    )


def is_signed_in(request: Request) -> bool:
    sessions: set[str] = request.app.state.signed_in
    return request.cookies.get(SESSION_COOKIE) in sessions


def go_to(path: str) -> RedirectResponse:
    """A redirect after a form was sent, so that a reload does not send it again."""
    return RedirectResponse(path, status_code=303)


def shelf_of(request: Request) -> Shelf:
    shelf: Shelf = request.app.state.shelf
    return shelf


def account_of(request: Request) -> DemoAccount:
    account: DemoAccount = request.app.state.account
    return account
