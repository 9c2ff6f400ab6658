"""What somebody filled in for a run, and whether it will do."""

import re
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from pydantic import SecretStr

from bot.blocks.modals import HELPERS, SITES
from models import ApprovalPolicy
from models.authenticator import AuthenticatorKey, NotAnAuthenticatorKey
from models.errors import UserError
from models.plan import ComputerUsePlan, CredentialKind

_SITE: Final = re.compile(r"(?=.{1,253}$)[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+")  # not a whole "com"
_MOST_SITES: Final = 50
_TELLING_LENGTH: Final = 6  #: a shorter secret may be part of a value by chance

_MISSING: Final = "Please fill this in."
_IS_YOU: Final = "You may answer in any case. Choose others, or leave this empty."
_IS_SHOWN: Final = "This contains a credential. Values are shown in the thread, so keep it out of here."


@dataclass(frozen=True)
class Answers:
    """What somebody filled in for the plan of an analysis, by name; an empty value was left out."""

    analysis_id: uuid.UUID
    credentials: Mapping[str, SecretStr] = field(default_factory=dict)
    parameters: Mapping[str, str] = field(default_factory=dict)
    policy: ApprovalPolicy | None = None  #: None: not asked, as nothing in the plan is irreversible
    helpers: Sequence[str] = ()  #: members who may answer the run's questions as well
    sites: str = ""  #: the only ones to reach besides the plan's own, as typed; empty: every public one


class AnswersRefused(UserError):  # noqa: N818 - reads as what it says
    """Please look at the marked fields."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__()
        self.problems = problems  #: name of the field -> what is wrong with it


def check_answers(plan: ComputerUsePlan, answers: Answers, stored: set[str], member: str) -> None:
    """Check that every credential and parameter is given, stored, or has a default, and that all can be used.

    `stored` are the names of credentials that need not be given, `member` is who filled it in.

    Raises:
        AnswersRefused: says of each field what is wrong with it.
    """
    problems = {
        **dict(_refused_sites(answers.sites)),
        **({HELPERS: _IS_YOU} if member in answers.helpers else {}),
        **dict(_shown_secrets(answers)),
        **dict(_odd_authenticator_keys(plan, answers)),
        **dict(_missing(plan, answers, stored)),
    }
    if problems:
        raise AnswersRefused(problems)


def needed_names(plan: ComputerUsePlan) -> set[str]:
    """Return the credentials without which a run cannot start: codes can be asked for when they are due."""
    return {need.name for need in plan.credentials if need.kind is not CredentialKind.TOTP}


def allowed_hosts(plan: ComputerUsePlan, answers: Answers) -> list[str] | None:
    """Return the only hosts the run may reach; None for every public one."""
    typed = _sites(answers.sites)
    return list(dict.fromkeys([*plan.hosts, *typed])) if typed else None


def fill_parameters(plan: ComputerUsePlan, answers: Answers) -> dict[str, str]:
    """Return a value for every parameter of the plan: the answer, or else its default."""
    return {
        parameter.name: answers.parameters.get(parameter.name, parameter.default or "")
        for parameter in plan.parameters
    }


def _missing(plan: ComputerUsePlan, answers: Answers, stored: set[str]) -> Iterator[tuple[str, str]]:
    for name in needed_names(plan) - {*answers.credentials, *stored}:
        yield name, _MISSING
    for parameter in plan.parameters:
        if parameter.name not in answers.parameters and parameter.default is None:
            yield parameter.name, _MISSING


def _shown_secrets(answers: Answers) -> Iterator[tuple[str, str]]:
    given = (secret.get_secret_value() for secret in answers.credentials.values())
    secrets = [secret for secret in given if len(secret) >= _TELLING_LENGTH]
    for name, value in answers.parameters.items():
        if any(secret in value for secret in secrets):
            yield name, _IS_SHOWN


def _odd_authenticator_keys(plan: ComputerUsePlan, answers: Answers) -> Iterator[tuple[str, str]]:
    for need in plan.credentials:
        if need.kind is CredentialKind.TOTP and need.name in answers.credentials:
            try:
                AuthenticatorKey.parse(answers.credentials[need.name].get_secret_value())
            except NotAnAuthenticatorKey as odd:
                yield need.name, str(odd)


def _refused_sites(typed: str) -> Iterator[tuple[str, str]]:
    sites = _sites(typed)
    odd = [site for site in sites if not _SITE.fullmatch(site)]
    if odd:
        yield SITES, f"“{odd[0][:60]}” is not the name of a site, such as example.com."
    elif len(sites) > _MOST_SITES:
        yield SITES, f"These are more than {_MOST_SITES} sites. Name a parent such as example.com instead."


def _sites(typed: str) -> list[str]:
    """Read names of sites as people write or copy them: with or without scheme, port and path."""
    words = (word.partition("://")[2] or word for word in re.split(r"[\s,;]+", typed.lower()))
    return [site for word in words if (site := re.split(r"[/:?#]", word)[0].strip("."))]
