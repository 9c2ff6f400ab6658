from slack_bolt import App

from bot.listeners.actions.plan import handle_analyze_again, handle_implement, handle_share
from bot.listeners.actions.run import (
    handle_cancel_run,
    handle_choose_checkpoint,
    handle_continue_run,
    handle_retry_run,
)


def register(app: App) -> None:
    app.action("implement")(handle_implement)
    app.action("share")(handle_share)
    app.action("analyze_again")(handle_analyze_again)
    app.action("cancel_run")(handle_cancel_run)
    app.action("retry_run")(handle_retry_run)
    app.action("choose_checkpoint")(handle_choose_checkpoint)
    app.action("continue_run")(handle_continue_run)
