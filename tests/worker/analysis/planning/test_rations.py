import base64
from typing import Any

import cv2
import numpy as np

from worker.analysis.planning.rations import Rations


def make_image(shade: int, **more: Any) -> dict[str, Any]:
    """A picture of 112 x 56 pixels: eight tokens."""
    _, png = cv2.imencode(".png", np.full((56, 112, 3), shade, np.uint8))
    data = base64.b64encode(png.tobytes()).decode()
    return {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": data}, **more}


def make_messages(*content: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"role": "user", "content": list(content)}]


def kinds(messages: Any) -> list[str]:
    return [block["type"] for message in messages for block in message["content"]]


def test_a_screencast_earns_nine_thousand_tokens_a_minute() -> None:
    rations = Rations()
    rations.earn(20)
    rations.earn(10)
    assert rations.left == 4500


def test_what_is_affordable_is_sent_and_counted() -> None:
    rations = Rations(left=20)
    messages = make_messages(make_image(1), make_image(2))
    serving = rations.serve(messages, reserved=0)
    assert serving.messages == messages
    rations.pay(serving)
    assert (rations.left, rations.spent) == (4, 16)


def test_what_was_sent_already_gives_way_to_a_line_of_text() -> None:
    rations = Rations(left=20)
    shown = make_image(1, cache_control={"type": "ephemeral"})
    rations.pay(rations.serve(make_messages(shown), reserved=0))
    look = {"type": "tool_result", "tool_use_id": "t", "content": [make_image(2)]}
    ((told, seen),) = [
        message["content"] for message in rations.serve(make_messages(shown, look), reserved=8).messages
    ]
    assert (told["type"], told["cache_control"]) == ("text", {"type": "ephemeral"})
    assert "closer look" in told["text"]
    assert seen == look


def test_what_was_sent_already_is_sent_again_where_there_is_enough_besides_the_looks_to_come() -> None:
    rations = Rations(left=20)
    messages = make_messages(make_image(1))
    rations.pay(rations.serve(messages, reserved=0))
    assert kinds(rations.serve(messages, reserved=4).messages) == ["image"]
    assert kinds(rations.serve(messages, reserved=5).messages) == ["text"]


def test_the_latest_of_what_was_sent_is_sent_again_first() -> None:
    rations = Rations(left=24)
    messages = make_messages(make_image(1), make_image(2))
    rations.pay(rations.serve(messages, reserved=0))
    assert kinds(rations.serve(messages, reserved=0).messages) == ["text", "image"]


def test_not_even_a_new_picture_passes_the_budget() -> None:
    assert kinds(Rations(left=7).serve(make_messages(make_image(1)), reserved=0).messages) == ["text"]


def test_a_request_that_was_turned_away_costs_nothing() -> None:
    rations = Rations(left=8)
    messages = make_messages(make_image(1))
    rations.serve(messages, reserved=0)
    assert kinds(rations.serve(messages, reserved=0).messages) == ["image"]
