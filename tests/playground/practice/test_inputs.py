from models.plan import Action, NeededCredential, Parameter
from tests.playground.practice.talks import LOGIN, Talk, make_plan, make_step, page


def test_a_credential_is_typed_by_its_name() -> None:
    step = make_step(Action.TYPE, "Password", credential="ORCHARD_PASSWORD")

    tool, arguments = Talk(make_plan(step)).answer(page(LOGIN)).next()

    assert (tool, arguments["target"], arguments["text"]) == ("browser_type", "e6", "ORCHARD_PASSWORD")


def test_a_parameter_stands_for_the_value_that_was_given() -> None:
    step = make_step(Action.TYPE, "Email", value="{CUSTOMER} Ltd")
    talk = Talk(make_plan(step), {"CUSTOMER": "Maple Street"})

    assert talk.answer(page(LOGIN)).next()[1]["text"] == "Maple Street Ltd"


def test_a_parameter_nobody_gave_keeps_the_value_of_the_screencast() -> None:
    step = make_step(Action.TYPE, "Email", value="{CUSTOMER}")

    assert Talk(make_plan(step)).answer(page(LOGIN)).next()[1]["text"] == "Hillside Market"


def test_a_credential_is_typed_only_on_the_site_it_belongs_to() -> None:
    step = make_step(Action.TYPE, "Password", credential="ORCHARD_PASSWORD")
    owned = NeededCredential(name="ORCHARD_PASSWORD", label="Password", host="orchard.test")
    plan = make_plan(step, credentials=[owned])

    assert Talk(plan).answer(page(LOGIN, url="http://desk.orchard.test/")).next()[0] == "browser_type"
    tool, arguments = Talk(plan).answer(page(LOGIN, url="http://notorchard.test/")).next()

    assert (tool, arguments["succeeded"]) == ("run_finished", False)
    assert "ORCHARD_PASSWORD belongs to orchard.test" in arguments["summary"]


def test_a_value_nobody_gave_is_not_made_up() -> None:
    step = make_step(Action.TYPE, "Email", value="{CODE}")
    plan = make_plan(step, parameters=[Parameter(name="CODE", label="One-time code")])

    unanswered = Talk(plan).answer(page(LOGIN)).answer("Nobody answered.", failed=True)

    tool, arguments = unanswered.next()

    assert (tool, arguments["succeeded"]) == ("run_finished", False)
    assert "needs a value" in arguments["summary"]
