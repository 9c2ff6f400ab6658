"""Working ahead: what comes next is made in a thread while what came is looked at."""

import queue
import threading
from collections.abc import Iterable, Iterator
from typing import TypeVar

_Item = TypeVar("_Item")

#: Seconds after which a waiting thread looks whether it is still wanted.
_PATIENCE = 0.2


class _End:
    """What comes after the last item: why it was the last, if it should not have been."""

    def __init__(self, error: BaseException | None = None) -> None:
        self.error = error


def ahead(items: Iterable[_Item], at_most: int) -> Iterator[_Item]:
    """The same items, made in a thread of their own, at most so many before they are asked for.

    Raises:
        whatever making them raises, in its place.
    """
    ready: queue.Queue[_Item | _End] = queue.Queue(at_most)
    unwanted = threading.Event()
    maker = threading.Thread(target=_make, args=(items, ready, unwanted), name="decoding", daemon=True)
    maker.start()
    try:
        while not isinstance(item := ready.get(), _End):
            yield item
        if item.error is not None:
            raise item.error
    finally:
        unwanted.set()
        maker.join()


def _make(items: Iterable[_Item], ready: "queue.Queue[_Item | _End]", unwanted: threading.Event) -> None:
    end = _End()
    try:
        for item in items:
            if not _put(item, ready, unwanted):
                return
    except BaseException as error:  # noqa: BLE001 - raised again by whoever asks for the items
        end = _End(error)
    _put(end, ready, unwanted)


def _put(item: _Item | _End, ready: "queue.Queue[_Item | _End]", unwanted: threading.Event) -> bool:
    """Whether somebody still wanted it."""
    while not unwanted.is_set():
        try:
            ready.put(item, timeout=_PATIENCE)
        except queue.Full:
            continue
        return True
    return False
