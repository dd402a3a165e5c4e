"""Words by which a listener takes a sentence for situation, task, action, result or reflection.

A passage's score for a part is the sum of the weights of its cues. The weights are editorial: 3 is enough alone
against anything else in the sentence, 1 decides only where nothing else does.
"""

import re
from collections.abc import Iterable

from hotseat.model.behavioural import Part

_REGULAR = """
ask check talk call email mail message explain present discuss propose suggest offer agree decide plan schedule
organise organize arrange prepare collect gather label sample measure test compare analyse analyze investigate look inspect
review audit debug trace search interview survey listen walk sketch document share post publish draft code implement
develop design create add remove delete change replace switch move migrate refactor rename rewrite train retrain
tune evaluate validate verify plot deploy release launch ship roll monitor watch alert log fix patch repair correct resolve solve
reproduce simulate split merge join-up filter clean map rank prioritise prioritize estimate negotiate convince persuade
push escalate raise report flag warn insist refuse decline reject stop pause cancel cut drop reduce limit start
open close assign delegate mentor coach pair guide train-up help support onboard introduce lead manage coordinate
automate script schedule-in install configure set-up stage invite visit contact consult follow update simplify
visualise visualize demo demonstrate challenge question clarify define list count calculate compute model prototype
experiment try apply learn-up study-up research request order finish complete deliver submit hire volunteer focus
limit track record write-up step sort group cluster pick select turn show-up admit apologise apologize confirm
""".split()  # noqa: SIM905
_IRREGULAR = """
wrote written write built build rebuilt rebuild made make took take taken ran run reran went go spoke speak told tell found find
began begin put set sat sit met meet held hold gave give brought bring chose choose cut drew draw led lead read sent send
showed show taught teach bought spent spend split dug dig drove drive came stood paid pay got broke caught rewrote redid
said say kept keep let shut threw spun
""".split()  # noqa: SIM905
_STATES = """
wanted needed liked loved hated hoped believed realised realized noticed learned joined used lived studied graduated
seemed wished preferred feared doubted owned remembered received enjoyed inherited interested involved scared tired
worried excited surprised asked-to supposed expected happened
""".split()  # noqa: SIM905


def _doubled(verb: str) -> bool:
    return bool(re.fullmatch(r"[a-z]?[^aeiou]*[aeiou][bgmnprt]", verb)) and verb not in (
        "open",
        "offer",
        "alert",
    )


def _forms(verb: str) -> list[str]:
    if verb.endswith("e"):
        return [verb, f"{verb}d"]
    if re.search(r"[^aeiou]y$", verb):
        return [verb, f"{verb[:-1]}ied"]
    return [verb, f"{verb}{verb[-1] if _doubled(verb) else ''}ed"]


def _any(names: Iterable[str]) -> str:
    return "|".join(sorted(set(names), key=len, reverse=True))


_LISTED = [form for verb in _REGULAR if "-" not in verb for form in _forms(verb)] + _IRREGULAR
_PAST = [each for each in _LISTED if each.endswith("ed")] + [
    each
    for each in _IRREGULAR
    if each
    not in "write build rebuild make take go speak tell find begin sit meet hold give bring choose draw".split()
]
_BETWEEN = (
    r"(?:(?:also|then|first|just|quickly|immediately|personally|only|even|finally|carefully|therefore|simply|actually|"
    r"basically|really|now|already|soon|later|next|kind of|sort of|usually|always|both|have|had|did|was able to|"
    r"were able to|managed to|decided to|chose to|started to|began to|tried to|went to|volunteered to|offered to|"
    r"went and|myself|together|instead|still|of course)\s+|'ve\s+)*"
)
_ENDED = rf"(?!(?:{_any(_STATES)})\b)[a-z]{{2,}}ed\b"
_DOING = rf"{_BETWEEN}(?:(?:{_any(_LISTED)})\b|{_ENDED}|had (?:a|an|several|many|some|two|three|one) (?:\w+ )?(?:calls?|meetings?|talks?|chats?|conversations?|sessions?|one-to-ones?|workshops?)\b|worked (?:with|through|out|closely)\b)"
_THIS = re.IGNORECASE

OWN = re.compile(rf"(?<![\w'])i(?:\s+|(?='ve\b)){_DOING}", _THIS)
SHARED = re.compile(
    rf"\b(?:we|(?:my|our|the) (?:whole |entire )?(?:team|group|squad|colleagues))(?:\s+|(?='ve\b)){_DOING}",
    _THIS,
)
CARRIED = re.compile(rf"(?:,|\band|\bthen|\bor)\s+{_BETWEEN}(?:{_any(_PAST)})\b", _THIS)
OPENED = re.compile(
    rf"^(?:so|then|first|next|after that|and|also|finally)?,?\s*(?:{_any(e for e in _PAST if e not in ('set', 'let', 'read', 'cut', 'put', 'split'))})\s+"
    r"(?:a|an|the|all|every|each|my|our|with|to|for|it|them|out|up|two|three|some|\d)",
    _THIS,
)
WOULD = re.compile(
    r"(?<![\w'])(?:i|we)(?:'d| would| will|'ll| should| could| might)\s+(?!have\b|do\b)", _THIS
)
SUBJECT = re.compile(
    r"(?<![\w'])(?:i|we|they|he|she|it|you|who|(?:my|our|the) (?:whole |entire )?team)(?![\w])", _THIS
)

_FEW = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_MANY = "fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|dozens?"
_UNIT = (
    r"(?:full |whole |more |fewer |other )?(?:seconds?|minutes?|hours?|days?|weeks?|months?|quarters?|years?|times|points?|percent|"
    r"per cent|people|customers?|clients?|users?|teams?|colleagues|engineers|shops?|stores?|orders?|tickets?|hundred|"
    r"thousand|million|euros?|dollars?|pounds?|complaints?|errors?|bugs?|cases|patients?|contacts?|cities|countries)\b"
)
NUMBER = re.compile(
    rf"[$€£]\s?\d[\d.,]*\s?(?:k|m|bn|million|thousand)?\b|(?<![\w/.-])(?!(?:19|20)\d\d\b(?!\s*(?:%|per)))\d[\d.,:]*\s?"
    rf"(?:%|(?:percent|per cent|k|ms|s|x|€|euros?|dollars?)\b|(?![\w/]))|(?<![\w-])(?:{_MANY})(?![\w])|(?<![\w-])(?:{_FEW})[\s-]{_UNIT}|"
    r"\b(?:half (?=of|the|as|them|were|was)|halv(?:e|ed|ing)|doubl(?:e|ed|ing)|tripl(?:e|ed|ing)|twice|percent|per cent|(?:a|one|two) thirds?|"
    r"(?:a|one|three) quarters? of|one in (?:two|three|four|five|ten|\d+))\b",
    _THIS,
)
DATE = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:last|this|that) (?:year|month|spring|summer|autumn|fall|winter|week|quarter|january|"
    r"february|march|april|may|june|july|august|september|october|november|december)\b|\bago\b|"
    r"\bin (?:january|february|march|april|june|july|august|september|october|november|december|spring|summer|autumn|winter)\b",
    _THIS,
)
CHANGE = re.compile(
    r"\bfrom\b.{1,60}\bto\b|\bby (?:about |around |nearly |almost |roughly |over |more than |some )?[\d$€£]|\b(?:instead of|compared (?:to|with)|rather than|"
    r"against \d|before it was|used to be|where it had been)\b|\bdown to\b|\bup to\b|\bhal(?:f|ved)\b|\bdoubled\b|\btripled\b|\btwice\b|\btimes (?:faster|fewer|less|"
    r"more|as)\b|\d\s?(?:%|percent|per cent|points?) (?:\w+ )?(?:fewer|less|more|lower|higher|faster|better|cheaper)\b|"
    r"\b(?:fewer|less|more|lower|higher) than before\b|\b(?:fell|dropped|rose|grew|increased|decreased|reduced|saved|"
    r"cut|improved|gained|went (?:up|down))\b",
    _THIS,
)
FOR_WHOM = re.compile(
    r"\b(?:customers?|clients?|users?|teams?|company|business|shops?|stores?|support|agents?|drivers?|patients?|"
    r"doctors?|nurses?|analysts?|sellers?|buyers?|people|colleagues?|managers?|sales|marketing|operations|"
    r"call cent(?:re|er)s?|students?|teachers?|engineers?|candidates?|reviewers?|moderators?|warehouses?|merchants?|"
    r"hospitals?|bank|finance|subscribers?|readers?|visitors?|planners?|staff|department|applicants?|hosts?|guests?|"
    r"couriers?|restaurants?|farmers?|technicians?|legal|juniors?|everybody|everyone|us)\b",
    _THIS,
)
WHY = re.compile(
    r"\b(?:because|since (?:we|it|the|I|they|nobody|there)|so that|in order to|the reason|reason was|which is why|that is why|that's why|"
    r"rather than|instead of|so (?:we|they|he|she|it|nobody|everybody|the \w+) (?:could|would|can|did not|didn't)|(?:to|not to) (?:see|check|find out|make sure|avoid|understand|learn|"
    r"know|prove|show|keep|get|protect|save|be (?:sure|able)|have|let|give)|otherwise|my (?:thinking|reasoning|idea|worry|fear) was)\b",
    _THIS,
)
HEDGE = re.compile(
    r"(?<!what )(?<!this )(?<!that )(?<!which )(?<!a )(?<!the )(?<!any )(?<!some )(?<!every )(?<!same )(?<!one )"
    r"\b(?:kind of|sort of)\b|\bi guess\b|\bmaybe\b|\bprobably\b|\bi suppose\b|\bsomehow\b|\bmore or less\b|"
    r"\bor something\b|\bperhaps\b|\b(?:and )?stuff like that\b|\bor whatever\b|\bi'?m not (?:really |quite )?sure\b|\bnot sure if\b|\bkinda\b|\bsorta\b|"
    r"\ba little bit\b|\bin a way\b|\bpossibly\b|\bi don't (?:really )?(?:remember|know)\b|\bbasically\b",
    _THIS,
)

_TELLING: dict[Part, tuple[tuple[float, str], ...]] = {
    "situation": (
        (2.5, r"\bin my (?:last|previous|first|second|current|old|former|new) (?:job|role|company|team|position|project|place|year)\b"),
        (2.5, r"\bat my (?:last|previous|first|current|old|former) (?:job|role|company|employer|place|team)\b"),
        (2, r"\bi (?:was |had been |have been |am |'m )?work(?:ed|ing)? (?:at|on|in|as|for)\b|\bi was (?:a|an|the|at|in|on|one|part|new|still)\b|\bi(?:'m| am) an?\b"),
        (2, r"\bwhen (?:i|we) (?:was|were|joined|worked|started|came|got)\b|\bi (?:had )?(?:just )?(?:joined|inherited)\b"),
        (2, r"\b(?:last|two|three|four|five|some|a few|several|a|one) (?:years?|months?|weeks?)(?: ago)?\b.{0,20}\bago\b|\blast (?:year|month|spring|summer|autumn|fall|winter|quarter)\b|\bin (?:19|20)\d\d\b|\bback then\b|\bat (?:that|the) time\b"),
        (2, r"\b(?:the|our|my) (?:background|context|situation|problem|issue|setting|story) (?:was|is)\b|\bthis was (?:at|in|when|during)\b|\bit (?:was|happened) (?:at|in|when|during)\b"),
        (2, r"\bthere (?:was|were|is|are)\b|\bused to\b|\b(?:had|have) been\b|\b(?:we|they|our \w+|the (?:company|team|model|system|product)) (?:had|have|used|ran|sold|sells?|relied|needed|wanted)\b"),
        (1.5, r"\b(?:was|were) (?:\w+ )?\w+ing\b|\b(?:company|team|startup|start-up|department|product|platform|shop|bank|hospital|model|system|manager) (?:was|were|that|which|of|with|had)\b"),
        (0.8, r"\b(?:was|were|had)\b"),
    ),
    "task": (
        (3, r"\bmy (?:own )?(?:task|job|goal|role|part|assignment|responsibility|mission|target|challenge) (?:was|is)\b|\bit (?:was|fell) (?:up )?(?:to|on) me\b|\bit (?:was|is) my (?:job|task|turn|responsibility)\b|\bthe \w+ (?:was|were) mine\b"),
        (3, r"\bi (?:was|am|got|had been) (?:also )?(?:asked|responsible|in charge|given|supposed|assigned|tasked|expected|told|the one (?:who|to))\b"),
        (2.5, r"\b(?:i|we) (?:had|needed|have|need|must) (?:only |just |about )?(?:to\b(?! (?:do something|think|say|laugh|wait))|(?:\w+ )?(?:days?|weeks?|months?|hours?) to\b)|\bhad to be\b"),
        (2.5, r"\b(?:the|our|a) (?:goal|aim|target|objective|task|challenge|deadline|question|ask|brief) (?:was|were|is)\b|\bat stake\b"),
        (2, r"\b(?:manager|boss|lead|director|professor|supervisor|department|pm|ceo|cto|they|he|she|client|customer|sales|management|product manager|head of \w+) (?:had )?(?:asked|wanted|expected|told|needed|gave) (?:me|us|both|him|it|to)\b"),
        (2, r"\bi (?:owned|was owner|took over)\b|\bwas mine\b|\b(?:i|we) (?:only )?had (?:only )?(?:\w+|\d+) (?:days|weeks|months|hours)\b|\bby (?:monday|tuesday|wednesday|thursday|friday|the end of|end of)\b.{0,40}|\bdeadline\b|\botherwise (?:we|the|they)\b|\bwould (?:lose|cost|be fined|miss)\b"),
    ),
    "action": (
        (3, r"\bwhat i did\b|\bmy (?:first|next|second|last) (?:step|move|thing)\b|\bthe first thing i\b"),
        (2, r"\bmy (?:approach|plan|idea|solution|proposal|suggestion|answer) was\b|\bi(?:'ve| have)? (?:worked with|sat down|insisted|said no)\b"),
        (1, r"^(?:so |and )?(?:first|firstly|second|secondly|third|then|next|after that|afterwards|in parallel|meanwhile|the same (?:day|evening|week)|step one)\b"),
        (2.5, r"\b(?:i|we) was? ?(?:testing|checking|talking|building|writing)\b.{0,30}\band (?:testing|checking|talking|building|writing)\b"),
    ),
    "result": (
        (3, r"\bas a result\b|\bthe (?:end |final )?(?:results?|outcome|effect|impact) (?:was|were|is|are)\b|\bended up\b"),
        (2.5, r"\b(?:in|at) the end\b(?! of the day)|\beventually\b|\bwhat came out\b|\bby the end of\b|\bafter (?:a|two|three|four|five|six|ten|\d+) (?:days|weeks|months?|year)s?\b|\bafter (?:the|this|that) (?:\w+ )?(?:change|launch|release|fix|week|weeks|month|months|months?|rollout|roll-out|switch)\b|\b(?:one|two|three|six|\d+) (?:weeks?|months?) later\b|\bwithin (?:a|one|two|three|six|\d+) (?:days?|weeks?|months?)\b"),
        (2, r"\b(?:was|were|got|is|are|went|has been|have been) (?:then |later |now |finally |very |really |much )?(?:adopted|accepted|approved|merged|launched|shipped|delivered|deployed|released|promoted|rolled out|rolled back|fixed|solved|renewed|signed|happy|happier|satisfied|pleased|thankful|relieved|live|cancelled|canceled|switched off|a success|better|faster|gone)\b"),
        (2, r"\b(?:worked|works|went) (?:out|well|fine|better)\b|\bon time\b|\b(?:agreed|accepted it|thanked)\b|\bstopped \w+ing\b|\bno longer\b|\bstill (?:in use|used|uses|use|runs|running|works|in place)\b|\bin use\b"),
        (2, r"\b(?:which|that|this|it) (?:meant|saved|saves|gave|brought|led|cost|made (?:the|our|us|them|it)|allowed|let|helped)\b|\bled to\b|\bthanks to (?:this|that|it)\b"),
        (2, r"\bwe (?:shipped|launched|delivered|released|went live|met|kept|won|lost|missed|saved|got|had (?:no|fewer|less))\b|\b(?:project|launch|release|demo|deadline|pilot) (?:was (?!about|to|for|a|an)|went|succeeded|failed|passed|happened|came)\b"),
        (1.5, r"\b(?:customers?|users?|clients?|the team|people|agents?|everybody|everyone|manager|she|he|they) (?:\w+ )?(?:used|uses|use|trusted|trusts|trust|liked|like|teaches|teach|were able|could|can|took|noticed|stopped|started|got|runs?|ran|find|asks?)\b"),
    ),
    "reflection": (
        (4, r"\blooking back\b|\bin (?:hindsight|retrospect)\b|\bnext time\b|\bif i (?:could|did|had to|had|were to) (?:do )?(?:it|this|that)(?: again)?\b|\bdo (?:it |that |this )?(?:\w+ )?differently\b|\bdone (?:it |that |this )?differently\b"),
        (4, r"\b(?:what )?(?:i|we)(?:'ve| have)? (?:also |really |mainly )?(?:learned|learnt) (?:from|that|to|a|the|two|how|is|was|not|here|about|there|never|always|:)|\blearned:|\b(?:my|the|a|main|biggest) (?:\w+ )?(?:lesson|takeaway|learning)s?\b|\btaught me\b|\bwhat i (?:learned|learnt|took|take)\b|\bi take from\b|\bfrom this i\b"),
        (3, r"\bsince then\b|\bever since\b|\bfrom then on\b|\bfrom that day\b|\bafter that (?:project|time|day|experience),? i (?:always|never)\b|\bthese days i\b|\bnowadays\b|\bnow,? i (?:always|never|ask|start|begin|make|write|check|keep|do|first|try|put|agree|say|talk|look|have)\b|\bi now\b|\btoday,? i\b|\bi still (?:do|use|keep|write|ask|make|follow)\b"),
        (3, r"\bi (?:should|could|would) have\b|\bi(?:'d| would)(?: now| rather| still)? (?:do|have|ask|start|begin|involve|set|write|say|talk|test|check|agree|spend|put|raise|make|not)\b.{0,60}\b(?:earlier|sooner|first|again|before|at the start|from the start|next|today|now)\b|\bmy mistake was\b|\bi regret\b|\bi wish i\b|\bi was wrong\b"),
        (2, r"\bi (?:realised|realized|understood|understand|see now|saw)\b|\bmade me (?:more|a better|think|see)\b|\bin my next\b|\bon (?:my|the) next (?:project|team|job)\b|\bthis experience\b|\blearn(?:ed|t)? (?:a lot|so much|something|many things|much)\b|\bi have (?:since|used it|done (?:this|it|so))\b|\bevery (?:new )?project since\b"),
    ),
}  # fmt: skip
CUES = {
    part: tuple((weight, re.compile(pattern, _THIS)) for weight, pattern in cues)
    for part, cues in _TELLING.items()
}
MOVED = re.compile(
    r"\b(?:drop(?:ped|s)?|fell|falls?|rose|rises?|grew|grows?|went (?:up|down|from)|goes (?:up|down|from)|increas(?:ed?|es)|"
    r"decreas(?:ed?|es)|reduc(?:ed?|es)|improv(?:ed?|es)|sav(?:ed?|es)|cut|doubl(?:ed?|es)|halved|recovered|gained|"
    r"lowered|raised|shrank|climbed|jumped|earned|came down|come down|cost|lost|faster|fewer|down to|up to|instead of|where it had been|against|versus|compared|(?:more|less) often|(?:better|worse|more|less) than)\b",
    _THIS,
)
BEFORE = re.compile(r"\bhad (?:\w+ )?(?:\w+ed|gone|fallen|risen|grown|come|been)\b|\balready\b", _THIS)


def scores(text: str) -> dict[Part, float]:
    """How much a passage sounds like each part; parts without a cue are left out."""
    found: dict[Part, float] = {}
    for part, cues in CUES.items():
        weights = [weight for weight, pattern in cues if pattern.search(text)]
        if weights:
            found[part] = max(weights) + 0.3 * (len(weights) - 1)
    if doing := _doing(text):
        found["action"] = max(doing, found.get("action", 0.0)) + 0.3 * ("action" in found)
    if NUMBER.search(text) and MOVED.search(text):
        found["result"] = found.get("result", 0.0) + (1.0 if BEFORE.search(text) else 3.0)
    return found


def _doing(text: str) -> float:
    """What somebody of "I" or "we" did."""
    if OWN.search(text) or OPENED.search(text):
        return 2.5
    return 2.2 if SHARED.search(text) else 0.0
