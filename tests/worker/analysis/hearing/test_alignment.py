from tests.worker.analysis.factories import make_event
from worker.analysis.evidence import EventKind, Utterance
from worker.analysis.hearing.alignment import aligned


def said(start: float, end: float) -> Utterance:
    return Utterance(t_start=start, t_end=end, text="words")


def spoken_of(*transcript: Utterance, clicks: list[float]) -> list[list[int]]:
    events = [make_event(EventKind.CLICK, at, label="Save") for at in clicks]
    return [each.events for each in aligned(transcript, events)]


def test_words_speak_of_the_events_they_overlap() -> None:
    assert spoken_of(said(5, 8), clicks=[1, 4.8, 6, 20]) == [[1, 2]]


def test_words_speak_of_what_is_done_right_after_them() -> None:
    assert spoken_of(said(5, 8), clicks=[10.5, 12]) == [[0]]


def test_what_follows_the_next_words_belongs_to_those() -> None:
    assert spoken_of(said(1, 3), said(4, 6), clicks=[3.5, 5]) == [[0], [1]]


def test_nothing_said_speaks_of_nothing() -> None:
    assert spoken_of(clicks=[1]) == []
