"""The system calls a run has no use for, as a compiled deny-list for bubblewrap.

Namespaces already take away what these calls could reach; refusing them also takes away the kernel code
behind them, which is where escapes come from.
"""

import errno
import tempfile
from functools import cache

import pyseccomp

# What container engines refuse by default: modules, mounts, namespaces, tracing, keys, clocks, other
# processes' memory, io_uring, BPF.
_REFUSED = """
acct add_key bpf chroot clock_adjtime clock_settime delete_module fanotify_init finit_module fsconfig fsmount
fsopen fspick init_module io_uring_enter io_uring_register io_uring_setup ioperm iopl kcmp kexec_file_load
kexec_load keyctl lookup_dcookie mbind migrate_pages modify_ldt mount mount_setattr move_mount move_pages
name_to_handle_at open_by_handle_at open_tree perf_event_open personality pidfd_getfd pivot_root
process_vm_readv process_vm_writev ptrace quotactl quotactl_fd reboot request_key set_mempolicy setns
settimeofday swapoff swapon syslog umount2 unshare userfaultfd vhangup vmsplice
"""

# Flags of clone() that make a namespace: user, pid, net, mount, uts, ipc, cgroup.
_NAMESPACE_FLAGS = (0x10000000, 0x20000000, 0x40000000, 0x00020000, 0x04000000, 0x08000000, 0x02000000)
# Put characters into a terminal's input: the way out of a session that shares one.
_TERMINAL_INJECTION = (0x5412, 0x541C)
_LOW_HALF = 0xFFFFFFFF
_ADDRESS_FAMILIES = frozenset({1, 2, 10, 16})  # unix, IPv4, IPv6, netlink
_FAMILIES_KNOWN = 46


@cache
def compiled_deny_list() -> bytes:
    """Return the filter as BPF. Denied calls fail with an error; none kills the process."""
    rules = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
    # Calls of another architecture or data model (i386, x32): as on a kernel that was built without them.
    rules.set_attr(pyseccomp.Attr.ACT_BADARCH, pyseccomp.ERRNO(errno.ENOSYS))
    refuse = pyseccomp.ERRNO(errno.EPERM)
    for name in _REFUSED.split():
        rules.add_rule(refuse, name)
    for flag in _NAMESPACE_FLAGS:
        rules.add_rule(refuse, "clone", pyseccomp.Arg(0, pyseccomp.MASKED_EQ, flag, flag))
    # Its flags sit behind a pointer, out of a filter's sight. Without it, libc falls back to clone().
    rules.add_rule(pyseccomp.ERRNO(errno.ENOSYS), "clone3")
    for request in _TERMINAL_INJECTION:
        rules.add_rule(refuse, "ioctl", pyseccomp.Arg(1, pyseccomp.MASKED_EQ, _LOW_HALF, request))
    for call in ("socket", "socketpair"):
        _refuse_families(rules, call)
    return _exported(rules)


def _refuse_families(rules: pyseccomp.SyscallFilter, call: str) -> None:
    unsupported = pyseccomp.ERRNO(errno.EAFNOSUPPORT)
    for family in set(range(_FAMILIES_KNOWN)) - _ADDRESS_FAMILIES:
        rules.add_rule(unsupported, call, pyseccomp.Arg(0, pyseccomp.EQ, family))
    # Families to come, and known ones in disguise: the kernel looks at the low half of the number only.
    rules.add_rule(unsupported, call, pyseccomp.Arg(0, pyseccomp.GE, _FAMILIES_KNOWN))


def _exported(rules: pyseccomp.SyscallFilter) -> bytes:
    with tempfile.TemporaryFile() as file:
        rules.export_bpf(file)
        file.seek(0)
        return file.read()
