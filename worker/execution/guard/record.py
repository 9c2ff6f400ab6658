"""What was let happen in the steps that cannot be taken back: each yes is for one deed, and for once."""

from worker.execution.guard.judgement import Judgement, Permission


class Record:
    """Remembers what a person approved and what was done since."""

    def __init__(self, begun: frozenset[int], doubtful: frozenset[int]) -> None:
        """Of the steps `begun` something was done by earlier attempts; `doubtful` ones were not finished."""
        self._touched = set(begun | doubtful)  #: something was let happen for them
        self._done = set(begun - doubtful)  #: what they say was let happen
        self._granted: set[Permission] = set()
        self._latest: Judgement | None = None  #: of the latest act

    @property
    def granted(self) -> frozenset[Permission]:
        """What a person said yes to and did not happen yet."""
        return frozenset(self._granted)

    @property
    def latest(self) -> Judgement | None:
        """What was judged of the latest act, about which a page may be asking; None if it did nothing."""
        return self._latest

    def approve(self, judgement: Judgement) -> None:
        """Take note that a person said yes."""
        if judgement.permission is not None:
            self._granted.add(judgement.permission)

    def begins(self, judgement: Judgement) -> None:
        """Take note that an act is let through: whatever deed was approved before is used up, or put off."""
        self._latest = judgement
        self._granted = {each for each in self._granted if isinstance(each[0], str)}
        if judgement.step is None:
            return
        self._touched.add(judgement.step)
        if judgement.is_its_deed:
            self._done.add(judgement.step)

    def take_back(self) -> None:
        """Take note that the latest act has certainly not happened; a yes to it is used up all the same."""
        if self._latest is not None and self._latest.step is not None:
            self._touched.discard(self._latest.step)
            self._done.discard(self._latest.step)
        self._latest = None

    def is_done(self, step: int) -> bool:
        """Whether what a step says was let happen before."""
        return step in self._done

    def is_untouched(self, step: int) -> bool:
        """Whether nothing at all was let happen for a step."""
        return step not in self._touched
