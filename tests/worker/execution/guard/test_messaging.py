"""In which fields Enter sends what was typed to somebody."""

import pytest

from worker.execution.guard.elements import Element
from worker.execution.guard.messaging import sends_on_enter


@pytest.mark.parametrize(
    "label",
    [
        *("Send a message to this user", "Reply to this email…", "Message #zip-team", "Message user Bob"),
        *("Invite people by email", "Comment on this link", "Write to Bob", "Reply to Ana, 2 days time off"),
        *("Add a comment on this title", "Write a comment, add a link or tag people", "Tell everyone"),
        *("Chat with the code assistant", "Comment number 5", "Message", "Leave a reply"),
    ],
)
def test_what_begins_as_a_message_is_one_whatever_it_is_about(label: str) -> None:
    assert sends_on_enter(Element("textbox", label))
    assert sends_on_enter(Element("textbox", "", hint=label))


@pytest.mark.parametrize(
    "label",
    [
        *("Message subject", "Message title (optional)", "Comment filter", "Reply address", "Reply-to"),
        *("Reply to", "Reply to email", "Invite code", "Invite link", "Message ID", "Send to (email)"),
        *(
            "Send date",
            "Search messages",
            "Post code",
            "Answer",
            "Write something",
            "Add a link",
            "Chat name",
        ),
    ],
)
def test_the_name_of_a_thing_is_no_message(label: str) -> None:
    assert not sends_on_enter(Element("textbox", label))


def test_a_field_for_searches_sends_nothing() -> None:
    assert not sends_on_enter(Element("searchbox", "Send a message to this user"))
