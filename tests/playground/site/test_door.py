from pathlib import Path

import pytest

from tests.playground.site.desk import open_desk, sign_in


def test_the_right_password_leads_to_the_orders(tmp_path: Path) -> None:
    response = sign_in(open_desk(tmp_path))

    assert response.url.path == "/orders"
    assert "Dana Whitfield" in response.text


def test_a_wrong_password_is_refused_with_an_alert(tmp_path: Path) -> None:
    response = sign_in(open_desk(tmp_path), password="Cox-17")

    assert response.status_code == 403
    assert 'role="alert">That email and password do not match' in response.text
    assert "Cox-17" not in response.text


@pytest.mark.parametrize("path", ["/orders", "/orders/new", "/orders/1041", "/customers", "/customers/new"])
def test_a_stranger_is_sent_to_the_sign_in_page(path: str, tmp_path: Path) -> None:
    assert open_desk(tmp_path).get(path).url.path == "/login"


def test_signing_out_closes_the_door(tmp_path: Path) -> None:
    client = open_desk(tmp_path)
    sign_in(client)

    client.post("/logout")

    assert client.get("/orders").url.path == "/login"


def test_a_session_of_before_the_sign_out_is_worth_nothing(tmp_path: Path) -> None:
    client = open_desk(tmp_path)
    sign_in(client)
    stolen = client.cookies["orchard_session"]
    client.post("/logout")

    client.cookies.set("orchard_session", stolen)

    assert client.get("/orders").url.path == "/login"


def test_another_host_name_is_not_served(tmp_path: Path) -> None:
    assert open_desk(tmp_path, host="evil.test").get("/login").status_code == 400
