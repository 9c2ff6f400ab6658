"""Opening a run's credentials, in this worker's memory only, and dealing them out sparingly."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import select

from models import TaskCredential
from models.authenticator import AuthenticatorKey, NotAnAuthenticatorKey
from models.errors import MissingCredential, UserError
from models.plan import Action, ComputerUsePlan, CredentialKind, NeededCredential
from models.sealing import Binding, CannotUnseal, Sealed, Unsealer
from models.session import transaction
from worker.execution.assignment import Assignment
from worker.execution.secrecy.known_secrets import KnownSecrets
from worker.workbench import Workbench

_VARIABLE = re.compile(r"\$\{?(\w+)")  # also ${NAME:-default} and the like


@dataclass(frozen=True)
class Authenticator:
    """What gives the codes of one credential, and the only site they are for (None: any)."""

    key: AuthenticatorKey
    host: str | None


@dataclass(frozen=True)
class Credentials:
    """What each part of a run is given: no more than it needs."""

    browser: Mapping[str, str] = field(default_factory=dict, repr=False)  #: typed by name
    shell: Mapping[str, str] = field(default_factory=dict, repr=False)  #: environment variables
    #: never leave the worker; only the code of the moment does
    authenticators: Mapping[str, Authenticator] = field(default_factory=dict)


def unseal_credentials(workbench: Workbench, assignment: Assignment, secrets: KnownSecrets) -> Credentials:
    """Open every credential the plan needs; `secrets` knows each from then on.

    Raises:
        MissingCredential: one is not stored.
        UserError: one cannot be opened any more, or is not what the plan needs.
    """
    values = _values(workbench, assignment)
    for name, value in values.items():
        secrets.add(name, value)
    credentials = dealt_out(assignment.plan, values)
    for name, authenticator in credentials.authenticators.items():
        secrets.add(name, authenticator.key.base32)  # however it was typed in
    return credentials


def dealt_out(plan: ComputerUsePlan, values: Mapping[str, str]) -> Credentials:
    """Return who gets which of `values` (name -> value).

    Raises:
        UserError: the key of an authenticator app is none.
    """
    static = {name: values[name] for name in _names(plan, CredentialKind.STATIC)}
    shell = {name: value for name, value in static.items() if name in named_by_commands(plan)}
    keys = [needed for needed in plan.credentials if _is_optional(needed) and needed.name in values]
    return Credentials(
        browser=static if plan.uses_browser else {},
        shell=shell,
        authenticators={needed.name: _authenticator(needed, values[needed.name]) for needed in keys},
    )


def _is_optional(needed: NeededCredential) -> bool:
    """Whether a run can do without: a code that no stored key gives is asked of a person."""
    return needed.kind is CredentialKind.TOTP


def _names(plan: ComputerUsePlan, kind: CredentialKind) -> list[str]:
    return [needed.name for needed in plan.credentials if needed.kind is kind]


def named_by_commands(plan: ComputerUsePlan) -> set[str]:
    """Return what the steps that may use a shell speak of, as a credential or as ``$NAME``."""
    steps = [step for step in plan.steps if step.action in {Action.SHELL, Action.OTHER}]
    variables = {name for step in steps for name in _VARIABLE.findall(step.value or "")}
    return variables | {step.credential for step in steps if step.credential}


def _authenticator(needed: NeededCredential, value: str) -> Authenticator:
    try:
        return Authenticator(AuthenticatorKey.parse(value), needed.host)
    except NotAnAuthenticatorKey:
        raise UserError(
            f"“{needed.label}” is not the key of an authenticator app. Click *Implement automation* and "
            "paste the text that the site shows beside its QR code."
        ) from None


def _values(workbench: Workbench, assignment: Assignment) -> dict[str, str]:
    unsealer = workbench.settings.unsealer
    stored = _stored(workbench, assignment)
    return {
        needed.name: _opened(unsealer, assignment, needed, stored.get(needed.name))
        for needed in assignment.plan.credentials
        if needed.name in stored or not _is_optional(needed)
    }


def _stored(workbench: Workbench, assignment: Assignment) -> dict[str, Sealed]:
    mine = (TaskCredential.user_id == assignment.user_id, TaskCredential.video_id == assignment.video_id)
    with transaction(workbench.engine) as session:
        rows = session.scalars(select(TaskCredential).where(*mine)).all()
    return {row.key: row.content for row in rows}


def _opened(
    unsealer: Unsealer, assignment: Assignment, needed: NeededCredential, sealed: Sealed | None
) -> str:
    if sealed is None:
        raise MissingCredential(
            f"“{needed.label}” is not stored. Click *Implement automation* and fill it in."
        )
    try:
        return unsealer.unseal(sealed, Binding(assignment.user_id, assignment.video_id, needed.name))
    except CannotUnseal:
        raise UserError(
            f"“{needed.label}” cannot be opened any more. Click *Implement automation* and fill it in again."
        ) from None
