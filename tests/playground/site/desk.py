"""Orchard in one process, and a browser-like client for it."""

from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from playground.site import DemoAccount, create_site

DANA = DemoAccount()


def open_desk(folder: Path, host: str = "orchard.test") -> TestClient:
    return TestClient(create_site(folder), base_url=f"http://{host}")


def sign_in(client: TestClient, password: str = DANA.password) -> Any:
    return client.post("/login", data={"email": DANA.email, "password": password})


def order_form(**fields: str) -> dict[str, str]:
    usual = {
        "customer": "Hillside Market",
        "product": "Victoria plums",
        "quantity": "24",
        "delivery_date": "2026-12-15",
        "note": "",
    }
    return {**usual, **fields}


def data_of(folder: Path) -> Any:
    """What the site itself says it keeps."""
    return open_desk(folder, host="127.0.0.1").get("/data.json").json()
