from slack_bolt import App

from bot.listeners.views.question import handle_answer_in_words
from bot.listeners.views.restore import handle_restore_checkpoint
from bot.listeners.views.run import handle_start_run
from bot.listeners.views.share import handle_share_with


def register(app: App) -> None:
    app.view("start_run")(handle_start_run)
    app.view("restore_checkpoint")(handle_restore_checkpoint)
    app.view("share_with")(handle_share_with)
    app.view("answer_question")(handle_answer_in_words)
