"""The workers' half of the settings: Claude, the sandbox, the limits."""

from pathlib import Path

from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from models.config import FairnessSettings, SharedSettings
from models.sealing import Unsealer


class ClaudeSettings(BaseSettings):
    """How to reach a model. One of the two secrets is needed, except with the practice model."""

    model_config = SettingsConfigDict(frozen=True)

    anthropic_api_key: SecretStr | None = None
    anthropic_auth_token: SecretStr | None = None  #: for gateways that take a bearer token instead
    anthropic_base_url: str = "https://api.anthropic.com"
    understudy_model: str = "sonnet"


class SandboxSettings(BaseSettings):
    """What running a program behind the wall needs."""

    model_config = SettingsConfigDict(frozen=True)

    workspaces: Path = Path("/var/tmp/understudy")  # noqa: S108 - one private folder per run inside
    #: comma-separated NAME=ADDRESS:PORT; the only way to a private address, for an operator to open
    egress_private_hosts: str = ""


class AnalysisSettings(ClaudeSettings, SandboxSettings):
    """What looking at a screencast needs, also without chat, rows or stored files."""

    max_video_seconds: int = 1800
    max_video_bytes: int = 500_000_000


class SealingSettings(BaseSettings):
    """What opens stored credentials."""

    model_config = SettingsConfigDict(frozen=True)

    sealing_private_keys: SecretStr  #: comma-separated KEYID:BASE64, newest first

    @property
    def unsealer(self) -> Unsealer:
        """What opens them.

        Raises:
            ConfigurationError: the keys are not of that form.
        """
        return Unsealer.parse(self.sealing_private_keys.get_secret_value())


class WorkerSettings(AnalysisSettings, SharedSettings, FairnessSettings, SealingSettings):
    """Everything a worker needs."""

    run_workers: int = 2
    analysis_workers: int = 1
    run_seconds: int = 1800  #: wall clock of one run
    run_cost_usd: float = 5.0
    chromium: Path = Path("/usr/bin/chromium")
