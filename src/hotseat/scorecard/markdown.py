"""A scorecard as Markdown."""

from collections.abc import Sequence

from hotseat.model.loop import Competency
from hotseat.model.scorecard import RoundCard, Score, Scorecard

HOWS = {
    "executed": "by running it",
    "rubric": "by the rubric",
    "computed": "counted",
    "self": "judged by yourself",
    "peer": "judged by",
    "not judged": "not judged",
}


def as_markdown(card: Scorecard, competencies: Sequence[Competency]) -> str:
    """The whole card; links are addresses of the app."""
    known = {each.id: each for each in competencies}
    lines = [f"# {card.title}: {card.decision}", "", f"{card.at:%Y-%m-%d}. {card.because}", ""]
    lines += [f"Level reached: {card.level}." + ("" if card.is_over else " The loop is not finished."), ""]
    for each in card.rounds:
        lines += _round(each, known)
    if card.advice:
        lines += ["## Work on", ""]
        for number, advice in enumerate(card.advice, 1):
            units = ", ".join(f"{title} (`{slug}`)" for _, slug, title in advice.units)
            lines.append(
                f"{number}. **{advice.title}**: {advice.because}" + (f" Practise: {units}." if units else "")
            )
        lines.append("")
    if card.earlier:
        lines += ["## Before", ""]
        lines += [f"- {each.at:%Y-%m-%d}: {each.title}, {each.mean:.1f}" for each in card.earlier] + [""]
    return "\n".join(lines)


def how(score: Score) -> str:
    """How a level came about, in words."""
    return f"{HOWS[score.how]} {score.by}".strip()


def _round(card: RoundCard, known: dict[str, Competency]) -> list[str]:
    mean = "" if card.mean is None else f", {card.mean:.1f}"
    lines = [f"## {card.title}: {card.decision}{mean}", ""]
    lines += ["| competency | level | how | because |", "|---|---|---|---|"]
    for score in card.scores:
        name = known[score.competency].name if score.competency in known else score.competency
        proofs = "; ".join(f"[{_cell(each.says)}]({each.link})" for each in score.proofs)
        because = _cell(score.because) + (f" {proofs}" if proofs else "")
        lines.append(f"| {name} | {score.level or '-'} | {how(score)} | {because} |")
    return [*lines, ""]


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("[", "(").replace("]", ")")
