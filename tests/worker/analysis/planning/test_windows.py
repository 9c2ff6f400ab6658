from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.worker.analysis.factories import SITE, make_event, make_evidence, make_long_evidence
from worker.analysis.evidence import EventKind, Frame, Utterance
from worker.analysis.planning.windows import windows_of


def test_a_short_screencast_is_one_window() -> None:
    evidence = make_long_evidence(40)
    (window,) = windows_of(evidence)
    assert (window.evidence, window.seconds, window.is_last) == (evidence, 40, True)


def test_even_nothing_is_a_window() -> None:
    assert len(windows_of(make_evidence())) == 1


@settings(deadline=None)
@given(events=st.integers(0, 300))
def test_each_event_is_in_one_window(events: int) -> None:
    evidence = make_long_evidence(events)
    windows = windows_of(evidence)
    assert [event for window in windows for event in window.evidence.events] == evidence.events
    assert all(len(window.evidence.events) <= 40 for window in windows)
    assert [window.is_last for window in windows] == [False] * (len(windows) - 1) + [True]


def test_a_window_knows_where_it_begins() -> None:
    evidence = make_long_evidence(100)
    evidence.frames = [Frame(t=n, path=f"frames/{n}.png", reason="page") for n in range(100)]
    for window in windows_of(evidence):
        assert evidence.events[window.first_event] == window.evidence.events[0]
        assert evidence.frames[window.first_frame] == window.evidence.frames[0]


def test_windows_last_as_long_as_the_screencast_together() -> None:
    assert sum(window.seconds for window in windows_of(make_long_evidence(100))) == 100


def test_a_screencast_that_breaks_off_lasts_as_long_as_it_was_seen() -> None:
    evidence = make_long_evidence(30)
    evidence.frames = [Frame(t=12, path="frames/end.png", reason="end")]
    assert [window.seconds for window in windows_of(evidence)] == [12]


def test_what_was_said_is_in_the_window_in_which_it_was_said() -> None:
    evidence = make_long_evidence(60)
    evidence.transcript = [Utterance(t_start=t, t_end=t + 1, text=str(t)) for t in (1, 59)]
    first, second = windows_of(evidence)
    assert ([said.text for said in first.evidence.transcript], len(second.evidence.transcript)) == (["1"], 1)


def test_what_was_said_speaks_of_events_counted_from_the_first_of_its_window() -> None:
    evidence = make_long_evidence(60)
    evidence.transcript = [Utterance(t_start=55, t_end=56, text="This one.", events=[3, 55])]
    window = windows_of(evidence)[1]
    assert window.evidence.transcript[0].events == [55 - window.first_event]


def test_a_cut_is_where_the_page_changed() -> None:
    evidence = make_long_evidence(60)
    for event in evidence.events[33:]:
        event.url = f"{SITE}/next"
    assert windows_of(evidence)[1].first_event == 33


def test_a_cut_is_where_a_person_paused_if_the_page_stayed() -> None:
    evidence = make_long_evidence(60)
    for event in evidence.events[28:]:
        event.t_start, event.t_end = event.t_start + 5, event.t_end + 5
    assert windows_of(evidence)[1].first_event == 28


def test_a_click_into_a_field_is_not_cut_from_the_typing() -> None:
    fields = [
        event
        for n in range(40)
        for event in (
            make_event(EventKind.CLICK, 10 * n, label=f"Field {n}"),
            make_event(EventKind.TYPE, 10 * n + 5, label=f"Field {n}", text="x"),
        )
    ]
    windows = windows_of(make_evidence(*fields))
    assert len(windows) > 1
    assert all(window.evidence.events[0].kind is EventKind.CLICK for window in windows)


def test_windows_follow_each_other() -> None:
    windows = windows_of(make_long_evidence(200))
    counted = [
        (one.first_event + len(one.evidence.events), two.first_event) for one, two in pairwise(windows)
    ]
    assert all(end == begin for end, begin in counted)
