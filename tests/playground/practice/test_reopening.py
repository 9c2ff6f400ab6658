"""What was typed is claimed only from a page that was opened anew."""

from models.plan import Action
from tests.playground.practice.talks import CLICK_SIGN_IN, DONE, LOGIN, Talk, make_plan, make_step, page

PLACE = "http://orchard.test/people/7"
TYPE_EMAIL = make_step(Action.TYPE, "Email", value="jane@orchard.test")
FILLED = LOGIN.replace('"Email" [ref=e5]', '"Email" [ref=e5]: jane@orchard.test')
SHOWN = page('- heading "jane@orchard.test" [level=1] [ref=e3]', url=f"{PLACE}#top")


def having_typed(criterion: str) -> Talk:
    """Return the conversation of a run that typed an address and clicked, and looks at what came of it."""
    talk = Talk(make_plan(TYPE_EMAIL, CLICK_SIGN_IN, success_criteria=[criterion]))
    typed = talk.answer(page(LOGIN)).answer(DONE).answer(page(FILLED)).answer("Noted.")
    return typed.answer(DONE).answer(SHOWN).answer("Noted.")


def test_a_page_that_may_only_repeat_what_was_typed_is_opened_anew_once() -> None:
    talk = having_typed("“jane@orchard.test” is shown")
    assert talk.next() == ("browser_navigate", {"url": PLACE})
    assert talk.answer(DONE).next()[0] == "browser_snapshot"
    assert talk.answer(SHOWN).next()[0] == "Write"


def test_a_page_that_cannot_be_opened_anew_is_taken_as_it_is() -> None:
    talk = having_typed("“jane@orchard.test” is shown").answer("### Error", failed=True)
    assert talk.answer(SHOWN).next()[0] == "Write"


def test_a_page_is_left_open_if_no_criterion_speaks_of_what_was_typed() -> None:
    assert having_typed("orchard.test/people/… is shown without an error").next()[0] == "Write"
