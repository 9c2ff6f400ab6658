"""The bot's half of the settings: Slack, and the public half of the sealing key."""

from pydantic import SecretStr

from models.config import SharedSettings


class BotSettings(SharedSettings):
    """Everything the bot and its thread worker need."""

    slack_bot_token: SecretStr
    slack_app_token: SecretStr | None = None  #: set = Socket Mode
    slack_signing_secret: SecretStr | None = None  #: set = HTTP
    slack_api_url: str = "https://slack.com/api/"
    sealing_public_key: str  #: KEYID:BASE64
    port: int = 3000
    thread_workers: int = 2
