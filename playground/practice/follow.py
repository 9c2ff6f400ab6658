"""Following a plan to the letter: what to do next, told from nothing but one request.

The plan and the parameters come from the run's instructions. Pages are only looked at: nothing they say
becomes a step.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from models.plan import Action, ComputerUsePlan, Step
from playground.practice import moves, wording
from playground.practice.browsing import BROWSER_ACTIONS, Browsing
from playground.practice.content import Json, text_block
from playground.practice.conversation import Call, printed
from playground.practice.ending import conclude, give_up
from playground.practice.inputs import Inputs
from playground.practice.progress import PICTURE, Progress, read_progress
from playground.practice.returning import way_back
from playground.practice.toolbox import Decision, Do, Say, Toolbox

_REPORTS = 3  #: of how the run ended: quotes that were not found are named once, and a look may be asked for
_LONGEST_OBSERVATION = 500  #: characters, of what a command printed last
_MOST_CALLS = 16  #: for one step, whatever happens
_TO_GUIDANCE = "I am the practice model: I follow the plan to the letter, whatever I am told, and go on."
_LAST_WORDS = "This was the practice model: it followed the plan to the letter, without understanding it."


def next_turn(
    plan: ComputerUsePlan, parameters: Mapping[str, str], messages: Iterable[Json], tools: Iterable[Json]
) -> list[Json]:
    """Return the content of the next assistant message."""
    progress, toolbox = read_progress(messages), Toolbox(tools)
    decision = _follower(plan, Inputs(plan, parameters), progress, toolbox).decide()
    if isinstance(decision, Say):
        return [text_block(decision.text)]
    answer = [text_block(_TO_GUIDANCE)] if progress.is_guided else []
    return [*answer, toolbox.use(decision, progress.calls + 1)]


@dataclass(frozen=True)
class _Follower:
    plan: ComputerUsePlan
    inputs: Inputs
    progress: Progress
    back: Step | None  #: a finished step to be done again, in a browser that knows nothing of it
    codes_are_stored: bool
    takes_pictures: bool

    def decide(self) -> Decision:
        """Return what to do next; the end state is pictured before the run is reported, however it went."""
        decision = self._next()
        ends = isinstance(decision, Do) and decision.tool == "run_finished"
        lacks_picture = self.takes_pictures and self.progress.unpictured
        return moves.take_picture() if ends and lacks_picture else decision

    def _next(self) -> Decision:
        now = self.progress
        if now.ended or len(now.made("run_finished")) >= _REPORTS:
            return Say(_LAST_WORDS)
        if len(now.current) >= _MOST_CALLS:
            return give_up(
                f"Step {now.finished + 1} led nowhere: {wording.first_line(now.current[-1].result)}"
            )
        if self.back is not None:
            return self._browsing.act(self.back)
        if now.finished >= len(self.plan.steps):
            return conclude(self.plan, self.inputs, now)
        return self._carry_out(self.plan.steps[now.finished])

    def _carry_out(self, step: Step) -> Decision:
        if step.action in BROWSER_ACTIONS:
            return self._browsing.carry_out(step)
        if step.action is Action.SHELL and step.value:
            return self._in_shell(step, step.value)
        if step.action is Action.SCROLL:
            return self._scroll(step)
        return give_up(wording.unfollowable(step))

    def _in_shell(self, step: Step, command: str) -> Decision:
        ran = self.progress.made("Bash")
        if not ran:
            return moves.run_command(step, self.inputs.fill_in(command))
        if ran[-1].failed:
            return give_up(wording.broken(step, ran[-1].result))
        if not printed(ran[0]):
            return self._after_silence(step, ran[1:])
        return moves.report_step(step, printed(ran[0])[-_LONGEST_OBSERVATION:])

    def _after_silence(self, step: Step, looks: Sequence[Call]) -> Decision:
        """Look at the files after a command that printed nothing, which shows nothing."""
        if not looks:
            return moves.look_at_files()
        files = printed(looks[-1])[-_LONGEST_OBSERVATION:]
        return moves.report_step(step, f"The command printed nothing. The files are: {files}")

    def _scroll(self, step: Step) -> Decision:
        if self.progress.here is None:
            return moves.look()
        return moves.report_step(step, "Nothing had to be scrolled: whatever is on a page can be reached.")

    @property
    def _browsing(self) -> Browsing:
        return Browsing(self.plan, self.inputs, self.progress, self.codes_are_stored)


def _follower(plan: ComputerUsePlan, inputs: Inputs, progress: Progress, toolbox: Toolbox) -> _Follower:
    back = way_back(plan, inputs, progress)
    codes, pictures = toolbox.offers("current_code"), toolbox.offers(PICTURE)
    return _Follower(plan, inputs, back.progress, back.step, codes, pictures)
