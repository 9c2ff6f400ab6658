"""users.* and bots.*: who is who."""

from playground.slack.api.arguments import required, text
from playground.slack.cast import BOT_ID
from playground.slack.delivery.payloads import bot_profile
from playground.slack.standin import StandIn
from playground.slack.wire import ApiError, Payload


def info(standin: StandIn, arguments: Payload) -> Payload:
    person = standin.cast.people.get(required(arguments, "user"))
    if person is None:
        raise ApiError("user_not_found")
    return {"user": person.profile()}


def bot_info(standin: StandIn, arguments: Payload) -> Payload:
    if text(arguments, "bot") not in {"", BOT_ID}:
        raise ApiError("bot_not_found")
    return {"bot": bot_profile(standin.cast.bot)}
