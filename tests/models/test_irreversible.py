"""Which words promise what cannot be taken back."""

import time

import pytest

from models.irreversible import command_looks_irreversible, deeds_in, looks_irreversible, step_is_irreversible
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
        *("Remove filter", "Confirm email", "Confirm password", "Merge cells", "Release notes", "Paypal"),
    ],
)
def test_other_buttons_do_not_ask_for_anybody(label: str) -> None:
    assert not looks_irreversible(label)


@pytest.mark.parametrize("label", ["De\u200blete", "De\xadlete", "\uff24elete", "DELETE", " \t delete"])
def test_invisible_and_wide_letters_hide_nothing(label: str) -> None:
    assert looks_irreversible(label)


def test_a_question_is_read_to_its_end() -> None:
    assert deeds_in("Are you sure that you want to delete this customer?") == {"delete"}
    assert not deeds_in("Leave this page? Changes may not be saved.")


@pytest.mark.parametrize(
    "command",
    [
        "git push origin main",
        "cd site && npm publish",
        "curl -s -X DELETE https://api.test/items/7",
        "curl -XPOST https://api.test/items",
        "curl https://api.test/items --json '{}'",
        "curl -d @order.json https://api.test/orders",
        "kubectl -n shop delete pod web",
        'curl -X "DELETE" https://api.test/items/7',
        "curl --request='DELETE' https://api.test/items/7",
        "curl -X\\DELETE https://api.test/items/7",
        "curl --request=DELETE https://api.test/items/7",
        "gh api --method=DELETE /repos/a/b",
        "psql -c 'DROP TABLE customers'",
        "mysql shop -e 'delete from orders'",
        "echo 'TRUNCATE orders' | psql shop",
        "docker push shop/web",
        "helm uninstall web",
        "helm upgrade web ./chart",
        "kubectl apply -f web.yml",
        "make deploy",
        "make -C site publish",
        "npm run release",
        "twine upload dist/*",
        "gh pr merge 7",
        "gh release create v1",
        "aws s3 rm s3://shop/a",
        "aws ec2 terminate-instances --instance-ids i-7",
        "gcloud compute instances delete web",
        "rsync -a --delete site/ web:/srv",
        "sendmail -t < letter",
        "echo hello | mail ana@orchard.test",
    ],
)
def test_a_command_that_changes_something_elsewhere_is_recognised(command: str) -> None:
    assert command_looks_irreversible(command)


@pytest.mark.parametrize(
    "command",
    [
        "ls -l",
        "rm -rf build",
        "git commit -m send",
        "curl -fsSL https://orchard.test",
        "curl -sS -o page.html https://orchard.test",
        "python3 report.py",
        "psql -c 'select * from orders'",
        "docker build .",
        "make report",
        "kubectl get pods",
        "helm list",
        "gh pr list",
    ],
)
def test_a_command_on_the_runs_own_files_is_not(command: str) -> None:
    assert not command_looks_irreversible(command)


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


def test_long_labels_and_commands_take_no_time() -> None:
    began = time.monotonic()
    looks_irreversible("yes, " * 100_000)
    command_looks_irreversible("curl " * 20_000)
    assert time.monotonic() - began < 2
