"""From rounds to the loop's decision, by rules that anybody can read in docs/scoring.md."""

from collections.abc import Sequence

from hotseat.model.scorecard import Decision, RoundCard
from hotseat.scorecard.levels import least, word_for


def decide(rounds: Sequence[RoundCard]) -> tuple[float | None, Decision, str]:
    """The mean over the rounds by their minutes, the decision, and the rule that made it.

    A round of "strong no hire", or two of "no hire", and the loop is at most "no hire"; "strong hire" needs every
    round at "hire" or better. Rounds that were not decided do not count; with fewer than half of the minutes decided
    the loop is not either.
    """
    judged = [(each, each.mean) for each in rounds if each.mean is not None]
    minutes = sum(each.minutes for each, _ in judged)
    if not judged or 2 * minutes < sum(each.minutes for each in rounds):
        return None, "not decided", "Less than half of the loop could be judged."
    mean = sum(each.minutes * level for each, level in judged) / minutes
    said = word_for(mean)
    because = f"The rounds have a mean of {mean:.1f}, weighted by their minutes."
    for limit, rule in _limits(judged):
        if least(said, limit) != said:
            said, because = limit, rule
    return mean, said, because


def _limits(judged: Sequence[tuple[RoundCard, float]]) -> list[tuple[Decision, str]]:
    found: list[tuple[Decision, str]] = []
    worst = [each for each, _ in judged if each.decision == "strong no hire"]
    weak = [each for each, _ in judged if each.decision in ("no hire", "strong no hire")]
    if worst:
        found.append(
            (
                "no hire",
                f"The round “{worst[0].title}” is a strong no hire, which the others cannot make up for.",
            )
        )
    if len(weak) >= 2:
        found.append(("no hire", f"Two rounds are below hire: “{weak[0].title}” and “{weak[1].title}”."))
    if weak:
        found.append(("hire", f"“{weak[0].title}” is below hire, so the loop is no strong hire."))
    return found


def reached(levels: Sequence[tuple[str, float]]) -> str:
    """What the loop would be for, from the level of each unit and how well it went (1 to 4)."""
    for level, words in (("stretch", "senior"), ("core", "mid-level"), ("warmup", "entry level")):
        own = [mean for name, mean in levels if name == level]
        if own and sum(own) / len(own) >= 2.75:
            return words
    return "not yet entry level" if levels else "not judged"
