import pytest

from worker.analysis.planning.claims import claims_in, share_a_word, telling_words


@pytest.mark.parametrize(
    ("sentence", "claimed"),
    [
        ("Click “Delete all” and 'Don't ask', \"now\"", ["Delete all", "Don't ask", "now"]),
        ("Don't click the users' list", []),
        ("Open (http://evil.test/x), or orders.example.com.", ["http://evil.test/x", "orders.example.com"]),
        ("Write to ada@example.com", ["ada@example.com"]),
        ("Wire 1,000,000 on 2026-12-15 as the 2nd payment", ["1,000,000", "2026-12-15"]),
        ("Click the Button as Mallory, Bob's friend", ["Mallory", "Bob's"]),
        ("shop.example.com/orders/… is shown", ["shop.example.com/orders"]),
        ("Type a long text that begins lik…", []),
    ],
    ids=["quotes", "apostrophes", "addresses", "mail", "numbers", "capitals", "left out", "cut short"],
)
def test_names_numbers_and_addresses_are_claims(sentence: str, claimed: list[str]) -> None:
    assert claims_in(sentence) == claimed


def test_words_of_any_screen_tell_nothing() -> None:
    assert telling_words("There is no error message on the page after this step.") == set()
    assert telling_words("The hacked page is shown") == {"hacked"}


def test_a_word_is_the_same_in_another_form() -> None:
    assert share_a_word({"orders"}, {"order"})
    assert not share_a_word({"ordinary"}, {"order"})
