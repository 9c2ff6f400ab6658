"""What the stand-in is told when it starts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from playground.slack.manifest import PRACTICE_MANIFEST, AppManifest


@dataclass(frozen=True)
class Rate:
    """How often a Web API method may be called: `burst` at once, refilled at `per_minute`."""

    per_minute: float
    burst: int


@dataclass(frozen=True)
class SlackSettings:
    """Everything the stand-in needs to know; the tokens are those its app presents."""

    folder: Path  #: messages and files live here and survive a restart
    base_url: str  #: where it is reached, such as "http://127.0.0.1:4100", without a final slash
    bot_token: str = field(default="xoxb-playground", repr=False)
    app_token: str = field(default="xapp-playground", repr=False)
    signing_secret: str = field(default="playground-signing-secret", repr=False)
    bot_user_id: str = "U0BOT"
    manifest: AppManifest = PRACTICE_MANIFEST  #: what the app declares: its commands, events and scopes
    request_url: str | None = None  #: deliver over signed HTTP to this address; None = Socket Mode
    rates: Mapping[str, Rate] = field(default_factory=dict)  #: by method, over the documented tiers
    record: Path | None = None  #: write every call and every delivery here, as JSON lines
    retry_delays: tuple[float, ...] = (0.0, 60.0, 300.0)  #: seconds before each retry of an event
    ack_seconds: float = 3.0
    trigger_seconds: float = 3.0
