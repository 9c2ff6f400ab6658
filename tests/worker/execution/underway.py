"""A run that a worker has taken up, and the person who answers its questions."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import select

from models import AgentRun, Question, QuestionKind
from models.base import utc_now
from models.sealing import Binding, Sealer
from models.session import transaction
from tests.models.factories import make_plan
from tests.waiting import wait_for
from tests.worker.execution.bench import PUBLIC_KEY, Bench
from worker.execution.current_run import CurrentRun
from worker.execution.people.asking import Asker
from worker.execution.progress import Progress, Signs
from worker.execution.secrecy.known_secrets import KnownSecrets
from worker.execution.telling.journal import Journal
from worker.execution.telling.reporting import Reporter


@contextmanager
def underway(bench: Bench, **settings: object) -> Iterator[CurrentRun]:
    """Take a new run up."""
    workbench, run_id = bench.workbench(**settings), bench.run_of(make_plan())
    progress = Progress(workbench, run_id)
    assignment = progress.claim()
    assert assignment
    with Journal(workbench, run_id, KnownSecrets()) as journal:
        yield CurrentRun(workbench, assignment, progress, Reporter(journal, Signs.at_start(assignment)))


def asker_of(run: CurrentRun) -> Asker:
    """Return who asks its questions; nobody lives behind its wall."""
    return Asker(run, run.workbench.settings.workspaces / "nobody")


def questions(bench: Bench, run_id: uuid.UUID) -> list[Question]:
    """Return what a run asked so far, in order."""
    of_the_run = select(Question).where(Question.run_id == run_id).order_by(Question.created_at)
    with transaction(bench.engine) as session:
        return list(session.scalars(of_the_run))


def open_question(bench: Bench, run_id: uuid.UUID) -> Question:
    """Return the question that is open, once there is one."""
    wait_for(lambda: any(each.open for each in questions(bench, run_id)), "a question", 60)
    (question,) = (each for each in questions(bench, run_id) if each.open)
    return question


def answer(bench: Bench, run_id: uuid.UUID, words: str, user_id: uuid.UUID | None = None) -> Question:
    """Answer the question that is open, once there is one; return it as it was.

    A code is sealed for whoever started the run, or for `user_id`.
    """
    asked = open_question(bench, run_id)
    with transaction(bench.engine) as session:
        run = session.get_one(AgentRun, run_id, with_for_update=True)
        question = session.get_one(Question, asked.id)
        question.answered_at = utc_now()
        question.answered_by = run.user_id
        if question.kind is QuestionKind.CODE:
            binding = Binding(user_id or run.user_id, run.video_id, f"question:{question.id}")
            sealed = Sealer.parse(PUBLIC_KEY).seal(words, binding)
            question.sealed_answer, question.sealing_key = sealed.ciphertext, sealed.key_id
        else:
            question.answer = words
    return asked
