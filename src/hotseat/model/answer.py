"""An answer to a drill or a question: part of the append-only record, beside attempts at problems."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

DRILL = "drill"
CONCEPT = "concept"
BEHAVIOURAL = "behavioural"
OWN = "card"  # a flash card of the learner's own
SCHEDULED = (CONCEPT, DRILL, OWN)  # the rounds whose units come back for review
QUIZ = "quiz"


@dataclass(frozen=True)
class Answer:
    """Who answered what when, and what it was worth.

    id: a UUID string. round: "drill", "concept", "behavioural" or "card" (one of the learner's own); "quiz" for what
    a quiz of the topic `unit` showed. at: UTC. seconds: since it was asked, or None.
    credit, possible: the share of full marks that is sure, and that it could be, in [0, 1].
    by: who decided: "computed", "offline" (claims and terms), "llm" or "self".
    detail: what JSON can hold; for a drill its seed, what was asked and the slip; for a story its levels and flags.
    """

    id: str
    unit: str
    round: str
    at: datetime
    response: str
    credit: float
    possible: float
    by: str
    seconds: float | None = None
    hints: int = 0
    detail: dict[str, Any] = field(default_factory=dict)
    learner: str = "local"
