"""Before every act: it is judged, a person is asked where they must be, and only then it happens.

Whatever goes wrong here, the act does not happen.
"""

import asyncio
import logging
from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from models import QuestionKind
from models.patience import insist
from models.question import DO_NOT, GO_AHEAD
from worker.execution.current_run import CurrentRun
from worker.execution.guard.judgement import Judgement, JudgementKind
from worker.execution.guard.policy import Policy
from worker.execution.people.asked import Asked, NoAnswer, TooLong
from worker.execution.people.asking import Asker
from worker.execution.progress import Superseded
from worker.execution.telling.narration import APPROVED
from worker.execution.tool_calls import is_ours

_log = logging.getLogger(__name__)

STOPPED: Final = "The run is being stopped. Do nothing more."
FINISHED: Final = "The run is finished. Do nothing more."
UNCHECKED: Final = "This could not be checked, so it must not be done. Call run_finished and say so."
#: Of these the first line is what people read in the log; the rest is the agent's business.
LOOK_AGAIN: Final = (
    f"{APPROVED}\nIt has not happened yet: the page may have changed while they thought. "
    "Take a browser_snapshot now, then make this call again at once, as it applies there."
)
DECLINED: Final = (
    "The person in charge was asked and said: do not.\nIt did not happen. Do not try it in another way: "
    "go on only with what does not depend on it, then call run_finished and say what was declined."
)


class Guard:
    """Stands between one agent and what it wants to do."""

    def __init__(self, run: CurrentRun, policy: Policy, asker: Asker) -> None:
        self._run = run
        self._policy = policy
        self._asker = asker
        self._waits = 0  #: of the asker, as far as they were taken note of
        self._one_at_a_time = asyncio.Lock()
        self._declined: set[str] = set()  #: what a person was asked and does not want

    async def objection(self, tool: str, given: Mapping[str, Any]) -> str | None:
        """Return why an act must not happen, for the agent; None if it may."""
        try:
            async with self._one_at_a_time:
                await self._asker.quiet()
                self._take_note_of_waits()
                return FINISHED if self._is_over(tool) else await self._judge(tool, given)
        except (NoAnswer, Superseded):
            return STOPPED
        except TooLong as refusal:
            return str(refusal)
        except Exception:  # noqa: BLE001 - fail closed, whatever it is
            _log.exception("An act could not be judged, so it does not happen")
            return UNCHECKED

    def _is_over(self, tool: str) -> bool:
        """Whether the end was judged: an act would change what was judged."""
        return self._run.reporter.verdict is not None and not is_ours(tool)

    async def _judge(self, tool: str, given: Mapping[str, Any]) -> str | None:
        judgement = self._policy.judge(tool, given, self._run.signs.step + 1)
        match judgement.kind:
            case JudgementKind.ALLOW:
                objection = None
            case JudgementKind.ASK:
                objection = await self._ask(tool, given, judgement)
            case JudgementKind.DENY:
                objection = judgement.reason
        if objection is not None:
            return objection
        if judgement.step is not None:
            await asyncio.to_thread(insist, partial(self._run.progress.begin_step, judgement.step))
        self._policy.begins(tool, given, judgement)
        return None

    async def _ask(self, tool: str, given: Mapping[str, Any], judgement: Judgement) -> str | None:
        if judgement.prompt in self._declined:
            return DECLINED
        approval = Asked(QuestionKind.APPROVAL, judgement.prompt, (GO_AHEAD, DO_NOT), judgement.step)
        if await self._asker.ask(approval) != GO_AHEAD:
            self._declined.add(judgement.prompt)
            return DECLINED
        self._policy.approve(judgement)
        self._take_note_of_waits()
        again = self._policy.judge(tool, given, self._run.signs.step + 1)
        return LOOK_AGAIN if again.kind is JudgementKind.DENY else None

    def _take_note_of_waits(self) -> None:
        """Whatever the run waited for, pages may have gone on meanwhile."""
        if self._waits != self._asker.waits:
            self._waits = self._asker.waits
            self._policy.waited()
