"""What the judge reports while it works, in the order in which it becomes known."""

from dataclasses import dataclass
from typing import Literal

from hotseat.model.verdict import CheckResult, Efficiency, Judgement, NamedMistake


@dataclass(frozen=True)
class Event:
    """One piece of news about a submission.

    kind "check": a CheckResult. "mistake": a NamedMistake. "verdict": the Judgement as known so far (its
    verdict is final; for most problems its efficiency is still None). "efficiency": an Efficiency, after the
    verdict, or before it where the verdict depends on it.
    """

    kind: Literal["check", "mistake", "verdict", "efficiency"]
    value: CheckResult | NamedMistake | Judgement | Efficiency
