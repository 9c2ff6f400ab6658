"""Reading what a person wants, and saying clearly what is wrong with it."""

from dataclasses import dataclass
from http import HTTPStatus

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse

from playground.slack.cast import Conversation, Person
from playground.slack.messages import Message
from playground.slack.standin import StandIn, standin_of
from playground.slack.views import View
from playground.slack.wire import Payload


class ControlError(Exception):
    """Something a person cannot do; the message is shown to them."""

    def __init__(self, code: str, message: str, status: HTTPStatus = HTTPStatus.BAD_REQUEST) -> None:
        super().__init__(message)
        self.code = code
        self.status = status


@dataclass(frozen=True)
class Wish:
    """What somebody asks for: who they are, and the fields they sent."""

    standin: StandIn
    person: Person
    fields: Payload
    uploads: tuple[UploadFile, ...] = ()

    def text(self, name: str) -> str:
        value = self.fields.get(name)
        return "" if value is None else str(value)

    def place(self) -> Conversation:
        """Return the conversation in the field "channel"."""
        place = self.standin.cast.conversations.get(self.text("channel"))
        if place is None or self.person.id not in place.members:
            raise ControlError("channel_not_found", "There is no such conversation.", HTTPStatus.NOT_FOUND)
        return place

    def message(self) -> Message:
        """Return the message in the fields "channel" and "message_ts"."""
        message = self.standin.messages.find(self.place().id, self.text("message_ts"))
        if message is None or message.visible_to not in (None, self.person.id):
            raise ControlError("message_not_found", "That message is gone.", HTTPStatus.NOT_FOUND)
        return message

    def view(self, view_id: str) -> View:
        """Return a modal or home tab of this person."""
        view = self.standin.views.find(view_id)
        if view is None or view.user != self.person.id:
            raise ControlError("view_not_found", "That dialog is closed already.", HTTPStatus.NOT_FOUND)
        return view


async def read_wish(request: Request) -> Wish:
    """Read a request's query and its JSON or multipart body.

    Raises:
        ControlError: when it comes from nobody in the workspace, or is not an object.
    """
    standin = standin_of(request)
    fields: Payload = {**request.query_params, **request.path_params}
    uploads: tuple[UploadFile, ...] = ()
    if request.headers.get("content-type", "").startswith("multipart/form-data"):
        form = await request.form()
        uploads = tuple(each for each in form.getlist("file") if isinstance(each, UploadFile))
        fields |= {key: value for key, value in form.items() if isinstance(value, str)}
    elif request.method == "POST":
        fields |= await _json_object(request)
    person = standin.cast.people.get(str(fields.get("user")))
    if person is None or person.is_bot:
        raise ControlError(
            "user_not_found", "There is nobody of that id in the workspace.", HTTPStatus.NOT_FOUND
        )
    return Wish(standin, person, fields, uploads)


def refused(request: Request, error: Exception) -> JSONResponse:  # noqa: ARG001 - Starlette's signature
    """Answer a request that cannot be fulfilled."""
    if not isinstance(error, ControlError):
        raise error
    return JSONResponse({"ok": False, "error": error.code, "message": str(error)}, error.status)


async def _json_object(request: Request) -> Payload:
    try:
        body = await request.json()
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise ControlError("invalid_json", "The body has to be a JSON object.")
    return body
