"""A direct link to a file: streamed through the address rules, with every redirect held to them again."""

import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path

import httpx

from models.errors import TransientError, VideoError
from worker.analysis.fetching.sniffing import TELLING_BYTES, check_is_video
from worker.analysis.wording import downloading, too_large
from worker.network.addresses import AddressRules, Refused

MOST_REDIRECTS = 5
MOST_SECONDS = 900.0  #: for the whole download
_TIMEOUT = httpx.Timeout(30, connect=10)
_NEEDS_LOGIN = frozenset(
    {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.PROXY_AUTHENTICATION_REQUIRED}
)
_VANISHED = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})


def download(
    link: str, target: Path, rules: AddressRules, largest: int, progress: Callable[[str], None]
) -> None:
    """Write what `link` leads to into `target`; at most `largest` bytes, in at most `MOST_SECONDS`.

    Raises:
        VideoError: it cannot be used; the message says why and what to do.
        TransientError: the site or the way there is out of order for the moment.
    """
    try:
        with _client() as client, _opened(client, httpx.URL(link), rules) as response:
            _check_status(response)
            _check_encoding(response)
            announced = int(response.headers.get("Content-Length", 0))
            _check_size(announced, largest)
            # As it came: decoded, a few bytes could become as many as they like at once.
            _save(
                response.iter_raw(),
                target,
                largest,
                lambda written: progress(downloading(written, announced)),
            )
    except Refused as error:
        raise VideoError(str(error)) from error
    except (httpx.InvalidURL, httpx.UnsupportedProtocol, ValueError) as error:
        raise VideoError("This link is malformed. Copy it again, as a whole.") from error
    except httpx.TransportError as error:
        raise TransientError("The download broke off.") from error


@contextmanager
def _client() -> Iterator[httpx.Client]:
    """Yield a client that hangs up when the time is over, whatever it waits for by then.

    Raises:
        VideoError: the time was over.
    """
    # No proxy, no .netrc: nothing of the worker's own surroundings takes part.
    with httpx.Client(
        trust_env=False, follow_redirects=False, timeout=_TIMEOUT, verify=ssl.create_default_context()
    ) as client:
        deadline = time.monotonic() + MOST_SECONDS
        hanging_up = threading.Timer(MOST_SECONDS, client.close)
        hanging_up.start()
        try:
            yield client
        except (httpx.TransportError, RuntimeError, ValueError) as error:
            if time.monotonic() < deadline:
                raise
            raise VideoError("The site sends this video too slowly. Upload the file instead.") from error
        finally:
            hanging_up.cancel()


@contextmanager
def _opened(client: httpx.Client, url: httpx.URL, rules: AddressRules) -> Iterator[httpx.Response]:
    """Follow redirects up to the answer itself."""
    for _ in range(MOST_REDIRECTS + 1):
        response = client.send(_pinned(client, url, rules), stream=True)
        try:
            if not response.has_redirect_location:
                yield response
                return
            url = url.join(response.headers["Location"])
        finally:
            response.close()
    raise VideoError("This link is redirected again and again. Share the address it ends at.")


def _pinned(client: httpx.Client, url: httpx.URL, rules: AddressRules) -> httpx.Request:
    """Return a request to the very address that was checked, in the name of the host that was asked for."""
    if url.scheme not in {"http", "https"} or url.userinfo:
        raise VideoError("Only plain http:// and https:// links can be opened. Share one of those.")
    address = rules.resolve(url.raw_host.decode("ascii"), url.port or (443 if url.scheme == "https" else 80))
    return client.build_request(
        "GET",
        url.copy_with(host=address.ip, port=address.port, fragment=None),
        headers={
            "Host": url.netloc.decode("ascii"),
            "User-Agent": "Understudy",
            "Accept-Encoding": "identity",
        },
        extensions={"sni_hostname": address.host},
    )


def _check_status(response: httpx.Response) -> None:
    status = response.status_code
    if status in _VANISHED:
        raise VideoError("There is no video at this link any more. Share it again, or upload the file.")
    if status in _NEEDS_LOGIN:
        raise VideoError(
            "This link asks for a login. Share a link that anybody can open, or upload the file."
        )
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or status == HTTPStatus.TOO_MANY_REQUESTS:
        raise TransientError(f"The site answered {status}.")
    if status != HTTPStatus.OK:
        raise VideoError(f"The site answered {status} instead of sending a video. Upload the file instead.")


def _check_encoding(response: httpx.Response) -> None:
    if response.headers.get("Content-Encoding", "identity").strip().lower() not in {"", "identity"}:
        raise VideoError("The site sends this file compressed, which no video needs. Upload it instead.")


def _save(chunks: Iterator[bytes], target: Path, largest: int, told: Callable[[int], None]) -> None:
    written, head = 0, b""
    with target.open("wb") as file:
        for chunk in chunks:
            if len(head) < TELLING_BYTES:
                head = (head + chunk)[:TELLING_BYTES]
                check_is_video(head)
            written += file.write(chunk)
            _check_size(written, largest)
            told(written)
    if not written:
        raise VideoError("This link leads to an empty file. Share it again, or upload the file.")


def _check_size(size: int, largest: int) -> None:
    if size > largest:
        raise VideoError(too_large(largest))
