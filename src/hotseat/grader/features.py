"""What speaks for and against a point in an answer, as numbers between 0 and 1. None of them is the answer's length."""

import re

from hotseat.grader.gates import FUNCTION_WORDS
from hotseat.grader.heard import Reading, stems
from hotseat.grader.subjects import situate
from hotseat.grader.text import clauses, words
from hotseat.model.question import Point

_OPPOSITES = (
    "higher/lower", "high/low", "more/less", "more/fewer", "most/least", "increas*/decreas*", "increas*/reduc*",
    "rais*/lower*", "rises?/falls?", "grow*/shrink*", "larger?/smaller?", "big(ger)?/small(er)?", "before/after",
    "earl(y|ier)/late(r)?", "with/without", "underfit*/overfit*", "bias/variance", "always/never", "first/last",
    "maximis*/minimis*", "maximum/minimum", "faster/slower", "fast/slow", "best/worst", "better/worse",
    "train*/test", "past/future", "left/right", "rows?/columns?", "add*/remov*", "add*/subtract*", "true/false",
    "positives?/negatives?", "local/global", "frozen/trained", "freez*/updat*", "cheap*/(expensive|costly)",
    "dependent/independent", "linear*/quadratic*", "overflow*/underflow*", "same/different", "sparse/dense",
    "robust*/sensitive", "near*/far*", "new(er|est)?/old(er|est)?", "few/many", "short(er)?/long(er)?",
    "stronger?/weaker?", "narrow*/widen*", "flat(ter)?/(sharp(er)?|steep(er)?)", "helps?/hurts?", "input/output",
    "numerator/denominator", "precision/recall", "multipl*/divid*", "deterministic/random*",
)  # fmt: skip
_PAIRS = [
    tuple(re.compile(rf"\b(?:{side.replace('*', '[a-z]*')})\b", re.IGNORECASE) for side in pair.split("/"))
    for pair in _OPPOSITES
]
_VAGUE = re.compile(
    r"\b(?:important|crucial|essential|challeng\w+|various|several|depend(?:s|ing) on|trade-?offs?|advantages|"
    r"careful\w*|best practices?|right balance|powerful|popular|many (?:ways|factors|aspects)|in general|generally|"
    r"elegant|appropriate\w*|proper\w*|good understanding|of course|well[- ]known|key (?:role|part)|use case)\b",
    re.IGNORECASE,
)
_HEDGE = re.compile(
    r"\b(?:might|maybe|perhaps|i think|i guess|not sure|possibly|somehow|something like)\b", re.IGNORECASE
)
ENOUGH_WORDS = 3


def features(point: Point, reading: Reading) -> dict[str, float]:
    """The evidence for a point by name."""
    found = _of_claims(point, reading) | _of_terms(point, reading) | _of_words(point, reading)
    found |= _of_answer(point, reading) | _of_meaning(point, reading)
    return found | _together(found)


def _of_claims(point: Point, reading: Reading) -> dict[str, float]:
    stances = reading.stances[point.id]
    return {
        "has_claims": float(bool(point.claims)),
        "support": float(bool(stances.support)),
        "support_twice": float(len({hit.clause.start for hit in stances.support}) > 1),
        "against": float(bool(stances.against)),
        "denial": float(stances.denial is not None),
    }


def _of_terms(point: Point, reading: Reading) -> dict[str, float]:
    terms = reading.terms[point.id]
    texts = {clause.text[start:end].lower() for clause, start, end in terms.held}
    asked = reading.question.lower()
    window = " ".join(clause.text for clause in terms.clauses)
    spoken = words(window)
    is_denying = reading.is_denying(point)
    return {
        "share": terms.share,
        "full": float(terms.share == 1),
        "full_many": float(terms.share == 1 and len(point.terms) > 1),
        "hit_words": min(1.0, len(words(" ".join(texts))) / 6),
        "asked": sum(text in asked for text in texts) / max(1, len(texts)),
        "denied_terms": float(not is_denying and any(c.denies(a, b) for c, a, b in terms.held)),
        "denied_clause": float(not is_denying and any(c.negators() for c in terms.clauses)),
        "affirmed": float(bool(texts) and is_denying and not any(c.negators() for c in terms.clauses)),
        "supposed": float(any(c.supposes(a) for c, a, _ in terms.held)),
        "vague_window": float(bool(_VAGUE.search(window))),
        "hedged": float(bool(_HEDGE.search(window))),
        "listed": float(
            len(spoken) > ENOUGH_WORDS and sum(word in FUNCTION_WORDS for word in spoken) / len(spoken) < 0.12
        ),
        "elsewhere": _elsewhere(point, reading),
    }


def _elsewhere(point: Point, reading: Reading) -> float:
    """Whether the clauses with the terms are about other entities than the point is."""
    mine = _entities(point.says, reading)
    held = {clause.start for clause in reading.terms[point.id].clauses}
    subjects = [each.named for each in reading.situated if each.clause.start in held and each.named]
    return float(bool(mine) and bool(subjects) and not any(mine & each for each in subjects))


def _entities(text: str, reading: Reading) -> frozenset[str]:
    """Everything that a sentence of the rubric is about."""
    said = situate(clauses(text), reading.rubric.entities)
    return frozenset[str]().union(*(each.named for each in said))


def _of_words(point: Point, reading: Reading) -> dict[str, float]:
    worth = reading.worth
    phrases = (point.says, *point.phrasings)
    windows = reading.windows
    near, window = max(
        ((worth.share(stems(phrase), stems(text)), text) for phrase in phrases for text in windows),
        default=(0.0, ""),
    )
    wrong = [each.says for each in reading.rubric.misconceptions if point.id in each.contradicts]
    near_wrong = max(
        (worth.share(stems(each), stems(text)) for each in wrong for text in windows), default=0.0
    )
    held = " ".join(clause.text for clause in reading.terms[point.id].clauses)
    return {
        "near": near,
        "near_wrong": near_wrong,
        "margin": max(0.0, near - near_wrong),
        "reversed": min(1.0, _reversals(phrases, held or window) / 2),
    }


def _reversals(phrases: tuple[str, ...], text: str) -> int:
    """How many opposites of the point's words stand in a text that has not the words themselves."""
    said = " ".join(phrases)
    found = 0
    for left, right in _PAIRS:
        for mine, other in ((left, right), (right, left)):
            if mine.search(said) and not other.search(said):
                found += bool(other.search(text)) and not mine.search(text)
    return found


def _of_answer(point: Point, reading: Reading) -> dict[str, float]:
    others = [each.id for each in reading.rubric.points if each.id != point.id]
    doubts = len(reading.asserted) + sum(bool(reading.stances[each].against) for each in reading.stances)
    spoken = words(reading.text)
    denying = sum(bool(clause.negators()) for clause in reading.own)
    return {
        "others": sum(reading.terms[each].share == 1 for each in others) / max(1, len(others)),
        "others_made": sum(bool(reading.stances[each].support) for each in others) / max(1, len(others)),
        "doubt": float(doubts > 0),
        "doubts": min(1.0, doubts / 3),
        "denying": denying / max(1, len(reading.own)),
        "grammar": min(0.4, sum(word in FUNCTION_WORDS for word in spoken) / max(1, len(spoken))) / 0.4,
        "vague": min(1.0, len(_VAGUE.findall(reading.text)) / max(1, len(reading.sentences))),
    }


def _of_meaning(point: Point, reading: Reading) -> dict[str, float]:
    """Similarities, if there is an encoder; 0 without one."""
    if reading.encoder is None or reading.vectors is None:
        return {}
    others = [each.says for each in reading.rubric.points if each.id != point.id]
    wrong = [each.says for each in reading.rubric.misconceptions]
    mine = [point.says, *point.phrasings]
    table = reading.encoder.vectors([*mine, *others, *wrong]) @ reading.vectors.T  # (phrases, windows)
    own = table[: len(mine)].max(0)
    best = int(own.argmax())
    rest = table[len(mine) : len(mine) + len(others)]
    denied = [n for n, each in enumerate(reading.rubric.misconceptions) if point.id in each.contradicts]
    false = table[len(mine) + len(others) :]
    return {
        "like": max(0.0, float(own[best])),
        "like_topic": max(0.0, float(rest.max(1).mean())) if others else 0.0,
        "like_other": max(0.0, float(rest[:, best].max())) if others else 0.0,
        "like_wrong": max(0.0, float(false[:, best].max())) if wrong else 0.0,
        "like_denied": max(0.0, float(false[denied].max())) if denied else 0.0,
    }


def _together(found: dict[str, float]) -> dict[str, float]:
    """Products of two: evidence that counts more or less in company."""
    products = {
        "full_near": found["full"] * found["near"],
        "full_plain": found["full"] * (1 - found["has_claims"]),
        "full_doubt": found["full"] * found["doubt"],
        "full_denying": found["full"] * found["denying"],
        "silent": found["has_claims"] * (1 - found["support"]),
        "support_doubt": found["support"] * found["doubt"],
        "support_full": found["support"] * found["full"],
        "support_reversed": found["support"] * found["reversed"],
    }
    if "like" in found:
        products["full_like"] = found["full"] * found["like"]
        products["support_like"] = found["support"] * found["like"]
    return products
