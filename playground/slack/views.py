"""Modals, in a stack per person, and home tabs."""

from dataclasses import dataclass, field
from typing import Final

from playground.slack.blocks.check import accepted_view
from playground.slack.blocks.state import initial_state
from playground.slack.cast import APP_ID, BOT_ID, TEAM_ID
from playground.slack.feed import Feed
from playground.slack.wire import ApiError, Clock, Payload, new_id

STACK: Final = 3


@dataclass
class View:
    """A modal that is open at somebody's screen, or their home tab."""

    user: str
    body: Payload
    state: Payload = field(default_factory=dict)

    @property
    def id(self) -> str:
        return str(self.body["id"])

    @property
    def blocks(self) -> list[Payload]:
        return list(self.body["blocks"])

    def shown(self) -> Payload:
        return {**self.body, "state": {"values": self.state}}


class Views:
    """At most three modals lie on each other; the app learns of each by its id."""

    def __init__(self, clock: Clock, feed: Feed) -> None:
        self._clock = clock
        self._feed = feed
        self._stacks: dict[str, list[View]] = {}
        self._homes: dict[str, View] = {}

    def open(self, user: str, body: Payload) -> View:
        """Show a modal on an empty screen: one that was still open gives way."""
        accepted = self._accepted_modal(body)
        self._stacks[user] = []
        return self._add(user, accepted)

    def push(self, user: str, body: Payload) -> View:
        """Lay a modal on the one that is open.

        Raises:
            ApiError: `push_limit_reached`, or what is wrong with the view.
        """
        if len(self.stack(user)) >= STACK:
            raise ApiError("push_limit_reached")
        return self._add(user, self._accepted_modal(body))

    def update(self, view: View, body: Payload, expected_hash: str | None = None) -> View:
        """Replace a modal's content; what was filled in stays where block and action ids stay.

        Raises:
            ApiError: `hash_conflict` when it changed since, or what is wrong with the view.
        """
        if expected_hash and expected_hash != view.body["hash"]:
            raise ApiError("hash_conflict")
        self._replace(view, accepted_view(body))
        return view

    def publish(self, user: str, body: Payload) -> View:
        """Replace a person's home tab."""
        accepted = accepted_view(body)
        home = self._homes.setdefault(user, View(user, {"id": new_id("V")}))
        self._replace(home, accepted)
        return home

    def close(self, view: View, *, everything: bool = False) -> list[View]:
        """Take a modal off its stack, or clear the whole stack; return those closed, the topmost first."""
        stack = self._stacks.get(view.user, [])
        closed = [each for each in reversed(stack) if everything or each is view]
        self._stacks[view.user] = [each for each in stack if each not in closed]
        self._announce(view.user)
        return closed

    def find(self, view_id: str | None = None, external_id: str | None = None) -> View | None:
        views = [each for stack in self._stacks.values() for each in stack] + list(self._homes.values())
        for view in views:
            if view.id == view_id or (external_id and view.body.get("external_id") == external_id):
                return view
        return None

    def stack(self, user: str) -> list[View]:
        """Return the open modals of `user`, the topmost last."""
        return list(self._stacks.get(user, []))

    def home(self, user: str) -> View | None:
        return self._homes.get(user)

    def _accepted_modal(self, body: Payload) -> Payload:
        accepted = accepted_view(body)
        if self.find(external_id=accepted.get("external_id") or None):
            raise ApiError("duplicate_external_id")
        return accepted

    def _add(self, user: str, accepted: Payload) -> View:
        stack = self._stacks.setdefault(user, [])
        view = View(user, {"id": new_id("V")})
        view.body["root_view_id"] = stack[0].id if stack else view.id
        view.body["previous_view_id"] = stack[-1].id if stack else None
        stack.append(view)
        self._replace(view, accepted)
        return view

    def _replace(self, view: View, accepted: Payload) -> None:
        kept = ("id", "root_view_id", "previous_view_id")
        view.body = {
            "team_id": TEAM_ID,
            "app_id": APP_ID,
            "app_installed_team_id": TEAM_ID,
            "bot_id": BOT_ID,
            "callback_id": "",
            "private_metadata": "",
            "external_id": "",
            "title": None,
            "submit": None,
            "close": None,
            "clear_on_close": False,
            "notify_on_close": False,
            "root_view_id": view.body["id"],
            "previous_view_id": None,
            **accepted,
            **{key: view.body[key] for key in kept if key in view.body},
            "hash": self._clock.timestamp(),
        }
        view.state = _carried_over(view.state, initial_state(view.blocks))
        self._announce(view.user)

    def _announce(self, user: str) -> None:
        home = self.home(user)
        change = {
            "type": "views",
            "modals": [each.shown() for each in self.stack(user)],
            "home": home.shown() if home else None,
        }
        self._feed.publish(change, frozenset({user}))


def _carried_over(before: Payload, fresh: Payload) -> Payload:
    return {
        block: {action: before.get(block, {}).get(action, value) for action, value in actions.items()}
        for block, actions in fresh.items()
    }
