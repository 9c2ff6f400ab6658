"""What the person starting the playground decides, and what their environment adds."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

#: Where the page is looked for first; another port is taken when this one is busy.
USUAL_PORT = 8730

_CLAUDE = ("ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "ANTHROPIC_BASE_URL", "UNDERSTUDY_MODEL")
#: What an operator may decide about the bot and the workers; names and meaning are in docs/install.md.
_OPERATORS = (
    "THREAD_WORKERS",
    "MAX_VIDEO_BYTES",
    "MAX_VIDEO_SECONDS",
    "RUN_WORKERS",
    "ANALYSIS_WORKERS",
    "RUN_SECONDS",
    "RUN_COST_USD",
    "USER_RUNS_AT_ONCE",
    "USER_RUNS_PER_HOUR",
    "USER_COST_USD_PER_DAY",
    "QUESTION_MINUTES",
    "CHROMIUM",
)
_SLACK = ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET")


@dataclass(frozen=True)
class PlaygroundSettings:
    """How to run a playground."""

    state: Path  #: everything it keeps; two playgrounds never share one
    port: int | None = None  #: None = the usual port, or a free one
    record: Path | None = None  #: where to write every Slack call and delivery
    record_model: Path | None = None  #: where to write every request to the practice model
    #: further hosts that runs can reach: name -> port of a server on this machine
    neighbours: Mapping[str, int] = field(default_factory=dict)
    #: further settings of the bot: name of the environment variable -> value
    bot: Mapping[str, str] = field(default_factory=dict)
    share_sample: bool = True  #: share the sample screencast on the first start
    practice_only: bool = False  #: no real Slack or Claude, nobody's settings, whatever the environment says


def claude_environment() -> dict[str, str]:
    """Return the settings for Claude that were given, empty when there is no key: then it practices."""
    given = _given(os.environ, _CLAUDE)
    return given if {"ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN"} & given.keys() else {}


def operators_environment() -> dict[str, str]:
    """Return what was decided about the bot and the workers; what was not has its default."""
    return _given(os.environ, _OPERATORS)


def slack_environment() -> dict[str, str]:
    """Return the tokens of a real Slack app, empty when there are none: then the stand-in serves."""
    given = _given(os.environ, _SLACK)
    return given if "SLACK_BOT_TOKEN" in given else {}


def _given(environment: Mapping[str, str], names: tuple[str, ...]) -> dict[str, str]:
    return {name: environment[name] for name in names if environment.get(name)}
