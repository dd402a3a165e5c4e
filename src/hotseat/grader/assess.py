"""An answer against a rubric: every point marked, with the sentence that shows it."""

from collections.abc import Iterable, Sequence

from hotseat.grader.chance import Weights, weights
from hotseat.grader.encoder import Encoder, installed
from hotseat.grader.features import features
from hotseat.grader.gates import gate, has_stops
from hotseat.grader.heard import Reading
from hotseat.grader.notation import in_plain_notation
from hotseat.grader.patterns import compiled
from hotseat.grader.text import straightened, words
from hotseat.model.assessment import Assessment, Evidence, Mark, PointMark
from hotseat.model.question import Point, Rubric

MOST_CHARACTERS = 20_000
CREDIT = {
    Mark.COVERED: 1.0,
    Mark.PARTLY: 0.5,
    Mark.MISSING: 0.0,
    Mark.CONTRADICTED: 0.0,
    Mark.CANNOT_TELL: 0.0,
}
HALF = 0.5
CLAIMED = 0.1  # how much less chance a point needs that an authored claim supports
UTTERED = 0.05  # below this chance even a point whose terms or claims stand there is missing
CAP = 0.5
SOUP_WORDS, SOUP_SHARE = 8, 0.6


def assess(question: str, rubric: Rubric, answer: str) -> Assessment:
    """Grade an answer offline, with the encoder where it is installed."""
    return assess_with(question, rubric, answer, installed())


@in_plain_notation
def assess_with(question: str, rubric: Rubric, answer: str, encoder: Encoder | None) -> Assessment:
    """Grade an answer offline. Longer answers than 20,000 characters are read up to there."""
    text = straightened(answer[:MOST_CHARACTERS])
    reason = gate(question, text) or _soup(rubric, text)
    if reason is not None:
        marks = tuple(PointMark(point.id, Mark.MISSING, None) for point in rubric.points)
        return Assessment(marks, (), 0.0, 0.0, reason, "offline")
    reading = Reading(question, rubric, text, encoder)
    known = weights(has_encoder=reading.vectors is not None)
    marks = tuple(_marked(point, reading, known) for point in rubric.points)
    credit, possible = total(rubric, marks, [each.misconception for each in reading.asserted])
    return Assessment(marks, reading.asserted, credit, possible, None, "offline")


def _soup(rubric: Rubric, text: str) -> str | None:
    """Nothing but the rubric's terms in a row: not punctuated, and hardly a word between them."""
    spoken = len(words(text))
    if spoken < SOUP_WORDS or has_stops(text):
        return None
    covered = bytearray(len(text))
    for pattern in {each for point in rubric.points for group in point.terms for each in group}:
        for hit in compiled(pattern).finditer(text):
            covered[hit.start() : hit.end()] = b"\1" * (hit.end() - hit.start())
    return "word soup" if sum(covered) > SOUP_SHARE * len(text) else None


def total(rubric: Rubric, marks: Sequence[PointMark], misconceptions: Iterable[str]) -> tuple[float, float]:
    """The share of the weight that is sure, and with what cannot be told; a major misconception caps both at half."""
    weights_ = {point.id: point.weight for point in rubric.points}
    everything = sum(weights_.values())
    sure = sum(CREDIT[each.mark] * weights_[each.point] for each in marks)
    open_ = sum(weights_[each.point] for each in marks if each.mark is Mark.CANNOT_TELL)
    cap = CAP if {each.id for each in rubric.misconceptions if each.is_major} & set(misconceptions) else 1.0
    return min(cap, sure / everything), min(cap, (sure + open_) / everything)


def _marked(point: Point, reading: Reading, known: Weights) -> PointMark:
    stances, terms = reading.stances[point.id], reading.terms[point.id]
    support, against = stances.support, stances.against
    if stances.denial is not None or (against and not support):
        evidence = stances.denial or reading.sentence_of(against[0].clause)
        return PointMark(point.id, Mark.CANNOT_TELL if support else Mark.CONTRADICTED, evidence)
    shown = _shown(point, reading)
    if support and against:
        return PointMark(point.id, Mark.CANNOT_TELL, shown)
    found = features(point, reading)
    chance = known.chance(found)
    is_doubtful = found["doubt"] > 0
    is_sure = chance >= known.sure(is_doubtful=is_doubtful) - (CLAIMED if support and not is_doubtful else 0)
    if is_sure and not support and (point.claims or terms.share < HALF):
        # What can be turned round is covered by a claim only, and nothing by nearness alone.
        return PointMark(point.id, Mark.CANNOT_TELL, shown)
    if is_sure:
        is_whole = terms.share == 1 or (support and terms.share >= HALF)
        return PointMark(point.id, Mark.COVERED if is_whole else Mark.PARTLY, shown)
    is_uttered = bool(support) or (terms.share == 1 and not found["denied_terms"])
    if chance < (UTTERED if is_uttered else known.missing):
        return PointMark(point.id, Mark.MISSING, shown if terms.held else None)
    return PointMark(point.id, Mark.CANNOT_TELL, shown)


def _shown(point: Point, reading: Reading) -> Evidence | None:
    """The sentence that shows a point best: a claim's, that of its terms, or the nearest in meaning or words."""
    stances, terms = reading.stances[point.id], reading.terms[point.id]
    if stances.support:
        return reading.sentence_of(stances.support[0].clause)
    if terms.share >= HALF and terms.held:
        return reading.sentence_of(terms.held[0][0])
    nearest = reading.nearest(point)
    return Evidence(nearest.start, nearest.end) if nearest is not None else None
