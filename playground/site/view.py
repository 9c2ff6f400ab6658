"""Templates, and who is looking at them."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.templating import Jinja2Templates

from playground.site.account import DemoAccount
from playground.site.shelf import Shelf
from playground.site.visits import SESSION_COOKIE, Visits

_templates = Jinja2Templates(directory=Path(__file__).parent / "templates")


def render(request: Request, template: str, status: int = 200, **context: object) -> Response:
    """The page `template`, with the account shown in the header when somebody is signed in."""
    account = account_of(request)
    known = {"who": account.name if account else None, "path": request.url.path}
    return _templates.TemplateResponse(request, template, {**known, **context}, status_code=status)


def go_to(path: str) -> RedirectResponse:
    """A redirect after a form was sent, so that a reload does not send it again."""
    return RedirectResponse(path, status_code=303)


def shelf_of(request: Request) -> Shelf:
    shelf: Shelf = request.app.state.shelf
    return shelf


def visits_of(request: Request) -> Visits:
    visits: Visits = request.app.state.visits
    return visits


def accounts_of(request: Request) -> tuple[DemoAccount, ...]:
    """Return everybody who could sign in."""
    accounts: tuple[DemoAccount, ...] = request.app.state.accounts
    return accounts


def account_of(request: Request) -> DemoAccount | None:
    """Return who is signed in."""
    return visits_of(request).signed_in.get(request.cookies.get(SESSION_COOKIE, ""))
