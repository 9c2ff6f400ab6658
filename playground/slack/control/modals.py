"""Submitting and closing modals, and doing what the app answers."""

import contextlib
from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from playground.slack.blocks.state import fill_in, input_problems
from playground.slack.control.acting import DONE, interact, invalid_answer
from playground.slack.control.request import ControlError, Wish, read_wish
from playground.slack.delivery.payloads import view_closed, view_submission
from playground.slack.views import View
from playground.slack.wire import ApiError, Payload

TROUBLE: Final = "We had some trouble connecting. Try again?"


async def submit(request: Request) -> Response:
    """Submit a modal with `values`, by block id; answer with `errors`, by block id, when it stays open."""
    wish = await read_wish(request)
    view = wish.view(wish.text("view_id"))
    fill_in(view.state, view.blocks, _values(wish))
    if problems := input_problems(view.state, view.blocks):
        return _errors(problems)
    answer = await interact(wish, "interactive", view_submission(wish.person, view), TROUBLE)
    if answer.get("response_action") == "errors":
        return _errors(_known_errors(view, answer))
    try:
        _follow(wish, view, answer)
    except ApiError as error:
        raise invalid_answer(error) from None
    return JSONResponse(DONE)


async def close(request: Request) -> Response:
    """Close a modal, or with `everything` all of a person's; the app hears of it where it asked to."""
    wish = await read_wish(request)
    view = wish.view(wish.text("view_id"))
    everything = bool(wish.fields.get("everything")) or view.body["clear_on_close"]
    for closed in wish.standin.views.close(view, everything=everything):
        if closed.body["notify_on_close"]:
            payload = view_closed(wish.person, closed, is_cleared=everything)
            with contextlib.suppress(ControlError):  # nobody sees whether the app has heard of it
                await interact(wish, "interactive", payload, TROUBLE)
    return JSONResponse(DONE)


def _values(wish: Wish) -> Payload:
    values = wish.fields.get("values") or {}
    if not isinstance(values, dict):
        raise ControlError("invalid_values", "Values have to be an object, by block id.")
    return values


def _follow(wish: Wish, view: View, answer: Payload) -> None:
    action, views = answer.get("response_action"), wish.standin.views
    if action == "update":
        views.update(view, answer["view"])
    elif action == "push":
        views.push(wish.person.id, answer["view"])
    else:
        views.close(view, everything=action == "clear")


def _known_errors(view: View, answer: Payload) -> Mapping[str, str]:
    """Return the app's errors. Slack refuses errors at anything but an input block of the modal."""
    errors: dict[str, str] = answer.get("errors") or {}
    inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
    if not errors or not errors.keys() <= inputs:
        raise ControlError("invalid_answer", TROUBLE, HTTPStatus.BAD_GATEWAY)
    return errors


def _errors(errors: Mapping[str, str]) -> Response:
    return JSONResponse({"ok": False, "error": "validation", "errors": dict(errors)})
