"""A site for runs to work on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from playground.loopback import serving
from playground.site.app import create_site


@pytest.fixture
def site_port(tmp_path: Path) -> Iterator[int]:
    """The demo site."""
    with serving(create_site(tmp_path / "site")) as port:
        yield port
