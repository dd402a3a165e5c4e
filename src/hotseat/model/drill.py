"""A drill of the bank: a generator of exercises with computed answers."""

from dataclasses import dataclass
from pathlib import Path

from hotseat.model.unit import Code


@dataclass(frozen=True)
class DrillUnit:
    """One folder of bank/drills. make: defines make(rng); independent: defines answer(facts), another way to it."""

    slug: str
    folder: Path
    title: str
    topics: tuple[str, ...]
    level: str
    minutes: int
    sources: tuple[str, ...]
    make: Code
    independent: Code
