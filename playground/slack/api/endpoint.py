"""One endpoint for every method: who calls, how often, and what they may."""

from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from playground.slack.api.arguments import read_arguments, text
from playground.slack.api.methods import METHODS, Method
from playground.slack.settings import SlackSettings
from playground.slack.standin import standin_of
from playground.slack.wire import ApiError, Payload


async def call_method(request: Request) -> Response:
    """Answer a Web API call; errors come as 200 with `ok: false`, except for the rate limit's 429."""
    standin = standin_of(request)
    name = request.path_params["method"]
    try:
        arguments = await read_arguments(request)
        standin.recorder.call(name, arguments)
        method = _method(name)
        _authorize(standin.settings, method, _token(request, arguments))
        if wait := standin.limits.take(name, method.rate, _counted_channel(method, arguments)):
            return _rate_limited(wait)
        return JSONResponse({"ok": True, **method.answer(standin, arguments)})
    except ApiError as error:
        return JSONResponse(error.response())


def _method(name: str) -> Method:
    if name not in METHODS:
        raise ApiError("unknown_method", req_method=name)
    return METHODS[name]


def _token(request: Request, arguments: Payload) -> str:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token if scheme.lower() == "bearer" else text(arguments, "token")


def _authorize(settings: SlackSettings, method: Method, token: str) -> None:
    if not token:
        raise ApiError("not_authed")
    if token not in {settings.bot_token, settings.app_token}:
        raise ApiError("invalid_auth")
    if (token == settings.app_token) is not method.takes_app_token:
        raise ApiError("not_allowed_token_type")
    granted = settings.manifest.scopes
    if granted is not None and method.scopes and not granted & method.scopes:
        raise ApiError(
            "missing_scope", needed=",".join(sorted(method.scopes)), provided=",".join(sorted(granted))
        )


def _counted_channel(method: Method, arguments: Payload) -> str | None:
    return text(arguments, "channel") if method.is_counted_by_channel else None


def _rate_limited(wait: int) -> Response:
    return JSONResponse(
        {"ok": False, "error": "ratelimited"},
        status_code=HTTPStatus.TOO_MANY_REQUESTS,
        headers={"Retry-After": str(wait)},
    )
