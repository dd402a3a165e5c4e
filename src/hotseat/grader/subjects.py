"""What the clauses of an answer are about: the entities they name, carry over, point back to, or except."""

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from hotseat.grader.patterns import first
from hotseat.grader.text import Clause

Entities = Mapping[str, tuple[str, ...]]
Span = tuple[int, int]
RECENT = 24  # names among which "the former" is looked for

# "unlike trees" and "than a forest" name what is compared with, not what the clause is about.
_ASIDE = re.compile(
    r"\b(?:unlike|than|compared (?:to|with)|as opposed to|in contrast to|rather than|instead of)\s+"
    r"(?:[\w'-]+[\s-]?){1,3}",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\s*(?:,|/|&|and|or|nor|as well as|like|both)?\s*(?:and|both|the|a)?\s*", re.IGNORECASE)
_JOINT = r"(?:\s+and\s+|\s*/\s*|\s*\|\s*|\s+(?:vs\.?|versus)\s+)"
_BEFORE = r"(?:(?:in|for|with|by|of|that of|those of|the|a|an|each|every|is|are)\s+){0,3}"
_OTHER_BEGINS = re.compile(rf"(?P<joint>{_JOINT}){_BEFORE}$", re.IGNORECASE)
_OTHER_ENDS = re.compile(
    rf"^(?P<joint>{_JOINT})\S.*\b(?:for|in|with|by|of)\s+(?:the\s+|a\s+|an\s+)?$", re.IGNORECASE
)
_PLACED = re.compile(r"\w+\s+(?:for|in|with|by|of)\s+(?:the\s+|a\s+|an\s+)?$", re.IGNORECASE)
_VERSUS = re.compile(r"\b(?:vs|versus|or|difference|differ|compar\w+)\b", re.IGNORECASE)
_KIND = r"(?:(?:one|methods?|models?|approach|algorithms?|technique|option)\s+)?"
_DOES = (
    r"(?:is|are|was|has|have|does|do|doesn't|don't|can|cannot|can't|will|would|may|must|should|only|just|also|never|"
    r"always|reduc\w+|increas\w+|decreas\w+|lowers?|raises?|needs?|uses?|gives?|makes?|takes?|keeps?|builds?|trains?|"
    r"grows?|fits?|learns?|works?|adds?|averages?|shrinks?|sets?|picks?|finds?|stores?|costs?|handles?|"
    r"overfits?|underfits?|scales?|minimi[sz]es?|maximi[sz]es?|runs?|lets?|means?)"
)
_FORMER = re.compile(rf"\bthe (?:former|first(?=\s+{_KIND}{_DOES}\b|\s+one\b|[,:]))\b", re.IGNORECASE)
_LATTER = re.compile(rf"\bthe (?:latter|second(?=\s+{_KIND}{_DOES}\b|\s+one\b|[,:]))\b", re.IGNORECASE)
_OTHER = re.compile(rf"(?<!after )(?<!on )\bthe other(?=\s+{_KIND}{_DOES}\b|\s+one\b)", re.IGNORECASE)
_BOTH = re.compile(
    rf"^\W*(?:and |but |so )?(?:they |these )?(?:both|neither)(?: of them| methods| models)?(?=\s+{_DOES}\b)",
    re.IGNORECASE,
)
_ONE = re.compile(rf"^\W*one(?: of them)?\s+{_DOES}\b", re.IGNORECASE)
_UNCLEAR = re.compile(r"\bthe (?:former|latter)\b|\bthe other(?: one)?\b(?! hand)", re.IGNORECASE)
_WHICH = re.compile(r"^\W*(?:which|who|whose)\b", re.IGNORECASE)
# What is left of a clause when its entity is blanked: "not a forest", "a forest is not", "so does a forest".
_HEAD = r"^\W*(?:(?:and|but|while|whereas|which|though|yet|it is|it's)\s+)*"
_THING = r"(?:the |a |an |for |in |with |by |of )*\x00+(?:'s)?(?: trees?| models?| methods?)?"
_AUX = r"(?:is|are|was|were|does|do|did|can|could|will|would|has|have)"
_EXCEPTING = re.compile(
    rf"{_HEAD}(?P<not>not|rather than|instead of|unlike|as opposed to)\s+{_THING}\W*$", re.IGNORECASE
)
_DOES_NOT = re.compile(
    rf"{_HEAD}{_THING}\s+(?:{_AUX}(?:n't| not)|cannot|can't|won't)(?: (?:so|either))?\W*$", re.IGNORECASE
)
_DOES_TOO = re.compile(
    rf"{_HEAD}(?:(?:so|as|nor|neither) {_AUX} {_THING}|{_THING}(?:\s+{_AUX})?\s+(?:too|as well|likewise))\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Situated:
    """A clause with the entities that it is about: named in it, or carried over from the one before.

    excepted: of which the contrary holds ("not a forest"); parts: the clause cut where another subject begins.
    """

    clause: Clause
    subjects: frozenset[str]
    excepted: frozenset[str] = frozenset()
    parts: "tuple[Situated, ...]" = ()

    @property
    def named(self) -> frozenset[str]:
        """The subjects of all its parts."""
        return self.subjects.union(*(each.subjects for each in self.parts))

    def of_others(
        self, *, more: frozenset[str] = frozenset(), fewer: frozenset[str] = frozenset()
    ) -> "Situated":
        """The same clause, said of more entities, and not of others."""
        parts = tuple(each.of_others(more=more, fewer=fewer) for each in self.parts[-1:])
        return replace(
            self,
            subjects=(self.subjects | more) - fewer,
            excepted=self.excepted | fewer,
            parts=(*self.parts[:-1], *parts),
        )


def situate(found: list[Clause], entities: Entities) -> list[Situated]:
    """Every clause with its subjects. A clause that names none is about those of the clause before it."""
    listener = _Listener(found, entities)
    for clause in found:
        listener.hear(clause)
    return listener.heard


class _Listener:
    """Keeps what was named while the clauses go by."""

    def __init__(self, found: list[Clause], entities: Entities) -> None:
        self.heard: list[Situated] = []
        self._entities = entities
        self._carried: frozenset[str] = frozenset()
        self._excepted: tuple[int, frozenset[str]] = (-1, frozenset())  # for what is left of a sentence
        self._named: list[tuple[int, str]] = []  # every entity named so far, with its sentence
        self._shuffled = {each.sentence for each in found if "respectively" in each.text.lower()}

    def hear(self, clause: Clause) -> None:
        """One clause more."""
        every = _mentions(clause.text, self._entities)
        if len(every) == 1 and self._is_remark(clause, *every.items()):
            return
        plain = _ASIDE.sub(lambda aside: " " * len(aside[0]), clause.text)
        named = _mentions(plain, self._entities) | self._pointed(clause)
        self._named += [(clause.sentence, name) for name, _ in _in_order(every)]
        if named:
            parts = _parts(plain, named)
            subjects = [_leading(plain, names) for _, names in parts]
            self._carried = subjects[-1]
            if self._is_open(clause, plain, named):
                self._carried, subjects = frozenset(), [frozenset()]
            self._add(clause, subjects, [start for start, _ in parts])
            return
        if _UNCLEAR.search(clause.text) or (self._pair(clause) and _ONE.match(clause.text)):
            self._carried = frozenset()
        self._add(clause, [self._relative(clause) or self._carried], [0])

    def _relative(self, clause: Clause) -> frozenset[str]:
        """What "which" stands for behind an entity that the clause before only compares with."""
        if not (
            self.heard and _WHICH.match(clause.text) and self.heard[-1].clause.sentence == clause.sentence
        ):
            return frozenset()
        before = self.heard[-1]
        last = _in_order(_mentions(before.clause.text, self._entities))[-1:]
        ends = [name for name, (_, end) in last if not re.search(r"\w", before.clause.text[end:])]
        return frozenset(ends) - before.subjects

    def _is_open(self, clause: Clause, plain: str, named: Mapping[str, Span]) -> bool:
        """Whether two are named and it is not said of which of them something holds ("A vs B", "respectively")."""
        if len(named) < 2:
            return False
        (_, left), (_, right) = _in_order(named)[:2]
        is_heading = bool(re.fullmatch(r"\s*(?:vs\.?|versus)\s*", plain[left[1] : right[0]]))
        return is_heading or clause.sentence in self._shuffled

    def _add(self, clause: Clause, subjects: Sequence[frozenset[str]], starts: Sequence[int]) -> None:
        place, excepted = self._excepted
        excepted = excepted if place == clause.sentence else frozenset()
        parts: tuple[Situated, ...] = ()
        if len(starts) > 1:
            ends = [*starts[1:], len(clause.text)]
            parts = tuple(
                Situated(_cut(clause, start, end), names - excepted, excepted)
                for start, end, names in zip(starts, ends, subjects, strict=True)
            )
        self.heard.append(Situated(clause, subjects[0] - excepted, excepted - subjects[0], parts))

    def _is_remark(self, clause: Clause, mention: tuple[str, Span]) -> bool:
        """Whether a clause only extends the one before to an entity, or excepts it: "not a forest"."""
        name, (start, end) = mention
        bare = clause.text[:start] + "\0" * (end - start) + clause.text[end:]
        excepting, is_else, is_too = _EXCEPTING.match(bare), _DOES_NOT.match(bare), _DOES_TOO.match(bare)
        if not (excepting or is_else or is_too):
            return False
        it = frozenset({name})
        self._named.append((clause.sentence, name))
        is_plain = excepting is None or excepting["not"].lower() not in ("unlike", "as opposed to")
        is_behind = bool(self.heard) and (not excepting or self.heard[-1].clause.sentence == clause.sentence)
        if is_behind and is_plain and not self.heard[-1].clause.is_reported and it != self.heard[-1].subjects:
            self.heard[-1] = (
                self.heard[-1].of_others(more=it) if is_too else self.heard[-1].of_others(fewer=it)
            )
        if excepting and is_plain:
            self._excepted = (clause.sentence, it)
        if not excepting:
            self._carried = it
        self.heard.append(Situated(clause, frozenset()))
        return True

    def _pair(self, clause: Clause) -> tuple[str, str] | None:
        """The two entities named last, in order; None when there are fewer or it is not clear which."""
        order: list[str] = []
        for _, group in itertools.groupby(self._named[:-RECENT:-1], lambda each: each[0]):
            names = list(dict.fromkeys(name for _, name in reversed(list(group))))
            order = [*(name for name in names if name not in order), *order]
            if len(order) >= 2:
                break
        return (order[0], order[1]) if len(order) == 2 else None

    def _pointed(self, clause: Clause) -> dict[str, Span]:
        """The entities that "the former", "the other one" or "both" stand for, and where."""
        pair = self._pair(clause)
        if pair is None:
            return {}
        found: dict[str, Span] = {}
        both = _BOTH.match(clause.text)
        if both:
            return dict.fromkeys(pair, both.span())
        for name, pattern in zip(pair, (_FORMER, _LATTER), strict=True):
            if hit := pattern.search(clause.text):
                found[name] = hit.span()
        other = _OTHER.search(clause.text)
        left = frozenset(pair) - (frozenset(found) or self._carried)
        if other and len(left) == 1:
            found[min(left)] = other.span()
        return found


def _mentions(text: str, entities: Entities) -> dict[str, Span]:
    hits = ((name, first(patterns, text)) for name, patterns in entities.items())
    return {name: hit.span() for name, hit in hits if hit}


def _in_order(named: Mapping[str, Span]) -> list[tuple[str, Span]]:
    return sorted(named.items(), key=lambda each: each[1])


def _parts(text: str, named: Mapping[str, Span]) -> list[tuple[int, dict[str, Span]]]:
    """A clause cut where another subject begins ("a forest lowers variance and boosting bias"): starts and names."""
    ordered = _in_order(named)
    parts = [(0, dict(ordered[:1]))]
    for (_, before), (name, place) in itertools.pairwise(ordered):
        cut = _begins(text, before, place)
        if cut is None:
            parts[-1][1][name] = place
        else:
            parts.append((cut, {name: place}))
    return parts


def _begins(text: str, before: Span, place: Span) -> int | None:
    """Where the part of an entity begins; None when it is joined to the one before, or is not its part's subject."""
    between, behind = text[before[1] : place[0]], text[place[1] :]
    joint = _OTHER_BEGINS.search(between)
    if joint and re.search(r"\w", between[: joint.start("joint")]) and re.search(r"\w{2}", behind):
        return before[1] + joint.start("joint")
    is_placed = _PLACED.search(text[: before[0]])
    if is_placed and (joint := _OTHER_ENDS.match(between)):
        return before[1] + joint.start("joint")
    return None


def _leading(text: str, named: Mapping[str, Span]) -> frozenset[str]:
    """The entity that a clause names first, and those joined to it ("lasso and ridge shrink ...")."""
    ordered = _in_order(named)
    lead, (start, end) = ordered[0]
    found = {lead}
    for name, place in ordered[1:]:
        if place[0] != start and not _JOINED.fullmatch(text[end : place[0]]):
            break
        found.add(name)
        end = max(end, place[1])
    return frozenset(found)


def _cut(clause: Clause, start: int, end: int) -> Clause:
    return replace(clause, start=clause.start + start, end=clause.start + end, text=clause.text[start:end])


def joined(situated: list[Situated]) -> list[Situated]:
    """The clauses of each sentence as one, about what any of them is about."""
    found: list[Situated] = []
    for _, group in itertools.groupby(situated, lambda each: each.clause.sentence):
        parts = list(group)
        pieces = [each.clause for each in parts]
        is_torn = len({each.is_denied for each in pieces}) > 1  # half asked, half said
        whole = Clause(
            pieces[0].start,
            pieces[-1].end,
            "".join(each.text for each in pieces),
            pieces[0].sentence,
            is_reported=is_torn or any(each.is_reported for each in pieces),
            is_unreal=any(each.is_unreal for each in pieces),
            is_denied=all(each.is_denied for each in pieces),
        )
        found.append(Situated(whole, frozenset().union(*(each.subjects for each in parts))))
    return found
