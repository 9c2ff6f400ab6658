"""What a story is told with: a person, a thread, and a look behind it."""

import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from redis import Redis
from sqlalchemy import Engine, select

from models import AgentLog, AgentRun, Analysis, AnalysisStatus, RunStatus, User, Video
from models.jobs import SHOW_ANALYSIS, nudge
from models.plan import ComputerUsePlan
from models.question import DO_NOT, GO_AHEAD
from models.session import transaction
from playground.demo.answering import open_question, pick, write
from playground.demo.evidence import head_files, records
from playground.site.account import DemoAccount
from playground.slack.client import SlackPerson, plain_text
from playground.slack.wire import Payload
from playground.workplace import Workplace

RUN_SECONDS = 120
ACCOUNT = DemoAccount()


class Story:
    """One person's thread about one screencast."""

    def __init__(self, workplace: Workplace, rows: Engine, person: SlackPerson) -> None:
        self.workplace = workplace
        self.rows = rows
        self.person = person
        self.thread: Payload = {}

    # What happens

    def share(self, video: Path) -> Payload:
        """Post a screencast and wait for its plan."""
        self.thread = self.person.upload(video, "a chore of mine")
        return self.person.wait_for(lambda: self.with_button("implement"), 240)

    def given(self, plan: ComputerUsePlan) -> Payload:
        """Begin with a screencast that has been analyzed already; return the message with its plan."""
        self.thread = self.person.say(f"a chore of mine, {uuid.uuid4()}")
        with transaction(self.rows) as session:
            owner = session.scalars(select(User).where(User.member == self.person.user)).one_or_none()
            owner = owner or User(workspace="T0PLAY", member=self.person.user)
            video = Video(owner=owner, channel=self.thread["channel"], thread=self.thread["ts"], title="clip")
            analysis = Analysis(video=video, status=AnalysisStatus.COMPLETED, model="practice")
            analysis.plan = plan.model_dump(mode="json")
            session.add(analysis)
            session.flush()
            analysis_id = analysis.id
        with Redis.from_url(self.workplace.environment["REDIS_URL"]) as redis:
            nudge(redis, SHOW_ANALYSIS, analysis_id)
        return self.person.wait_for(lambda: self.with_button("implement"))

    def implement(self, plan: Payload, answers: Mapping[str, str] | None = None) -> uuid.UUID:
        """Fill in the plan's modal and start it; return the run's id."""
        self.person.click(plan, "implement")
        modal = self.person.wait_for(self.person.open_modal)
        assert self.person.submit(modal, answers or {}) == {}
        return self.newest_run().id

    def question(self) -> Payload:
        """Wait until the run asks something; return the message that asks."""
        return self.person.wait_for(lambda: open_question(self.person, self.thread), RUN_SECONDS)

    def approve(self) -> Payload:
        """Wait for a question before a step that cannot be undone, and let it happen; return the question."""
        return self.choose(GO_AHEAD)

    def decline(self) -> Payload:
        """Wait for such a question, and do not let it happen; return the question."""
        return self.choose(DO_NOT)

    def choose(self, option: str) -> Payload:
        """Wait for a question and answer it with one of its options; return the question."""
        question = self.question()
        pick(self.person, question, option)
        self.person.wait_for(lambda: self._is_answered(question))
        return question

    def give_code(self, code: str) -> Payload:
        """Wait for a question and answer it in its dialog; return the question."""
        question = self.question()
        write(self.person, question, code)
        return question

    def reply(self, text: str) -> None:
        """Write something in the thread."""
        self.person.say(text, thread=self.thread)

    def wait_for_end(self, run_id: uuid.UUID) -> AgentRun:
        """Wait until the thread's card says that the run ended; return its row."""
        self.person.wait_for(lambda: self._card_of_ended(run_id), RUN_SECONDS)
        return self.run(run_id)

    def run_through(self, plan: ComputerUsePlan, answers: Mapping[str, str] | None = None) -> AgentRun:
        """Share, implement and wait, in one go."""
        return self.wait_for_end(self.implement(self.given(plan), answers))

    def run_again(self, message: Payload, action: str) -> AgentRun:
        """Click the button that starts another run; wait for that one's end."""
        before = self.newest_run().id
        self.person.click(message, action)
        self.person.wait_for(lambda: self.newest_run().id != before)
        return self.wait_for_end(self.newest_run().id)

    # What is there

    def with_button(self, action: str) -> Payload | None:
        return next(iter(self.person.replies_with_button(self.thread, action)), None)

    def says(self, words: str) -> Payload | None:
        """Return the reply in the thread that says `words`, if there is one."""
        return next((reply for reply in self.person.replies(self.thread) if words in plain_text(reply)), None)

    def card(self, run_id: uuid.UUID) -> Payload:
        message = self.run(run_id).message
        return next(reply for reply in self.person.replies(self.thread) if reply["ts"] == message)

    def run(self, run_id: uuid.UUID) -> AgentRun:
        with transaction(self.rows) as session:
            return session.get_one(AgentRun, run_id)

    def newest_run(self) -> AgentRun:
        with transaction(self.rows) as session:
            own = select(AgentRun).join(AgentRun.video).where(Video.thread == self.thread["ts"])
            return session.scalars(own.order_by(AgentRun.created_at.desc()).limit(1)).one()

    def log(self, run_id: uuid.UUID) -> list[AgentLog]:
        with transaction(self.rows) as session:
            lines = select(AgentLog).where(AgentLog.run_id == run_id).order_by(AgentLog.seq)
            return list(session.scalars(lines))

    def site(self) -> dict[str, dict[str, Any]]:
        """Everything on the demo site."""
        return records(self.workplace)

    def head(self) -> dict[str, bytes]:
        return head_files(self.workplace, self.thread["ts"], self.person.user)

    def _is_answered(self, question: Payload) -> bool:
        """Whether the thread no longer shows the question as open; a next one may be by now."""
        asked = open_question(self.person, self.thread)
        return asked is None or asked["ts"] != question["ts"]

    def _card_of_ended(self, run_id: uuid.UUID) -> Payload | None:
        run = self.run(run_id)
        if not run.status.ended or run.message is None:
            return None
        card = self.card(run_id)
        word = {RunStatus.COMPLETED: "Completed", RunStatus.FAILED: "Failed"}.get(run.status, "Cancelled")
        return card if word in card.get("text", "") else None
