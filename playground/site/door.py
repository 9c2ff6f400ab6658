"""Signing in and out; some accounts also need a code from an authenticator app."""

from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from playground.site.account import DemoAccount, account_with
from playground.site.view import account_of, accounts_of, go_to, render, visits_of
from playground.site.visits import HALF_WAY_COOKIE, SESSION_COOKIE

_REFUSED = "That email and password do not match. Check both and try again."
_WRONG_CODE = "That code is not right, or too old. Type the one your app shows now."


async def home(request: Request) -> Response:
    return go_to("/orders" if account_of(request) else "/login")


async def show_login(request: Request) -> Response:
    return render(request, "login.html")


async def sign_in(request: Request) -> Response:
    form = await request.form()
    email = str(form.get("email", ""))
    account = account_with(accounts_of(request), email, str(form.get("password", "")))
    if account is None:
        return render(request, "login.html", status=403, email=email, alerts=[_REFUSED])
    if account.authenticator_key is None:
        return _let_in(request, account)
    response = go_to("/login/code")
    _set_cookie(response, HALF_WAY_COOKIE, visits_of(request).ask_for_code(account))
    return response


async def show_code(request: Request) -> Response:
    return render(request, "code.html") if _half_way(request) else go_to("/login")


async def check_code(request: Request) -> Response:
    account = _half_way(request)
    if account is None:
        return go_to("/login")
    code = str((await request.form()).get("code", ""))
    if not account.accepts_code(code, datetime.now(UTC)):
        return render(request, "code.html", status=403, alerts=[_WRONG_CODE])
    visits_of(request).half_way.pop(request.cookies[HALF_WAY_COOKIE])
    return _let_in(request, account)


async def sign_out(request: Request) -> Response:
    visits_of(request).signed_in.pop(request.cookies.get(SESSION_COOKIE, ""), None)
    response = go_to("/login")
    response.delete_cookie(SESSION_COOKIE)
    return response


def _half_way(request: Request) -> DemoAccount | None:
    return visits_of(request).half_way.get(request.cookies.get(HALF_WAY_COOKIE, ""))


def _let_in(request: Request, account: DemoAccount) -> Response:
    response = go_to("/orders")
    _set_cookie(response, SESSION_COOKIE, visits_of(request).let_in(account))
    return response


def _set_cookie(response: Response, name: str, value: str) -> None:
    response.set_cookie(name, value, httponly=True, samesite="lax")


routes = [
    Route("/", home),
    Route("/login", show_login),
    Route("/login", sign_in, methods=["POST"]),
    Route("/login/code", show_code),
    Route("/login/code", check_code, methods=["POST"]),
    Route("/logout", sign_out, methods=["POST"]),
]
