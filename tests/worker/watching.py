"""A clock that a test moves, and how long rows were watched by it."""

from worker.abandonment import Watch


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def long_watch() -> Watch:
    """A watch that has seen the rows often enough, for long enough."""
    clock = Clock()
    watch = Watch(clock)
    for clock.now in (0.0, 4.0, 8.0, 12.0):
        watch.look()
    return watch
