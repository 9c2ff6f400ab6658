"""The computer use plan: what a person reviews and what an agent carries out.

Everything in a plan came from a video, so it is untrusted: it is shown and followed, never evaluated.
"""

import hashlib
import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

#: What shells, loaders and tools read: a plan from a hostile video must not be able to set these.
_READ_BY_PROGRAMS = """
    ANTHROPIC_API_KEY ANTHROPIC_AUTH_TOKEN ANTHROPIC_BASE_URL ENV HOME HTTPS_PROXY HTTP_PROXY IFS LANG
    NODE_EXTRA_CA_CERTS NODE_OPTIONS NODE_PATH NO_PROXY PATH PS1 PS4 PYTHONHOME PYTHONPATH PYTHONSTARTUP SHELL
    SSL_CERT_DIR SSL_CERT_FILE TERM TMPDIR USER
"""
_RESERVED = frozenset(_READ_BY_PROGRAMS.split())
_RESERVED_PREFIXES = ("BASH_", "CLAUDE_CODE_", "CLAUDE_CONFIG_", "GIT_", "LC_", "LD_", "PLAYWRIGHT_", "XDG_")


def _is_not_reserved(name: str) -> str:
    if name in _RESERVED or name.startswith(_RESERVED_PREFIXES):
        raise ValueError(f"{name} already means something to the programs of a run")
    return name


# How much a plan holds: characters of a text, entries of a list.
LONGEST_NAME = 63
LONGEST_LABEL = 300
LONGEST_LINE = 500
LONGEST_URL = 2000
LONGEST_VALUE = 4000
LONGEST_HOST = 253  # DNS allows no more
MOST_STEPS = 200
MOST_CREDENTIALS = 20
MOST_PARAMETERS = 30
MOST_CRITERIA = 20
MOST_QUESTIONS = 20

_NAME = f"[A-Z][A-Z0-9_]{{1,{LONGEST_NAME - 1}}}"
#: What stands for a parameter in the texts of a step; its name is the only group.
PLACEHOLDER = re.compile(rf"\{{({_NAME})\}}")

Name = Annotated[str, StringConstraints(pattern=f"^{_NAME}$")]
#: A name that is safe as an environment variable and as a Playwright secret.
CredentialName = Annotated[Name, AfterValidator(_is_not_reserved)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_LINE)]


def fill_in(text: str, values: Mapping[str, str]) -> str:
    """Return `text` with values instead of placeholders; those without a value stay.

    Each is replaced once: what a value contains is never looked into again.
    """
    return PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), text)


class Action(StrEnum):
    NAVIGATE = "navigate"  #: open `url`
    CLICK = "click"  #: click `target`; with a `value`, set it to that, as a slider
    TYPE = "type"  #: put `value`, a parameter or a credential into `target`
    SELECT = "select"  #: choose `value` in the list `target`
    CHECK = "check"  #: set the checkbox or radio button `target`
    UNCHECK = "uncheck"
    PRESS = "press"  #: press the key `value`, e.g. ``Enter``
    SCROLL = "scroll"
    SHELL = "shell"  #: run the command `value`
    OTHER = "other"  #: what `instruction` says, by whatever means


class CredentialKind(StrEnum):
    STATIC = "static"  #: is typed as it is
    TOTP = "totp"  #: the key of an authenticator app: only the code of the moment is ever typed


class Basis(StrEnum):
    SHOWN = "SHOWN"  #: seen in the screencast
    INFERRED = "INFERRED"  #: concluded, not seen


class _PlanPart(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Step(_PlanPart):
    """One thing to do, with where in the screencast it was seen."""

    number: int = Field(ge=1, description="1, 2, 3 ... in order, without gaps")
    instruction: Line = Field(description="the step in one imperative sentence, for a person")
    action: Action
    target: str | None = Field(
        default=None, max_length=LONGEST_LABEL, description="the visible label of what is acted on"
    )
    url: str | None = Field(default=None, max_length=LONGEST_URL)
    value: str | None = Field(
        default=None,
        max_length=LONGEST_VALUE,
        description="text, option, key, command or setting; {NAME} stands for a parameter; never a secret",
    )
    credential: CredentialName | None = Field(
        default=None, description="the credential to type, by name, instead of a value"
    )
    expected: str | None = Field(
        default=None, max_length=LONGEST_LINE, description="what can be seen once it is done"
    )
    irreversible: bool = Field(default=False, description="sends, pays, deletes, publishes, invites ...")
    basis: Basis = Basis.SHOWN
    confidence: float = Field(default=1.0, ge=0, le=1)
    timestamp: float | None = Field(default=None, ge=0, description="seconds into the video")
    events: list[int] = Field(default_factory=list, description="indices of the evidence events it rests on")
    frame: int | None = Field(default=None, ge=0, description="index of the evidence frame that shows it")


class NeededCredential(_PlanPart):
    """A secret the plan needs; its value is asked for later and never appears here."""

    name: CredentialName
    label: Line
    kind: CredentialKind = CredentialKind.STATIC
    host: str | None = Field(
        default=None,
        max_length=LONGEST_HOST,
        description="the only site it may be typed into, with its subdomains; null if not known",
    )


class Parameter(_PlanPart):
    """A value that may differ from run to run."""

    name: Name
    label: Line
    default: str | None = Field(
        default=None, max_length=LONGEST_VALUE, description="the value shown in the video"
    )


class ComputerUsePlan(_PlanPart):
    """What to do, with what, and how to tell that it worked."""

    goal: Line
    start_url: str | None = Field(default=None, max_length=LONGEST_URL)
    steps: list[Step] = Field(min_length=1, max_length=MOST_STEPS)
    credentials: list[NeededCredential] = Field(default_factory=list, max_length=MOST_CREDENTIALS)
    parameters: list[Parameter] = Field(default_factory=list, max_length=MOST_PARAMETERS)
    success_criteria: list[Line] = Field(default_factory=list, max_length=MOST_CRITERIA)
    questions: list[Line] = Field(default_factory=list, max_length=MOST_QUESTIONS)

    @model_validator(mode="after")
    def _is_consistent(self) -> "ComputerUsePlan":
        if [step.number for step in self.steps] != list(range(1, len(self.steps) + 1)):
            raise ValueError("steps must be numbered 1, 2, 3 ... in order")
        names = [credential.name for credential in self.credentials]
        names += [parameter.name for parameter in self.parameters]
        if len(names) != len(set(names)):
            raise ValueError("a credential or parameter is named twice")
        unknown = {step.credential for step in self.steps if step.credential} - {
            credential.name for credential in self.credentials
        }
        if unknown:
            raise ValueError(f"a step uses a credential that is not listed: {', '.join(sorted(unknown))}")
        return self

    @property
    def uses_shell(self) -> bool:
        return any(step.action in {Action.SHELL, Action.OTHER} for step in self.steps)

    @property
    def uses_browser(self) -> bool:
        return any(step.action is not Action.SHELL for step in self.steps)

    @property
    def hosts(self) -> list[str]:
        """The sites it speaks of, each once, in order."""
        urls = [self.start_url, *(step.url for step in self.steps)]
        named = [urlsplit(url).hostname for url in urls if url]
        return list(dict.fromkeys(host for host in [*named, *(c.host for c in self.credentials)] if host))

    @property
    def digest(self) -> str:
        """SHA-256 over the plan's canonical JSON, hex: equal plans have equal digests."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()
