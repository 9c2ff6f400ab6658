"""What counts as a secret."""

import pytest

from worker.analysis.secrecy import names_a_secret


@pytest.mark.parametrize(
    "label",
    [
        *(
            "Password",
            "Repeat new password",
            "Newpassword",
            "Pass word",
            "Passwort",
            "Passcode",
            "Passphrase",
        ),
        *("PIN", "Card PIN:", "Token", "Personal access tokens", "GIT_TOKEN", "Client secret", "CVV", "CVC2"),
        *("API key", "api-key", "ACCESS_KEY", "Private key", "One-time code", "ONE_TIME_CODE", "OTP"),
    ],
)
def test_a_field_of_such_a_name_holds_a_secret(label: str) -> None:
    assert names_a_secret(label)


@pytest.mark.parametrize(
    "label", [None, "", "Email", "Shipping", "Opinion", "Key account", "Tokenizer", "Passenger"]
)
def test_a_field_of_another_name_does_not(label: str | None) -> None:
    assert not names_a_secret(label)
