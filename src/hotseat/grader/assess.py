"""An answer against a rubric: every point marked, with the sentence that shows it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from hotseat.grader.claims import Resolved, Situated, Stance, resolve, situate
from hotseat.grader.gates import FUNCTION_WORDS, gate, has_stops
from hotseat.grader.notation import in_plain_notation
from hotseat.grader.patterns import compiled, first
from hotseat.grader.text import Clause, Sentence, clauses, sentences, straightened, words
from hotseat.model.assessment import Asserted, Assessment, Evidence, Mark, PointMark
from hotseat.model.question import Claim, Misconception, Point, Rubric

MOST_CHARACTERS = 20_000
NEAR = 0.5  # share of a point's own words in one sentence from which it may be meant
CREDIT = {
    Mark.COVERED: 1.0,
    Mark.PARTLY: 0.5,
    Mark.MISSING: 0.0,
    Mark.CONTRADICTED: 0.0,
    Mark.CANNOT_TELL: 0.0,
}
FAINT, FAR, HALF = 0.11, 0.3, 0.5
CONTENT_WORDS = 4
CAP = 0.5
SOUP_WORDS, SOUP_SHARE = 8, 0.6


@dataclass(frozen=True)
class Reading:
    """An answer, read once.

    is_doubtful: it asserts a misconception or denies a claim, so that its other terms may be turned round too;
    unexplained: a sentence of some content in which no term of any point stands.
    """

    sentences: list[Sentence]
    situated: list[Situated]
    entities: dict[str, tuple[str, ...]]
    is_doubtful: bool = False
    unexplained: Sentence | None = None

    def sentence_of(self, clause: Clause) -> Evidence:
        """The sentence that a clause belongs to."""
        sentence = self.sentences[clause.sentence]
        return Evidence(sentence.start, sentence.end)


@in_plain_notation
def assess(question: str, rubric: Rubric, answer: str) -> Assessment:
    """Grade an answer offline. Longer answers than 20,000 characters are read up to there."""
    text = straightened(answer[:MOST_CHARACTERS])
    reason = gate(question, text) or _soup(rubric, text)
    if reason is not None:
        marks = tuple(PointMark(point.id, Mark.MISSING, None) for point in rubric.points)
        return Assessment(marks, (), 0.0, 0.0, reason, "offline")
    reading = Reading(sentences(text), situate(clauses(text), rubric.entities), rubric.entities)
    asserted = tuple(found for each in rubric.misconceptions if (found := _asserted(each, reading)))
    is_doubtful = bool(asserted) or any(_stances(point.claims, reading)[1] for point in rubric.points)
    unexplained = _unexplained(rubric, reading)
    reading = replace(reading, is_doubtful=is_doubtful, unexplained=unexplained)
    denied = {
        point: found.evidence
        for found in asserted
        for each in rubric.misconceptions
        if each.id == found.misconception
        for point in each.contradicts
    }
    marks = tuple(_marked(point, reading, denied.get(point.id)) for point in rubric.points)
    credit, possible = total(rubric, marks, [each.misconception for each in asserted])
    return Assessment(marks, asserted, credit, possible, None, "offline")


def _unexplained(rubric: Rubric, reading: Reading) -> Sentence | None:
    """The first sentence of some content that no point's terms explain."""
    terms = [group for point in rubric.points for group in point.terms]
    for sentence in reading.sentences:
        is_long = len(_stems(sentence.text)) >= CONTENT_WORDS
        if is_long and not any(first(group, sentence.text) for group in terms):
            return sentence
    return None


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
    weights = {point.id: point.weight for point in rubric.points}
    everything = sum(weights.values())
    sure = sum(CREDIT[each.mark] * weights[each.point] for each in marks)
    open_ = sum(weights[each.point] for each in marks if each.mark is Mark.CANNOT_TELL)
    cap = CAP if {each.id for each in rubric.misconceptions if each.is_major} & set(misconceptions) else 1.0
    return min(cap, sure / everything), min(cap, (sure + open_) / everything)


def _asserted(misconception: Misconception, reading: Reading) -> Asserted | None:
    hits = [hit for claim in misconception.claims for hit in resolve(claim, reading.situated)]
    supporting = [hit for hit in hits if hit.stance is Stance.SUPPORTED]
    if not supporting:
        return None
    return Asserted(misconception.id, reading.sentence_of(supporting[0].clause))


def _marked(point: Point, reading: Reading, denied: Evidence | None) -> PointMark:
    support, against = _stances(point.claims, reading)
    share, window = _terms(point, reading)
    if denied is not None or (against and not support):
        evidence = denied if denied is not None else reading.sentence_of(against[0].clause)
        return PointMark(point.id, Mark.CANNOT_TELL if support else Mark.CONTRADICTED, evidence)
    if support:
        evidence = reading.sentence_of(support[0].clause)
        if against:
            return PointMark(point.id, Mark.CANNOT_TELL, evidence)
        return PointMark(point.id, Mark.COVERED if share >= 0.5 else Mark.PARTLY, evidence)
    return PointMark(point.id, *_by_terms(point, reading, share, window))


def _stances(claims: Iterable[Claim], reading: Reading) -> tuple[list[Resolved], list[Resolved]]:
    hits = [hit for claim in claims for hit in resolve(claim, reading.situated)]
    return (
        [hit for hit in hits if hit.stance is Stance.SUPPORTED],
        [hit for hit in hits if hit.stance is Stance.DENIED],
    )


def _by_terms(
    point: Point, reading: Reading, share: float, window: list[Clause]
) -> tuple[Mark, Evidence | None]:
    """The mark where no claim decides."""
    evidence = reading.sentence_of(window[0]) if window else None
    if share == 1 and window:
        is_plain = not (point.claims or reading.is_doubtful or _is_oddly_negated(point, window))
        is_plain = is_plain and _is_about_the_same(point, reading, window)
        return (Mark.COVERED if is_plain else Mark.CANNOT_TELL), evidence
    nearness, nearest = _nearest(point, reading)
    if share >= HALF:
        is_partly = FAR <= nearness < NEAR and not reading.is_doubtful
        return (Mark.PARTLY if is_partly else Mark.CANNOT_TELL), evidence
    if nearness >= NEAR and nearest is not None:
        return Mark.CANNOT_TELL, Evidence(nearest.start, nearest.end)
    if reading.unexplained is not None and nearness >= FAINT:
        return Mark.CANNOT_TELL, evidence or Evidence(reading.unexplained.start, reading.unexplained.end)
    return Mark.MISSING, evidence


def _is_about_the_same(point: Point, reading: Reading, window: list[Clause]) -> bool:
    """Whether the clauses with the terms are about what the point is about, where both name it."""
    lead = next(
        (each.subjects for each in situate(clauses(point.says), reading.entities) if each.subjects), None
    )
    held = {clause.start for clause in window}
    subjects = [each.subjects for each in reading.situated if each.clause.start in held and each.subjects]
    return lead is None or not subjects or any(lead & each for each in subjects)


def _terms(point: Point, reading: Reading) -> tuple[float, list[Clause]]:
    """The share of term groups within the best two neighbouring sentences, and the clauses that hold them."""
    if not point.terms:
        return (1.0 if point.claims else 0.0), []
    best: tuple[float, list[Clause]] = 0.0, []
    own = [each.clause for each in reading.situated if not each.clause.is_reported]
    for place in range(len(reading.sentences)):
        near = [clause for clause in own if clause.sentence in (place, place + 1)]
        hits = [next((c for c in near if first(group, c.text)), None) for group in point.terms]
        held = [clause for clause in hits if clause is not None]
        share = len(held) / len(point.terms)
        if share > best[0]:
            best = share, held
    return best


def _is_oddly_negated(point: Point, window: list[Clause]) -> bool:
    """Whether terms stand in a clause that denies something although the point itself denies nothing."""
    if _negation_words(point.says):
        return False
    return any(
        clause.negators() and any(first(group, clause.text) for group in point.terms) for clause in window
    )


def _negation_words(text: str) -> bool:
    """Whether a rubric's own sentence denies something; "costs nothing" and "impossible" do not."""
    found = {
        clause.text[place:].split()[0].lower() for clause in clauses(text) for place in clause.negators()
    }
    return bool(found - {"nothing", "impossible", "seldom", "impossible.", "nothing."})


def _nearest(point: Point, reading: Reading) -> tuple[float, Sentence | None]:
    """How many of the point's own words one sentence has at most, as a share, and that sentence."""
    best: tuple[float, Sentence | None] = 0.0, None
    for phrase in (point.says, *point.phrasings):
        wanted = _stems(phrase)
        for sentence in reading.sentences:
            share = len(wanted & _stems(sentence.text)) / max(1, len(wanted))
            if share > best[0]:
                best = share, sentence
    return best


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:6] for word in words(text) if word not in FUNCTION_WORDS and len(word) > 2)
