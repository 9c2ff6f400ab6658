"""An authenticator's key gives the codes that the RFC says, however a site wrote it down."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from models.authenticator import AuthenticatorKey, NotAnAuthenticatorKey

SECRETS = {
    "SHA1": b"12345678901234567890",
    "SHA256": b"12345678901234567890123456789012",
    "SHA512": b"1234567890123456789012345678901234567890123456789012345678901234",
}


def at(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


@pytest.mark.parametrize(
    ("algorithm", "seconds", "code"),
    [
        ("SHA1", 59, "94287082"),
        ("SHA256", 59, "46119246"),
        ("SHA512", 59, "90693936"),
        ("SHA1", 1111111109, "07081804"),
        ("SHA256", 20000000000, "77737706"),
        ("SHA512", 2000000000, "38618901"),
    ],
)
def test_codes_are_those_of_the_rfc(algorithm: str, seconds: int, code: str) -> None:
    key = AuthenticatorKey(SECRETS[algorithm], digits=8, algorithm=algorithm)

    assert key.code(at(seconds)) == code


@pytest.mark.parametrize(
    "written",
    [
        "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
        " gezd gnbv gy3t qojq gezd gnbv gy3t qojq\n",
        "GEZD-GNBV-GY3T-QOJQ-GEZD-GNBV-GY3T-QOJQ====",
        "otpauth://totp/Orchard:dana%40orchard.test?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Orchard",
    ],
)
def test_a_key_may_be_written_in_every_usual_way(written: str) -> None:
    assert AuthenticatorKey.parse(written) == AuthenticatorKey(SECRETS["SHA1"])


def test_an_address_may_ask_for_other_codes() -> None:
    key = AuthenticatorKey.parse(
        "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&digits=8&period=60&algorithm=sha256"
    )

    assert key == AuthenticatorKey(SECRETS["SHA1"], digits=8, period=60, algorithm="SHA256")
    assert len(key.code(at(0))) == 8
    assert key.code(at(0)) == key.code(at(59)) != key.code(at(60))


@pytest.mark.parametrize(
    "written",
    [
        "",
        "492039",
        "correct horse battery staple",
        "JBSWY3DP",
        "otpauth://totp/x",
        "otpauth://totp/x?secret=492039",
        "otpauth://hotp/x?secret=GEZDGNBVGY3TQOJQ&counter=1",
        "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ&digits=40",
        "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ&digits=six",
        "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ&period=0",
        "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ&algorithm=MD5",
        "otpauth://[/?secret=GEZDGNBVGY3TQOJQ",
    ],
)
def test_what_is_no_key_says_what_to_paste(written: str) -> None:
    with pytest.raises(NotAnAuthenticatorKey, match="beside its QR code"):
        AuthenticatorKey.parse(written)


def test_a_code_tells_how_long_it_is_valid() -> None:
    key = AuthenticatorKey(SECRETS["SHA1"])

    assert [key.seconds_left(at(seconds)) for seconds in (0, 1, 29, 30)] == [30, 29, 1, 30]


@given(some.binary(min_size=10, max_size=64))
def test_a_key_reads_back_as_it_is_written(secret: bytes) -> None:
    key = AuthenticatorKey(secret)

    assert AuthenticatorKey.parse(key.base32) == key
    assert repr(secret) not in repr(key)


@given(some.text())
def test_any_other_text_is_refused_in_our_words(text: str) -> None:
    try:
        key = AuthenticatorKey.parse(text)
    except NotAnAuthenticatorKey:
        return
    assert key.is_usual
