"""Who did something: "I", "we", or the one that the sentence named last."""

import re
from collections.abc import Iterable

from hotseat.grader.patterns import one_of

_REGULAR = """
    ask check talk call email mail message explain present discuss propose suggest offer agree decide schedule organise
    organize arrange prepare collect gather label sample measure test compare analyse analyze investigate look inspect
    review audit trace search interview survey listen walk sketch document share post publish draft code implement
    develop design create add remove delete change replace switch move migrate refactor rename train retrain tune
    evaluate validate verify deploy release launch roll monitor watch alert fix patch repair correct resolve solve
    reproduce simulate merge filter clean rank prioritise prioritize estimate negotiate convince persuade push escalate
    raise report warn insist refuse decline reject pause cancel reduce limit start open close assign delegate mentor
    coach pair guide help support onboard introduce manage coordinate automate script install configure stage invite
    visit contact consult follow update simplify visualise visualize demo demonstrate challenge question clarify define
    list count calculate compute model prototype experiment try apply research request order finish complete deliver
    hire volunteer focus track record sort group cluster pick select turn apologise apologize confirm
""".split()  # noqa: SIM905
_DOUBLED = "admit debug drop flag log map plan plot scan ship step stop submit swap tag trim".split()  # noqa: SIM905
_PAST_FORMS = """
    wrote written built rebuilt made took taken ran reran went spoke told found began put set sat met held gave brought
    chose cut drew led read sent showed taught bought spent split dug drove came stood paid got broke caught rewrote
    redid said kept let shut threw spun
""".split()  # noqa: SIM905
_PRESENT_FORMS = """
    write build rebuild make take run go speak tell find begin sit meet hold give bring choose draw lead send show teach
    dig drive keep say pay rewrite
""".split()  # noqa: SIM905
_STATES = """
    wanted needed liked loved hated hoped believed realised realized noticed learned joined lived studied graduated
    seemed wished preferred feared doubted owned remembered received enjoyed inherited interested involved scared tired
    worried excited surprised supposed expected happened complained
""".split()  # noqa: SIM905


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return f"{verb}d"
    return f"{verb[:-1]}ied" if re.search(r"[^aeiou]y$", verb) else f"{verb}ed"


def _any(names: Iterable[str]) -> str:
    return "|".join(sorted(set(names), key=lambda name: (-len(name), name)))


_PAST = [*map(_past, _REGULAR), *(f"{verb}{verb[-1]}ed" for verb in _DOUBLED), *_PAST_FORMS]
_LISTED = _any([*_REGULAR, *_DOUBLED, *_PAST, *_PRESENT_FORMS])
_PLAIN_PAST = _any(set(_PAST) - {"set", "let", "read", "cut", "put", "split"})
_BETWEEN = (
    r"(?:(?:also|then|first|just|quickly|immediately|personally|only|even|finally|carefully|therefore|simply|"
    r"actually|basically|really|now|already|soon|later|next|kind of|sort of|usually|always|both|have|had|did|"
    r"was able to|were able to|managed to|decided to|chose to|started to|began to|tried to|went to|volunteered to|"
    r"offered to|went and|myself|together|instead|still|of course)\s+|'ve\s+){0,4}"
)
_HAD = (
    r"had (?:a|an|several|many|some|two|three|one) (?:\w+ )?(?:calls?|meetings?|talks?|chats?|conversations?|"
    r"sessions?|one-to-ones?|workshops?)\b|worked (?:with|through|out|closely)\b"
)
_DOING = rf"{_BETWEEN}(?:(?:{_LISTED})\b|(?!(?:{_any(_STATES)}|used to)\b)[a-z]{{2,}}ed\b|{_HAD})"
_NOW = _any({*_REGULAR, *_DOUBLED, *_PRESENT_FORMS} - set(_PAST))
_AT_TIMES = rf"(?:(?<=\bwhen )|(?<=\bwhenever )|(?<=\bif )|(?<=\bwhat ))i\s+{_BETWEEN}(?:{_NOW})\b"  # no step
_MANY_OF_US = r"(?:we|(?:my|our|the) (?:whole |entire )?(?:team|group|squad|colleagues))"

OWN = re.compile(
    rf"(?<![\w'])(?<!\bdo )(?<!\bdid )(?<!\bcan )(?!{_AT_TIMES})i(?:\s+|(?='ve\b)){_DOING}", re.IGNORECASE
)
SHARED = re.compile(rf"\b{_MANY_OF_US}(?:\s+|(?='ve\b)){_DOING}", re.IGNORECASE)
CARRIED = re.compile(rf"(?:,|\band|\bthen|\bor)\s+{_BETWEEN}(?:{_any(_PAST)})\b", re.IGNORECASE)
OPENED = re.compile(
    rf"^(?:so|then|first|next|after that|and|also|finally)?,?\s*(?:{_PLAIN_PAST})\s+"
    r"(?:a|an|the|all|every|each|my|our|with|to|for|it|them|out|up|two|three|some|\d)",
    re.IGNORECASE,
)
WOULD = one_of(r"""
    (?<![\w'])(?:i|we)(?:'d| would| will|'ll| should| could| might)\s+(?!have\b|do\b)
    """)
SUBJECT = one_of(r"""
    (?<![\w'])(?:i|we|they|he|she|it|you|who|(?:my|our|the) (?:whole |entire )?team)(?![\w])
    """)


def weight(text: str) -> float:
    """How much a passage is about what "I" or "we" did."""
    if OWN.search(text) or OPENED.search(text):
        return 2.5
    return 2.2 if SHARED.search(text) else 0.0


def doers(text: str) -> tuple[int, int]:
    """How many things "I" did and "we" did; what is strung on with "and" is done by whom the sentence last named."""
    own, shared = len(OWN.findall(text)), len(SHARED.findall(text))
    if not own and not shared:
        own = len(OPENED.findall(text))
    for hit in CARRIED.finditer(text):
        named = [each[0].lower() for each in SUBJECT.finditer(text, 0, hit.start())]
        if not named or named[-1] == "i":
            own += 1
        elif named[-1] == "we" or named[-1].endswith("team"):
            shared += 1
    return own, shared
