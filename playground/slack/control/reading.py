"""What a person sees."""

from dataclasses import asdict
from http import HTTPStatus
from typing import Final

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response

from playground.slack.cast import TEAM_ID, TEAM_NAME, Conversation, Person
from playground.slack.control.request import ControlError, read_wish
from playground.slack.delivery.socket_mode import SocketMode
from playground.slack.messages import Message
from playground.slack.standin import StandIn, standin_of
from playground.slack.wire import Payload

#: Only these are shown inside the page; anything else is a download, lest it runs as a page of ours.
SHOWN_INLINE: Final = ("video/", "audio/", "image/png", "image/jpeg", "image/gif", "image/webp")


async def workspace(request: Request) -> Response:
    """Answer with everything that hardly ever changes, as one person sees it."""
    wish = await read_wish(request)
    standin = wish.standin
    manifest = standin.settings.manifest
    return JSONResponse(
        {
            "team": {"id": TEAM_ID, "name": TEAM_NAME},
            "user": wish.person.id,
            "people": [_person(each) for each in standin.cast.people.values()],
            "conversations": [_conversation(each) for each in standin.cast.seen_by(wish.person.id)],
            "app": {
                "name": manifest.name,
                "user": standin.cast.bot.id,
                "commands": [asdict(each) for each in manifest.commands],
                "shortcuts": [asdict(each) for each in manifest.shortcuts],
                "connected": _is_connected(standin),
                "has_home_tab": manifest.has_home_tab,
            },
        }
    )


async def messages(request: Request) -> Response:
    """Answer with a conversation's messages, or with those of one thread in it."""
    wish = await read_wish(request)
    place, thread = wish.place(), wish.text("thread_ts")
    known = wish.standin.messages
    found = (
        known.thread(place.id, thread, wish.person.id) if thread else known.history(place.id, wish.person.id)
    )
    return JSONResponse({"messages": [shown_message(wish.standin, each) for each in found]})


async def ephemeral_messages(request: Request) -> Response:
    wish = await read_wish(request)
    found = wish.standin.messages.ephemeral(wish.person.id)
    return JSONResponse({"messages": [shown_message(wish.standin, each) for each in found]})


async def views(request: Request) -> Response:
    """Answer with a person's open modals, the topmost last, and their home tab."""
    wish = await read_wish(request)
    home = wish.standin.views.home(wish.person.id)
    modals = [each.shown() for each in wish.standin.views.stack(wish.person.id)]
    return JSONResponse({"modals": modals, "home": home.shown() if home else None})


async def files(request: Request) -> Response:
    wish = await read_wish(request)
    found = wish.standin.files.seen_by(wish.person.id)
    return JSONResponse({"files": [wish.standin.files.shown(each) for each in found]})


async def file_content(request: Request) -> Response:
    """Answer with a file's bytes; parts of it when the request asks for a range, as video players do."""
    standin = standin_of(request)
    file = standin.files.find(request.path_params["file"])
    if file is None:
        raise ControlError("file_not_found", "There is no such file.", HTTPStatus.NOT_FOUND)
    disposition = "inline" if file.mimetype.startswith(SHOWN_INLINE) else "attachment"
    return FileResponse(
        standin.files.content(file),
        media_type=file.mimetype,
        filename=file.name,
        content_disposition_type=disposition,
        headers={
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "X-Content-Type-Options": "nosniff",
        },
    )


def shown_message(standin: StandIn, message: Message) -> Payload:
    """Return a message as the page shows it: with where it is, and whether only this person sees it."""
    where = {"channel": message.conversation.id, "is_ephemeral": message.visible_to is not None}
    return {**standin.messages.shown(message), **where}


def _is_connected(standin: StandIn) -> bool:
    return not isinstance(standin.transport, SocketMode) or standin.transport.connections > 0


def _person(person: Person) -> Payload:
    return {"id": person.id, "handle": person.handle, "name": person.name, "is_bot": person.is_bot}


def _conversation(place: Conversation) -> Payload:
    return {
        "id": place.id,
        "name": place.name,
        "is_direct": place.is_direct,
        "topic": place.topic,
        "members": sorted(place.members),
    }
