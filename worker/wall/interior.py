"""What every run finds behind its wall: the same small, read-only system, whatever machine it is on."""

from worker.wall.limits import Limits

INSIDE_WORKSPACE = "/workspace"
INSIDE_UID = 1000

_SYSTEM = """
--unshare-user --unshare-pid --unshare-ipc --unshare-uts --unshare-net --unshare-cgroup-try
--hostname sandbox --die-with-parent --new-session --cap-drop ALL --clearenv
--ro-bind /usr /usr --symlink usr/bin /bin --symlink usr/sbin /sbin
--symlink usr/lib /lib --symlink usr/lib64 /lib64
--dir /etc --dir /run --dir /var --symlink /tmp /var/tmp
--proc /proc --dev /dev
"""

#: What makes a cell in the room: the same files and network, processes of its own. Its first one can be
#: rewritten from inside, as it is the same user's; so what ends a run, and the gate, live in the room.
CELL = (
    *("--unshare-user", "--unshare-pid", "--disable-userns", "--die-with-parent"),
    *("--cap-drop", "ALL", "--dev-bind", "/", "/", "--proc", "/proc"),
)

_READABLE_SETTINGS = """
alternatives bash.bashrc ca-certificates fonts inputrc ld.so.cache ld.so.conf
ld.so.conf.d localtime mime.types ssl/certs ssl/openssl.cnf
"""

#: Writable, in memory, gone with the run.
_SCRATCH = ("/tmp", "/home/agent", "/dev/shm")  # noqa: S108 - private to the run

#: path inside -> content
FILES = {
    "/etc/passwd": f"agent:x:{INSIDE_UID}:{INSIDE_UID}::/home/agent:/bin/bash\n".encode(),
    "/etc/group": f"agent:x:{INSIDE_UID}:\n".encode(),
    "/etc/hosts": b"127.0.0.1 localhost\n",
    "/etc/nsswitch.conf": b"passwd: files\ngroup: files\nhosts: files\n",
}

ENVIRONMENT = {
    "PATH": "/usr/local/bin:/usr/bin:/bin",
    "HOME": "/home/agent",
    "USER": "agent",
    "LANG": "C.UTF-8",
    "TERM": "dumb",
    "TMPDIR": "/tmp",  # noqa: S108 - private to the run
}


def system_arguments(limits: Limits) -> list[str]:
    """Return bubblewrap's arguments for the room. Its root stays writable until all is in its place."""
    arguments = [*_SYSTEM.split(), "--uid", str(INSIDE_UID), "--gid", str(INSIDE_UID)]
    for folder in _SCRATCH:
        arguments += ["--perms", "0700", "--size", str(limits.scratch), "--tmpfs", folder]
    arguments += ["--remount-ro", "/dev"]
    for name in _READABLE_SETTINGS.split():
        arguments += ["--ro-bind-try", f"/etc/{name}", f"/etc/{name}"]
    return arguments
