"""What counts as a secret."""

import pytest

from worker.analysis.secrecy.names import names_a_code, names_a_secret


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
        *("API key", "api-key", "ACCESS_KEY", "Private key", "Wi-Fi key", "Recovery phrase", "Backup codes"),
        *("APl_KEY", "P1N", "CIient secret", "T0ken"),  # as they are misread
        *("Kennwort", "Mot de passe", "Contraseña", "パスワード", "One-time code", "ONE_TIME_CODE", "OTP"),
    ],
)
def test_a_field_of_such_a_name_holds_a_secret(label: str) -> None:
    assert names_a_secret(label)


@pytest.mark.parametrize(
    "label",
    [None, "", "Email", "Amount (PLN)", "Shipping", "Opinion", "Key account", "Tokenizer", "Passenger"],
)
def test_a_field_of_another_name_does_not(label: str | None) -> None:
    assert not names_a_secret(label)


@pytest.mark.parametrize(
    "label",
    [
        *("Verification code", "Security code", "Authenticator code", "One-time code", "One time passcode"),
        *("2FA", "2FA code", "Two-factor code", "MFA", "OTP", "6-digit code", "SMS code", "LOGIN_CODE"),
        *("Authentication code", "Enter the code from your authenticator app", "Two-step verification"),
    ],
)
def test_a_code_of_the_moment_is_a_secret_of_its_own_kind(label: str) -> None:
    assert names_a_code(label)
    assert names_a_secret(label)


@pytest.mark.parametrize(
    "label",
    ["Code", "Postal code", "Promo code", "Country code", "Password", "Passcode", "API key", "CVV", None],
)
def test_other_codes_and_secrets_are_no_codes_of_the_moment(label: str | None) -> None:
    assert not names_a_code(label)
