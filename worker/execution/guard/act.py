"""One act that is about to happen, held against the steps of a plan."""

from models.plan import Action, Step
from worker.execution.guard.call_in_sight import CallInSight
from worker.execution.guard.called import is_called, may_be_called
from worker.execution.guard.choices import chooses
from worker.execution.guard.fields import text_put_in
from worker.execution.guard.keys import is_key_of
from worker.execution.guard.places import place_of
from worker.execution.guard.promises import holds_state
from worker.execution.guard.reading import only_reads
from worker.execution.tool_calls import browser_tool, carries_out

#: Steps that are about what holds a state; what is called alike is none of the others.
_SET = frozenset({Action.CHECK, Action.SELECT, Action.TYPE, Action.UNCHECK})


class Act(CallInSight):
    """A call of a tool with what is known of its surroundings, and which steps it may be."""

    def is_target_of(self, step: Step) -> bool:
        """Whether it is the very thing that a step names, whichever step the agent is at."""
        if self.command:
            return step.action is Action.SHELL and self.command.strip() == (step.value or "").strip()
        if self.only_writes or self.keyed_into:
            return self._writes_for(step)
        hit = (self.element, *self.hit_within()) if self.element else ()
        return (
            any(is_called(each, step.target) for each in hit)
            or self._goes_where(step, exactly=True)
            or (step.action is Action.SELECT and chooses(self.element, step.value))
            or (step.action is Action.PRESS and is_key_of(self.tool, self.given, self.element, step))
        )

    def touches(self, step: Step) -> bool:
        """Whether what a step names is in it, maybe beside other things."""
        value = " ".join((step.value or "").split())
        contains = bool(value) and value in " ".join(self.command.split())
        named = self.is_target_of(step) or self.submits(step) or self._follows_link_of(step)
        return named or (step.action is Action.SHELL and contains)

    def does_again(self, step: Step) -> bool:
        """Whether it does what a step names, be it done before. Enter in a field is not meant."""
        goes = self._goes_where(step) or self._follows_link_of(step)
        return goes or self.is_target_of(step) or (bool(self.command) and self.touches(step))

    def resembles(self, step: Step) -> bool:
        """Whether it may be what a step names, as what it is done to is called nearly so."""
        if self.element is None or self.places_cursor:
            return False
        if self.only_writes and step.action is not Action.TYPE:
            return False
        sets = step.action in _SET or bool(step.value)
        done_to = [each for each in (self.element, *self.pressed) if sets or not holds_state(each)]
        return any(may_be_called(each, step.target) for each in done_to)

    def _goes_where(self, step: Step, *, exactly: bool = False) -> bool:
        """Whether it opens the address of a step; if not exactly, maybe with more in it."""
        wanted = place_of(step.url) if step.action is Action.NAVIGATE else None
        if self.place is None or wanted is None:
            return False
        return self.place == wanted if exactly else self.place.answers(wanted)

    def _follows_link_of(self, step: Step) -> bool:
        """Whether it opens what a link would have opened that is called as a step says."""
        return any(is_called(link, step.target) for link in self.leading_there)

    def _writes_for(self, step: Step) -> bool:
        """Whether the text that it writes is what a step puts somewhere. Others only prepare something."""
        field = self.element or self.keyed_into
        named = field is not None and is_called(field, step.target)
        says = text_put_in(self.tool, self.given) == (step.value or None)
        return (named and (says or step.action is Action.TYPE)) or (
            step.action is Action.TYPE and says and not step.target
        )

    def submits(self, step: Step) -> bool:
        """Whether its keys may press what a step names, without a click on it."""
        return any(is_called(each, step.target) for each in self.pressed)

    def repeats(self, step: Step) -> bool:
        """Whether it does a step that was done before: Enter in a field is more than to fill it in."""
        presses_key = browser_tool(self.tool) in {"type", "press_key"}
        return self.is_target_of(step) and (not presses_key or step.action is Action.PRESS)

    def may_carry_out(self, step: Step) -> bool:
        """Whether it could be what a step is about, rather than a look or a preparation."""
        if self.command:
            return not only_reads(self.command)
        if self.places_cursor or (self.dialog is not None and not self.dialog.asks):
            return False
        is_it = self.is_target_of(step) or self._goes_where(step) or self._follows_link_of(step)
        return is_it or carries_out(self.tool, self.given, step.action)
