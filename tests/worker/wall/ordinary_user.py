"""Starting `sandbox` as somebody who may not hand out users."""

import os
import textwrap
from pathlib import Path

ORDINARY_USER = 31_234

#: Loads what the command needs while it can be read, becomes an ordinary user, and starts.
AS_AN_ORDINARY_USER = textwrap.dedent(f"""
    import concurrent.futures.thread, ctypes, os, sys
    from worker.wall.cli import main

    if os.getuid() == 0:
        os.setgroups([])
        os.setresgid(*[{ORDINARY_USER}] * 3)
        os.setresuid(*[{ORDINARY_USER}] * 3)
        ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)  # PR_SET_DUMPABLE, as a process that was never root is
    sys.exit(main(sys.argv[1:]))
""")


def make_ordinary_users_folder(folder: Path) -> None:
    folder.mkdir()
    if os.getuid() == 0:
        os.chown(folder, ORDINARY_USER, ORDINARY_USER)
