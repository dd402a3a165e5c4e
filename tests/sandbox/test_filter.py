"""What the seccomp filter refuses, asked of the kernel itself, and what a child is told of the machine."""

import errno
import signal
import subprocess
import sys

import pytest

from hotseat.sandbox import Connection, Sandbox, Tier
from hotseat.sandbox.inside.kernel import architecture
from hotseat.sandbox.tier import why_not

LOADS_FILTER = """
import sys
from hotseat.sandbox.inside import kernel
from hotseat.sandbox.inside.lockdown import filter_program
kernel.syscall("first", 39)
kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
kernel.load_filter(filter_program())
for number in map(int, sys.argv[1:]):
    try:
        kernel.syscall(str(number), number, 0, 0, 0, 0, 0)
        print(number, 0)
    except OSError as error:
        print(number, error.errno)
"""
NEVER = {
    "io_uring_setup": 425, "io_uring_enter": 426, "userfaultfd": 323, "bpf": 321, "perf_event_open": 298, "keyctl": 250,
    "add_key": 248, "request_key": 249, "name_to_handle_at": 303, "open_by_handle_at": 304, "memfd_create": 319,
    "memfd_secret": 447, "process_vm_readv": 310, "process_madvise": 440, "pidfd_open": 434, "pidfd_getfd": 438,
    "ptrace": 101, "kcmp": 312, "kill": 62, "tkill": 200, "tgkill": 234, "rt_sigqueueinfo": 129, "fork": 57, "vfork": 58,
    "execve": 59, "execveat": 322, "socket": 41, "connect": 42, "sendmsg": 46, "recvmsg": 47, "shmget": 29, "semget": 64,
    "msgget": 68, "mq_open": 240, "unshare": 272, "setns": 308, "mount": 165, "chroot": 161, "personality": 135,
    "seccomp": 317, "landlock_restrict_self": 446, "chmod": 90, "fchmod": 91, "fchmodat": 268, "fchmodat2": 452,
    "truncate": 76, "utimensat": 280, "utime": 132, "utimes": 235, "chown": 92, "link": 86, "symlink": 88, "mknod": 133,
    "setxattr": 188, "openat2": 437, "creat": 85, "inotify_init1": 294, "fanotify_init": 300, "sched_setaffinity": 203,
    "ioperm": 173, "iopl": 172, "modify_ldt": 154, "splice": 275, "vmsplice": 278, "open_tree": 428, "fsopen": 430,
}  # fmt: skip


@pytest.mark.skipif(architecture() != "x86_64", reason="the numbers are those of x86-64")
def test_what_no_computation_needs_is_not_to_be_called():
    numbers = [str(number) for number in NEVER.values()]
    done = subprocess.run(
        [sys.executable, "-c", LOADS_FILTER, *numbers], capture_output=True, text=True, check=True
    )
    answers = {int(number): int(error) for number, error in map(str.split, done.stdout.splitlines())}
    allowed = [name for name, number in NEVER.items() if answers[number] != errno.EPERM]
    assert not allowed
    other_table = subprocess.run([sys.executable, "-c", LOADS_FILTER, str(0x40000000 | 39)], check=False)
    assert other_table.returncode == -signal.SIGSYS


def test_the_machines_name_is_not_shown_in_tier_a():
    if (reason := why_not(Tier.A)) is not None:
        pytest.skip(reason)
    sandbox = Sandbox(tier=Tier.A, ahead=0)
    try:
        connection = Connection(sandbox.spawn("numpy"))
        connection.load(
            "import os\ndef f(): return os.uname().nodename", filename="solution.py", forbids=(), memory_mb=256, seed=1,
            timeout_s=20.0, runtime="numpy",
        )  # fmt: skip
        assert connection.call(0, "f", (), {}, seed=1, timeout_s=20.0).value == "sandbox"
    finally:
        sandbox.close()
