"""Which words promise what cannot be taken back."""

import time

import pytest

from models.irreversible import address_looks_irreversible, deeds_in, looks_irreversible, step_is_irreversible
from models.plan import Action, Step


@pytest.mark.parametrize(
    "label",
    [
        *(
            "Send",
            "SEND",
            "Send invoice",
            "Send the newsletter",
            "Save and send",
            "Save & publish",
            "Publish",
        ),
        *(
            "Pay now",
            "Pay $20.00",
            "Confirm and pay",
            "I agree and pay",
            "Buy now",
            "Order now",
            "Place order",
        ),
        *(
            "Place your order",
            "Complete purchase",
            "Confirm",
            "Confirm order",
            "Transfer",
            "Transfer $500 to Bo",
        ),
        *("Delete", "Delete all", "Yes, delete it", "Permanently delete this repository", "Remove member"),
        *("Invite", "Invite members", "+ Invite", "Submit", "Post", "Approve", "Cancel my subscription"),
        *(
            "Make payment",
            "Make a payment",
            "Proceed to payment",
            "Subscribe",
            "Charge card",
            "Issue refund",
            "Refund",
        ),
        *("Go live", "Reply", "Reply to Ana", "Move to trash", "Disable account", "Deactivate your account"),
        *("Grant access", "Checkout", "Check out", "Check out now", "Cancel subscription", "Confirm payment"),
        *(
            "Close account",
            "Merge pull request",
            "Resend invitation",
            "🗑 Delete",
            "✕ Remove",
            "Agree & sign document",
        ),
        *("Share", "Comment", "Tweet", "Email invoice", "E-mail customer", "Add member", "Add a new user"),
        *("Make public", "Void", "Void invoice", "Launch", "Reset", "Clear all", "Suspend account"),
        *("Notify everyone", "Force push", "Sell all", "Accept invitation", "Request payout", "Uninstall"),
    ],
)
def test_a_button_that_says_so_cannot_be_taken_back(label: str) -> None:
    assert looks_irreversible(label)


@pytest.mark.parametrize(
    "label",
    [
        *(
            "",
            "…",
            "Search",
            "Sign in",
            "Sign up",
            "Log in",
            "Save",
            "Next",
            "Continue",
            "OK",
            "Yes",
            "Create",
        ),
        *("Order", "Orders", "Order by date", "New order", "Save order", "Payments", "Continue to payment"),
        *(
            "Proceed to checkout",
            "Add to cart",
            "Add to list",
            "Add customer",
            "Cancel",
            "Close",
            "Accept all",
        ),
        *(
            "Sender",
            "Sent",
            "Deleted items",
            "Published",
            "Posts",
            "Invitations",
            "Transfers",
            "Book",
            "Books",
        ),
        *("Send code", "Send me a code", "Send verification code", "Submit search", "Submit code"),
        *("Check out our blog", "Replies", "Go to live view", "Make a copy", "Move to folder", "Charges"),
        *("Subscriptions", "Issues", "Disable notifications", "Move up", "Reply-to address", "Go back"),
        *(
            "Reset password",
            "Share price",
            "Clear",
            "Clear filters",
            "Archive",
            "Leave",
            "Forward",
            "Reject all",
        ),
        *("Comments", "Shared with me", "Email", "Upgrade", "Start", "Stop", "Rotate", "Message"),
        *("Remove filter", "Confirm email", "Confirm password", "Merge cells", "Release notes", "Paypal"),
    ],
)
def test_other_buttons_do_not_ask_for_anybody(label: str) -> None:
    assert not looks_irreversible(label)


@pytest.mark.parametrize(
    "url",
    [
        "https://orchard.test/delete?id=1&confirm=yes",
        "/orders/7/cancel",
        "/?action=delete",
        "/api?do=deleteUser",
        "/x?c=%64elete",
        "#/remove/4",
        "/account/delete-account",
    ],
)
def test_an_address_that_says_so_cannot_be_taken_back(url: str) -> None:
    assert address_looks_irreversible(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://delete.test/",
        "https://orchard.test/posts/5",
        "/orders/new",
        "/payments",
        "/checkout",
        "/docs/how-to-delete-a-repository",
        "/?q=how+to+delete+my+account",
        "https://[",
    ],
)
def test_other_addresses_do_not_ask_for_anybody(url: str) -> None:
    assert not address_looks_irreversible(url)


@pytest.mark.parametrize("label", ["De\u200blete", "De\xadlete", "\uff24elete", "DELETE", " \t delete"])
def test_invisible_and_wide_letters_hide_nothing(label: str) -> None:
    assert looks_irreversible(label)


def test_a_question_is_read_to_its_end() -> None:
    assert deeds_in("Are you sure that you want to delete this customer?") == {"delete"}
    assert not deeds_in("Leave this page? Changes may not be saved.")


@pytest.mark.parametrize(
    ("told", "irreversible"),
    [
        ({"action": Action.CLICK, "target": "Send"}, True),
        ({"action": Action.PRESS, "instruction": "Send the message with Enter", "value": "Enter"}, True),
        ({"action": Action.SHELL, "value": "git push"}, True),
        ({"action": Action.CLICK, "target": "Next", "irreversible": True}, True),
        ({"action": Action.CLICK, "target": "Search"}, False),
        ({"action": Action.CHECK, "target": "Send the newsletter"}, False),
        ({"action": Action.TYPE, "target": "Send to", "value": "Ada"}, False),
        ({"action": Action.SHELL, "value": "make report"}, False),
    ],
)
def test_a_step_counts_by_its_flag_or_by_what_it_says(told: dict[str, object], irreversible: bool) -> None:  # noqa: FBT001 - a table
    step = Step.model_validate({"number": 1, "instruction": "Do it", **told})
    assert step_is_irreversible(step) is irreversible


def test_long_labels_and_addresses_take_no_time() -> None:
    began = time.monotonic()
    looks_irreversible("yes, " * 100_000)
    address_looks_irreversible("/delete-" * 100_000)
    assert time.monotonic() - began < 2
