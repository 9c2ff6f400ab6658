"""auth.test and apps.connections.open: the app's first calls."""

from playground.slack.cast import BOT_ID, TEAM_ID, TEAM_NAME
from playground.slack.delivery.socket_mode import SocketMode
from playground.slack.standin import StandIn
from playground.slack.wire import ApiError, Payload


def test_auth(standin: StandIn, arguments: Payload) -> Payload:  # noqa: ARG001 - takes none
    return {
        "url": f"{standin.settings.base_url}/",
        "team": TEAM_NAME,
        "user": standin.cast.bot.handle,
        "team_id": TEAM_ID,
        "user_id": standin.cast.bot.id,
        "bot_id": BOT_ID,
        "is_enterprise_install": False,
    }


def open_connection(standin: StandIn, arguments: Payload) -> Payload:  # noqa: ARG001 - takes none
    if not isinstance(standin.transport, SocketMode):
        raise ApiError("socket_mode_not_enabled")
    return {"url": standin.transport.invite()}
