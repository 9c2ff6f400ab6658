"""What Slack tells us, by its surfaces: parse, and hand to a service."""

from slack_bolt import App

from bot.listeners import actions, commands, events, shortcuts, views


def register(app: App) -> None:
    commands.register(app)
    shortcuts.register(app)
    events.register(app)
    actions.register(app)
    views.register(app)
