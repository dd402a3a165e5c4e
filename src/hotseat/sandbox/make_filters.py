"""Write filters/<architecture>.bpf: which system calls a child may make.

Run when the list below changes: python -m hotseat.sandbox.make_filters

An allow-list: whatever is not named fails with EPERM, which Python shows as PermissionError. Threads may start, a
fork may not; clone3, whose flags a filter cannot read, answers ENOSYS so that the C library falls back to clone.
Nothing that changes a file by its name alone (its mode, its times, its length): Landlock does not look at those, so in
tier B they would reach the user's own files; and no opening that cuts a file off without opening it for writing, which
Landlock lets pass before Linux 6.2.
Needs pyseccomp and libseccomp, which the children do not: they load the raw program.
"""

import errno
from pathlib import Path

import pyseccomp

FILTERS = Path(__file__).parent / "filters"
ARCHITECTURES = {"x86_64": pyseccomp.Arch.X86_64, "aarch64": pyseccomp.Arch.AARCH64}

_MEMORY = "brk mmap munmap mprotect mremap madvise msync mincore"
_FILES = """read write readv writev pread64 pwrite64 preadv pwritev close close_range stat fstat lstat
newfstatat statx access faccessat faccessat2 getdents getdents64 getcwd chdir fchdir readlink readlinkat lseek
flock dup dup2 dup3 pipe pipe2 umask unlink unlinkat mkdir mkdirat rmdir rename renameat renameat2 ftruncate
fallocate fsync fdatasync statfs fstatfs"""
_WAITING = """poll ppoll select pselect6 epoll_create epoll_create1 epoll_ctl epoll_wait epoll_pwait eventfd2
nanosleep clock_nanosleep pause futex futex_waitv sched_yield restart_syscall"""
_SIGNALS = """rt_sigaction rt_sigprocmask rt_sigreturn rt_sigpending rt_sigtimedwait rt_sigsuspend sigaltstack
getitimer setitimer alarm"""
_SELF = """clock_gettime clock_getres gettimeofday time times getrusage sysinfo uname getpid getppid gettid getuid
geteuid getgid getegid getgroups getresuid getresgid getpgrp getpgid getsid getpriority getcpu sched_getaffinity
sched_getparam sched_getscheduler sched_get_priority_max sched_get_priority_min getrandom set_robust_list
get_robust_list set_tid_address arch_prctl rseq membarrier getrlimit setrlimit exit exit_group"""
ALLOWED = " ".join((_MEMORY, _FILES, _WAITING, _SIGNALS, _SELF)).split()

_CLONE_VM, _CLONE_SIGHAND, _CLONE_THREAD = 0x100, 0x800, 0x10000
_NEW_NAMESPACES = 0x7E020080  # every CLONE_NEW* flag that clone knows
_THREAD = _CLONE_VM | _CLONE_SIGHAND | _CLONE_THREAD
_O_ACCMODE, _O_WRONLY, _O_RDWR, _O_TRUNC = 3, 1, 2, 0o1000  # the same on both architectures
_FCNTL = (0, 1, 2, 3, 4, 5, 6, 7, 36, 37, 38, 1030)  # dup, flags, locks, dup with close-on-exec
_IOCTL = (
    0x5401,
    0x5413,
    0x541B,
    0x5421,
    0x5450,
    0x5451,
)  # TCGETS TIOCGWINSZ FIONREAD FIONBIO FIONCLEX FIOCLEX
_PRCTL = (15, 16, 0x53564D41)  # name of a thread; name of a mapping


def program(architecture: int) -> pyseccomp.SyscallFilter:
    """The filter of one architecture."""
    made = pyseccomp.SyscallFilter(pyseccomp.ERRNO(errno.EPERM))
    made.remove_arch(pyseccomp.Arch.NATIVE)
    made.add_arch(architecture)
    made.set_attr(pyseccomp.Attr.ACT_BADARCH, pyseccomp.KILL_PROCESS)
    for name in ALLOWED:
        if pyseccomp.resolve_syscall(architecture, name) >= 0:
            made.add_rule(pyseccomp.ALLOW, name)
    made.add_rule(pyseccomp.ERRNO(errno.ENOSYS), "clone3")
    mask = _THREAD | _NEW_NAMESPACES
    made.add_rule(pyseccomp.ALLOW, "clone", pyseccomp.Arg(0, pyseccomp.MASKED_EQ, mask, _THREAD))
    for name, place in (("open", 1), ("openat", 2)):
        if pyseccomp.resolve_syscall(architecture, name) >= 0:
            for bits, value in ((_O_TRUNC, 0), (_O_ACCMODE, _O_WRONLY), (_O_ACCMODE, _O_RDWR)):
                flags = pyseccomp.Arg(place, pyseccomp.MASKED_EQ, bits, value)
                made.add_rule(pyseccomp.ALLOW, name, flags)
    made.add_rule(pyseccomp.ALLOW, "prlimit64", pyseccomp.Arg(0, pyseccomp.EQ, 0))
    for name, place, values in (("fcntl", 1, _FCNTL), ("ioctl", 1, _IOCTL), ("prctl", 0, _PRCTL)):
        for value in values:
            made.add_rule(pyseccomp.ALLOW, name, pyseccomp.Arg(place, pyseccomp.EQ, value))
    return made


def main() -> None:
    """Write every architecture's program."""
    FILTERS.mkdir(exist_ok=True)
    for name, architecture in ARCHITECTURES.items():
        with (FILTERS / f"{name}.bpf").open("wb") as file:
            program(architecture).export_bpf(file)


if __name__ == "__main__":
    main()
