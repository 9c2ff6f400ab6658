"""The doors beside the Web API: file addresses, upload addresses and response addresses."""

import json
from http import HTTPStatus
from typing import Final
from urllib.parse import quote

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, RedirectResponse, Response

from playground.slack.cast import TEAM_ID
from playground.slack.standin import standin_of
from playground.slack.wire import ApiError, Payload

#: What Slack answers when a file is asked for without a token: a page, and no error.
LOGIN_PAGE: Final = (
    "<!DOCTYPE html><html><head><title>Sign in to Practice</title></head><body>Sign in</body></html>"
)


async def download(request: Request) -> Response:
    """Answer `url_private` and `url_private_download`: only for a bearer token."""
    standin = standin_of(request)
    if request.headers.get("authorization") != f"Bearer {standin.settings.bot_token}":
        return HTMLResponse(LOGIN_PAGE)
    file = standin.files.find(request.path_params["file"].removeprefix(f"{TEAM_ID}-"))
    if file is None or file not in standin.files.seen_by(standin.cast.bot.id):
        return PlainTextResponse("file not found", HTTPStatus.NOT_FOUND)
    return FileResponse(standin.files.content(file), media_type=file.mimetype, filename=file.name)


async def upload(request: Request) -> Response:
    """Take the bytes of an announced upload, raw or in a form."""
    standin = standin_of(request)
    try:
        content = await _content(request)
        standin.uploads.receive(request.path_params["secret"], content)
    except ApiError as error:
        return PlainTextResponse(error.code, HTTPStatus.BAD_REQUEST)
    return PlainTextResponse(f"OK - {len(content)}")


async def respond(request: Request) -> Response:
    """Take what the app posts to a `response_url`."""
    standin = standin_of(request)
    try:
        response: Payload = json.loads(await request.body())
    except ValueError:
        return PlainTextResponse("invalid_payload", HTTPStatus.BAD_REQUEST)
    standin.recorder.response(response)
    try:
        standin.response_urls.answer(request.path_params["secret"], response)
    except ApiError as error:
        return PlainTextResponse(
            error.code, HTTPStatus.NOT_FOUND if error.code.endswith("_url") else HTTPStatus.BAD_REQUEST
        )
    return PlainTextResponse("ok")


async def message_link(request: Request) -> Response:
    """Lead a permalink to the message, or to the thread it is in, on the page."""
    digits = request.path_params["message"].removeprefix("p")
    thread = request.query_params.get("thread_ts") or f"{digits[:-6]}.{digits[-6:]}"
    return RedirectResponse(f"/#{quote(request.path_params['channel'])}/{quote(thread)}")


async def file_link(request: Request) -> Response:
    """Lead a file's permalink to its content."""
    return RedirectResponse(f"/control/files/{quote(request.path_params['file'])}")


async def _content(request: Request) -> bytes:
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        return await request.body()
    async with request.form() as form:
        files = [each for each in form.values() if isinstance(each, UploadFile)]
        return await files[0].read() if files else b""
