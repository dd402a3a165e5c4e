"""An answer read once: its sentences, what its clauses are about, and what of a rubric it makes and denies."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from hotseat.grader.claims import Resolved, Stance, resolve
from hotseat.grader.encoder import Encoder, Vectors
from hotseat.grader.gates import FUNCTION_WORDS
from hotseat.grader.patterns import compiled
from hotseat.grader.subjects import Situated, joined, situate
from hotseat.grader.text import Clause, Sentence, clauses, sentences, words
from hotseat.model.assessment import Asserted, Evidence
from hotseat.model.question import Claim, Misconception, Point, Rubric


@dataclass(frozen=True)
class Terms:
    """The best window of a point's terms. share: of its groups; held: a clause and its stretch for each group hit."""

    share: float
    held: tuple[tuple[Clause, int, int], ...]

    @property
    def clauses(self) -> list[Clause]:
        """The clauses that hold the terms."""
        return [clause for clause, _, _ in self.held]


@dataclass(frozen=True)
class Stances:
    """The clauses that support a point's claims and those that deny them. denial: of a misconception asserted."""

    support: tuple[Resolved, ...]
    against: tuple[Resolved, ...]
    denial: Evidence | None


class Worth:
    """How telling the words of a rubric are: each the less, the more points and the question use it."""

    def __init__(self, question: str, rubric: Rubric) -> None:
        self._asked = stems(question)
        self._said = [stems(" ".join((point.says, *point.phrasings))) for point in rubric.points]

    def of(self, stem: str) -> float:
        """How telling a word is, up to 1."""
        return (0.4 if stem in self._asked else 1.0) / max(1, sum(stem in said for said in self._said))

    def share(self, wanted: frozenset[str], found: frozenset[str]) -> float:
        """The share of the worth of some words that is found."""
        whole = sum(self.of(stem) for stem in wanted)
        return sum(self.of(stem) for stem in wanted & found) / whole if whole else 0.0


@dataclass(frozen=True)
class Reading:
    """An answer to a question, against its rubric. encoder: None where there is none."""

    question: str
    rubric: Rubric
    text: str
    encoder: Encoder | None = None

    @cached_property
    def sentences(self) -> list[Sentence]:
        """Its sentences in order."""
        return sentences(self.text)

    @cached_property
    def situated(self) -> list[Situated]:
        """Its clauses with what they are about."""
        return situate(clauses(self.text), self.rubric.entities)

    @cached_property
    def wholes(self) -> list[Situated]:
        """Its sentences as clauses, for claims that span several."""
        return joined(self.situated)

    @cached_property
    def own(self) -> list[Clause]:
        """The clauses that are the answer's own opinion."""
        return [each.clause for each in self.situated if not each.clause.is_reported]

    @cached_property
    def windows(self) -> list[str]:
        """Its sentences, then each two neighbours."""
        texts = [each.text for each in self.sentences]
        return texts + [f"{left} {right}" for left, right in itertools.pairwise(texts)]

    @cached_property
    def worth(self) -> Worth:
        """What the rubric's words are worth."""
        return Worth(self.question, self.rubric)

    @cached_property
    def asserted(self) -> tuple[Asserted, ...]:
        """The misconceptions that it asserts."""
        return tuple(found for each in self.rubric.misconceptions if (found := self._asserted(each)))

    @cached_property
    def stances(self) -> dict[str, Stances]:
        """By point: the claims made and denied."""
        named = {each.misconception: each.evidence for each in self.asserted}
        denied = {
            point: named[each.id]
            for each in self.rubric.misconceptions
            if each.id in named
            for point in each.contradicts
        }
        return {point.id: self._stances(point, denied.get(point.id)) for point in self.rubric.points}

    @cached_property
    def terms(self) -> dict[str, Terms]:
        """By point: the best window of its terms."""
        return {point.id: self._terms(point) for point in self.rubric.points}

    @cached_property
    def vectors(self) -> Vectors | None:
        """Vectors of its sentences and of each two neighbours, in this order; None without an encoder."""
        if self.encoder is None or not self.sentences:
            return None
        alone = self.encoder.vectors([each.text for each in self.sentences])
        pairs = alone[:-1] + alone[1:]
        pairs = pairs / np.maximum(np.linalg.norm(pairs, axis=1, keepdims=True), 1e-9)
        return np.concatenate([alone, pairs])

    def nearest(self, point: Point) -> Sentence | None:
        """The sentence with the most of a point's own words; None when none has any."""
        phrases = [stems(phrase) for phrase in (point.says, *point.phrasings)]
        scored = [
            (max(self.worth.share(phrase, stems(each.text)) for phrase in phrases), -place)
            for place, each in enumerate(self.sentences)
        ]
        best, place = max(scored, default=(0.0, 0))
        return self.sentences[-place] if best > 0 else None

    def sentence_of(self, clause: Clause) -> Evidence:
        """The sentence that a clause belongs to."""
        sentence = self.sentences[clause.sentence]
        return Evidence(sentence.start, sentence.end)

    def _asserted(self, misconception: Misconception) -> Asserted | None:
        hits = self._resolved(misconception.claims)
        made = [hit for hit in hits if hit.stance is Stance.SUPPORTED and not hit.is_supposed]
        return Asserted(misconception.id, self.sentence_of(made[0].clause)) if made else None

    def _stances(self, point: Point, denial: Evidence | None) -> Stances:
        hits = self._resolved(point.claims)
        support = tuple(hit for hit in hits if hit.stance is Stance.SUPPORTED)
        return Stances(support, tuple(hit for hit in hits if hit.stance is Stance.DENIED), denial)

    def _resolved(self, claims: Iterable[Claim]) -> list[Resolved]:
        where = ((claim, self.wholes if claim.is_whole else self.situated) for claim in claims)
        return [hit for claim, situated in where for hit in resolve(claim, situated)]

    def _terms(self, point: Point) -> Terms:
        best = Terms(0.0, ())
        is_denying = self.is_denying(point)
        for place in range(len(self.sentences) if point.terms else 0):
            near = [clause for clause in self.own if clause.sentence in (place, place + 1)]
            found = [_hits(group, near) for group in point.terms]
            share = sum(map(bool, found)) / len(point.terms)
            is_whole = share == 1 and not is_denying
            held = tuple(_plainest(hits) if is_whole else hits[0] for hits in found if hits)
            if share > best.share or (is_whole and _denials(held) < _denials(best.held)):
                best = Terms(share, held)
        return best

    def is_denying(self, point: Point) -> bool:
        """Whether a point denies something itself, in its sentence or in a phrasing of it."""
        return any(negation_words(each) for each in (point.says, *point.phrasings))


Hit = tuple[Clause, int, int]


def _hits(group: tuple[str, ...], near: list[Clause]) -> list[Hit]:
    """Everywhere that a group of terms stands, in order."""
    return [
        (clause, start, end)
        for clause in near
        for start, end in sorted(hit.span() for each in group for hit in compiled(each).finditer(clause.text))
    ]


def _plainest(hits: list[Hit]) -> Hit:
    """The first that is not denied, if there is one."""
    return next((each for each in hits if not each[0].denies(each[1], each[2])), hits[0])


def _denials(held: Iterable[Hit]) -> int:
    return sum(clause.denies(start, end) for clause, start, end in held)


@lru_cache(maxsize=4096)
def negation_words(text: str) -> frozenset[str]:
    """What denies in a rubric's own sentence; "costs nothing" and "impossible" do not."""
    found = {
        clause.text[place:].split()[0].lower() for clause in clauses(text) for place in clause.negators()
    }
    return frozenset(found) - {"nothing", "impossible", "seldom", "impossible.", "nothing."}


@lru_cache(maxsize=4096)
def stems(text: str) -> frozenset[str]:
    """The beginnings of a text's content words."""
    return frozenset(word[:6] for word in words(text) if word not in FUNCTION_WORDS and len(word) > 2)
