"""The model's own servers, or a gateway in front of them: asked with the key that no run holds."""

from collections.abc import AsyncIterator
from typing import Final

import httpx
from starlette.requests import Request

from worker.config import ClaudeSettings
from worker.network.model_request import ModelRequest, NotPassedOn

#: The flags that the agent's program sets. Others might change the price, or reach beyond the wall.
_FLAGS: Final = frozenset({
    "claude-code-20250219", "interleaved-thinking-2025-05-14", "context-management-2025-06-27",
    "per-turn-control-2026-07-01", "mid-conversation-tool-changes-2026-07-01",
    "thinking-token-count-2026-05-13", "effort-2025-11-24", "thinking-display-updates-2026-08-18",
})  # fmt: skip
#: What is sent with every request: nothing of whoever asks.
_HEADERS: Final = {
    "anthropic-version": "2023-06-01",
    "content-type": "application/json",
    "accept-encoding": "identity",
}
_REFUSED_KEY = frozenset({401, 403})
_TOO_MANY_REQUESTS = 429
_SERVER_ERROR = 500
_MOST_FAILURES = 10  # in a row; whoever is behind the wall need not keep to the retries it was told

KEY_REFUSED: Final = (
    "The model service refused this worker's key. "
    "An operator has to check ANTHROPIC_API_KEY (or ANTHROPIC_AUTH_TOKEN); then click Retry."
)
UNREACHABLE: Final = "The model service is away or overloaded. Click Retry in a few minutes."


class ModelService:
    """Sends on what a run asks, until the service has refused the key or failed too often."""

    def __init__(self, settings: ClaudeSettings) -> None:
        self.trouble: str | None = None  #: why it does not answer, for people
        self._failures = 0
        self.client = httpx.AsyncClient(
            base_url=settings.anthropic_base_url,
            headers=_key_headers(settings),
            timeout=httpx.Timeout(600, connect=10),
        )

    def require_hope(self) -> None:
        """Check that asking is of any use.

        Raises:
            NotPassedOn: it is not.
        """
        if self.trouble and (self.trouble == KEY_REFUSED or self._failures >= _MOST_FAILURES):
            raise NotPassedOn(403, "permission_error", self.trouble)

    async def ask(self, request: Request, asked: ModelRequest) -> httpx.Response:
        """Return an answer that has begun; whoever gets it reads it and closes it.

        Raises:
            NotPassedOn: there is none, none that the agent should see, or it may not be asked for like this.
        """
        outgoing = self._outgoing(request, asked)
        try:
            answer = await self.client.send(outgoing, stream=True)
        except httpx.HTTPError:
            self._failed()
            raise NotPassedOn(529, "overloaded_error", UNREACHABLE) from None
        if answer.status_code in _REFUSED_KEY:
            await answer.aclose()
            self.trouble = KEY_REFUSED
            # 403 whatever it was: the agent tries a 401 again and again.
            raise NotPassedOn(403, "permission_error", KEY_REFUSED)
        self._note(answer.status_code)
        return answer

    async def read(self, answer: httpx.Response) -> AsyncIterator[bytes]:
        """Yield an answer as it comes."""
        try:
            async for chunk in answer.aiter_bytes():
                yield chunk
        except httpx.HTTPError:
            self._failed()
            raise  # so that the connection is cut: half an answer must not look like a whole one

    def _outgoing(self, request: Request, asked: ModelRequest) -> httpx.Request:
        flags = _flags_of(request)
        return self.client.build_request(
            "POST",
            request.scope["path"],  # and not of its address, which is made from its Host header
            params={"beta": "true"} if request.query_params.get("beta") == "true" else None,
            headers={**_HEADERS, **({"anthropic-beta": ",".join(flags)} if flags else {})},
            content=asked.content,
        )

    def _note(self, status: int) -> None:
        if status >= _SERVER_ERROR or status == _TOO_MANY_REQUESTS:
            self._failed()
        else:
            self.trouble, self._failures = None, 0

    def _failed(self) -> None:
        self.trouble = UNREACHABLE
        self._failures += 1


def _flags_of(request: Request) -> list[str]:
    """Return what the request's header asks for beyond the ordinary.

    Raises:
        NotPassedOn: a run may not ask for that.
    """
    flags = [flag.strip() for line in request.headers.getlist("anthropic-beta") for flag in line.split(",")]
    if not _FLAGS.issuperset(flags):
        raise NotPassedOn(403, "permission_error", "A run may not ask for this: anthropic-beta names more.")
    return flags


def _key_headers(settings: ClaudeSettings) -> dict[str, str]:
    if settings.anthropic_auth_token:
        return {"authorization": f"Bearer {settings.anthropic_auth_token.get_secret_value()}"}
    if settings.anthropic_api_key:
        return {"x-api-key": settings.anthropic_api_key.get_secret_value()}
    return {}
