"""What a run left is shown in its thread once, whatever happens in between."""

from unittest.mock import patch

import pytest
from sqlalchemy import select

from bot.desk import Desk
from bot.slack import Slack
from bot.slack_errors import SlackRefused
from bot.thread.artifacts import show_artifacts
from models import AgentArtifact, AgentRun, ArtifactKind, RunStatus
from models.errors import TransientError
from models.jobs import SHOW_RUN, take_nudge
from models.outcome import CriterionOutcome, CriterionState, Outcome
from models.session import transaction
from playground.slack.client import SlackPerson
from playground.slack.wire import Payload
from tests.bot.rows import given_plan, given_run

_OUTCOME = Outcome(
    criteria=[
        CriterionOutcome(criterion="It is listed", state=CriterionState.VERIFIED, seen="ORD-1"),
        CriterionOutcome(criterion="A mail came", state=CriterionState.NOT_VERIFIED),
    ]
)


def _given_artifacts(desk: Desk, person: SlackPerson, *names: str) -> tuple[AgentRun, Payload]:
    """Return an ended run that left files of these names, and the message its thread hangs on."""
    root = person.say("a chore of mine")
    shared = given_plan(desk.engine, thread=root["ts"])
    outcome = _OUTCOME.model_dump(mode="json")
    run = given_run(desk.engine, shared, RunStatus.COMPLETED, outcome=outcome)
    with transaction(desk.engine) as session:
        for number, name in enumerate(names):
            key = f"runs/{run.id}/artifacts/{number:02}"
            desk.storage.put(key, f"content of {name}".encode())
            artifact = AgentArtifact(run_id=run.id, name=name, kind=ArtifactKind.FILE, object_key=key)
            artifact.content_type, artifact.size = "text/plain", 9
            session.add(artifact)
    return run, root


def _file_ids(desk: Desk, run: AgentRun) -> list[str | None]:
    of_the_run = select(AgentArtifact.file).where(AgentArtifact.run_id == run.id)
    with transaction(desk.engine) as session:
        return list(session.scalars(of_the_run.order_by(AgentArtifact.object_key)))


def test_all_files_are_one_message_that_says_how_it_ended(desk: Desk, ana: SlackPerson) -> None:
    run, root = _given_artifacts(desk, ana, "report.md", "out/orders.csv", "log.txt")
    show_artifacts(desk, run.id)
    (message,) = ana.replies(root)
    assert [file["title"] for file in message["files"]] == ["report.md", "out/orders.csv", "log.txt"]
    assert message["text"] == (
        "Files of this run: `report.md`, `out/orders.csv`, `log.txt`\n"
        "Completed; 1 of 2 success criteria were seen to hold."
    )
    assert _file_ids(desk, run) == [file["id"] for file in message["files"]]


def test_the_card_is_drawn_again_to_name_them(desk: Desk, ana: SlackPerson) -> None:
    run, _ = _given_artifacts(desk, ana, "report.md")
    show_artifacts(desk, run.id)
    assert take_nudge(desk.redis, SHOW_RUN, run.id)


def test_asking_twice_shows_them_once(desk: Desk, ana: SlackPerson) -> None:
    run, root = _given_artifacts(desk, ana, "report.md")
    show_artifacts(desk, run.id)
    show_artifacts(desk, run.id)
    assert len(ana.replies(root)) == 1


def test_a_run_that_goes_on_shows_nothing(desk: Desk, ana: SlackPerson) -> None:
    root = ana.say("a chore of mine")
    run = given_run(desk.engine, given_plan(desk.engine, thread=root["ts"]), RunStatus.RUNNING)
    show_artifacts(desk, run.id)
    assert not ana.replies(root)


def test_a_worker_that_died_after_showing_them_is_not_outdone(desk: Desk, ana: SlackPerson) -> None:
    run, root = _given_artifacts(desk, ana, "report.md")
    with (
        patch("bot.thread.artifacts.note_shared", side_effect=KeyboardInterrupt),
        pytest.raises(KeyboardInterrupt),
    ):
        show_artifacts(desk, run.id)
    show_artifacts(desk, run.id)
    (message,) = ana.replies(root)
    assert _file_ids(desk, run) == [message["files"][0]["id"]]


def test_a_worker_that_died_before_showing_them_is_made_up_for(desk: Desk, ana: SlackPerson) -> None:
    run, root = _given_artifacts(desk, ana, "report.md", "log.txt")
    with patch.object(Slack, "share_files", side_effect=TransientError), pytest.raises(TransientError):
        show_artifacts(desk, run.id)
    with patch.object(Slack, "hand_over", side_effect=AssertionError("nothing is sent twice")):
        show_artifacts(desk, run.id)
    (message,) = ana.replies(root)
    assert len(message["files"]) == 2


def test_uploads_that_are_not_allowed_are_tried_once(desk: Desk, ana: SlackPerson) -> None:
    run, root = _given_artifacts(desk, ana, "report.md")
    with patch.object(Slack, "hand_over", side_effect=SlackRefused) as handing_over:
        show_artifacts(desk, run.id)
        show_artifacts(desk, run.id)
    assert handing_over.call_count == 1
    assert not ana.replies(root)


def test_a_name_from_a_run_cannot_call_people(desk: Desk, ana: SlackPerson) -> None:
    run, root = _given_artifacts(desk, ana, "<!channel>`@here.md")
    show_artifacts(desk, run.id)
    assert "`&lt;!channel&gt;'@here.md`" in ana.replies(root)[0]["text"]
