"""Numbers in what was told: how much, what changed, for whom, and when."""

from hotseat.grader.patterns import one_of

_FEW = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_SMALL = rf"zero|one|{_FEW}"
_MANY = "fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|dozens?"
_UNIT = (
    r"(?:full |whole |more |fewer |other )?(?:seconds?|minutes?|hours?|days?|weeks?|months?|quarters?|years?|times|"
    r"points?|percent|per cent|people|customers?|clients?|users?|teams?|colleagues|engineers|shops?|stores?|orders?|"
    r"tickets?|hundred|thousand|million|euros?|dollars?|pounds?|complaints?|errors?|bugs?|cases|patients?|contacts?|"
    r"cities|countries)\b"
)
NUMBER = one_of(rf"""
    [$€£]\s?\d[\d.,]*\s?(?:k|m|bn|million|thousand)?\b
    (?<![\w/.-])(?!(?:19|20)\d\d\b(?!\s*(?:%|per)))\d[\d.,:]*\s?(?:%|
    (?:percent|per cent|k|ms|s|x|€|euros?|dollars?)\b|(?![\w/]))
    (?<![\w-])(?:{_MANY})(?![\w])
    (?<![\w-])(?:{_FEW})[\s-]{_UNIT}
    \bfrom (?!nine to (?:five|six)\b)(?:{_SMALL}) to (?:{_SMALL})\b
    (?<![\w-])(?:{_SMALL}) (?:(?:a|per) (?:hour|day|night|week|month|quarter|year)|out of (?:{_FEW}))\b
    (?<![\w-])(?:zero|{_FEW}) of (?:{_FEW})\b
    \b(?:half (?=of|the|as|them|were|was)|halv(?:e|ed|ing)|doubl(?:e|ed|ing)|tripl(?:e|ed|ing)|twice|
    percent|per cent|(?:a|one|two) thirds?|(?:a|one|three) quarters? of|one in (?:two|three|four|five|ten|\d+))\b
    """)
DATE = one_of(r"""
    \b(?:19|20)\d\d\b
    \b(?:last|this|that) (?:year|month|spring|summer|autumn|fall|winter|week|quarter|january|february|march|april|
    may|june|july|august|september|october|november|december)\b
    \bago\b
    \bin (?:january|february|march|april|june|july|august|september|october|november|december|spring|summer|autumn|
    winter)\b
    """)
CHANGE = one_of(r"""
    \bfrom\b.{1,60}\bto\b
    \bby (?:about |around |nearly |almost |roughly |over |more than |some )?[\d$€£]
    \b(?:instead of|compared (?:to|with)|rather than|against \d|before it was|used to be|where it had been)\b
    \bdown to\b
    \bup to\b
    \bhal(?:f|ved)\b
    \bdoubled\b
    \btripled\b
    \btwice\b
    ,? not \d
    \d (?:more|fewer|less) \w+
    \btimes (?:faster|fewer|less|more|as)\b
    \d\s?(?:%|percent|per cent|points?) (?:\w+ )?(?:fewer|less|more|lower|higher|faster|better|cheaper)\b
    \b(?:fewer|less|more|lower|higher) than before\b
    \b(?:fell|dropped|rose|grew|increased|decreased|reduced|saved|cut|improved|gained|went (?:up|down))\b
    """)
FOR_WHOM = one_of(r"""
    \b(?:customers?|clients?|users?|teams?|company|business|shops?|stores?|support|agents?|drivers?|patients?|
    doctors?|nurses?|analysts?|sellers?|buyers?|people|colleagues?|managers?|sales|marketing|operations|
    call cent(?:re|er)s?|students?|teachers?|engineers?|candidates?|reviewers?|moderators?|warehouses?|merchants?|
    hospitals?|bank|finance|subscribers?|readers?|visitors?|planners?|staff|department|applicants?|hosts?|guests?|
    couriers?|restaurants?|farmers?|technicians?|legal|juniors?|everybody|everyone|us)\b
    \b(?:for|of|to) (?:the|our|all|all the|every|each|(?:about )?\d[\d,]*) \w+(?:ers?|ors?|ists?|ants|ents|men|women)\b
    \bthe \w+(?:ers|ors|ists)\b
    """)
