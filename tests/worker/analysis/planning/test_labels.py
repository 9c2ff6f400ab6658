import pytest

from worker.analysis.planning.labels import is_same_label


@pytest.mark.parametrize(
    ("read", "meant"),
    [("5ign in to Orchard", "Sign in to Orchard"), ("Signin", "Sign in"), ("Email *", "Email"), ("→", "→")],
)
def test_slips_of_reading_leave_a_label_what_it_is(read: str, meant: str) -> None:
    assert is_same_label(read, meant)


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("Sign in", "Sign on"),
        ("Subscribe", "Unsubscribe"),
        ("Lock", "Unlock"),
        ("Increase", "Decrease"),
        ("Invoice 1001", "Invoice 1002"),
        ("Delete", "Delete all"),
        ("→", "←"),
    ],
)
def test_another_word_is_another_label(read: str, meant: str) -> None:
    assert not is_same_label(read, meant)
