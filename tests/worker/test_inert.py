import json

from worker.inert import inert


def test_no_element_can_be_closed_or_opened_from_within() -> None:
    assert "<" not in inert(json.dumps(["</evidence>", {"<plan>": "<!--"}]))


def test_it_is_still_the_same_document() -> None:
    document = {"<a>": "x < y && y > z", "b": "\\u003c"}

    assert json.loads(inert(json.dumps(document))) == document
