import re

from slack_bolt import App

from bot.listeners.actions.plan import (
    handle_analyze_again,
    handle_forget_credentials,
    handle_implement,
    handle_share,
)
from bot.listeners.actions.question import handle_answer_question, handle_open_answer
from bot.listeners.actions.run import (
    handle_cancel_run,
    handle_choose_checkpoint,
    handle_continue_run,
    handle_retry_run,
)


def register(app: App) -> None:
    app.action("implement")(handle_implement)
    app.action("forget_credentials")(handle_forget_credentials)
    app.action("share")(handle_share)
    app.action("analyze_again")(handle_analyze_again)
    app.action("cancel_run")(handle_cancel_run)
    app.action("retry_run")(handle_retry_run)
    app.action("choose_checkpoint")(handle_choose_checkpoint)
    app.action("continue_run")(handle_continue_run)
    # Slack takes an action id once per block, so each button of a question adds the number of its option.
    app.action(re.compile("answer_question"))(handle_answer_question)
    app.action("open_answer")(handle_open_answer)
