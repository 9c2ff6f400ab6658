"""A second reader of the end of a run: the model, asked anew, without the agent's session, words or tools.

The agent's word is no proof, and no rule about words tells that an order was placed from a menu that says
"Orders". So whether a criterion holds is read by somebody who did not do the work. What it quotes has to
stand in what was seen, and counts only as far as the rules about the agent's own words let it.
"""

import json
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any, Final

import httpx
from pydantic import BaseModel

from worker.execution.guard.looks import Look
from worker.execution.outcome.end_state import bounded
from worker.execution.outcome.reading import Reading
from worker.inert import inert
from worker.network.model_gateway import ModelGateway

_log = logging.getLogger(__name__)

TOOL: Final = "report_readings"
_ATTEMPTS = 2
_MOST_TOKENS = 4096
_VERSION = {"anthropic-version": "2023-06-01"}


class _Readings(BaseModel):
    readings: list[Reading]


@dataclass(frozen=True)
class SecondReader:
    """Reads the end of one run, at its expense."""

    gateway: ModelGateway  #: the run's own road to the model: redacted, metered, within what it may cost
    model: Callable[[], str]  #: the full name of the one that carries the run out
    redacted: Callable[[object], object]  #: takes secrets out of parsed JSON

    async def read(self, criteria: Mapping[int, str], looks: Sequence[Look]) -> Mapping[int, Reading]:
        """Return what is found of each criterion, by number; of those that could not be checked nothing."""
        request = self._request(criteria, looks)
        transport = httpx.ASGITransport(app=self.gateway)
        async with httpx.AsyncClient(transport=transport, base_url="http://model") as road:
            for _ in range(_ATTEMPTS):
                if readings := await _asked(road, request):
                    return {each.criterion: each for each in readings if each.criterion in criteria}
        return {}

    def _request(self, criteria: Mapping[int, str], looks: Sequence[Look]) -> dict[str, Any]:
        # Before any is cut: half a secret is one too.
        texts = [str(self.redacted(look.text)) for look in looks]
        shown = zip(looks, bounded(texts, criteria.values()), strict=True)
        seen = self.redacted([{"of": look.of, "text": text} for look, text in shown if text])
        asked = [{"criterion": number, "text": text} for number, text in criteria.items()]
        content = f"<criteria>{_as_data(self.redacted(asked))}</criteria>\n<seen>{_as_data(seen)}</seen>"
        return {
            "model": self.model().partition("[")[0],
            "max_tokens": _MOST_TOKENS,
            "system": resources.files(__package__).joinpath("reader.md").read_text("utf-8"),
            "messages": [{"role": "user", "content": content}],
            "tools": [{"name": TOOL, "description": "Report them", "input_schema": _SCHEMA}],
            "tool_choice": {"type": "tool", "name": TOOL},
        }


async def _asked(road: httpx.AsyncClient, request: Mapping[str, Any]) -> list[Reading]:
    """Return the answer; empty if there is none that can be used."""
    try:
        answer = await road.post("/v1/messages", json=request, headers=_VERSION)
        answer.raise_for_status()
        return _readings_in(answer.json())
    except (httpx.HTTPError, ValueError) as error:
        _log.warning("The end of a run could not be read: %s", type(error).__name__)
        return []


def _readings_in(message: Mapping[str, Any]) -> list[Reading]:
    """Return the readings of an answer.

    Raises:
        ValueError: it has none, or none that fit.
    """
    content = message.get("content")
    for block in content if isinstance(content, list) else []:
        if isinstance(block, dict) and block.get("type") == "tool_use" and block.get("name") == TOOL:
            return _Readings.model_validate(block.get("input")).readings
    raise ValueError("no readings")


def _as_data(document: object) -> str:
    return inert(json.dumps(document, ensure_ascii=False))


_SCHEMA: Final = _Readings.model_json_schema()
