from pathlib import Path

import pytest

from tests.playground.site.desk import data_of, open_desk, order_form, sign_in


def test_a_placed_order_is_confirmed_and_kept(tmp_path: Path) -> None:
    client = open_desk(tmp_path)
    sign_in(client)

    page = client.post("/orders", data=order_form(gift_wrap="yes"))

    assert 'role="status">Order 1042 was placed.' in page.text
    kept = data_of(tmp_path)["orders"][-1]
    assert (kept["number"], kept["customer"], kept["gift_wrap"]) == (1042, "Hillside Market", True)
    assert kept["source"] == "desk"


def test_a_reload_of_the_confirmation_places_nothing_again(tmp_path: Path) -> None:
    client = open_desk(tmp_path)
    sign_in(client)
    confirmation = client.post("/orders", data=order_form()).url

    client.get(str(confirmation))

    assert len(data_of(tmp_path)["orders"]) == 4


@pytest.mark.parametrize(
    ("field", "value", "advice"),
    [
        ("customer", " ", "Customer: say who the order is for."),
        ("product", "", "Product: choose one from the list."),
        ("quantity", "0", "Quantity: enter a whole number of crates, 1 or more."),
        ("delivery_date", "tomorrow", "Delivery date: write it like 2026-12-15."),
    ],
)
def test_a_wrong_field_says_what_to_enter(field: str, value: str, advice: str, tmp_path: Path) -> None:
    client = open_desk(tmp_path)
    sign_in(client)

    page = client.post("/orders", data=order_form(**{field: value}))

    assert page.status_code == 422
    assert f'role="alert">{advice}' in page.text
    assert len(data_of(tmp_path)["orders"]) == 3


def test_a_refused_form_keeps_what_was_typed(tmp_path: Path) -> None:
    client = open_desk(tmp_path)
    sign_in(client)

    page = client.post("/orders", data=order_form(quantity="many", note="Ring twice"))

    assert "Ring twice" in page.text
    assert "Hillside Market" in page.text


def test_markup_in_a_note_stays_text(tmp_path: Path) -> None:
    client = open_desk(tmp_path)
    sign_in(client)

    page = client.post("/orders", data=order_form(note="<script>alert(1)</script>"))

    assert "<script>" not in page.text


def test_a_new_customer_is_listed_first(tmp_path: Path) -> None:
    client = open_desk(tmp_path)
    sign_in(client)

    form = {"name": "Riverbend", "email": "hello@riverbend.test", "region": "East", "newsletter": "yes"}
    page = client.post("/customers", data=form)

    assert 'role="status">Customer 104 was added.' in page.text
    assert data_of(tmp_path)["customers"][-1]["newsletter"] is True


def test_a_customer_without_an_address_is_refused(tmp_path: Path) -> None:
    client = open_desk(tmp_path)
    sign_in(client)

    page = client.post("/customers", data={"name": "Riverbend", "email": "riverbend", "region": "East"})

    assert page.status_code == 422
    assert len(data_of(tmp_path)["customers"]) == 3


def test_an_unknown_order_says_so(tmp_path: Path) -> None:
    client = open_desk(tmp_path)
    sign_in(client)

    page = client.get("/orders/9999")

    assert page.status_code == 404
    assert "There is no such order." in page.text


def test_orders_survive_a_restart(tmp_path: Path) -> None:
    client = open_desk(tmp_path)
    sign_in(client)
    client.post("/orders", data=order_form())

    restarted = open_desk(tmp_path)
    sign_in(restarted)

    assert "Hillside Market" in restarted.get("/orders/1042").text


def test_a_deleted_customer_is_gone(tmp_path: Path) -> None:
    client = open_desk(tmp_path)
    sign_in(client)
    assert "Delete customer" in client.get("/customers/102").text

    page = client.post("/customers/102/delete")

    assert 'role="status">Customer 102 was deleted.' in page.text
    assert [customer["number"] for customer in data_of(tmp_path)["customers"]] == [101, 103]
    assert "There is no such customer." in client.get("/customers/102").text


def test_a_stranger_deletes_nothing(tmp_path: Path) -> None:
    open_desk(tmp_path).post("/customers/102/delete")

    assert len(data_of(tmp_path)["customers"]) == 3
