"""Numbers that somebody can pay or sign with in another's name: no question may ask for one.

Unlike a password such a number is read aloud and typed in the clear, so nothing else would stop it from
standing in a thread.
"""

import re

_NUMBER = r"(?:numbers?|nos?\b\.?|nrs?\b\.?|#|digits|details|data)"
_CARD = r"(?:(?:credit|debit|bank|payment|charge|gift)[- ]?cards?|cards?|visa|master[- ]?card|amex)"
_ACCOUNT = r"(?:bank|checking|savings|giro)(?:ing)?[- ]?accounts?"
_PERSON = (
    r"(?:passport|social[- ]?security|national[- ]?(?:insurance|id(?:entity)?)|tax(?:payer)?(?:[- ]?id)?"
    r"|driv(?:er'?s?|ing)[- ]?licen[cs]e|identity[- ]?card|id[- ]?card)"
)
_ASKS = re.compile(
    rf"\b(?:{_CARD}|{_ACCOUNT}|{_PERSON})(?:'s)?[- ]?{_NUMBER}"
    rf"|\b(?:numbers?|digits|details|data)\s+(?:of|on|for|from|to)\s+(?:\w+\s+){{0,2}}(?:{_CARD}|{_ACCOUNT}|{_PERSON})\b"
    rf"|\b{_ACCOUNT}\b"
    r"|\b(?:cvv2?|cvc2?|cv2|csc|iban|ssn|sort[- ]code|(?:aba[- ])?routing[- ]number|primary account number)\b"
    r"|\b(?:verification|security)[- ]?(?:code|value|number)\b.*\bcard\b"
    r"|\bcard\b.*\b(?:verification|security)[- ]?(?:code|value|number)\b"
    r"|\bcards?(?:'s)?[- ](?:expiry|expiration)",
    re.IGNORECASE,
)
#: Only in capitals: a pan is also a thing in a kitchen.
_PRIMARY_ACCOUNT_NUMBER = re.compile(r"\bPAN\b")


def asks_for_private_number(text: str) -> bool:
    """Whether a question, or an option to choose, is about the number of a card, an account or a person."""
    plain = text.replace("_", " ")
    return bool(_ASKS.search(plain) or _PRIMARY_ACCOUNT_NUMBER.search(plain))
