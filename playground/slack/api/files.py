"""files.*: what was uploaded, and uploading in two steps."""

import io

from playground.slack.api.arguments import number, objects, required, text
from playground.slack.api.places import joined_conversation
from playground.slack.cast import Conversation
from playground.slack.files import File
from playground.slack.standin import StandIn
from playground.slack.wire import ApiError, Payload


def info(standin: StandIn, arguments: Payload) -> Payload:
    """Answer for files the bot uploaded or that are shared where it is a member."""
    file = standin.files.find(required(arguments, "file"))
    if file is None or file not in standin.files.seen_by(standin.cast.bot.id):
        raise ApiError("file_not_found")
    return {"file": standin.files.shown(file), "comments": [], "response_metadata": {"next_cursor": ""}}


def get_upload_url(standin: StandIn, arguments: Payload) -> Payload:
    name = required(arguments, "filename")
    length = number(arguments, "length", 0)
    if length < 1:
        raise ApiError("invalid_arguments", "must be greater than 0: length")
    upload, address = standin.uploads.announce(name, length)
    return {"upload_url": address, "file_id": upload.id}


def complete_upload(standin: StandIn, arguments: Payload) -> Payload:
    """Turn uploads into files, shared in a conversation when one is named and private otherwise."""
    announced = objects(arguments, "files", "invalid_arguments")
    if not announced:
        raise ApiError("invalid_arguments", "missing required field: files")
    place = joined_conversation(standin, arguments, "channel_id") if arguments.get("channel_id") else None
    files = [_completed(standin, each) for each in announced]
    if place:
        _share(standin, place, files, arguments)
    return {"files": [standin.files.shown(file) for file in files]}


def _completed(standin: StandIn, announced: Payload) -> File:
    upload = standin.uploads.complete(text(announced, "id"))
    content = io.BytesIO(upload.content or b"")
    file = standin.files.create(upload.name, content, standin.cast.bot.id, upload.id)
    if title := text(announced, "title"):
        standin.files.rename(file, title)
    return file


def _share(standin: StandIn, place: Conversation, files: list[File], arguments: Payload) -> None:
    content = {"text": text(arguments, "initial_comment"), "thread_ts": text(arguments, "thread_ts")}
    standin.speaking.share_as_bot(place, files, content)
