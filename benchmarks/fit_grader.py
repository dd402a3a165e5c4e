"""Fits the coefficients of the offline grader, src/hotseat/grader/coefficients.toml.

    python benchmarks/fit_grader.py [--write] [--vectors FILE]

Fitted on the points of the answers to 33 questions of benchmarks/grading (what both readers agree on) and, with little
weight, on the example answers of the bank's other questions. Nothing of the 16 questions of kept.txt is read. Judged by leaving out one question after the other. --vectors keeps the encoder's vectors between runs.
"""

import argparse
import json
import math
import pickle
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from grading import BANK, HERE, KEPT
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from hotseat.bank.concepts import load_question
from hotseat.grader.encoder import Encoder, installed
from hotseat.grader.features import features
from hotseat.grader.gates import gate
from hotseat.grader.heard import Reading
from hotseat.grader.text import straightened
from hotseat.model.question import QuestionUnit

EXAMPLE = 0.05  # weight of a point of an example answer: its author knew the rubric
STRENGTH = 0.1  # inverse strength of the L2 penalty, on features scaled to deviation 1
UNSEEN = 0.2  # share of reversals that claims will not find on other questions: those answers count once more as if unseen
ALARMS = ("denial", "doubt", "doubts", "full_doubt", "support_doubt")
TARGET = Path(__file__).parent.parent / "src" / "hotseat" / "grader" / "coefficients.toml"
# Chosen on the fitted questions: the least wrong credit that leaves 70 % of the points decided.
THRESHOLDS = {"without_encoder": (0.87, 0.95, 0.27), "with_encoder": (0.9, 0.95, 0.3)}


@dataclass(frozen=True)
class Row:
    """A point of an answer. is_credited: readers give credit; doubt: whether the answer is doubtful."""

    slug: str
    style: str
    found: dict[str, float]
    is_credited: bool
    weight: float


def slugs() -> list[str]:
    """The questions of the benchmark that are fitted, in order."""
    found = sorted(path.stem for path in (HERE / "answers").glob("*.json"))
    return [slug for slug in found if slug not in KEPT]


def rows(encoder: Encoder | None) -> list[Row]:
    """Everything that is fitted."""
    found: list[Row] = []
    for slug in slugs():
        unit = load_question(BANK / slug)
        answers = json.loads((HERE / "answers" / f"{slug}.json").read_text())
        readers = [json.loads((HERE / "labels" / name / f"{slug}.json").read_text()) for name in ("a", "b")]
        for answer, first, second in zip(answers, *readers, strict=True):
            gold = {
                name: mark for name, mark in first["points"].items() if second["points"].get(name) == mark
            }
            found += _rows_of(unit, answer["style"], answer["text"], gold, 1.0, encoder)
    for folder in sorted(BANK.iterdir()):
        unit = load_question(folder)
        if folder.name in KEPT or unit.rubric is None:
            continue
        for example in unit.examples:
            if example.gate is None:
                found += _rows_of(unit, example.name, example.text, example.verdicts, EXAMPLE, encoder)
    return found


def _rows_of(
    unit: QuestionUnit, style: str, text: str, gold: dict[str, str], weight: float, encoder: Encoder | None
) -> Iterator[Row]:
    assert unit.rubric is not None
    plain = straightened(text)
    if gate(unit.question, plain) is not None:
        return
    reading = Reading(unit.question, unit.rubric, plain, encoder)
    for point in unit.rubric.points:
        if point.id in gold:
            is_credited = gold[point.id] in ("covered", "partly")
            yield Row(unit.slug, style, features(point, reading), is_credited, weight)


def unseen(row: Row) -> Row:
    """A row as if no claim had raised an alarm about its answer."""
    return replace(row, found={**row.found, **dict.fromkeys(ALARMS, 0.0)})


def _weighed(everything: list[Row]) -> Iterator[Row]:
    """The rows, and those of doubtful answers once more as if nothing had been seen."""
    for row in everything:
        if row.found["doubt"]:
            yield replace(row, weight=row.weight * (1 - UNSEEN))
            yield replace(unseen(row), weight=row.weight * UNSEEN)
        else:
            yield row


def fit(chosen: list[Row], names: list[str]) -> tuple[float, NDArray[np.float64]]:
    """Bias and coefficients."""
    chosen = list(_weighed(chosen))
    table = np.array([[row.found[name] for name in names] for row in chosen])
    spread = np.maximum(table.std(0), 0.05)
    model = LogisticRegression(C=STRENGTH, max_iter=5000)
    model.fit(table / spread, [row.is_credited for row in chosen], [row.weight for row in chosen])
    return float(model.intercept_[0]), model.coef_[0] / spread


def chances(chosen: list[Row], names: list[str], bias: float, of: NDArray[np.float64]) -> NDArray[np.float64]:
    """The chance of every row."""
    table = np.array([[row.found[name] for name in names] for row in chosen])
    result: NDArray[np.float64] = 1 / (1 + np.exp(-bias - table @ of))
    return result


def cross_validate(everything: list[Row], names: list[str], thresholds: tuple[float, float, float]) -> str:
    """What the thresholds give when each fitted question is left out in turn, also if no reversal were seen."""
    tallies = {"as graded": Tally(), "if no alarm were raised": Tally()}
    for slug in slugs():
        held = [row for row in everything if row.slug == slug and row.weight == 1]
        bias, of = fit([row for row in everything if row.slug != slug], names)
        for tally, chosen in zip(tallies.values(), (held, [unseen(row) for row in held]), strict=True):
            for row, chance in zip(chosen, chances(chosen, names, bias, of), strict=True):
                tally.add(row, float(chance), thresholds)
    return "\n  ".join(f"{name}: {tally}" for name, tally in tallies.items())


@dataclass
class Tally:
    """What a grader with some thresholds does to rows."""

    total: int = 0
    right: int = 0
    wrong: int = 0
    undeserving: int = 0
    false_credit: int = 0
    loss: float = 0.0

    def add(self, row: Row, chance: float, thresholds: tuple[float, float, float]) -> None:
        """One row, as assess() marks it."""
        covered, in_doubt, missing = thresholds
        found = row.found
        is_against = bool(found["denial"] or (found["against"] and not found["support"]))
        is_torn = bool(found["support"] and (found["against"] or found["denial"]))
        is_given = chance >= (in_doubt if found["doubt"] else covered) and not is_against and not is_torn
        self.total += 1
        self.loss -= math.log(chance if row.is_credited else 1 - chance)
        if not is_torn and (is_given or is_against or chance < missing):
            self.right += is_given == row.is_credited
            self.wrong += is_given != row.is_credited
        self.undeserving += not row.is_credited
        self.false_credit += is_given and not row.is_credited

    def __str__(self) -> str:
        decided = self.right + self.wrong
        return (
            f"log loss {self.loss / self.total:.3f}, decided {decided / self.total:.1%}, right {self.right / decided:.1%}, "
            f"false credit {self.false_credit / self.undeserving:.1%} of {self.undeserving}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    parser.add_argument("--write", action="store_true", help=f"write {TARGET.name}")
    parser.add_argument("--vectors", type=Path, help="a file that keeps the encoder's vectors")
    options = parser.parse_args()
    encoder = installed()
    if encoder is None:
        parser.error("the encoder is needed: hotseat encoder install")
    if options.vectors and options.vectors.is_file():
        encoder.remember(pickle.loads(options.vectors.read_bytes()))
    everything = rows(encoder)
    if options.vectors:
        options.vectors.write_bytes(pickle.dumps(encoder.remembered()))
    lines = [
        "# Written by benchmarks/fit_grader.py --write. covered, covered_in_doubt, missing: chances from which, or below",
        "# which, a point is decided. weights: coefficients of the features in features.py.",
    ]
    for variant, thresholds in THRESHOLDS.items():
        all_names = list(everything[0].found)
        names = [name for name in all_names if variant == "with_encoder" or "like" not in name]
        print(f"{variant}\n  {cross_validate(everything, names, thresholds)}")
        bias, of = fit(everything, names)
        limits = zip(("covered", "covered_in_doubt", "missing"), thresholds, strict=True)
        lines += ["", f"[{variant}]", f"bias = {bias:.3f}", *(f"{name} = {value}" for name, value in limits)]
        lines += [
            f"[{variant}.weights]",
            *(f"{name} = {value:.3f}" for name, value in zip(names, of, strict=True)),
        ]
    if options.write:
        TARGET.write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
