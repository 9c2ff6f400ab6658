"""Putting the bot together."""

import logging
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from slack_bolt import App

from bot import listeners
from bot.desk import Desk
from bot.listeners.visit import introduce

#: Bolt's default of five lets the sixth click of a busy moment wait longer than Slack does.
_THREADS: Final = 32


def create_app(desk: Desk) -> App:
    """Return the app with every listener registered.

    Raises:
        ConfigurationError: Slack does not accept the token.
    """
    _keep_values_out_of_the_log()
    desk.slack.identify()  # Bolt asks again, but its error would not name the variable
    secret = desk.settings.slack_signing_secret
    app = App(
        client=desk.slack.client,
        signing_secret=secret.get_secret_value() if secret else None,
        listener_executor=ThreadPoolExecutor(_THREADS, thread_name_prefix="listener"),
    )
    app.middleware(introduce(desk))
    listeners.register(app)
    return app


def _keep_values_out_of_the_log() -> None:
    """Slack's libraries log whole requests at debug level, and a dialog's request carries credentials."""
    for name in ("slack_bolt", "slack_sdk"):
        logging.getLogger(name).setLevel(logging.INFO)
