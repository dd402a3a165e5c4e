"""An endpoint tried on the bank's own graded answers before its marks are used."""

from collections.abc import Callable
from dataclasses import dataclass

from hotseat.bank.shelf import Bank
from hotseat.grader.endpoint import Endpoint, EndpointFailed
from hotseat.grader.llm import judge_prose
from hotseat.store.record import Store

TRUSTED = "trusted-endpoint"
ENOUGH = 0.9


@dataclass(frozen=True)
class Trial:
    """How an endpoint did. right of marks: with the expected ones; failed: answers without a usable reply."""

    answers: int
    marks: int
    right: int
    failed: int
    problem: str

    @property
    def rate(self) -> float:
        """The share of marks that were right, failures counted as wrong; 0 without any."""
        return self.right / self.marks if self.marks else 0.0

    @property
    def is_enough(self) -> bool:
        """Whether it may mark answers."""
        return self.rate >= ENOUGH and self.failed == 0


def try_endpoint(bank: Bank, endpoint: Endpoint, count: int, tell: Callable[[str], None]) -> Trial:
    """Mark so many example answers, spread over the questions."""
    examples = [
        (unit, each) for unit in bank.questions() if unit.rubric for each in unit.examples if not each.gate
    ]
    step = max(1, len(examples) // count)
    answers = marks = right = failed = 0
    problem = ""
    for unit, example in examples[::step][:count]:
        answers += 1
        expected = example.verdicts
        marks += len(expected)
        try:
            found = judge_prose(unit, example.text, endpoint).assessment
            hits = sum(expected.get(each.point) == each.mark for each in found.marks)
            right += hits
            tell(f"{unit.slug} / {example.name}: {hits} of {len(expected)}")
        except EndpointFailed as error:
            failed += 1
            problem = error.what
            tell(f"{unit.slug} / {example.name}: {error.what}")
            if failed >= 3 and failed == answers:
                break
    return Trial(answers, marks, right, failed, problem)


def keep_trust(store: Store, learner: str, endpoint: Endpoint, trial: Trial) -> None:
    """Remember, or forget, that this endpoint and model may mark answers. The key is not part of it."""
    store.cards.set(learner, TRUSTED, endpoint.name if trial.is_enough else None)


def trusted(store: Store, learner: str, endpoint: Endpoint | None) -> Endpoint | None:
    """The endpoint, if it has passed its trial."""
    if endpoint is None or store.cards.setting(learner, TRUSTED) != endpoint.name:
        return None
    return endpoint
