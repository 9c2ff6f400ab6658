"""Settings that the bot and the workers share, read from the environment.

Each process asks for exactly what it needs; a missing or malformed variable is named and ends it.
"""

from typing import TypeVar

from pydantic import SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from models.errors import ConfigurationError

SomeSettings = TypeVar("SomeSettings", bound=BaseSettings)


class StorageSettings(BaseSettings):
    """Where files are kept."""

    model_config = SettingsConfigDict(frozen=True)

    s3_endpoint_url: str | None = None  #: None = Amazon's own
    s3_region: str = "us-east-1"
    s3_bucket: str
    s3_access_key_id: str
    s3_secret_access_key: SecretStr


class DatabaseSettings(BaseSettings):
    """Where rows are kept."""

    model_config = SettingsConfigDict(frozen=True)

    database_url: SecretStr


class SharedSettings(DatabaseSettings, StorageSettings):
    """Where rows, jobs and files are kept."""

    redis_url: SecretStr


class FairnessSettings(BaseSettings):
    """How much one person may take at a time, and how long a question waits."""

    model_config = SettingsConfigDict(frozen=True)

    user_runs_at_once: int = 3
    user_runs_per_hour: int = 20
    user_cost_usd_per_day: float = 25.0  #: over any 24 hours
    question_minutes: int = 30  #: without an answer for so long, a run ends as cancelled


def read_settings(kind: type[SomeSettings]) -> SomeSettings:
    """Read settings of `kind` from the environment.

    Raises:
        ConfigurationError: names every variable that is missing or malformed; never shows a value.
    """
    try:
        return kind()
    except ValidationError as error:
        problems = (f"{'.'.join(map(str, e['loc'])).upper()} ({e['msg'].lower()})" for e in error.errors())
        raise ConfigurationError(f"Set these environment variables: {', '.join(problems)}") from None
