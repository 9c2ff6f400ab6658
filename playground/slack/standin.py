"""The parts of the stand-in, put together."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

from starlette.requests import HTTPConnection

from playground.slack.cast import Cast
from playground.slack.choices import Choices
from playground.slack.delivery.dispatch import Dispatch
from playground.slack.delivery.events import Events
from playground.slack.delivery.signed_http import SignedHttp
from playground.slack.delivery.socket_mode import SocketMode
from playground.slack.feed import Feed
from playground.slack.files import Files
from playground.slack.journal import Journal
from playground.slack.limits import RateLimits
from playground.slack.messages import Messages
from playground.slack.recorder import Recorder
from playground.slack.response_urls import ResponseUrls
from playground.slack.settings import SlackSettings
from playground.slack.speaking import Speaking
from playground.slack.triggers import Triggers
from playground.slack.uploads import Uploads
from playground.slack.views import Views
from playground.slack.wire import Clock


@dataclass(frozen=True)
class StandIn:
    """Everything a request may need."""

    settings: SlackSettings
    clock: Clock
    cast: Cast
    feed: Feed
    recorder: Recorder
    messages: Messages
    files: Files
    uploads: Uploads
    views: Views
    choices: Choices
    triggers: Triggers
    limits: RateLimits
    transport: SocketMode | SignedHttp
    dispatch: Dispatch
    events: Events
    speaking: Speaking
    response_urls: ResponseUrls

    @classmethod
    def build(cls, settings: SlackSettings) -> Self:
        clock, feed, cast = Clock(), Feed(), Cast(settings)
        recorder = Recorder(settings.record)
        messages = Messages(Journal(settings.folder / "messages.jsonl"), cast, feed)
        files = Files(
            settings.folder / "files", Journal(settings.folder / "files.jsonl"), cast, settings.base_url
        )
        everybody = frozenset(cast.people)
        transport = _transport(settings, lambda: feed.publish({"type": "connections"}, everybody))
        dispatch = Dispatch(settings, transport, recorder)
        events = Events(dispatch, cast.bot)
        speaking = Speaking(clock, cast, messages, files, events)
        return cls(
            settings=settings,
            clock=clock,
            cast=cast,
            feed=feed,
            recorder=recorder,
            messages=messages,
            files=files,
            uploads=Uploads(settings.base_url),
            views=Views(clock, feed),
            choices=Choices(),
            triggers=Triggers(settings.trigger_seconds),
            limits=RateLimits(settings.rates),
            transport=transport,
            dispatch=dispatch,
            events=events,
            speaking=speaking,
            response_urls=ResponseUrls(settings.base_url, speaking),
        )

    async def stop(self) -> None:
        self.dispatch.stop()
        if isinstance(self.transport, SignedHttp):
            await self.transport.close()


def standin_of(connection: HTTPConnection) -> StandIn:
    """Return the stand-in that serves a request or a WebSocket."""
    standin: StandIn = connection.app.state.standin
    return standin


def _transport(settings: SlackSettings, connections_changed: Callable[[], None]) -> SocketMode | SignedHttp:
    if settings.request_url:
        return SignedHttp(settings.request_url, settings.signing_secret, settings.ack_seconds)
    return SocketMode(settings.base_url, settings.ack_seconds, connections_changed)
