"""Numbers that no question may ask for, and questions that only sound like it."""

import pytest

from worker.execution.people.private_numbers import asks_for_private_number


@pytest.mark.parametrize(
    "question",
    [
        "What is the card number?",
        "Please give me the credit-card number",
        "What are the last digits of your Visa card?",
        "The number on the company card?",
        "Your PAN?",
        "CVV?",
        "Which cvc2 is on the back?",
        "What is the security code of the card?",
        "The card verification value?",
        "When is the card's expiry date?",
        "Which IBAN should the refund go to?",
        "Your bank account?",
        "What is the sort code?",
        "CARD_NUMBER, please",
        "Your social security number?",
        "Which passport number shall I enter?",
    ],
)
def test_what_somebody_could_pay_or_sign_with_is_a_private_number(question: str) -> None:
    assert asks_for_private_number(question)


@pytest.mark.parametrize(
    "question",
    [
        "Which card should I open, the red or the blue one?",
        "Pay with the card that is on file?",
        "What is the order number?",
        "Which security code did the message say?",
        "How many pans shall I order?",
        "Which account should the note be added to?",
        "What number of crates?",
        "Move the card to Done?",
        "Which details of the order matter?",
    ],
)
def test_what_names_no_such_number_may_be_asked(question: str) -> None:
    assert not asks_for_private_number(question)
