"""Delivery to the app: interactions once, events with retries."""

import asyncio
import time
from typing import Final

from playground.slack.cast import APP_ID, TEAM_ID
from playground.slack.delivery.transport import Kind, NotAcknowledgedError, Retry, Transport
from playground.slack.recorder import Recorder
from playground.slack.settings import SlackSettings
from playground.slack.wire import Payload, new_id

VERIFICATION_TOKEN: Final = "playground-verification-token"  # deprecated by Slack, yet in every payload


class Dispatch:
    """Sends what happens to the app, and waits for its acknowledgement."""

    def __init__(self, settings: SlackSettings, transport: Transport, recorder: Recorder) -> None:
        self._settings = settings
        self._transport = transport
        self._recorder = recorder
        self._under_way: set[asyncio.Task[None]] = set()

    async def interact(self, kind: Kind, payload: Payload) -> Payload:
        """Deliver what a person did and return the app's answer; Slack never repeats these.

        Raises:
            NotAcknowledgedError: when the app did not answer in time.
        """
        complete = {"token": VERIFICATION_TOKEN, "api_app_id": APP_ID, **payload}
        self._recorder.delivery(kind, complete, 0)
        sent = time.perf_counter()
        answer = await self._transport.send(kind, complete, None)
        self._recorder.acknowledgement(kind, time.perf_counter() - sent)
        return answer

    def publish(self, event: Payload, subscription: str) -> None:
        """Deliver an event in the background, if the app subscribed to it."""
        if subscription in self._settings.manifest.events:
            task = asyncio.create_task(self._deliver(self._event_callback(event)))
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)

    def stop(self) -> None:
        for task in self._under_way:
            task.cancel()

    async def _deliver(self, payload: Payload) -> None:
        retry: Retry | None = None
        for number, delay in enumerate((*self._settings.retry_delays, None), start=1):
            self._recorder.delivery("events_api", payload, number - 1)
            try:
                await self._transport.send("events_api", payload, retry)
            except NotAcknowledgedError as error:
                retry = Retry(number, error.reason)
            else:
                return
            if delay is not None:
                await asyncio.sleep(delay)

    def _event_callback(self, event: Payload) -> Payload:
        authorization = {
            "enterprise_id": None,
            "team_id": TEAM_ID,
            "user_id": self._settings.bot_user_id,
            "is_bot": True,
            "is_enterprise_install": False,
        }
        return {
            "token": VERIFICATION_TOKEN,
            "team_id": TEAM_ID,
            "context_team_id": TEAM_ID,
            "context_enterprise_id": None,
            "api_app_id": APP_ID,
            "event": event,
            "type": "event_callback",
            "event_id": new_id("Ev"),
            "event_time": int(time.time()),
            "authorizations": [authorization],
            "is_ext_shared_channel": False,
            "event_context": new_id("4-"),
        }
