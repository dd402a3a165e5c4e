"""The published rules that make levels from what was found in a story; None is "not judged".

The rules only ever look at passages that cues decided, and never at length.
docs/writing-behavioural-units.md says them in words.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from hotseat.grader.counting import CHANGE, DATE, FOR_WHOM, NUMBER
from hotseat.grader.cues import WHY
from hotseat.grader.doing import WOULD
from hotseat.grader.passages import Passage, places, spoken_words
from hotseat.grader.patterns import one_of
from hotseat.grader.text import words
from hotseat.model.assessment import Evidence
from hotseat.model.behavioural import STORY_COMPETENCIES, Level, Part

MOST_FOR_SITUATION, SHORT_SITUATION = 0.5, 0.4  # shares of what was told in parts
STEPS, TEAMS = 3, 2
LEAST_OF_ACTION = 0.2  # share of everything said
SPEAKING = 6  # words from which a passage without cues may have said something
LESSON = 6  # words of a lesson that says what was learned

_GENERAL = one_of(r"""
    \blearn(?:ed|t)? (?:a lot|so much|many things|much|a great deal)\b
    \b(?:great|good|valuable|useful|nice|important) (?:experience|lesson)\b
    \bcommunication is\b
    \bimportance of\b
    \bteamwork\b
    \bgrew as a\b
    \bmade me (?:stronger|better|a better)\b
    """)
_LESSON = one_of(r"""
    \b(?:learned|learnt|lesson|takeaway|taught me|learning|next time|differently|should have|would have|could have|
    in hindsight|in retrospect|looking back|realised|realized|understood|mistake was|was wrong|regret|wish|earlier|
    sooner|i'd|i would|i take|i took)\b
    """)
_SINCE = one_of(r"""
    \b(?:since then|ever since|from then on|from that day|these days|nowadays|now,? i|i now|today,? i|i still|
    i have since|in (?:my|the) next|on (?:my|the) next|every (?:\w+ )?project since|in every (?:\w+ )?project|
    after that (?:project|time|day|experience))\b
    """)
_OTHERS = one_of(r"""
    \b(?:support|sales|marketing|legal|finance|operations|product|design|security|compliance|platform|
    infrastructure|data engineering|engineering|backend|frontend|hr|logistics|procurement|risk|research|privacy|
    warehouse)(?= (?:team|department|people|lead|manager|head|colleagues?|engineers?|agents?|side)\b)
    \b(?:with|to|from|asked|told|convinced|invited) (?:the )?(?:support|sales|marketing|legal|finance|operations|
    compliance|logistics|procurement|security|hr|engineering|product)\b
    """)
_WITH_OTHERS = one_of(r"""
    \b(?:with|asked|told|convinced|helped|to|for|invited|showed|paired|mentored|met) (?:\w+ ){0,3}(?:colleagues?|
    team|engineers?|analysts?|managers?|designers?|him|her|them|agents?|junior|lead|director|interns?|scientists?|
    doctors?|nurses?|customers?|clients?|stakeholders?|teammates?)\b
    \bwe\b
    \bmy (?:team|colleagues?)\b
    """)
_LASTING = one_of(r"""
    \b(?:other|all|every|both|two|three|four|five|several|\d+)(?: \w+)? (?:teams|departments|offices|countries|
    products|squads|sites)\b.{0,40}
    \b(?:became|is now|was made|turned into|now) (?:\w+ )?(?:standard|policy|rule|default|template)\b
    \bstill (?:in use|used|in place|the (?:standard|rule|default))\b
    \bcompany[- ]wide\b
    \bacross (?:the company|teams)\b
    """)
_INITIATIVE = one_of(r"""
    \b(?:i (?:proposed|suggested|decided|offered|volunteered|took (?:it|this|over|on)|owned|started|insisted)|
    nobody (?:asked|had asked|owned)|on my own|my own (?:idea|initiative|proposal)|i was (?:responsible|in charge)|
    (?:was|were) mine|it was (?:up to me|mine)|my idea)\b
    """)
_GATES = {
    "empty": "There is no answer.",
    "no answer": "Nothing was answered.",
    "too short": "This is too short to be a story.",
    "echo of the question": "This repeats the prompt.",
    "word soup": "These are words without sentences.",
    "not in English": "Only answers in English can be read.",
    "instructions to the grader": "This speaks to the grader, not to an interviewer.",
    "nothing of its own": "Nothing is left without repeats, words in a row and what the prompt says itself.",
}


@dataclass(frozen=True)
class Reading:
    """A story heard: passages with their parts, and how often "I" and "we" did something in its actions."""

    told: tuple[tuple[Passage, Part | None], ...]
    own: int
    shared: int

    def of(self, *parts: Part | None) -> tuple[Passage, ...]:
        """The passages of parts, in order."""
        return tuple(each for each, part in self.told if part in parts)

    def unclear(self, after: Part | None, before: Part | None) -> bool:
        """Whether something was said between parts that no cue decides."""
        heard = [part for _, part in self.told]
        start = (
            max((place for place, part in enumerate(heard) if part == after), default=-1) + 1 if after else 0
        )
        ends = [place for place, part in enumerate(heard) if part == before] if before else []
        stretch = self.told[start : ends[0] if ends else len(heard)]
        return any(part is None and len(words(each.text)) >= SPEAKING for each, part in stretch)


def unread(reason: str) -> tuple[Level, ...]:
    """What an answer gets that is none."""
    because = _GATES.get(reason, "Nothing here can be read.")
    return tuple(Level(name, 1, because) for name in STORY_COMPETENCIES)


def levels(reading: Reading) -> tuple[Level, ...]:
    """One for each competency of a story, in order."""
    return (
        _situation(reading),
        _own_action(reading),
        _result(reading),
        _reflection(reading),
        _scope(reading),
    )


def _situation(reading: Reading) -> Level:
    name = "situation"
    scene, task = reading.of("situation"), reading.of("task")
    told = (*scene, *task)
    if not told:
        if reading.unclear(None, "action"):
            return Level(name, None, "The beginning has no cue that tells a situation from the rest.")
        return Level(name, 1, "No sentence says where it was or what was asked of you.")
    where = _places(told)
    if not scene or not task:
        lacking = "what was at stake or asked of you" if scene else "where and when it was"
        return Level(name, 2, f"The beginning does not say {lacking}.", where)
    share = _share(told, reading)
    if share > MOST_FOR_SITUATION:
        return Level(name, 2, f"Situation and task take {share:.0%} of the story.", where)
    exact = (*places(NUMBER, told), *places(DATE, told))
    if exact and share <= SHORT_SITUATION:
        because = f"Situation and task are there, in {share:.0%} of the story, with a number or a date."
        return Level(name, 4, because, (*where, *exact))
    return Level(name, 3, f"Situation and task are there, in {share:.0%} of the story.", where)


def _own_action(reading: Reading) -> Level:
    name = "own-action"
    done = reading.of("action")
    where = _places(done)
    if not done:
        return _no_action(reading)
    if reading.shared >= reading.own:
        because = f'"We" did {reading.shared} things and "I" did {reading.own}.'
        return Level(name, 2 if reading.own + reading.shared else None, because, where)
    if reading.own < STEPS:
        return Level(
            name, 2, f"Steps of your own: {reading.own}; a listener wants to follow {STEPS} or more.", where
        )
    everything = [each for each, _ in reading.told]
    if spoken_words(done) < LEAST_OF_ACTION * spoken_words(everything):
        return Level(name, 2, "What you did is less than a fifth of what you say.", where)
    why = places(WHY, done)
    others = [spoken_words(reading.of(part)) for part in ("result", "reflection")]
    others.append(spoken_words(reading.of("situation", "task")))
    if why and spoken_words(done) > max(others):
        because = f"{reading.own} steps are your own, they are the largest part, and you say why."
        return Level(name, 4, because, (*where, *why))
    lacking = "you do not say why you chose them" if not why else "they are not the largest part of the story"
    return Level(name, 3, f"{reading.own} steps are your own; {lacking}.", where)


def _no_action(reading: Reading) -> Level:
    everything = [each for each, _ in reading.told]
    if would := places(WOULD, everything):
        because = "You say what you would do, not what you did."
        return Level("own-action", 1, because, would)
    if reading.unclear(None, None):
        return Level("own-action", None, "No cue tells what you did from the rest.")
    return Level("own-action", 1, 'No sentence says what "I" did.')


def _result(reading: Reading) -> Level:
    name = "result"
    ended = reading.of("result")
    if not ended:
        if reading.unclear("action", "reflection"):
            return Level(name, None, "What follows the actions has no cue that tells a result.")
        return Level(name, 1, "No sentence says how it ended.")
    where = _places(ended)
    numbers = places(NUMBER, ended)
    if not numbers:
        return Level(name, 2, "There is a result, without a number.", where)
    counted = [each for each in ended if NUMBER.search(each.text)]
    change = [each for each in counted if CHANGE.search(each.text)]
    whom = places(FOR_WHOM, ended)
    if change and whom:
        return Level(name, 4, "Numbers show the change, and for whom.", (*_places(change), *whom[:1]))
    lacking = "for whom it changed" if change else "what it was before"
    return Level(name, 3, f"The result has a number; it lacks {lacking}.", _places(counted))


def _reflection(reading: Reading) -> Level:
    name = "reflection"
    looked = reading.of("reflection")
    if not looked:
        last: Part = "result" if reading.of("result") else "action"
        if reading.unclear(last, None):
            return Level(name, None, "The end has no cue that tells what you learned.")
        return Level(name, 1, "No sentence says what you learned or would do differently.")
    where = _places(looked)
    lessons = [each for each in looked if _is_lesson(each.text)]
    if not lessons:
        return Level(name, 2, "This is a general remark: anybody could say it of anything.", where)
    since = [each for each in looked if _SINCE.search(each.text) and len(words(each.text)) >= LESSON]
    if since:
        because = "It says what you learned, and what you have done differently since."
        return Level(name, 4, because, (*_places(lessons), *_places(since)))
    because = "It says what you learned or would change, not where you have done so since."
    return Level(name, 3, because, _places(lessons))


def _is_lesson(text: str) -> bool:
    return bool(_LESSON.search(text)) and len(words(text)) >= LESSON and not _GENERAL.search(text)


def _scope(reading: Reading) -> Level:
    """Judged only where words show it: others met by name of their team, what lasted, whose idea it was."""
    name = "scope"
    done, ended = reading.of("action"), reading.of("result", "reflection")
    if not done:
        return Level(name, None, "Without actions of yours the scope cannot be told.")
    lasting = places(_LASTING, (*done, *ended))
    teams = {hit[0].lower().split()[-1] for each in done for hit in _OTHERS.finditer(each.text)}
    if lasting or len(teams) >= TEAMS:
        because = "More than one team, or something that lasted, stands in what you did and how it ended."
        return Level(name, 4, because, lasting or places(_OTHERS, done))
    if others := places(_WITH_OTHERS, done):
        return Level(name, 3, "Others have a part in what you did.", others[:2])
    if own := places(_INITIATIVE, [each for each, _ in reading.told]):
        return Level(name, 2, "It was your own task, and nobody else has a part in it.", own)
    return Level(name, None, "Nothing says whose task it was or who else was in it.")


def _places(found: Sequence[Passage]) -> tuple[Evidence, ...]:
    return tuple(each.place for each in found)


def _share(part: Sequence[Passage], reading: Reading) -> float:
    """The share of words among all passages that are a part."""
    heard = reading.of("situation", "task", "action", "result", "reflection")
    return spoken_words(part) / max(1, spoken_words(heard))
