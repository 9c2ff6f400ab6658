"""Only who holds the secret reads an object, and only under the key that it was stored by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.checkpoints.cipher import Cipher, new_secret
from worker.checkpoints.manifest import DamagedCheckpoint

CIPHER = Cipher(new_secret())


@given(st.binary(max_size=200))
def test_what_was_encrypted_comes_back(body: bytes) -> None:
    assert CIPHER.decrypt(CIPHER.encrypt(body, "packs/one"), "packs/one") == body


def test_equal_objects_look_different() -> None:
    assert CIPHER.encrypt(b"the same", "packs/one") != CIPHER.encrypt(b"the same", "packs/one")


def test_it_opens_under_no_other_key() -> None:
    with pytest.raises(DamagedCheckpoint):
        CIPHER.decrypt(CIPHER.encrypt(b"content", "packs/one"), "packs/other")


def test_it_opens_with_no_other_secret() -> None:
    with pytest.raises(DamagedCheckpoint):
        Cipher(new_secret()).decrypt(CIPHER.encrypt(b"content", "packs/one"), "packs/one")


@given(st.binary(max_size=60))
def test_anything_else_is_refused(stored: bytes) -> None:
    with pytest.raises(DamagedCheckpoint):
        CIPHER.decrypt(stored, "packs/one")
