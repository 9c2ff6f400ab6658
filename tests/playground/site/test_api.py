from pathlib import Path

import pytest

from tests.playground.site.desk import DANA, data_of, open_desk, order_form

KEY = {"Authorization": f"Bearer {DANA.api_token}"}


def test_a_program_creates_an_order_with_the_token(tmp_path: Path) -> None:
    created = open_desk(tmp_path).post("/api/orders", json=order_form(), headers=KEY)

    assert created.status_code == 201
    assert created.json()["number"] == 1042
    assert data_of(tmp_path)["orders"][-1]["source"] == "api"


def test_a_program_lists_the_orders(tmp_path: Path) -> None:
    listed = open_desk(tmp_path).get("/api/orders", headers=KEY).json()

    assert [order["number"] for order in listed["orders"]] == [1039, 1040, 1041]


@pytest.mark.parametrize("authorization", ["", "Bearer ", "Bearer wrong", DANA.api_token])
def test_without_the_token_there_is_nothing(authorization: str, tmp_path: Path) -> None:
    refused = open_desk(tmp_path).get("/api/orders", headers={"Authorization": authorization})

    assert refused.status_code == 401
    assert "Bearer" in refused.json()["errors"][0]


@pytest.mark.parametrize("body", [b"", b"[]", b"{not json", b'{"customer": "A"}'])
def test_a_bad_body_is_refused_with_reasons(body: bytes, tmp_path: Path) -> None:
    refused = open_desk(tmp_path).post("/api/orders", content=body, headers=KEY)

    assert refused.status_code == 422
    assert refused.json()["errors"]


def test_the_data_view_does_not_exist_under_the_public_name(tmp_path: Path) -> None:
    assert open_desk(tmp_path).get("/data.json").status_code == 404


def test_the_sample_screencasts_can_be_played_from_the_middle(tmp_path: Path) -> None:
    part = open_desk(tmp_path).get("/screencasts/new-order.mp4", headers={"Range": "bytes=4-7"})

    assert part.status_code == 206
    assert part.content == b"ftyp"
