"""What is a secret: the one rule for evidence, pictures and plans alike."""

import re

from worker.analysis.secrecy.lookalikes import however_read


def _pattern(words: str, exactly: str) -> re.Pattern[str]:
    """Words however they are read, or what is so short that it would be another word then."""
    return re.compile(f"{however_read(words)}|{exactly}", re.IGNORECASE)


_SECRET = _pattern(
    r"pass\s?(?:wor[dt]|code|phrase)"
    r"|\b(?:secret|cvv|cvc|access token)"
    r"|\b(?:api|access|private|encryption|signing|master|recovery|network|wi-?fi|wpa2?|wlan|ssh|gpg)[ -]?key"
    r"|\b(?:recovery|seed|backup|mnemonic|unlock)[ -]?(?:phrase|codes?|words?)\b"
    r"|\btoken\b"
    r"|kennwort|geheimzahl|mot de passe|contraseña|clave de acceso|senha|palavra-passe|parola d.ordine"
    r"|wachtwoord|lösenord|adgangskode|passord|salasana|hasło|heslo|jelszó|şifre|пароль|密码|密碼|パスワード|비밀번호",
    exactly=r"\bp[i1|]n\b",
)
#: What an authenticator app, a text message or an email tells: good for a minute, and different next time.
_CODE = _pattern(
    r"\bone[- ]?time\b|\b(?:two|2|multi)[- ]?(?:factor|step)\b"
    r"|\b(?:auth(?:entication|enticator|orization)?|confirmation|login|log[- ]in|security|sign[- ]in|sms"
    r"|verification)[- ]?(?:code|number)\b|\b(?:[4-8]|four|six|eight)[- ]?digit\b|\bauthenticator\b",
    exactly=r"\b(?:otp|totp|[2m]fa)\b",
)


def names_a_secret(label: str | None) -> bool:
    """Whether what is called so must be read by nobody else, even where it was typed in the clear."""
    return label is not None and (_matches(_SECRET, label) or names_a_code(label))


def names_a_code(label: str | None) -> bool:
    """Whether what is called so is a code of the moment: what was typed is of no use the next time."""
    return label is not None and _matches(_CODE, label)


def _matches(pattern: re.Pattern[str], label: str) -> bool:
    return pattern.search(label.replace("_", " ")) is not None
