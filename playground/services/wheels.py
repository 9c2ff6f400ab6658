"""Where the servers are that came inside wheels."""

from importlib.util import find_spec
from pathlib import Path

from playground.services.process import DidNotStart


def wheel_folder(package: str) -> Path:
    """Return a package's folder without importing it: only its programs are wanted.

    Raises:
        DidNotStart: the package is not installed.
    """
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise DidNotStart(f"{package} is not installed; run scripts/setup.")
    return Path(spec.origin).parent
