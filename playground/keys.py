"""The playground's own passwords, tokens and keys: made on the first start, kept in the state folder."""

import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from models.sealing import generate_key_pair


@dataclass(frozen=True, repr=False)
class Keys:
    """Secrets of one playground; they open nothing outside it."""

    postgres_password: str
    valkey_password: str
    objects_secret: str
    slack_bot_token: str
    slack_app_token: str
    slack_signing_secret: str
    practice_api_key: str
    sealing_private_key: str
    sealing_public_key: str


def load_keys(path: Path) -> Keys:
    """Read the keys, or make and keep new ones. Only the owner can read the file."""
    if not path.exists():
        _write_private(path, json.dumps(asdict(_make_keys())))
    return Keys(**json.loads(path.read_text()))


def _make_keys() -> Keys:
    private, public = generate_key_pair("playground")
    return Keys(
        postgres_password=secrets.token_urlsafe(24),
        valkey_password=secrets.token_urlsafe(24),
        objects_secret=secrets.token_urlsafe(24),
        slack_bot_token=f"xoxb-{secrets.token_hex(16)}",
        slack_app_token=f"xapp-{secrets.token_hex(16)}",
        slack_signing_secret=secrets.token_hex(16),
        practice_api_key=f"practice-{secrets.token_hex(16)}",
        sealing_private_key=private,
        sealing_public_key=public,
    )


def _write_private(path: Path, text: str) -> None:
    """Write whole or not at all: an interrupted first start must not leave half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".new")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
    unfinished.replace(path)
