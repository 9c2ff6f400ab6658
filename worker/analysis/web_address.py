"""What can be told from an address as a screen showed it: often without its scheme, always untrusted."""

import re
from difflib import SequenceMatcher
from urllib.parse import urlsplit

#: Second-level names under which whole countries register, as in example.co.uk.
_SHARED_SECOND_LEVEL = frozenset({"ac", "co", "com", "edu", "gov", "net", "org"})
_DIGITS = re.compile(r"\d+")
#: Two paths at least this alike may be one path, read twice.
_ALIKE = 0.85


def openable(shown: str) -> str | None:
    """Return the web address to open for what an address bar said; None if that is no web address."""
    text = shown.strip()
    if "://" not in text:
        text = f"https://{text}"
    host = host_of(text)
    plausible = host and ("." in host or host == "localhost") and not any(map(str.isspace, text))
    return text if plausible else None


def host_of(url: str | None) -> str | None:
    """Return the host in lower case; None if there is none or `url` is not http(s)."""
    text = (url or "").strip()
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        host = parts.hostname
    except ValueError:
        return None
    return host if host and parts.scheme in {"http", "https"} else None


def site_of(host: str | None) -> str:
    """Return the name people call a site by: ``orchard`` of ``app.orchard.co.uk``; ``site`` if unknown."""
    labels = [label for label in (host or "").split(".") if label]
    if len(labels) > 1:
        labels.pop()
    if len(labels) > 1 and labels[-1] in _SHARED_SECOND_LEVEL:
        labels.pop()
    return labels[-1] if labels else "site"


def page_of(url: str) -> str:
    """Return host and path without scheme, query and fragment: which page it is, for people."""
    bare = url.partition("://")[2] or url
    return re.split(r"[?#]", bare, maxsplit=1)[0].rstrip("/")


def is_elsewhere(url: str | None, other: str | None) -> bool:
    """Whether two known addresses are of different pages, and not of one page that was read twice."""
    if not (url and other):
        return False
    one, another = (page_of(each).partition("/")[2] for each in (url, other))
    return host_of(url) != host_of(other) or SequenceMatcher(None, one, another).ratio() < _ALIKE


def any_number(page: str) -> str:
    """Return `page` with each number in its path replaced by ``…``: ids differ from run to run."""
    host, slash, path = page.partition("/")
    return host + slash + _DIGITS.sub("…", path)
