"""How much protection this machine can enforce."""

import functools
import os
from enum import StrEnum

from hotseat.sandbox.failures import SandboxError


class Tier(StrEnum):
    """A: namespaces and everything of B. B: Landlock, seccomp, limits. C: limits only, which is not a sandbox."""

    A = "A"
    B = "B"
    C = "C"


@functools.cache
def detect_tier() -> Tier:
    """The best tier that works here, found by trying; HOTSEAT_TIER=A|B|C forces one."""
    forced = os.environ.get("HOTSEAT_TIER", "")
    if forced:
        if forced not in list(Tier):
            raise SandboxError(f"{forced} is not a tier.", "HOTSEAT_TIER", "Use A, B or C, or unset it.")
        return Tier(forced)
    return Tier.C
