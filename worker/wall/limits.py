"""How much of the machine one run may take."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Where control groups are not permitted, `memory` and `cpus` hold for nobody."""

    memory: int = 4 << 30  #: bytes, all processes together, with what lies in /tmp, /dev/shm and at home
    processes: int = 512
    cpus: float = 2.0
    scratch: int = 1 << 30  #: bytes, /tmp, /dev/shm and the home folder each
    workspace: int = 4 << 30  #: bytes, all files together
    workspace_files: int = 100_000  #: files, folders and links
    file_size: int = 4 << 30  #: bytes, each file
    open_files: int = 4096

    def shell_commands(self, *, own_uid: bool) -> list[str]:
        """Return the limits every process inherits. Processes are counted per uid, so only for its own."""
        commands = ["ulimit -c 0", f"ulimit -n {self.open_files}", f"ulimit -f {self.file_size >> 10}"]
        return [*commands, f"ulimit -u {self.processes}"] if own_uid else commands
