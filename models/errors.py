"""The roots of our errors, drawn.

UnderstudyError
  * UserError               its message may be shown to a person, and says what to do next
    + NotAllowed
    + IllegalTransition
    + VideoError            the link or the file cannot be used
    + MissingCredential
  * TransientError          worth a retry: something we depend on is away
  * ConfigurationError      an operator has to act; the process names the variable and stops

Anything else is a bug: it is logged with a reference id, and only that id is shown.

A class's docstring is its message when none is given.
"""


class UnderstudyError(Exception):
    """Something went wrong."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or type(self).__doc__)


class UserError(UnderstudyError):
    """That did not work."""


class NotAllowed(UserError):  # noqa: N818 - reads as what it says
    """Only the person who shared this screencast, or somebody they shared it with, can do that."""


class IllegalTransition(UserError):  # noqa: N818
    """This run has moved on in the meantime, so that is no longer possible."""


class VideoError(UserError):
    """This does not look like a screencast. Share a link to a video, or upload the file."""


class MissingCredential(UserError):  # noqa: N818
    """A credential this plan needs is not stored. Click *Implement automation* and fill it in."""


class TransientError(UnderstudyError):
    """Something this depends on is away for a moment."""


class ConfigurationError(UnderstudyError):
    """A setting is missing or wrong."""
