"""Which words promise what cannot be taken back."""

import time
from collections.abc import Callable

import pytest

from models.irreversible_labels import deeds_at_hand, deeds_in, deeds_of, deeds_of_button, deeds_of_link


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
        *("Make public", "Void", "Void invoice", "Launch", "Clear all", "Suspend account"),
        *("Notify everyone", "Force push", "Sell all", "Accept invitation", "Request payout", "Uninstall"),
    ],
)
def test_a_button_that_says_so_cannot_be_taken_back(label: str) -> None:
    assert deeds_of(label)


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
            "Reset",
            "Reject all",
        ),
        *("Comments", "Shared with me", "Email", "Upgrade", "Start", "Stop", "Rotate", "Message"),
        *("Remove filter", "Confirm email", "Confirm password", "Merge cells", "Release notes", "Paypal"),
    ],
)
def test_other_buttons_do_not_ask_for_anybody(label: str) -> None:
    assert not deeds_of(label)


@pytest.mark.parametrize(
    "label",
    [
        *(
            "Bulk delete",
            "Mass delete",
            "Hard delete",
            "Really delete",
            "Definitely delete",
            "Quick buy",
            "One-click buy",
            "1-Click buy",
            "Click to pay",
            "Swipe to send",
            "Instantly publish",
            "Just send it",
            "Auto-delete now",
        ),
        *(
            "Yes, I want to delete my account",
            "Yes - I'm sure, delete",
            "I understand the consequences, delete this repository",
        ),
        *(
            "Authorize payment",
            "Authorise the payment",
            "Process refund",
            "Process payment",
            "Execute transfer",
            "Run payroll",
            "Finish order",
            "Complete my first order",
            "Create payout",
        ),
        *("Charge $40", "Order for $20", "Top up 20 €", "Bid $5", "Book for 99 USD", "Give $10"),
        *("Make admin", "Make Bo owner", "Promote to admin", "Grant admin rights", "Give access"),
        *(
            "Send one message to everyone",
            "Email all",
            "Message all",
            "Text everyone",
            "Email 12 customers",
            "Send security alert to all",
        ),
        *(
            "Cancel the whole order",
            "Cancel entire order",
            "Cancel my premium subscription",
            "End subscription",
            "End my free trial",
        ),
        *("Trash", "Trash this conversation", "Empty Recycle Bin", "Move 3 items to trash"),
        *("Book flight", "Book it", "Book this room now", "Reserve 2 seats"),
        *("Make it public", "Set to public", "Promote to production"),
    ],
)
def test_haste_amounts_and_whoever_it_is_done_to_hide_no_deed(label: str) -> None:
    assert deeds_of(label)


@pytest.mark.parametrize(
    "label",
    [
        *("Order history", "Post 12", "Comment 3", "1 comment", "12 replies", "Purchase history"),
        *("Refund policy", "Transfer history", "Pay stubs", "Charge history", "Order 4711", "Trash bin"),
        *("Don't delete", "Do not send", "Undo delete", "Cancel send", "Save without publishing"),
        *("How to delete a repository", "Show how to delete", "Select items to delete", "Sort by send date"),
        *("Preview before you send", "Review order", "Edit payment", "Add payment method", "Create order"),
        *("Continue to checkout", "Continue without paying", "Add note to user", "Set up public profile"),
        *("Send login link", "Send me a code", "Send one-time code", "Email me a login code", "Notify me"),
        *("Process", "Run", "Run report", "End date", "Top stories", "Give feedback", "Finish setup"),
        *(
            "Cart $40.00",
            "$40.00",
            "Trips",
            "Books about trips",
            "Make a copy",
            "Text editor",
            "Capture screen",
        ),
    ],
)
def test_things_looks_and_what_is_left_undone_are_no_deeds(label: str) -> None:
    assert not deeds_of(label)


@pytest.mark.parametrize(
    "label",
    [
        *(
            "Upgrade for $5",
            "Settle up $40",
            "Invest $500",
            "Start membership \u2013 $40/yr",
            "Get it for 5 €",
        ),
        *("Unlock \u2013 $5 per month", "Pledge $5", "Yes, invest $500 now"),
    ],
)
def test_a_button_with_a_sum_is_paid_for(label: str) -> None:
    assert deeds_of_button(label)


@pytest.mark.parametrize(
    "label",
    [
        *(
            "$40.00",
            "Cart (2) $40.00",
            "View plan for $5",
            "Under $50",
            "$25 \u2013 $50",
            "Choose the $5 plan",
        ),
        *("Add to cart \u2013 $12", "Continue ($40)", "A mug of stoneware, made by hand in the north, $12"),
    ],
)
def test_a_price_alone_is_not_paid(label: str) -> None:
    assert not deeds_of_button(label)


@pytest.mark.parametrize(
    "label",
    [
        *("Schedule payment", "Settle invoice", "Bill customer", "Debit account", "Start membership"),
        *("Add Bob as admin", "Give ownership to Bob", "Take ownership", "Change owner", "Set as owner"),
        *("Push to production", "Ship order", "Fulfill order", "Release to customers", "Move build to prod"),
        *("Accept & sign", "Sign", "Sign here", "Forward", "Clear chat", "Cast my ballot", "Overwrite"),
        *("Truncate table", "Upgrade to Pro", "Downgrade to Free", "Cash out", "Hand in", "Cancel event"),
    ],
)
def test_money_people_and_what_goes_out_are_dealt_with_by_many_verbs(label: str) -> None:
    assert deeds_of(label)


@pytest.mark.parametrize(
    "label",
    [
        *("Email me a link", "Resend email", "Pay history", "Deploy history", "View order", "Invoice 12"),
        *("Back to orders", "Bill payments", "Clear cart", "Remove from cart", "Empty basket", "Sign in"),
        *("Sign in with Google", "Log in as admin", "Fast forward", "Turn on", "Push up", "Add as a note"),
        *("Take a photo", "Set to default", "Cash", "Hand tool", "Invoices", "Switch to production"),
    ],
)
def test_what_concerns_oneself_a_cart_or_a_list_is_free(label: str) -> None:
    assert not deeds_of_button(label)


@pytest.mark.parametrize(
    "label",
    ["Delete account", "Delete settings", "Delete my settings", "Bulk delete", "Unsubscribe", "Pay $20 now"],
)
def test_a_link_that_begins_with_a_deed_does_it(label: str) -> None:
    assert deeds_of_link(label)


@pytest.mark.parametrize(
    "label",
    [
        *("Delete account settings", "Remove user guide", "How to delete a repository", "Things to buy"),
        *(
            "Items to approve",
            "Trash",
            "Forward",
            "Trash (3)",
            "Payments",
            "Sent",
            "Deleted items",
            "Order history",
        ),
    ],
)
def test_a_link_to_a_page_about_a_deed_does_not_do_it(label: str) -> None:
    assert not deeds_of_link(label)


@pytest.mark.parametrize(
    "label",
    [
        "Permanently delete my account and all data",
        "Yes, permanently delete my account and all data",
        "Send this message to all 400 subscribers now",
        "Pay $40.00 with the card ending in 1234",
        "Publish this page to the web for everybody",
        "Delete your account and all of its data",
    ],
)
def test_a_long_text_that_speaks_of_what_is_at_hand_is_a_command(label: str) -> None:
    assert deeds_at_hand(label)


@pytest.mark.parametrize(
    "label",
    [
        "",
        "Send me the report by Friday at noon please",
        "Buy now or regret it later, analysts say",
        "Pay gap widens between men and women again",
        "How to delete your account in ten steps",
        "Post office closes its branches in the north",
    ],
)
def test_headlines_and_subjects_are_no_commands(label: str) -> None:
    assert not deeds_at_hand(label)


@pytest.mark.parametrize("label", ["De\u200blete", "De\xadlete", "\uff24elete", "DELETE", " \t delete"])
def test_invisible_and_wide_letters_hide_nothing(label: str) -> None:
    assert deeds_of(label)


def test_a_question_is_read_to_its_end() -> None:
    assert deeds_in("Are you sure that you want to delete this customer?") == {"delete"}
    assert not deeds_in("Leave this page? Changes may not be saved.")


@pytest.mark.parametrize("read", [deeds_of, deeds_of_link, deeds_at_hand, deeds_in])
def test_a_long_label_takes_no_time(read: Callable[[str], frozenset[str]]) -> None:
    began = time.monotonic()
    read("yes, 1-click $4 " * 100_000)
    assert time.monotonic() - began < 2
