from slack_bolt import App

from bot.listeners.events.mention import handle_mention
from bot.listeners.events.message import handle_message


def register(app: App) -> None:
    app.event("app_mention")(handle_mention)
    app.event("message")(handle_message)
