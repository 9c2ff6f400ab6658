from slack_bolt import App

from bot.listeners.commands.automate import handle_automate


def register(app: App) -> None:
    app.command("/automate")(handle_automate)
