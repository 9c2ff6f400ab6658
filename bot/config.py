"""The bot's half of the settings: Slack, and the public half of the sealing key."""

from pydantic import SecretStr

from models.config import FairnessSettings, SharedSettings
from models.errors import ConfigurationError


class BotSettings(SharedSettings, FairnessSettings):
    """Everything the bot and its thread worker need."""

    slack_bot_token: SecretStr
    slack_app_token: SecretStr | None = None  #: set = Socket Mode
    slack_signing_secret: SecretStr | None = None  #: set = HTTP
    slack_api_url: str = "https://slack.com/api/"
    sealing_public_key: str  #: KEYID:BASE64
    port: int = 3000
    thread_workers: int = 3
    max_video_bytes: int = 500_000_000

    def require_a_way_to_listen(self) -> None:
        """Check that Slack can reach the bot.

        Raises:
            ConfigurationError: neither way is set.
        """
        if not self.slack_app_token and not self.slack_signing_secret:
            raise ConfigurationError(
                "Set these environment variables: SLACK_APP_TOKEN (for Socket Mode) "
                "or SLACK_SIGNING_SECRET (for HTTP)"
            )
