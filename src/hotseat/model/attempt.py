"""The append-only record of what was answered, when, and what it showed."""

from dataclasses import dataclass
from datetime import datetime

from hotseat.model.verdict import Efficiency, Judgement, Verdict

CODING = "coding"


@dataclass(frozen=True)
class Attempt:
    """Who answered which unit when, with what, and the judgement.

    id: a UUID string, stable across export and import. at: UTC. seconds: since the unit was opened, or None.
    """

    id: str
    unit: str
    round: str
    at: datetime
    response: str
    verdict: Verdict
    judgement: Judgement
    seconds: float | None
    hints: int
    learner: str = "local"
    efficiency: Efficiency | None = None


@dataclass(frozen=True)
class AttemptLine:
    """An attempt as lists show it: no response, no judgement."""

    id: str
    unit: str
    at: datetime
    verdict: Verdict
    seconds: float | None
    hints: int
    wall_seconds: float
    mistake: str | None = None
