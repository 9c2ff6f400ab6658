"""Somebody who shares a screencast and sees it through, by clicking what anybody would click."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from models.errors import UnderstudyError
from models.question import GO_AHEAD
from playground.demo.answering import open_question, pick
from playground.demo.narrator import Narrator
from playground.site.account import DemoAccount
from playground.slack.blocks.elements import Picked
from playground.slack.client import SlackPerson, action_ids, plain_text
from playground.slack.wire import Payload

Found = TypeVar("Found")

ANALYSIS_SECONDS = 240
RUN_SECONDS = 180
ENDINGS = ("Completed", "Failed", "Cancelled")


class NoPlan(UnderstudyError):  # noqa: N818 - reads as what it says
    """The screencast did not become a plan."""


class Requester:
    """A person with one thread; every wait tells what is new in it."""

    def __init__(self, person: SlackPerson, narrator: Narrator) -> None:
        self._person = person
        self._narrator = narrator
        self._shared: Payload = {}
        self.member = person.user

    @property
    def thread(self) -> str:
        """The timestamp of the message that began the thread."""
        return str(self._shared["ts"])

    def share(self, video: Path) -> Payload:
        """Post the screencast; return the bot's message once it shows a plan.

        Raises:
            NoPlan: the bot said why there is none.
            TimeoutError: nothing came.
        """
        self._shared = self._person.upload(video, "Here is a chore of mine.")
        return self._wait(self._plan, ANALYSIS_SECONDS)

    def implement(self, plan: Payload, account: DemoAccount) -> Payload:
        """Open the plan's modal, fill in what it asks for and start; return the run's card."""
        self._person.click(plan, "implement")
        modal = self._wait(self._person.open_modal)
        return self._new_card(lambda: self._person.submit(modal, _filled_in(modal, account)))

    def retry(self, card: Payload) -> Payload:
        """Start the same run again; return the new run's card."""
        return self._new_card(lambda: self._person.click(card, "retry_run"))

    def cancel_once_it_acts(self, card: Payload) -> Payload:
        """Cancel a run that has begun to act; return its card once it ended."""
        self._wait(lambda: ":ballot_box_with_check:" in plain_text(self._again(card)), RUN_SECONDS)
        self._person.click(self._again(card), "cancel_run")
        return self.ended(card)

    def asked(self, card: Payload) -> Payload | None:
        """Wait until a run asks something; return the question, None if the run ended without one."""
        question = self._wait(lambda: self._question() or self._if_ended(card), RUN_SECONDS)
        return question if question == self._question() else None

    def approve(self, question: Payload) -> None:
        pick(self._person, question, GO_AHEAD)

    def ended(self, card: Payload) -> Payload:
        """Return a run's card once it says how the run ended."""
        return self._wait(lambda: self._if_ended(card), RUN_SECONDS)

    def restore(self, card: Payload, moment: str) -> Payload:
        """Put the files of a run back as they were `moment`; return the message that says they are back."""
        self._person.click(self._again(card), "choose_checkpoint")
        modal = self._wait(self._person.open_modal)
        before = len(self._replies_with("continue_run"))
        self._person.submit(modal, choice_of_checkpoint(modal, moment))
        return self._wait(lambda: self._replies_with("continue_run")[before:])[-1]

    def _new_card(self, start: Callable[[], object]) -> Payload:
        known = {message["ts"] for message in self._cards()}
        start()
        return self._wait(lambda: [card for card in self._cards() if card["ts"] not in known])[0]

    def _cards(self) -> list[Payload]:
        found = [*self._replies_with("cancel_run"), *self._replies_with("retry_run")]
        return sorted(found, key=lambda card: str(card["ts"]))

    def _replies_with(self, action: str) -> list[Payload]:
        return self._person.replies_with_button(self._shared, action)

    def _plan(self) -> Payload | None:
        refusal = next(
            (each for each in self._replies() if "could not make a plan" in plain_text(each)), None
        )
        if refusal:
            raise NoPlan(plain_text(refusal))
        return next(iter(self._replies_with("implement")), None)

    def _replies(self) -> list[Payload]:
        return self._person.replies(self._shared)

    def _again(self, message: Payload) -> Payload:
        return next(each for each in self._replies() if each["ts"] == message["ts"])

    def _question(self) -> Payload | None:
        return open_question(self._person, self._shared)

    def _if_ended(self, card: Payload) -> Payload | None:
        now = self._again(card)
        return now if "retry_run" in action_ids(now) else None

    def _wait(self, condition: Callable[[], Found | None], seconds: float = 30) -> Found:
        def look() -> Found | None:
            self._narrator.tell(self._replies())
            return condition()

        return self._person.wait_for(look, seconds)


def choice_of_checkpoint(modal: Payload, moment: str) -> dict[str, Picked]:
    """Return how to fill in the restore dialog: with the newest checkpoint that it says is of `moment`."""
    (menu,) = (block for block in modal["blocks"] if block.get("block_id") == "checkpoint")
    options = menu["element"]["options"]
    wanted = next(option for option in options if moment in option["text"]["text"].lower())
    return {"checkpoint": wanted["value"]}


def state_of(card: Payload) -> str:
    """Return how a run's card says it ended, empty if it has not."""
    text = card.get("text", "")
    return next((ending for ending in ENDINGS if ending in text), "")


def _filled_in(modal: Payload, account: DemoAccount) -> dict[str, Picked]:
    """Return the demo account's password for every credential; parameters keep what the video showed."""
    asked = (block["block_id"] for block in modal["blocks"] if block["type"] == "input")
    return {name: account.password for name in asked if name.startswith("credential:")}
