from playground.practice.snapshot import read_page
from tests.playground.practice.talks import DONE, page


def test_a_result_that_only_links_to_a_snapshot_shows_no_page() -> None:
    assert read_page(DONE) is None


def test_where_the_page_is_and_what_it_is_called() -> None:
    seen = read_page(page("- main", url="http://orchard.test/orders", title="Orders - Orchard"))

    assert seen is not None
    assert (seen.url, seen.title) == ("http://orchard.test/orders", "Orders - Orchard")


def test_names_with_quotes_and_colons_are_read_as_they_are_shown() -> None:
    seen = read_page(page('- \'button "Save: \\"now\\"" [ref=e4]\''))

    assert seen is not None
    assert seen.elements[0].name == 'Save: "now"'


def test_a_list_tells_what_is_chosen_and_what_could_be() -> None:
    seen = read_page(page('- combobox "Size" [ref=e1]:\n  - option "S"\n  - option "M" [selected]'))

    assert seen is not None
    assert (seen.elements[0].text, seen.elements[0].options) == ("M", ("S", "M"))


def test_an_alert_is_heard_with_everything_inside_it() -> None:
    nested = "- alert [ref=e1]:\n  - strong [ref=e2]: Stop.\n  - text: The password is wrong."

    seen = read_page(page(nested))

    assert seen is not None
    assert seen.alerts == ("Stop. The password is wrong.",)


def test_something_that_is_no_snapshot_shows_no_page() -> None:
    assert read_page(page("- a: b: c: [")) is None
