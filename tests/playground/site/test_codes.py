from datetime import UTC, datetime, timedelta
from pathlib import Path

from starlette.testclient import TestClient

from playground.site.account import DANA, SAM
from playground.site.authenticator import code_of
from tests.playground.site.desk import open_desk


def come_half_way(folder: Path) -> TestClient:
    client = open_desk(folder)
    client.post("/login", data={"email": SAM.email, "password": SAM.password})
    return client


def sams_code(at: datetime) -> str:
    assert SAM.authenticator_key is not None
    return code_of(SAM.authenticator_key, at)


def test_an_app_shows_what_the_standard_says() -> None:
    key_of_rfc_6238 = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"

    assert code_of(key_of_rfc_6238, datetime.fromtimestamp(59, UTC)) == "287082"


def test_the_password_alone_does_not_open_an_account_with_a_code(tmp_path: Path) -> None:
    client = come_half_way(tmp_path)

    assert client.get("/orders").url.path == "/login"
    assert "Authenticator code" in client.get("/login/code").text


def test_the_code_of_the_moment_opens_it(tmp_path: Path) -> None:
    response = come_half_way(tmp_path).post("/login/code", data={"code": sams_code(datetime.now(UTC))})

    assert response.url.path == "/orders"
    assert "Sam Okafor" in response.text


def test_a_code_that_was_just_replaced_still_counts() -> None:
    now = datetime.now(UTC)

    assert SAM.accepts_code(sams_code(now - timedelta(seconds=30)), now)
    assert not SAM.accepts_code(sams_code(now - timedelta(seconds=90)), now)


def test_a_wrong_code_is_refused_with_an_alert(tmp_path: Path) -> None:
    response = come_half_way(tmp_path).post("/login/code", data={"code": "12345"})

    assert response.status_code == 403
    assert 'role="alert">That code is not right' in response.text


def test_without_a_password_there_is_no_code_to_type(tmp_path: Path) -> None:
    assert open_desk(tmp_path).get("/login/code").url.path == "/login"
    assert not DANA.accepts_code("000000", datetime.now(UTC))
