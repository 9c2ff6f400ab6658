from slack_bolt import App

from bot.listeners.shortcuts.automate import handle_automate_screencast


def register(app: App) -> None:
    app.message_shortcut("automate_screencast")(handle_automate_screencast)
