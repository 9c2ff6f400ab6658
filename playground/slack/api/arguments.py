"""The arguments of a Web API call, however they were encoded."""

import json

from starlette.requests import Request

from playground.slack.wire import ApiError, Payload


async def read_arguments(request: Request) -> Payload:
    """Read a call's arguments from its query and its form or JSON body, which SDKs leave empty at times.

    Raises:
        ApiError: `invalid_json` or `json_not_object`.
    """
    arguments: Payload = dict(request.query_params)
    if request.headers.get("content-type", "").startswith("application/json"):
        return {**arguments, **_from_json(await request.body())}
    async with request.form() as form:
        return {**arguments, **{key: value for key, value in form.items() if isinstance(value, str)}}


def text(arguments: Payload, name: str) -> str:
    """Return an argument as text, empty when it is missing."""
    value = arguments.get(name)
    return "" if value is None else str(value)


def required(arguments: Payload, name: str) -> str:
    """Return an argument that has to be there.

    Raises:
        ApiError: `invalid_arguments`, naming it.
    """
    if value := text(arguments, name):
        return value
    raise ApiError("invalid_arguments", f"missing required field: {name}")


def flag(arguments: Payload, name: str) -> bool:
    return text(arguments, name).lower() in {"true", "1"}


def number(arguments: Payload, name: str, default: int) -> int:
    value = text(arguments, name)
    if value and not value.isdecimal():
        raise ApiError("invalid_arguments", f"must be a number: {name}")
    return int(value or default)


def objects(arguments: Payload, name: str, error: str) -> list[Payload] | None:
    """Return a list of objects, sent as JSON or as a JSON string; None when it is missing.

    Raises:
        ApiError: `error` when it is anything else.
    """
    value = _decoded(arguments.get(name), error)
    if value is None:
        return None
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise ApiError(error)
    return value


def an_object(arguments: Payload, name: str, error: str) -> Payload:
    """Return an object, sent as JSON or as a JSON string.

    Raises:
        ApiError: `error` when it is missing or anything else.
    """
    value = _decoded(arguments.get(name), error)
    if not isinstance(value, dict):
        raise ApiError(error, f"missing required field: {name}")
    return value


def _decoded(value: object, error: str) -> object:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value) if value else None
    except ValueError:
        raise ApiError(error) from None


def _from_json(body: bytes) -> Payload:
    try:
        arguments = json.loads(body or b"{}")
    except ValueError:
        raise ApiError("invalid_json") from None
    if not isinstance(arguments, dict):
        raise ApiError("json_not_object")
    return arguments
