"""Signing in and out."""

import secrets

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from playground.site.view import SESSION_COOKIE, account_of, go_to, is_signed_in, render

_REFUSED = "That email and password do not match. Check both and try again."


async def home(request: Request) -> Response:
    return go_to("/orders" if is_signed_in(request) else "/login")


async def show_login(request: Request) -> Response:
    return render(request, "login.html")


async def sign_in(request: Request) -> Response:
    form = await request.form()
    email = str(form.get("email", ""))
    if not account_of(request).accepts(email, str(form.get("password", ""))):
        return render(request, "login.html", status=403, email=email, alerts=[_REFUSED])
    session = secrets.token_urlsafe(24)
    request.app.state.signed_in.add(session)
    response = go_to("/orders")
    response.set_cookie(SESSION_COOKIE, session, httponly=True, samesite="lax")
    return response


async def sign_out(request: Request) -> Response:
    request.app.state.signed_in.discard(request.cookies.get(SESSION_COOKIE))
    response = go_to("/login")
    response.delete_cookie(SESSION_COOKIE)
    return response


routes = [
    Route("/", home),
    Route("/login", show_login),
    Route("/login", sign_in, methods=["POST"]),
    Route("/logout", sign_out, methods=["POST"]),
]
