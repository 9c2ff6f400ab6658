"""What a plan asks a person for: credentials by name, and parameters with the shown value as default."""

import re
import unicodedata
from collections.abc import Iterable

from pydantic import TypeAdapter, ValidationError

from models.plan import (
    LONGEST_HOST,
    LONGEST_NAME,
    MOST_CREDENTIALS,
    MOST_PARAMETERS,
    CredentialKind,
    CredentialName,
    NeededCredential,
    Parameter,
)
from worker.analysis.secrecy.commands import secrets_named_in
from worker.analysis.secrecy.names import names_a_code
from worker.analysis.web_address import host_of, site_of

_SECRET_NAME: TypeAdapter[str] = TypeAdapter(CredentialName)
_NOT_IN_NAME = re.compile(r"[^A-Z0-9]+")
_FILLER = frozenset(
    {"A", "AGAIN", "CONFIRM", "CURRENT", "ENTER", "MY", "RE", "REPEAT", "RETYPE", "THE", "YOUR"}
)


class Inputs:
    """Collects inputs while a plan is written: the same thing asked for twice becomes one input."""

    def __init__(
        self, credentials: Iterable[NeededCredential] = (), parameters: Iterable[Parameter] = ()
    ) -> None:
        self._credentials = {credential.name: credential for credential in credentials}
        self._parameters = {parameter.name: parameter for parameter in parameters}

    def conceal(self, parameter: Parameter) -> str:
        """Ask for a secret instead of `parameter`; return its name, the same one where that is possible."""
        del self._parameters[parameter.name]
        name = parameter.name if _may_name_secret(parameter.name) else _as_secret_name(parameter.name)
        self._credentials.setdefault(name, NeededCredential(name=name, label=parameter.label))
        return name

    @property
    def credentials(self) -> list[NeededCredential]:
        return list(self._credentials.values())

    @property
    def parameters(self) -> list[Parameter]:
        return list(self._parameters.values())

    def credential(self, label: str | None, url: str | None) -> str | None:
        """Return the name of the secret typed into the field `label`; None if there are too many already.

        The site's name leads, so that no label can make an environment variable that means something.
        """
        host = host_of(url)
        is_code = names_a_code(label)
        words = "AUTHENTICATOR_KEY" if is_code else _as_name(label or "") or "PASSWORD"
        name = _cut(f"{_as_name(site_of(host)) or 'SITE'}_{words}")
        if name in self._parameters or not _may_name_secret(name):
            name = _as_secret_name(name)
        shown = _one_line(label) or "Password"
        needed = NeededCredential(name=name, label=shown, host=_short(host))
        return self.take_credential(as_authenticator(needed) if is_code else needed)

    def parameter(self, label: str, shown: str | None) -> str | None:
        """Return the name under which `shown` may be varied; None if there are too many already."""
        name = _as_name(label)
        if len(name) < 2 or not name[0].isalpha():  # noqa: PLR2004 - a name has at least two letters
            name = _cut(f"FIELD_{name}".rstrip("_"))
        return self.take_parameter(Parameter(name=name, label=_one_line(label) or name, default=shown))

    def variables(self, command: str) -> None:
        """Ask for the secrets that a concealed command names, as far as there is room."""
        for name in secrets_named_in(command):
            words = name.replace("_", " ").capitalize()
            self.take_credential(NeededCredential(name=name, label=words))

    def take_credential(self, needed: NeededCredential) -> str | None:
        """Return the name under which a secret is asked for: one that is known for the same site is it."""
        number, named = 1, needed
        while named.name in self._parameters or self._is_for_another_site(named):
            number += 1
            named = needed.model_copy(update={"name": _numbered(needed.name, number)})
        known = self._credentials.get(named.name)
        if known is None and len(self._credentials) == MOST_CREDENTIALS:
            return None
        self._credentials[named.name] = named if known is None or known.host is None else known
        return named.name

    def take_parameter(self, parameter: Parameter) -> str | None:
        """Return the name under which `parameter` is asked for: one with the same value is it."""
        number, name = 1, parameter.name
        while name in self._credentials or self._means_other(name, parameter.default):
            number += 1
            name = _numbered(parameter.name, number)
        if name not in self._parameters and len(self._parameters) == MOST_PARAMETERS:
            return None
        self._parameters.setdefault(name, parameter.model_copy(update={"name": name}))
        return name

    def _is_for_another_site(self, needed: NeededCredential) -> bool:
        known = self._credentials.get(needed.name)
        return known is not None and None not in (known.host, needed.host) and known.host != needed.host

    def _means_other(self, name: str, shown: str | None) -> bool:
        return name in self._parameters and self._parameters[name].default != shown


def as_authenticator(needed: NeededCredential) -> NeededCredential:
    """Ask for what makes codes instead of a code, which would be of no use by then."""
    if needed.kind is CredentialKind.TOTP:
        return needed
    label = f"Authenticator key for {needed.host}" if needed.host else "Authenticator key"
    return needed.model_copy(update={"kind": CredentialKind.TOTP, "label": label})


def _numbered(name: str, number: int) -> str:
    return f"{name[: LONGEST_NAME - 4]}_{number}"


def _as_secret_name(name: str) -> str:
    """Return a name that means nothing to any program."""
    return _cut(f"SECRET_{name}")


def _may_name_secret(name: str) -> bool:
    try:
        _SECRET_NAME.validate_python(name)
    except ValidationError:
        return False
    return True


def _as_name(label: str) -> str:
    """Return the label's telling words in capitals, joined by underscores; may be empty."""
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().upper()
    words = [word for word in _NOT_IN_NAME.sub(" ", plain).split() if word]
    return _cut("_".join([word for word in words if word not in _FILLER] or words))


def _cut(name: str) -> str:
    return name[:LONGEST_NAME].rstrip("_")


def _one_line(label: str | None) -> str:
    return " ".join((label or "").split())[:200]


def _short(host: str | None) -> str | None:
    return host if host and len(host) <= LONGEST_HOST else None
