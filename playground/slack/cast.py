"""The practice workspace: its team, its people and its conversations."""

from dataclasses import dataclass
from typing import Final

from playground.slack.settings import SlackSettings
from playground.slack.wire import Payload

TEAM_ID: Final = "T0PLAY"
TEAM_NAME: Final = "Practice"
TEAM_DOMAIN: Final = "practice"
APP_ID: Final = "A0PLAY"
BOT_ID: Final = "B0BOT"


@dataclass(frozen=True)
class Person:
    """A member of the workspace, human or bot."""

    id: str
    handle: str
    name: str
    is_bot: bool = False

    def reference(self) -> Payload:
        """Return the person as interaction payloads name them."""
        return {"id": self.id, "username": self.handle, "name": self.handle, "team_id": TEAM_ID}

    def profile(self) -> Payload:
        """Return the person as `users.info` shows them."""
        return {
            "id": self.id,
            "team_id": TEAM_ID,
            "name": self.handle,
            "real_name": self.name,
            "deleted": False,
            "is_bot": self.is_bot,
            "is_app_user": False,
            "tz": "Etc/UTC",
            "tz_offset": 0,
            "profile": {"real_name": self.name, "display_name": self.name, "team": TEAM_ID},
        }


@dataclass(frozen=True)
class Conversation:
    """A channel, or a direct message between one person and the bot."""

    id: str
    name: str
    members: frozenset[str]
    person: str | None = None  #: whom the bot talks to, in a direct message
    topic: str = ""

    @property
    def is_direct(self) -> bool:
        return self.person is not None

    @property
    def kind(self) -> str:
        """Return the channel type as events name it."""
        return "im" if self.is_direct else "channel"

    def reference(self) -> Payload:
        return {"id": self.id, "name": "directmessage" if self.is_direct else self.name}


class Cast:
    """Who and what there is to talk to."""

    def __init__(self, settings: SlackSettings) -> None:
        self.bot = Person(
            settings.bot_user_id, settings.manifest.name.lower(), settings.manifest.name, is_bot=True
        )
        people = (Person("U0ANA", "ana", "Ana Ruiz"), Person("U0BEN", "ben", "Ben Okafor"), self.bot)
        self.people = {each.id: each for each in people}
        self.conversations = {each.id: each for each in self._conversations()}

    def _conversations(self) -> list[Conversation]:
        humans = [each for each in self.people.values() if not each.is_bot]
        ids = frozenset(each.id for each in humans)
        everyone = ids | {self.bot.id}
        return [
            Conversation(
                "C0CHORES", "chores", everyone, topic="Things we do over and over, until somebody shows how"
            ),
            Conversation("C0RANDOM", "random", ids, topic=f"{self.bot.name} is not in here"),
            *(
                Conversation(
                    f"D0{each.handle.upper()}", each.handle, frozenset({each.id, self.bot.id}), person=each.id
                )
                for each in humans
            ),
        ]

    def direct(self, user: str) -> Conversation | None:
        """Return the direct message between the bot and `user`."""
        return next((each for each in self.conversations.values() if each.person == user), None)

    def seen_by(self, user: str) -> list[Conversation]:
        return [each for each in self.conversations.values() if user in each.members]
