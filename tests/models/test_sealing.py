"""A sealed value opens only with the workers' key, and only in the row it belongs to."""

import uuid
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from models.errors import ConfigurationError
from models.sealing import Binding, CannotUnseal, Sealed, Sealer, Unsealer, generate_key_pair

PRIVATE, PUBLIC = generate_key_pair("2026-11")
OTHER_PRIVATE, OTHER_PUBLIC = generate_key_pair("2026-11")
BINDING = Binding(uuid.UUID(int=1), uuid.UUID(int=2), "ORCHARD_PASSWORD")


@given(some.text())
def test_a_worker_reads_back_what_was_sealed(secret: str) -> None:
    sealed = Sealer.parse(PUBLIC).seal(secret, BINDING)

    assert Unsealer.parse(PRIVATE).unseal(sealed, BINDING) == secret


@pytest.mark.parametrize(
    "moved",
    [
        replace(BINDING, user_id=uuid.UUID(int=3)),
        replace(BINDING, video_id=uuid.UUID(int=3)),
        replace(BINDING, key="OTHER"),
    ],
)
def test_a_sealed_value_does_not_open_in_another_row(moved: Binding) -> None:
    sealed = Sealer.parse(PUBLIC).seal("secret", BINDING)

    with pytest.raises(CannotUnseal):
        Unsealer.parse(PRIVATE).unseal(sealed, moved)


@given(some.integers(min_value=0), some.integers(min_value=1, max_value=255))
def test_a_changed_value_does_not_open(position: int, change: int) -> None:
    sealed = Sealer.parse(PUBLIC).seal("secret", BINDING)
    ciphertext = bytearray(sealed.ciphertext)
    ciphertext[position % len(ciphertext)] ^= change

    with pytest.raises(CannotUnseal):
        Unsealer.parse(PRIVATE).unseal(Sealed(sealed.key_id, bytes(ciphertext)), BINDING)


def test_another_key_does_not_open_it_even_under_the_same_name() -> None:
    sealed = Sealer.parse(PUBLIC).seal("secret", BINDING)

    with pytest.raises(CannotUnseal):
        Unsealer.parse(OTHER_PRIVATE).unseal(sealed, BINDING)


def test_a_worker_with_a_new_key_still_opens_what_the_old_one_sealed() -> None:
    new_private, _ = generate_key_pair("2027-01")
    sealed = Sealer.parse(PUBLIC).seal("secret", BINDING)

    assert Unsealer.parse(f"{new_private},{PRIVATE}").unseal(sealed, BINDING) == "secret"


@pytest.mark.parametrize("text", ["", "2026-11", "2026-11:c2hvcnQ=", "2026-11:not base64", f":{'A' * 43}="])
def test_a_malformed_key_is_a_configuration_error_that_does_not_show_it(text: str) -> None:
    with pytest.raises(ConfigurationError) as refusal:
        Sealer.parse(text)
    assert "c2hvcnQ" not in str(refusal.value)


def test_two_keys_of_one_id_are_refused_instead_of_losing_one() -> None:
    with pytest.raises(ConfigurationError, match="an id of its own"):
        Unsealer.parse(f"{PRIVATE},{OTHER_PRIVATE}")


def test_the_newest_key_seals_what_its_private_half_opens() -> None:
    another, _ = generate_key_pair("2025-11")
    sealed = Unsealer.parse(f"{PRIVATE},{another}").newest.seal("secret", BINDING)

    assert sealed.key_id == "2026-11"
    assert Unsealer.parse(PRIVATE).unseal(sealed, BINDING) == "secret"
