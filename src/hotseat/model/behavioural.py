"""Behavioural and communication rounds: what is asked, and what can be shown about the answer told."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from hotseat.model.assessment import Assessment, Evidence
from hotseat.model.question import Example, Followup, QuestionUnit, Rubric

Kind = Literal["story", "layperson"]
Part = Literal["situation", "task", "action", "result", "reflection"]
PARTS: tuple[Part, ...] = ("situation", "task", "action", "result", "reflection")
STORY_FLAGS = (
    "no-numbers", "we-not-i", "no-reflection", "no-action", "no-result", "too-short", "hedged",
)  # fmt: skip
PLAIN_FLAGS = ("jargon", "no-analogy", "no-impact", "too-short")
STORY_COMPETENCIES = ("situation", "own-action", "result", "reflection", "scope")
PLAIN_SPEECH = "plain-speech"
ALWAYS = "always"


@dataclass(frozen=True)
class ToldFollowup:
    """What the interviewer asks next. when: "always", or the flag that calls for it."""

    ask: str
    when: str
    answer: str


@dataclass(frozen=True)
class StoryExample:
    """A told answer, with exactly the parts and the flags that must be found in it."""

    name: str
    path: Path
    text: str
    parts: tuple[str, ...]
    flags: tuple[str, ...]


@dataclass(frozen=True)
class BehaviouralUnit:
    """One folder of bank/behavioural.

    levels: what answers at 1, 2, 3 and 4 show; tags: of the stories that fit (both of a story only).
    model: the example of a story, or the model explanation. audience, rubric, examples: of a layperson only.
    """

    slug: str
    folder: Path
    title: str
    kind: Kind
    topics: tuple[str, ...]
    level: str
    minutes: int
    sources: tuple[str, ...]
    prompt: str
    listens: str
    followups: tuple[ToldFollowup, ...]
    model: str
    tags: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    stories: tuple[StoryExample, ...] = ()
    audience: str = ""
    rubric: Rubric | None = None
    examples: tuple[Example, ...] = ()

    def as_question(self) -> QuestionUnit:
        """A layperson's prompt as the grader of concepts takes it."""
        followups = tuple(Followup(each.ask, each.answer) for each in self.followups)
        return QuestionUnit(
            slug=self.slug,
            folder=self.folder,
            title=self.title,
            topics=self.topics,
            kind="explain",
            level=self.level,
            minutes=self.minutes,
            sources=self.sources,
            question=self.prompt,
            answer=self.model,
            rubric=self.rubric,
            options=(),
            followups=followups,
            examples=self.examples,
        )

    def asked_next(self, flags: tuple[str, ...]) -> tuple[ToldFollowup, ...]:
        """The follow-ups that an answer with these flags calls for, those for its flags first."""
        called = [each for each in self.followups if each.when in flags]
        return (*called, *(each for each in self.followups if each.when == ALWAYS))


@dataclass(frozen=True)
class Vocabulary:
    """Words a layperson may not know. terms: patterns; allowed: patterns of what everybody knows."""

    terms: tuple[str, ...]
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Told:
    """A sentence of an answer, and the part of the story that it is. part: None where no cue decides."""

    evidence: Evidence
    part: Part | None
    words: int


@dataclass(frozen=True)
class Share:
    """How much of what was told is one part. part: None for what fits none; share: of the words, in [0, 1]."""

    part: Part | None
    words: int
    share: float


@dataclass(frozen=True)
class Flag:
    """Something an interviewer would ask about. says: to the candidate; evidence: where, as far as it has a place."""

    id: str
    says: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class Level:
    """A competency from 1 to 4. level: None is "not judged"; because: the rule that decided, to the candidate."""

    competency: str
    level: int | None
    because: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class StoryFeedback:
    """What can be shown about a story. Offsets are into the answer as it was given.

    words: told once, repeats left out; minutes: what they take to say. own, shared: how often "I" and "we" do
    something. gate: why nothing was read, or None.
    """

    told: tuple[Told, ...]
    shares: tuple[Share, ...]
    flags: tuple[Flag, ...]
    levels: tuple[Level, ...]
    words: int
    minutes: float
    own: int
    shared: int
    numbers: tuple[Evidence, ...]
    hedges: tuple[Evidence, ...]
    gate: str | None

    def parts(self) -> tuple[Part, ...]:
        """The parts that were found, in the order of a story."""
        found = {each.part for each in self.told}
        return tuple(part for part in PARTS if part in found)


@dataclass(frozen=True)
class Term:
    """A specialist's term where it first stands."""

    text: str
    evidence: Evidence
    is_defined: bool


@dataclass(frozen=True)
class ExplanationFeedback:
    """What can be shown about an explanation to a layperson.

    density: terms left undefined per sentence; grade: years of schooling by Flesch and Kincaid, None for too
    little text; analogy, impact: the first sentence with one.
    """

    assessment: Assessment
    terms: tuple[Term, ...]
    density: float
    grade: float | None
    analogy: Evidence | None
    impact: Evidence | None
    flags: tuple[Flag, ...]
    level: Level
    words: int
    minutes: float
    gate: str | None
