"""What a person does: they write, run commands and shortcuts, and use what is in messages and modals."""

from http import HTTPStatus
from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from playground.slack.blocks.elements import Element, Picked, find_element, held
from playground.slack.blocks.state import fill_in, put
from playground.slack.control.reading import shown_message
from playground.slack.control.request import ControlError, Wish, read_wish
from playground.slack.delivery.payloads import message_actions, message_shortcut, slash_command, view_actions
from playground.slack.delivery.socket_mode import SocketMode
from playground.slack.delivery.transport import Kind, NotAcknowledgedError
from playground.slack.standin import standin_of
from playground.slack.wire import ApiError, Payload

DONE: Final[Payload] = {"ok": True}


async def say(request: Request) -> Response:
    """Post a message, with files when they are sent along."""
    wish = await read_wish(request)
    standin, place = wish.standin, wish.place()
    if not wish.text("text").strip() and not wish.uploads:
        raise ControlError("no_text", "Write something, or attach a file.")
    files = [standin.files.create(each.filename or "", each.file, wish.person.id) for each in wish.uploads]
    await request.close()
    thread_ts = wish.text("thread_ts") or None
    message = standin.speaking.as_person(wish.person.id, place, wish.text("text"), thread_ts, files)
    return JSONResponse({"ok": True, "message": shown_message(standin, message)})


async def run_command(request: Request) -> Response:
    wish = await read_wish(request)
    standin, place, command = wish.standin, wish.place(), wish.text("command")
    if command not in {each.name for each in standin.settings.manifest.commands}:
        raise ControlError("unknown_command", f"{command} is not a valid command.")
    payload = slash_command(wish.person, place, command, wish.text("text"))
    payload["response_url"] = standin.response_urls.issue(wish.person.id, place)
    answer = await interact(
        wish, "slash_commands", payload, f"{command} failed because the app did not respond."
    )
    if answer.get("text") or answer.get("blocks"):
        try:
            standin.response_urls.respond(wish.person.id, place, answer)
        except ApiError as error:
            raise invalid_answer(error) from None
    return JSONResponse(DONE)


async def run_shortcut(request: Request) -> Response:
    wish = await read_wish(request)
    standin, message = wish.standin, wish.message()
    shown = standin.messages.shown(message)
    now = standin.clock.timestamp()
    payload = message_shortcut(wish.person, message, shown, wish.text("callback_id"), now)
    payload["response_url"] = standin.response_urls.issue(wish.person.id, message.conversation, message)
    await interact(wish, "interactive", payload, "That shortcut did not work: the app did not respond.")
    return JSONResponse(DONE)


async def use_element(request: Request) -> Response:
    """Click a button or pick in a menu: of a message or, with a `view_id`, of a modal or home tab."""
    wish = await read_wish(request)
    payload = _used_in_view(wish) if wish.text("view_id") else _used_in_message(wish)
    await interact(wish, "interactive", payload, "That did not work: the app did not respond.")
    return JSONResponse(DONE)


async def open_app(request: Request) -> Response:
    """Look at the app: its "home" tab or its "messages"."""
    wish = await read_wish(request)
    place = wish.standin.cast.direct(wish.person.id)
    if place:
        home = wish.standin.views.home(wish.person.id)
        wish.standin.events.home_opened(
            place, wish.text("tab") or "home", home, wish.standin.clock.timestamp()
        )
    return JSONResponse(DONE)


async def refresh_connections(request: Request) -> Response:
    """Have the app connect anew, as Slack does now and then."""
    standin = standin_of(request)
    if isinstance(standin.transport, SocketMode):
        await standin.transport.refresh()
    return JSONResponse(DONE)


async def interact(wish: Wish, kind: Kind, payload: Payload, otherwise: str) -> Payload:
    """Deliver what a person did, with a trigger of theirs, and return the app's answer.

    Raises:
        ControlError: `otherwise`, when the app did not acknowledge in time.
    """
    trigger = {"trigger_id": wish.standin.triggers.issue(wish.person.id)}
    try:
        return await wish.standin.dispatch.interact(kind, {**payload, **trigger})
    except NotAcknowledgedError:
        raise ControlError("operation_timeout", otherwise, HTTPStatus.GATEWAY_TIMEOUT) from None


def invalid_answer(error: ApiError) -> ControlError:
    """Tell that the app answered, yet with something Slack does not accept."""
    details = "; ".join((error.code, *error.messages))
    return ControlError(
        "invalid_answer", f"The app answered with something invalid: {details}", HTTPStatus.BAD_GATEWAY
    )


def _used_in_message(wish: Wish) -> Payload:
    message = wish.message()
    element = _element(wish, message.body.get("blocks", []))
    state = wish.standin.choices.of(wish.person.id, message)
    put(state, element, held(element.body, _picked(wish)))
    payload = message_actions(wish.person, message, _action(wish, element), state)
    response_url = wish.standin.response_urls.issue(wish.person.id, message.conversation, message)
    return {**payload, "response_url": response_url}


def _used_in_view(wish: Wish) -> Payload:
    view = wish.view(wish.text("view_id"))
    element = _element(wish, view.blocks)
    fill_in(view.state, view.blocks, wish.fields.get("values") or {})
    put(view.state, element, held(element.body, _picked(wish)))
    return view_actions(wish.person, view, _action(wish, element))


def _element(wish: Wish, blocks: list[Payload]) -> Element:
    element = find_element(blocks, wish.text("action_id"), _picked(wish), wish.text("block_id") or None)
    if element is None:
        raise ControlError("element_not_found", "That is not there any more.", HTTPStatus.NOT_FOUND)
    return element


def _picked(wish: Wish) -> Picked:
    value: Picked = wish.fields.get("value")
    return value


def _action(wish: Wish, element: Element) -> Payload:
    kept = ("type", "action_id", "text", "value", "style", "placeholder")
    about = {key: element.body[key] for key in kept if key in element.body}
    what = held(element.body, _picked(wish))
    return {**about, **what, "block_id": element.block_id, "action_ts": wish.standin.clock.timestamp()}
