import pytest

from tests.worker.analysis.factories import make_event
from worker.analysis.evidence import EventKind, Utterance
from worker.analysis.hearing.discretion import without_secrets


def kept(*texts: str) -> list[str]:
    transcript = [Utterance(t_start=n, t_end=n + 0.9, text=text) for n, text in enumerate(texts)]
    return [said.text for said in without_secrets(transcript, [])]


@pytest.mark.parametrize(
    ("said", "rest"),
    [
        ("My password is pippin forty two grove.", "My password is …"),
        ("The PIN is 1 2 3 4", "The PIN is …"),
        ("the password for ledgerly is swordfish", "the password for … is …"),
        ("Pass phrase: correct horse", "Pass phrase: …"),
        ("the api key's abc", "the api key's …"),
        ("I use tulip nine as my password.", "I use … as my password."),
        ("Use the password tulip nine.", "Use the password …"),
        ("It's tulip nine, that's the password.", "It's … that's the password."),
        ("The one-time code will be 4711.", "The … code will be …"),
    ],
)
def test_a_secret_that_is_told_is_cut_off(said: str, rest: str) -> None:
    assert kept(said) == [rest]


def test_a_secret_that_follows_in_the_next_words_goes_with_them() -> None:
    assert kept("and my password is", "pippin forty two", "then I sign in") == [
        "and my password is …",
        "then I sign in",
    ]


def test_a_sentence_about_a_secret_goes_on_in_the_next_words() -> None:
    assert kept("The password", "is tulip nine") == ["The password", "is …"]
    assert kept("It is tulip nine,", "that's the password.") == ["It is …", "that's the password."]
    assert kept("The password is", "a word we like,", "tulip nine.") == ["The password is …"]


def test_of_a_secret_told_in_words_that_nobody_knows_nothing_is_kept() -> None:
    assert kept("Das Passwort ist tulip nine.") == []


def test_a_new_sentence_after_one_about_a_secret_is_kept_whole() -> None:
    assert kept("I type my password.", "Then the plums arrive.") == [
        "I type my password.",
        "Then the plums arrive.",
    ]


def test_a_secret_that_is_only_spoken_of_is_no_secret() -> None:
    assert kept("I type my password and sign in.") == ["I type my password and sign in."]


def test_what_is_said_while_a_secret_is_typed_is_not_kept() -> None:
    typing = make_event(EventKind.TYPE, 4, label="Password", secret=True)
    transcript = [
        Utterance(t_start=1, t_end=3, text="I sign in."),
        Utterance(t_start=3.5, t_end=4.2, text="pippin forty two"),
        Utterance(t_start=6, t_end=7, text="Then I order."),
    ]
    assert [said.text for said in without_secrets(transcript, [typing])] == ["I sign in.", "Then I order."]
