"""What comes next is made while what came is looked at."""

import threading
from collections.abc import Iterator

import pytest

from worker.analysis.decoding.ahead import ahead


def test_items_come_in_order_from_a_thread_of_their_own() -> None:
    makers = []

    def made() -> Iterator[int]:
        for number in range(20):
            makers.append(threading.current_thread())
            yield number

    assert list(ahead(made(), 3)) == list(range(20))
    assert threading.current_thread() not in makers


def test_what_goes_wrong_while_making_is_raised_after_what_was_made_before() -> None:
    def made() -> Iterator[int]:
        yield 1
        raise ValueError("broken")

    items = ahead(made(), 3)

    assert next(items) == 1
    with pytest.raises(ValueError, match="broken"):
        next(items)


def test_no_more_is_made_than_was_allowed_before_it_is_asked_for() -> None:
    started, items = [], iter(range(100))

    def made() -> Iterator[int]:
        for number in items:
            started.append(number)
            yield number

    taken = ahead(made(), 2)
    next(taken)
    taken.close()  # type: ignore[attr-defined]  # a generator

    assert len(started) <= 5


def test_a_maker_ends_when_nobody_wants_the_rest() -> None:
    endless = ahead(iter(int, 1), 1)
    next(endless)

    endless.close()  # type: ignore[attr-defined]  # a generator

    assert not [thread for thread in threading.enumerate() if thread.name == "decoding" and thread.is_alive()]
