"""Whether a site says that something was done, rather than what it is about to do or was asked for."""

import re

#: What a site reports of its own doing; "selected", "entered" or "searched" are what a person did.
_DONE = re.compile(
    r"(?<!\bbe )(?<!\bnot )(?<!\byet )\b(?:added|approved|assigned|booked|cancelled|canceled|changed|closed"
    r"|completed|confirmed|created|deleted|imported|invited|merged|paid|placed|posted|published|received|registered"
    r"|removed|renamed|saved|sent|shipped|stored|submitted|updated|uploaded)\b"
)


def says_it_was_done(said: str, own: str) -> bool:
    """Whether what a site `said` reports a deed, where `own` stands for what was put in.

    "Saved address: ..." and "Order placed by: ..." are labels: a deed is told by a sentence, not at its
    beginning and not before a colon.
    """
    sentence = re.sub(rf"[^:]*:\s*(?={re.escape(own)})", "", said)
    return any(found.start() > 0 for found in _DONE.finditer(sentence.strip()))
