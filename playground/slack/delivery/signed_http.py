"""Signed HTTP: payloads are posted to the app's request URL, with Slack's v0 signature."""

import hashlib
import hmac
import json
import time
from typing import Final
from urllib.parse import urlencode

import httpx

from playground.slack.delivery.transport import Kind, NotAcknowledgedError, Retry
from playground.slack.wire import Payload

FORM: Final = "application/x-www-form-urlencoded"


class SignedHttp:
    """Posts to one request URL, as a Slack app in HTTP mode has."""

    def __init__(self, request_url: str, signing_secret: str, ack_seconds: float) -> None:
        self._request_url = request_url
        self._signing_secret = signing_secret
        self._client = httpx.AsyncClient(timeout=ack_seconds, trust_env=False)

    async def send(self, kind: Kind, payload: Payload, retry: Retry | None) -> Payload:
        content_type, body = _encoded(kind, payload)
        headers = {"Content-Type": content_type, **signature(self._signing_secret, body)}
        if retry:
            headers |= {"X-Slack-Retry-Num": str(retry.number), "X-Slack-Retry-Reason": _http_reason(retry)}
        try:
            response = await self._client.post(self._request_url, content=body, headers=headers)
        except httpx.TimeoutException:
            raise NotAcknowledgedError("timeout") from None
        except httpx.HTTPError:
            raise NotAcknowledgedError("connection_failed") from None
        if not response.is_success:
            raise NotAcknowledgedError("http_error")
        return _answer(response)

    async def close(self) -> None:
        await self._client.aclose()


def signature(secret: str, body: str) -> dict[str, str]:
    """Return the headers that prove a body came from Slack, just now."""
    timestamp = str(int(time.time()))
    digest = hmac.new(secret.encode(), f"v0:{timestamp}:{body}".encode(), hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": f"v0={digest}"}


def _encoded(kind: Kind, payload: Payload) -> tuple[str, str]:
    if kind == "events_api":
        return "application/json", json.dumps(payload)
    return FORM, urlencode(payload if kind == "slash_commands" else {"payload": json.dumps(payload)})


def _http_reason(retry: Retry) -> str:
    return "http_timeout" if retry.reason == "timeout" else retry.reason


def _answer(response: httpx.Response) -> Payload:
    if not response.text.strip():
        return {}
    if response.headers.get("content-type", "").startswith("application/json"):
        answer = response.json()
        return answer if isinstance(answer, dict) else {}
    return {"text": response.text}
