"""A run works in a real shell, and its files can be put back."""

from collections.abc import Callable

from models import RunStatus
from playground.demo.person import choice_of_checkpoint
from tests.stories.plans import TOKEN, shell_plan
from tests.stories.telling import ACCOUNT, Story


def test_it_runs_commands_and_asks_an_api(story: Callable[[], Story]) -> None:
    ana = story()
    request = (
        'curl -sf -H "Authorization: Bearer $ORCHARD_API_TOKEN" -H "Content-Type: application/json" '
        "-d @order.json http://orchard.test/api/orders"
    )
    order = (
        '{"customer": "By API", "product": "Bramley apples", "quantity": 3, "delivery_date": "2026-12-24"}'
    )
    plan = shell_plan(f"echo '{order}' > order.json", request, credentials=(TOKEN,))

    run_id = ana.implement(ana.given(plan), {"credential:ORCHARD_API_TOKEN": ACCOUNT.api_token})
    ana.approve()  # what a request with a body does elsewhere cannot be undone
    run = ana.wait_for_end(run_id)

    assert run.status is RunStatus.COMPLETED, run.error_message
    assert any(record.get("customer") == "By API" for record in ana.site().values())
    assert all(ACCOUNT.api_token not in line.message for line in ana.log(run.id))


def test_a_restore_puts_back_what_a_run_changed_and_the_next_run_starts_with_that(
    story: Callable[[], Story],
) -> None:
    ana = story()
    run = ana.run_through(shell_plan("mkdir -p notes && echo kept > notes/kept.txt; echo x >> seen.txt"))
    kept = ana.head()
    ana.run_again(ana.card(run.id), "retry_run")
    twice = ana.head()

    _restore(ana, ana.card(run.id), "before the first step")
    emptied = ana.head()
    message = _restore(ana, ana.card(run.id), "after")
    restored = ana.head()
    ana.run_again(message, "continue_run")

    assert kept["notes/kept.txt"] == b"kept\n"
    assert (kept["seen.txt"], twice["seen.txt"]) == (b"x\n", b"x\nx\n")
    assert emptied == {}
    assert restored == kept
    assert ana.head()["seen.txt"] == b"x\nx\n"


def _restore(ana: Story, card: dict[str, object], moment: str) -> dict[str, object]:
    known = {message["ts"] for message in ana.person.replies_with_button(ana.thread, "continue_run")}
    ana.person.click(card, "choose_checkpoint")
    modal = ana.person.wait_for(ana.person.open_modal)
    ana.person.submit(modal, choice_of_checkpoint(modal, moment))
    return ana.person.wait_for(
        lambda: next(
            (
                message
                for message in ana.person.replies_with_button(ana.thread, "continue_run")
                if message["ts"] not in known
            ),
            None,
        )
    )
