"""What was seen, against what was done."""

from dataclasses import replace
from math import isnan

from bench.screencasts.event_score import score_events
from bench.screencasts.matching import recall_and_precision
from tests.bench.screencasts.factories import a_deed, an_event
from worker.analysis.evidence import EventKind


def test_one_event_stands_for_one_deed_only() -> None:
    score = score_events([a_deed(at=10.0), a_deed(at=10.3)], [an_event(at=10.1)], "")

    assert (score.recall, score.precision) == (0.5, 1.0)


def test_as_many_deeds_as_possible_find_an_event() -> None:
    early, late = a_deed(at=10.0), a_deed(at=10.6)

    assert score_events([early, late], [an_event(at=10.4), an_event(at=9.8)], "").recall == 1.0


def test_an_event_stands_for_the_deed_of_its_kind_though_another_is_nearer() -> None:
    marking, typing = a_deed("key", at=10.0, text="ctrl+a"), a_deed("type", at=10.4, text="Ada")

    assert score_events([marking, typing], [an_event(EventKind.TYPE, at=10.1, text="Ada")], "").typed == 1.0


def test_where_one_was_missed_the_events_stand_for_the_deeds_they_are_nearest_to() -> None:
    deeds = [a_deed(at=10.0 + n / 2, target=name) for n, name in enumerate(("Home", "Rooms", "Guests"))]
    seen = [an_event(at=10.49, label="Rooms"), an_event(at=10.99, label="Guests")]

    assert score_events(deeds, seen, "").labels == 2 / 3


def test_an_event_half_a_second_off_counts_and_one_further_off_does_not() -> None:
    deed = a_deed(at=10.0)

    assert recall_and_precision([deed], [9.5]) == (1.0, 1.0)
    assert recall_and_precision([deed], [9.4]) == (0.0, 0.0)


def test_what_an_action_leads_to_may_be_seen_later() -> None:
    deed = replace(a_deed(at=10.0), end=12.0)

    assert recall_and_precision([deed], [12.4]) == (1.0, 1.0)


def test_labels_are_compared_without_case_and_punctuation() -> None:
    assert score_events([a_deed(target="Sign in")], [an_event(label="SIGN IN.")], "").labels == 1.0


def test_a_click_that_was_missed_counts_among_the_labels() -> None:
    deeds = [a_deed(at=10.0), a_deed(at=20.0)]

    assert score_events(deeds, [an_event(at=10.0)], "").labels == 0.5


def test_typed_text_must_be_exact() -> None:
    deed = a_deed("type", text="Ada Byron")

    assert score_events([deed], [an_event(EventKind.TYPE, text="Ada Byron")], "").typed == 1.0
    assert score_events([deed], [an_event(EventKind.TYPE, text="Ada Byran")], "").typed == 0.0


def test_a_secret_counts_when_it_was_seen_to_be_one_and_kept() -> None:
    deed = replace(a_deed("type", text="hush-41"), secret=True)
    kept = an_event(EventKind.TYPE).model_copy(update={"secret": True})

    assert score_events([deed], [kept], "{}").typed == 1.0
    assert score_events([deed], [an_event(EventKind.TYPE, text="hush-41")], "{}").typed == 0.0


def test_a_secret_anywhere_in_the_evidence_is_a_leak() -> None:
    deed = replace(a_deed("type", text="hush-41"), secret=True)

    assert score_events([deed], [], '{"url": "http://a.test/?p=hush-41"}').leaks == 1


def test_a_share_of_nothing_is_not_a_number() -> None:
    assert isnan(score_events([a_deed("scroll", target=None)], [], "").labels)


def test_a_password_that_is_the_name_of_a_value_is_not_told() -> None:
    deed = replace(a_deed("type", text="default"), secret=True)

    assert score_events([deed], [], '{"default":"Ada"}').leaks == 0
    assert score_events([deed], [], '{"text":"default"}').leaks == 1
