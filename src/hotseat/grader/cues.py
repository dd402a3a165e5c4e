"""Words by which a listener takes a sentence for situation, task, action, result or reflection.

A passage's score for a part is the sum of the weights of its cues. The weights are editorial: 3 is enough alone
against anything else in the sentence, 1 decides only where nothing else does.
"""

from hotseat.grader import doing
from hotseat.grader.counting import NUMBER
from hotseat.grader.patterns import one_of
from hotseat.model.behavioural import Part

WHY = one_of(r"""
    \b(?:because|since (?:we|it|the|I|they|nobody|there)|so that|in order to|the reason|reason was|which is why|
    that is why|that's why|rather than|instead of|so (?:we|they|he|she|it|nobody|everybody|the \w+) (?:could|would|
    can|did not|didn't)|(?:to|not to) (?:see|check|find out|make sure|avoid|understand|learn|know|prove|show|keep|
    get|protect|save|be (?:sure|able)|have|let|give)|otherwise|my (?:thinking|reasoning|idea|worry|fear) was)\b
    """)
HEDGE = one_of(r"""
    (?<!\b(?:what|this|that|some|same) )(?<!\b(?:the|any|one) )(?<!\ba )\b(?:kind|sort) of\b
    \bi guess\b
    \bmaybe\b
    \bprobably\b
    \bi suppose\b
    \bsomehow\b
    \bmore or less\b
    \bor something\b
    \bperhaps\b
    \b(?:and )?stuff like that\b
    \bor whatever\b
    \bi'?m not (?:really |quite )?sure\b
    \bnot sure if\b
    \bkinda\b
    \bsorta\b
    \ba little bit\b
    \bin a way\b
    \bpossibly\b
    \bi don't (?:really )?(?:remember|know)\b
    \bbasically\b
    """)

_TELLING: dict[Part, tuple[tuple[float, str], ...]] = {
    "situation": (
        (2.5, r"""
            \bin my (?:last|previous|first|second|current|old|former|new) (?:job|role|company|team|position|project|
            place|year)\b
            """),
        (2.5, r"""
            \bat my (?:last|previous|first|current|old|former) (?:job|role|company|employer|place|team)\b
            """),
        (2, r"""
            \bi (?:was |had been |have been |am |'m )?work(?:ed|ing)? (?:at|on|in|as|for)\b
            \bi was (?:a|an|the|at|in|on|one|part|new|still)\b
            \bi(?:'m| am) (?:an?|part of|one of|in|at|the)\b
            \bi'd been (?:an?|the|at|in|on|with|there|\w+ing)\b
            """),
        (3, r"""
            \bi studied (?!(?:the|how|what|why|which|their|all|every|each|it|its|this|that|our|his|her|them)\b)
            \bi (?:then )?came to (?:an?|this|my) (?:\w+ )?(?:company|startup|start-up|team|bank|hospital|agency|shop|
            factory|job|university)\b
            """),
        (2, r"""
            \bwhen (?:i|we) (?:was|were|joined|worked|started|came|got)\b
            \bi (?:had )?(?:just )?(?:joined|inherited)\b
            """),
        (2, r"""
            \b(?:last|two|three|four|five|some|a few|several|a|one) (?:years?|months?|
            weeks?)(?: ago)?\b.{0,20}\bago\b
            \blast (?:year|month|spring|summer|autumn|fall|winter|quarter)\b
            \bin (?:19|20)\d\d\b
            \bback then\b
            \bat (?:that|the) time\b
            """),
        (2, r"""
            \b(?:the|our|my) (?:background|context|situation|problem|issue|setting|story) (?:was|is)\b
            \bthis was (?:at|in|when|during)\b
            \b(?:this|it|that) was an? (?:\w+ )?(?:project|job|team|product|feature|system) (?:for|at|in|with) (?:an?|
            the|our|my)\b
            \bit (?:was|happened) (?:at|in|when|during)\b
            """),
        (2, r"""
            \bthere (?:was|were)\b(?! (?:a lot|many things|something|nothing)\b)
            \bthere (?:is|are) (?:an?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|
            \d+|many)\b(?! (?:lot|things)\b)
            \bused to\b
            \b(?:had|have) been\b
            \b(?:we|they|our \w+|the (?:company|team|model|system|product)) (?:had|have|used|ran|sold|sells?|relied|
            needed|wanted)\b
            """),
        (1.5, r"""
            \b(?:was|were) (?:\w+ )?\w+ing\b
            \b(?:company|team|startup|start-up|department|product|platform|shop|bank|hospital|model|system|
            manager) (?:was|were|that|which|of|with|had)\b
            """),
        (0.8, r"""
            \b(?:was|were|had)\b
            """),
    ),
    "task": (
        (3, r"""
            \b(?:my|our) (?:own )?(?:task|job|goal|role|part|assignment|responsibility|mission|target|
            challenge) (?:was|is)\b
            \bit (?:was|fell) (?:up )?(?:to|on) me\b
            \bit (?:was|is) my (?:job|task|turn|responsibility)\b
            \bit (?:was|is) (?:my|our) (?:call|decision|choice)\b(?! (?:not )?to\b)
            \bit was (?:me|i) (?:who|that) (?:had|needed|was asked|should|must)\b
            \bi(?:'m| am| was| became) (?:also )?(?:the |an? )?owner (?:of|for)\b
            \bthe \w+ (?:was|were) mine\b
            """),
        (3, r"""
            \bi(?:'m| am| was| got| had been| have been|'d been|'ve been) (?:also )?(?:asked|responsible|in charge|
            given|supposed|meant|assigned|tasked|expected|told|the one (?:who|to))\b
            """),
        (2.5, r"""
            \b(?:i|we) (?:had|needed|have|need|must) (?:only |just |about )?(?:to\b(?! (?:do something|think|say|
            laugh|wait))|(?:\w+ )?(?:days?|weeks?|months?|hours?) to\b)
            \b(?:manager|boss|lead|director|professor|supervisor|pm|ceo|cto|client|customer|
            head of \w+) (?:had )?(?:asked|told|wanted|expected|needed) (?:me|us|both of us) to\b
            \bhad to be\b(?! (?:in|on|an?)\b)
            \bhad to be in (?:production|place|time|use)\b
            """),
        (2.5, r"""
            \b(?:the|our|a) (?:goal|aim|target|objective|task|challenge|deadline|question|ask|brief) (?:(?:from|of|for|
            in|by)(?: \w+){1,4} )?(?:was|were|is)\b
            \bat stake\b
            """),
        (2, r"""
            \b(?:manager|boss|lead|director|professor|supervisor|department|pm|ceo|cto|client|customer|sales|
            management|head of \w+) (?:had )?(?:asked|wanted|expected|told|needed) (?:me|us|both|him|it|to)\b
            \b(?:they|he|she) (?:had )?(?:asked|wanted|expected|told|needed) (?:me|us|both of us)\b
            \b(?:they|he|she) needed (?:it|to (?!(?:know|see|think|understand)\b))
            \bgave (?:(?:it|this|that|them|the \w+) to (?:me|us)|(?:me|us) (?:\w+ ){0,3}(?:task|job|project|goal|model|
            ticket|deadline|assignment|team|release|product|question|days?|weeks?|months?|hours?))\b
            \b(?:manager|boss|lead|director|professor|supervisor|pm|ceo|cto|client|customer|
            head of \w+) (?:\w+ )?(?:said|says?|asked|asks?)(?: to (?:me|us)| me| us)?[:,]? ?["']?(?:please|can you|
            could you|will you|would you|you (?:must|should|have to|need to)|(?:that )?i (?:must|should|have to|
            need to))\b
            """),
        (2, r"""
            \bi (?:owned|was owner|took over)\b(?! up\b)
            \bwas mine\b
            \b(?:i|we) (?:only )?had (?:only )?(?:\w+|\d+) (?:days|weeks|months|hours)\b
            \bby (?:monday|tuesday|wednesday|thursday|friday|the end of|end of)\b.{0,40}
            \bdeadline\b
            \botherwise (?:we|the|they)\b
            \bwould (?:lose|cost|be fined|miss)\b
            """),
    ),
    "action": (
        (3, r"""
            \bwhat i did\b
            \bmy (?:first|next|second|last) (?:step|move|thing)\b
            \bthe first thing i\b
            """),
        (2, r"""
            \bmy (?:approach|plan|idea|solution|proposal|suggestion|answer) was\b
            \bi(?:'ve| have)? (?:worked with|sat down|insisted|said no)\b
            """),
        (1, r"""
            ^(?:so |and )?(?:first|firstly|second|secondly|third|then|next|after that|afterwards|in parallel|
            meanwhile|the same (?:day|evening|week)|step one)\b
            """),
        (2.5, r"""
            \b(?:i|we) was? ?(?:testing|checking|talking|building|writing)\b.{0,30}\band (?:testing|checking|
            talking|building|writing)\b
            """),
    ),
    "result": (
        (3, r"""
            \bas a result\b
            \bthe (?:end |final )?(?:results?|outcome|effect|impact) (?:was|were|is|are)\b
            \bended up\b
            """),
        (2.5, r"""
            \b(?:in|at) the end\b(?! of the day)
            \beventually\b
            \bwhat came out\b
            \bby the end of\b
            \bafter (?:about |around |only |just )?(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|
            twelve|several|a few|\d+) (?:more )?(?:days?|weeks?|months?|quarters?|years?)\b(?! of\b)
            \bafter (?:the|this|that) (?:\w+ )?(?:change|launch|release|fix|week|weeks|month|months|months?|rollout|
            roll-out|switch)\b
            \b(?:a|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+) (?:weeks?|months?|
            years?) later\b
            \bwithin (?:a|one|two|three|four|five|six|seven|eight|nine|ten|\d+) (?:days?|weeks?|months?)\b
            \b(?:it|this|that|which) (?:was|is|made|meant|gave) an? (?:\w+ )?(?:saving|gain|improvement|
            reduction)s? of\b
            """),
        (2, r"""
            \b(?:was|were|got|is|are|went|has been|have been) (?:then |later |now |finally |very |really |
            much )?(?:adopted|accepted|approved|merged|launched|shipped|delivered|deployed|released|promoted|
            rolled out|rolled back|fixed|solved|renewed|signed|happy|happier|satisfied|pleased|thankful|relieved|
            live|cancelled|canceled|switched off|a success|better|faster|gone)\b(?! (?:when|if)\b)
            """),
        (2, r"""
            \b(?:worked|works|went) (?:out|well|fine|better)\b
            \bon time\b
            \b(?:agreed|accepted it|thanked)\b
            \bstopped \w+ing\b
            \bno longer\b
            \bstill (?:in use|used|uses|use|runs|running|works|in place)\b
            \bin use\b
            \b(?:it|this|that) (?:is|has been) (?:still |now |already )?(?:in (?:the|our|every|all|use|place|
            production)|live|used|part of|the (?:standard|default|rule))\b.{0,30}\bsince\b
            \b(?:it|this|that) (?:runs|works) .{0,30}\bsince (?:then|that)\b
            """),
        (2, r"""
            \b(?:which|that|this|it) (?:meant|saved|saves|gave|brought|led|cost|made (?:the|our|us|them|it)|allowed|
            let|helped)\b
            \bled to\b
            \bthanks to (?:this|that|it)\b
            """),
        (2, r"""
            \bwe (?:shipped|launched|delivered|released|went live|met|kept|won|lost|missed|saved|got|had (?:no|
            fewer|less))\b
            \b(?:project|launch|release|demo|deadline|pilot) (?:was (?!about|to|for|a|an)|went|succeeded|failed|
            passed|happened|came)\b
            """),
        (1.5, r"""
            \b(?:customers?|users?|clients?|the team|people|agents?|everybody|everyone|manager|she|he|
            they) (?:(?!(?:should|would|will|must|might|may|can|could)\b)\w+ )?(?:used|uses|use|trusted|trusts|trust|
            liked|like|teaches|teach|took|noticed|stopped|started|got|runs?|ran|find|asks?)\b
            \b(?:customers?|users?|clients?|the team|people|agents?|everybody|everyone|they) (?:\w+ )?(?:were able|
            could|can)\b
            \b(?:feature|version|product|app|tool|service|page) (?:then |finally )?(?:launched|shipped|
            went (?:live|out))\b
            \b(?:was|were) (?:then |later |finally )?(?:removed|retired|deleted|scrapped)\b
            """),
    ),
    "reflection": (
        (4, r"""
            \blooking back\b
            \bin (?:hindsight|retrospect)\b
            \bnext time\b
            \bif i (?:could|did|had to|had|were to) (?:do )?(?:it|this|that)(?: again)?\b
            \bdo (?:it |that |this )?(?:\w+ )?differently\b
            \bdone (?:it |that |this )?differently\b
            """),
        (4, r"""
            \b(?:what )?(?:i|we)(?:'ve| have)? (?:also |really |mainly )?(?:learned|learnt) (?:from|that|to|a|the|
            two|how|is|was|not|here|about|there|never|always|:)
            \blearned:
            \b(?:my|the|a|main|biggest) (?:\w+ )?(?:lesson|takeaway|learning)s?\b(?! (?:rates?|curves?|models?|
            algorithms?|systems?|platforms?|teams?|apps?|material)\b)
            \btaught me\b
            \bwhat i (?:learned|learnt|took|take)\b
            \bi take from\b
            \bfrom this i\b
            """),
        (3, r"""
            ^(?!(?:and |so )?(?:it|this|that)(?:'s| is| has| was| runs| works)\b(?!.*\bi\b)).*\bsince then\b
            \bever since\b
            \bfrom then on\b
            \bfrom that day\b
            \bafter that (?:project|time|day|experience),? i (?:always|never)\b
            \bthese days i\b
            \bnowadays\b
            \bnow,? i (?:always|never|ask|start|begin|make|write|check|keep|do|first|try|put|agree|say|talk|look|
            have)\b
            \bnow,? i (?!(?:was|had|knew|saw|went|could|am|work|live|\w+ed)\b).{1,60}\b(?:each|every|any) (?:\w+ )?\w+
            \bi now\b
            \btoday,? i\b
            \bi still (?:do|use|keep|write|ask|make|follow)\b
            """),
        (2.6, r"""
            ^(?:and |so )?now,? i (?!(?:was|had|have to|knew|saw|went|could|can|would|will|should|must|am|work|live|
            need|want|think|hope|like|\w+ed)\b)\w+ \w+
            """),
        (3, r"""
            \bi (?:should|would) have\b
            \bi could have\b.{1,60}\b(?:earlier|sooner|before|first|better|from the start|at the start)\b
            \bi(?:'d| would)(?: now| rather| still)? (?:do|have|ask|start|begin|involve|set|write|say|talk|test|
            check|agree|spend|put|raise|make|not)\b.{0,60}\b(?:earlier|sooner|first|again|before|at the start|
            from the start|next|today|now)\b
            \bmy mistake was\b
            \bi regret\b
            \bi wish i\b
            \bi was wrong (?:to|about|not to|in thinking|when i)\b
            """),
        (1.5, r"""
            \bi could have\b
            \bi was wrong\b
            """),
        (2, r"""
            \bi (?:realised|realized|understood|understand|see now|saw)\b
            \bmade me (?:more|a better|think|see)\b
            \bin my next\b
            \bon (?:my|the) next (?:project|team|job)\b
            \bthis experience\b
            \blearn(?:ed|t)? (?:a lot|so much|something|many things|much)\b
            \bi have (?:since|used it|done (?:this|it|so))\b
            \bevery (?:new )?project since\b
            """),
    ),
}  # fmt: skip
CUES = {part: tuple((weight, one_of(block)) for weight, block in cues) for part, cues in _TELLING.items()}
MOVED = one_of(r"""
    \b(?:drop(?:ped|s)?|fell|falls?|rose|rises?|grew|grows?|went (?:up|down|from)|goes (?:up|down|from)|increas(?:ed?|
    es)|decreas(?:ed?|es)|reduc(?:ed?|es)|improv(?:ed?|es)|sav(?:ed?|es)|cut|doubl(?:ed?|es)|halved|recovered|gained|
    lowered|raised|shrank|climbed|jumped|earned|came down|come down|cost|lost|faster|fewer|down to|up to|instead of|
    where it had been|against|versus|(?<!i )(?<!we )(?<!and )compared|(?:more|less) often|(?:better|worse|more|
    less) than)\b
    (?:,|;|\band|\bwhere) before,? (?:it|that|this|there|they|we|i) (?:was|were|had|took|needed)\b
    """)
GAINED = one_of(r"""
    (?:[\w'-]+ ){2}\d[\d.,]*(?: ?%)?(?: [a-z]+){0,2} (?:more|less|longer|shorter|earlier|sooner|
    cheaper|higher|lower|better|quicker)\b
    (?:[\w'-]+ ){2}brought (?:\w+ ){0,2}?[$€£]?\d
    (?:[\w'-]+ ){2}(?:collected|recovered|got back) (?:\w+ ){0,2}?(?:[$€£]\d|
    [\d.,]+ (?:\w+ )?(?:euros?|dollars?|pounds?)\b)
    """)
_CLAUSE = one_of(r"""
    [,;:]
    \b(?:because|since|where)\b
    """)
BEFORE = one_of(r"""
    \bhad (?:\w+ )?(?:\w+ed|gone|fallen|risen|grown|come|been)\b
    \balready\b
    """)


def scores(text: str) -> dict[Part, float]:
    """How much a passage sounds like each part; parts without a cue are left out."""
    found: dict[Part, float] = {}
    for part, cues in CUES.items():
        weights = [weight for weight, pattern in cues if pattern.search(text)]
        if weights:
            found[part] = max(weights) + 0.3 * (len(weights) - 1)
    if done := doing.weight(text):
        found["action"] = max(done, found.get("action", 0.0)) + 0.3 * ("action" in found)
    if NUMBER.search(text) and (MOVED.search(text) or (GAINED.search(text) and not done)):
        found["result"] = found.get("result", 0.0) + (1.0 if BEFORE.search(_counted(text)) else 3.0)
    return found


def _counted(text: str) -> str:
    """What is said up to the end of the clause with the last number."""
    end = max(hit.end() for hit in NUMBER.finditer(text))
    rest = _CLAUSE.search(text, end)
    return text[: rest.start()] if rest else text
