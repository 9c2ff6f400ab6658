import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.worker.analysis.factories import make_event, make_evidence, make_framed_sign_in
from worker.analysis.evidence import EventKind, Evidence, Utterance
from worker.analysis.page.document import write_page
from worker.analysis.planning.literal import plan_literally

HOSTILE = "</script><img src=x onerror=alert(1)>\"'&{{ 7 * 7 }}"


class Elements(HTMLParser):
    """The elements of a page: (name, attributes), and the text within each script."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def named(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.found if tag == name]


def page_of(evidence: Evidence, folder: Path) -> str:
    return write_page(evidence, plan_literally(evidence), "Drawn by nobody.", folder).read_text()


def events_in(html: str) -> list[dict[str, object]]:
    found = re.search(r'<script type="application/json" id="events">(.*?)</script>', html, re.DOTALL)
    assert found is not None
    events: list[dict[str, object]] = json.loads(found[1])
    return events


@pytest.fixture
def page(tmp_path: Path) -> str:
    return page_of(make_framed_sign_in(tmp_path), tmp_path)


def test_every_event_is_in_the_list_and_on_the_timeline(page: str) -> None:
    elements = Elements(page)
    listed = [each["data-event"] for each in elements.named("button") if "event" in str(each.get("class"))]
    drawn = [each["data-event"] for each in elements.named("rect") if "data-event" in each]
    assert listed == drawn == [str(index) for index in range(10)]


def test_each_step_is_linked_to_the_events_it_rests_on(page: str) -> None:
    linked = [each["data-event"] for each in Elements(page).named("button") if each.get("class") == "link"]
    assert set(linked) == {str(index) for index in range(10)}
    assert events_in(page)[4]["steps"] == [4]


def test_kept_frames_are_inside_the_page(page: str) -> None:
    pictures = [
        each for each in Elements(page).named("img") if str(each.get("src")).startswith("data:image/webp")
    ]
    large = [each["id"] for each in Elements(page).named("script") if each.get("type") == "text/plain"]
    assert len(pictures) == 2
    assert large == ["frame-0", "frame-1"]


def test_nothing_is_fetched_from_anywhere(page: str) -> None:
    addresses = [
        attributes.get(name) or ""
        for _, attributes in Elements(page).found
        for name in ("src", "href", "action", "srcset")
    ]
    assert all(address.startswith("data:") or not address for address in addresses)


def test_its_policy_allows_the_very_script_and_style_it_has_and_nothing_else(page: str) -> None:
    policy = next(each["content"] for each in Elements(page).named("meta") if "http-equiv" in each)
    assert policy is not None
    for element in ("style", "script"):
        text = re.findall(rf"<{element}>(.*?)</{element}>", page, re.DOTALL)
        assert len(text) == 1
        digest = base64.b64encode(hashlib.sha256(text[0].encode()).digest()).decode()
        assert f"{element}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'; img-src data:;")


def test_no_element_has_a_style_or_a_handler_of_its_own(page: str) -> None:
    names = {name for _, attributes in Elements(page).found for name in attributes}
    assert not {name for name in names if name == "style" or name.startswith("on")}


def test_what_a_video_says_stays_text(tmp_path: Path) -> None:
    evidence = make_evidence(
        make_event(EventKind.TYPE, label=HOSTILE, text=HOSTILE, url=HOSTILE, app=HOSTILE),
    )
    evidence.transcript = [Utterance(t_start=0, t_end=1, text=HOSTILE, events=[0])]
    evidence.notices, evidence.video.title = [HOSTILE], HOSTILE
    html = page_of(evidence, tmp_path)
    elements = Elements(html)
    assert not [each for each in elements.named("img") if each.get("src") == "x"]
    assert "49" not in "".join(elements.texts[:3])
    assert events_in(html)[0]["text"] == HOSTILE
    assert HOSTILE in "".join(elements.texts)


def test_a_secret_is_called_one(page: str) -> None:
    assert "Typed a secret into “Password”" in page


def test_what_was_said_is_shown_beside_the_plan_and_with_its_events(tmp_path: Path) -> None:
    evidence = make_framed_sign_in(tmp_path)
    evidence.transcript = [Utterance(t_start=1, t_end=3, text="First I sign in.", events=[0, 1])]
    html = page_of(evidence, tmp_path)
    assert "First I sign in." in "".join(Elements(html).texts)
    assert [event["said"] for event in events_in(html)[:3]] == [["First I sign in."]] * 2 + [[]]


def test_without_a_plan_it_says_why_and_shows_what_was_seen(tmp_path: Path) -> None:
    html = write_page(make_framed_sign_in(tmp_path), None, "It shows 999 steps.", tmp_path).read_text()
    assert '<p class="notice failed">It shows 999 steps.</p>' in html
    assert "Typed a secret into “Password”" in html
    assert [event["steps"] for event in events_in(html)] == [[]] * 10


def test_where_nothing_happened_the_pictures_that_were_kept_are_shown(tmp_path: Path) -> None:
    evidence = make_framed_sign_in(tmp_path).model_copy(update={"events": []})
    html = write_page(evidence, None, "Nothing was seen to happen.", tmp_path).read_text()
    kept = [each["data-frame"] for each in Elements(html).named("button") if each.get("class") == "kept"]
    assert kept == ["0", "1"]


def test_notices_are_at_the_top(tmp_path: Path) -> None:
    evidence = make_framed_sign_in(tmp_path)
    evidence.notices = ["The video breaks off after 0:42."]
    assert '<p class="notice">The video breaks off after 0:42.</p>' in page_of(evidence, tmp_path)


def test_it_says_where_the_time_went(tmp_path: Path) -> None:
    evidence = make_framed_sign_in(tmp_path)
    evidence.timings = {"changes": 5.0, "reading": 10.0}
    words = " ".join("".join(Elements(page_of(evidence, tmp_path)).texts).split())
    assert "15.0 s, 2.0 times as fast as watching it" in words


def test_an_event_whose_frames_are_gone_is_shown_without_pictures(tmp_path: Path) -> None:
    event = make_event(EventKind.CLICK, label="Save", before="frames/gone.png", after="../secret.png")
    shown = events_in(page_of(make_evidence(event), tmp_path))[0]
    assert (shown["before"], shown["after"]) == (None, None)
