"""How much protection this machine can enforce."""

import functools
import os
from enum import StrEnum

from hotseat.sandbox.failures import SandboxError
from hotseat.sandbox.inside.warm import Wanted
from hotseat.sandbox.warm_process import WarmProcess


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
    return next((tier for tier in (Tier.A, Tier.B) if why_not(tier) is None), Tier.C)


@functools.cache
def why_not(tier: Tier) -> str | None:
    """None when a child of this tier can be made here; else what stood in the way."""
    try:
        process = WarmProcess("numpy", tier, 0)
        try:
            process.spawn(Wanted()).close()
        finally:
            process.close()
    except SandboxError as error:
        return error.what
    except OSError as error:
        return str(error)
    return None
