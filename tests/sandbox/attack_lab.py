"""Runs hostile submissions one by one, each followed by an honest one, and says what became of them.

As a program: attack_lab.py TIER [UID] prints one JSON list. With a UID (as root) it first becomes that ordinary user,
in a mount namespace where the interpreter can be read.
"""

import json
import os
import re
import socket
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter

import numpy as np

from hotseat.sandbox import (
    CandidateDied,
    CandidateForbidden,
    CandidateMemory,
    CandidateRaised,
    CandidateTimeout,
    Connection,
    ProtocolError,
    Sandbox,
    SandboxFailure,
    Tier,
)

ATTACKS = Path(__file__).parent.parent / "attacks"
HONEST = "def double(x):\n    return 2 * x\n"
ESCAPED = [
    Path(place) / "hotseat_attack_escaped"
    for place in ("/tmp", "/var/tmp", "/dev/shm", "/root", "/home", "/", "/run")
]
PATIENCE_SECONDS = 8.0  # for what should end by itself, on a busy machine
TCP_PORT, ABSTRACT_NAME = 47613, "\0hotseat-attack-canary"
_WORDS = {
    CandidateRaised: "error",
    CandidateDied: "error",
    CandidateTimeout: "timeout",
    CandidateMemory: "memory-limit",
    CandidateForbidden: "forbidden",
    ProtocolError: "judge-error",
}


@dataclass(frozen=True)
class Outcome:
    """One attack: the verdicts that its first line allows, its verdict, and the next honest submission's."""

    name: str
    expected: list[str]
    verdict: str
    detail: str
    next_verdict: str
    next_seconds: float


def judged(sandbox: Sandbox, source: str, forbids: list[str], timeout_s: float) -> tuple[str, str]:
    """The verdict on a submission for `double`, in one word, and what was seen."""
    child = sandbox.spawn("numpy")
    rng = np.random.default_rng(7)
    try:
        connection = Connection(child)
        connection.load(
            source,
            filename="solution.py",
            forbids=forbids,
            memory_mb=192,
            seed=1,
            timeout_s=timeout_s,
            runtime="numpy",
        )
        for size in (1, 5, 300):
            x = rng.normal(size=size)
            returned = connection.call(0, "double", (x,), {}, seed=2, timeout_s=timeout_s)
            if returned.forbidden:
                return "forbidden", returned.forbidden[0]
            if not (type(returned.value) is np.ndarray and np.array_equal(returned.value, x + x)):
                return "wrong-answer", repr(returned.value)[:100]
    except SandboxFailure as failure:
        return _WORDS[type(failure)], str(failure)[:200]
    finally:
        child.close()
    return "accepted", ""


def attacks() -> list[Path]:
    return sorted(ATTACKS.glob("*.py"))


def run(tier: Tier, paths: list[Path]) -> list[Outcome]:
    """Every attack in turn, with bait laid out that only a breach could reach."""
    os.environ["HOTSEAT_CANARY"] = "canary"
    listeners = _bait()
    own = Path(f"/tmp/hotseat_attack_bait_{os.getuid()}")
    own.write_text("precious")
    sandbox = Sandbox(tier=tier)
    outcomes = []
    try:
        for path in paths:
            source = path.read_text()
            expected = re.findall(r"# expect: (\S+)", source)[0].split("|")
            forbids = re.findall(r"# forbids: (\S+)", source)
            verdict, detail = judged(
                sandbox, source, forbids, 1.0 if "timeout" in expected else PATIENCE_SECONDS
            )
            start = perf_counter()
            next_verdict, _ = judged(sandbox, HONEST, [], PATIENCE_SECONDS)
            outcomes.append(
                Outcome(path.name, expected, verdict, detail, next_verdict, perf_counter() - start)
            )
    finally:
        sandbox.close()
        own.unlink(missing_ok=True)
        for listener in listeners:
            listener.close()
    return outcomes


def _bait() -> list[socket.socket]:
    listeners = []
    for family, address in ((socket.AF_INET, ("127.0.0.1", TCP_PORT)), (socket.AF_UNIX, ABSTRACT_NAME)):
        listener = socket.socket(family)
        with suppress(OSError):  # another test process has laid it out
            listener.bind(address)
            listener.listen()
        listeners.append(listener)
    return listeners


def become(uid: int) -> None:
    """Stop being root; the interpreter and this checkout stay readable, whatever their directories' modes."""
    from hotseat.sandbox.inside import kernel

    if os.geteuid() != 0:
        return
    wanted = sorted(
        {os.path.realpath(path) for path in (sys.prefix, sys.base_prefix, str(ATTACKS.parents[1]))}
    )
    closed = [path for path in wanted if not all(p.stat().st_mode & 1 for p in Path(path).parents)]
    kernel.unshare(kernel.CLONE_NEWNS)
    kernel.mount("none", "/", None, kernel.MS_REC | kernel.MS_PRIVATE)
    trees = [(path, kernel.clone_tree(path)) for path in closed]
    for top in {Path(path).parents[-2] for path in closed}:
        kernel.mount("none", str(top), "tmpfs", 0, "mode=755")
    for path, tree in trees:
        Path(path).mkdir(parents=True, exist_ok=True)
        kernel.attach_tree(tree, path)
    os.chdir("/")
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)
    kernel.prctl(kernel.PR_SET_DUMPABLE, 1)


if __name__ == "__main__":
    if len(sys.argv) > 2:
        become(int(sys.argv[2]))
    chosen = [path for path in attacks() if len(sys.argv) < 4 or re.search(sys.argv[3], path.name)]
    print(json.dumps([asdict(outcome) for outcome in run(Tier(sys.argv[1]), chosen)]))
