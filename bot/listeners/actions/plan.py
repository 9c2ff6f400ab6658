"""The buttons under a plan."""

import uuid

from bot.blocks.modals import build_run_form, build_share_form
from bot.listeners.outcome import explains_errors
from bot.listeners.visit import Payload, Visit
from bot.services.credentials import forget_credentials
from bot.services.screencasts import analyze_again, find_own_video
from bot.services.starting import prepare_run


@explains_errors
def handle_implement(body: Payload, action: Payload, visit: Visit) -> None:
    analysis_id = uuid.UUID(action["value"])
    with visit.desk.work() as session:
        form = prepare_run(session, visit.visitor, analysis_id)
    view = build_run_form(analysis_id, form.plan, form.stored, form.policy)
    visit.desk.slack.open_modal(body["trigger_id"], view)


@explains_errors
def handle_forget_credentials(body: Payload, action: Payload, visit: Visit) -> None:
    """Delete what is stored, and draw the dialog that the button is in anew."""
    analysis_id = uuid.UUID(action["value"])
    with visit.desk.work() as session:
        forget_credentials(session, visit.visitor, analysis_id)
        form = prepare_run(session, visit.visitor, analysis_id)
    view = build_run_form(analysis_id, form.plan, form.stored, form.policy)
    visit.desk.slack.update_modal(body["view"]["id"], view)


@explains_errors
def handle_share(body: Payload, action: Payload, visit: Visit) -> None:
    with visit.desk.work() as session:
        video = find_own_video(session, visit.visitor, uuid.UUID(action["value"]))
    visit.desk.slack.open_modal(body["trigger_id"], build_share_form(video.id))


@explains_errors
def handle_analyze_again(action: Payload, visit: Visit) -> None:
    with visit.desk.work() as session:
        analyze_again(session, visit.visitor, uuid.UUID(action["value"]))
