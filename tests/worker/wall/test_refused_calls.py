"""The system calls nobody needs: each is refused by the filter, whatever the kernel would have said to it."""

import errno
import json
import tempfile
from collections.abc import Iterable
from typing import TypeAlias

import pyseccomp
import pytest

from tests.worker.wall.behind import python_inside
from worker.wall.place import Place
from worker.wall.sandbox import Wall

# Written out a second time on purpose: what is dropped from the filter is missed here.
_REFUSED = """
acct add_key bpf chroot clock_adjtime clock_settime delete_module fanotify_init finit_module fsconfig fsmount
fsopen fspick init_module io_uring_enter io_uring_register io_uring_setup ioperm iopl kcmp kexec_file_load
kexec_load keyctl lookup_dcookie mbind migrate_pages modify_ldt mount mount_setattr move_mount move_pages
name_to_handle_at open_by_handle_at open_tree perf_event_open personality pidfd_getfd pivot_root
process_vm_readv process_vm_writev ptrace quotactl quotactl_fd reboot request_key set_mempolicy setns
settimeofday swapoff swapon syslog umount2 unshare userfaultfd vhangup vmsplice
"""

NAMESPACES = {
    "mount": 0x00020000,
    "cgroup": 0x02000000,
    "uts": 0x04000000,
    "ipc": 0x08000000,
    "user": 0x10000000,
    "pid": 0x20000000,
    "net": 0x40000000,
}
_PUSH_BACK, _CONSOLE = 0x5412, 0x541C  # ioctl requests: TIOCSTI, TIOCLINUX
_OTHER_MODEL = 1 << 30  # in a number: the call as programs of x32 make it
_ALGORITHMS, _VIRTUAL_MACHINES, _PACKETS, _BLUETOOTH, _TIPC, _XDP = 38, 40, 17, 31, 30, 44

_PROBE_FILTER = "/run/probe-filter"
# Makes calls without any of them happening: a filter of its own would have each one traced, and as nobody
# traces, the kernel answers "not there". A refusal of the wall goes before that, so it shows by itself; what
# the kernel refuses for lack of a capability or for nonsense does not show at all.
_PROBE = f"""
    import ctypes, json

    class Program(ctypes.Structure):
        _fields_ = [("length", ctypes.c_ushort), ("code", ctypes.c_char_p)]

    libc = ctypes.CDLL(None, use_errno=True)
    code = open({_PROBE_FILTER!r}, "rb").read()
    assert libc.prctl(22, 2, ctypes.byref(Program(len(code) // 8, code)), 0, 0) == 0  # PR_SET_SECCOMP
    errors = []
    for call in json.loads(CALLS):
        assert libc.syscall(*map(ctypes.c_long, call)) == -1
        errors.append(ctypes.get_errno())
    print(json.dumps(errors))
"""

#: Its name and its arguments; those left out are zero.
Call: TypeAlias = tuple[str | int, ...]


def test_every_call_nobody_needs_is_refused(place: Place) -> None:
    errors = errors_of(place, [(name,) for name in _REFUSED.split()])
    assert errors == dict.fromkeys(errors, errno.EPERM)
    assert len(errors) > 50  # the others are not there on this kind of processor


def test_what_is_not_refused_would_be_noticed(place: Place) -> None:
    assert errors_of(place, [("getppid",), ("clone", 0)]) == {
        ("getppid",): errno.ENOSYS,
        ("clone", 0): errno.ENOSYS,
    }


def test_a_clone_cannot_make_a_namespace_of_any_kind(place: Place) -> None:
    errors = errors_of(place, [("clone", flag) for flag in NAMESPACES.values()])
    assert errors == dict.fromkeys(errors, errno.EPERM)


def test_a_terminals_input_cannot_be_written_by_any_request(place: Place) -> None:
    calls: list[Call] = [("ioctl", 0, _PUSH_BACK), ("ioctl", 0, _CONSOLE), ("ioctl", 0, _CONSOLE | 1 << 32)]
    assert errors_of(place, calls) == dict.fromkeys(calls, errno.EPERM)


def test_a_newer_clone_whose_flags_no_filter_sees_is_not_there(place: Place) -> None:
    assert _error_of(place, _number("clone3"), 0, 0) == errno.ENOSYS


@pytest.mark.parametrize("call", ["getppid", "mount"])
def test_a_call_in_another_data_model_is_not_there_and_kills_nobody(place: Place, call: str) -> None:
    assert _error_of(place, _number(call) | _OTHER_MODEL) == errno.ENOSYS


@pytest.mark.parametrize("call", ["socket", "socketpair"])
@pytest.mark.parametrize(
    "family", [_ALGORITHMS, _VIRTUAL_MACHINES, _PACKETS, _BLUETOOTH, _TIPC, _XDP, 46, 1000]
)
def test_an_unusual_kind_of_socket_is_refused(place: Place, call: str, family: int) -> None:
    assert _error_of(place, _number(call), family, 5, 0) == errno.EAFNOSUPPORT


def test_an_unusual_kind_of_socket_is_refused_in_disguise(place: Place) -> None:
    """The kernel reads half of the register only; a filter that compared all of it would be fooled."""
    assert _error_of(place, _number("socket"), _ALGORITHMS | 1 << 32, 5, 0) == errno.EAFNOSUPPORT


def errors_of(place: Place, calls: Iterable[Call]) -> dict[Call, int]:
    """Return what the wall's filter says to each call that this kind of processor has."""
    known = {call: number for call in calls if (number := _number(str(call[0]))) >= 0}
    wall = Wall(place.workspace, files={_PROBE_FILTER: _traced({str(call[0]) for call in known})})
    made = [_padded([number, *call[1:]]) for call, number in known.items()]
    script = _PROBE.replace("CALLS", repr(json.dumps(made)))
    done = python_inside(place, script, wall)
    return dict(zip(known, json.loads(done.stdout), strict=True))


def _padded(call: list[int | str]) -> list[int | str]:
    return [*call, *[0] * (7 - len(call))]


def _traced(names: Iterable[str]) -> bytes:
    """Return a filter that has calls traced."""
    rules = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
    for name in names:
        rules.add_rule(pyseccomp.TRACE(0), name)
    with tempfile.TemporaryFile() as file:
        rules.export_bpf(file)
        file.seek(0)
        return file.read()


def _number(name: str) -> int:
    """Return a call's number; negative: this kind of processor has none."""
    number: int = pyseccomp.resolve_syscall(pyseccomp.system_arch(), name)
    return number


def _error_of(place: Place, *call: int) -> int:
    """Make a system call inside; return the error it gives."""
    given = ", ".join(f"c_long({argument})" for argument in call)
    script = f"""
        from ctypes import CDLL, c_long, get_errno
        CDLL(None, use_errno=True).syscall({given})
        print(get_errno())
    """
    return int(python_inside(place, script).stdout)
