"""English by which a statement is somebody else's, is taken back, or answers a question."""

import re

from hotseat.grader.patterns import one_of

_OFTEN = (
    r"(?:(?:also|often|sometimes|still|always|frequently|commonly|widely|usually|typically|popularly|generally|simply|"
    r"just|naively|wrongly|mistakenly|falsely|erroneously|incorrectly|might|may|will|would|could|can|do|tend to|"
    r"tends to|like to|are tempted to|be tempted to)\s+){0,3}"
)
_WRONGLY = r"(?:wrongly|mistakenly|falsely|erroneously|incorrectly)"
_SAYING = (
    r"(?:says?|said|thinks?|thought|claims?|claimed|believes?|believed|argues?|argued|insists?|insisted|writes?|wrote|"
    r"repeats?|tells? you|imagines?|supposes?)"
)
_TAKING = (
    rf"(?:{_SAYING}|assumes?|assumed|conclude[sd]?|expects?|suggests?|suggested|states?|holds? that|infers?)"
)
_TO_TAKE = r"(?:think|say|believe|assume|expect|guess|imagine|conclude|suppose|claim|infer|argue|state)"
_FOLK = (
    r"(?:(?:some|many|most|lots of|plenty of|a lot of|other|certain|several)\s+)?(?:people|folks|candidates|beginners|"
    r"newcomers|novices|students|juniors|practitioners|engineers|textbooks|articles|blogs|blog posts|tutorials|"
    r"critics|colleagues|interviewers|developers|analysts|sceptics|skeptics)|"
    r"(?:some|many|most|others)(?: of (?:us|them))?|everyone|everybody|somebody|someone|anyone|"
    r"(?:a|an|the|my|our|your|this|that|another|one) (?:colleague|co-?worker|manager|boss|friend|junior|intern|"
    r"teammate|candidate|student|stakeholder|author|article|blog|blog post|tutorial|textbook|statement|quote)"
)
_WRONG = (
    r"(?:wrong|false|incorrect|untrue|inaccurate|mistaken|nonsense|rubbish|fiction|backwards|upside down|a lie|"
    r"(?:a |an |the )?(?:(?:old|common|popular|classic|pure|plain|widespread|urban) )?"
    r"(?:myth|misconception|fallacy|misunderstanding|illusion|legend|mistake|confusion)|"
    r"the wrong way (?:a)?round|the opposite of (?:the truth|what happens)|"
    r"not (?:\w+ )?(?:true|right|correct|the case|so|accurate|what happens|how (?:it|they) works?|supported))"
)
_QUITE = (
    r"(?:(?:simply|just|plain|plainly|completely|quite|totally|entirely|clearly|of course|also|actually|really|"
    r"in fact|however|flatly|only|exactly|usually|mostly|generally|often|still|both|all|a bit|at best)[, ]+){0,2}"
)
_NOT_TRUE = (
    r"(?:isn't|aren't|wasn't|is not|are not) (?:\w+ )?(?:true|right|correct|the case|so|accurate|what happens|"
    r"how (?:it|they) works?)"
)
_FAILS = r"(?:does not|doesn't|do not|don't) (?:hold|stand|survive|follow)(?: up)?"
_THAT = r"(?:which|that|this|it|they|these|those|both|all of which|both of which|that claim|that idea)"
_END = r"(?=\s*(?:[.!,;:?)–—]|-|$|because\b|since\b|as\b|and\b|but\b))"

# Somebody else speaks, from here until the sentence turns.
REPORT = one_of(rf"""
    (?<!\bwith )\b(?:{_FOLK})\s+{_OFTEN}{_TAKING}\b
    \b(?:one|they|we|i)\s+(?:often |sometimes |still |wrongly |mistakenly |naively )?(?:hears?|read in)\b
    \b(?:one|they)\s+{_OFTEN}{_SAYING}\b
    \b(?:one|they|we|you|i)(?:'d)?\s+(?:\w+\s+)?(?:{_WRONGLY}|naively)\s+(?:\w+\s+)?{_TAKING}\b
    \b(?:i|we)\s+(?:(?:used to|once|initially|originally|previously|first|at first|always)\s+)+{_TAKING}\b
    \bat first,? (?:i|we) {_TAKING}\b
    \b(?:i|we)(?:'ve| have)? (?:(?:was|were|been|often|once|also|even) )+(?:told|taught|heard|read)\b
    \byou(?:'ll| will)? (?:often |sometimes |also |will |keep |may |might )*(?:hear|hearing|read)\b
    \byou (?:might|may|could)(?: be (?:tempted|inclined) to)? (?:\w+ly )?{_TO_TAKE}\b
    \b(?:one|we|i) (?:might|may|could)(?: be (?:tempted|inclined) to)? (?:\w+ly )?(?:think|believe|assume|
    guess|conclude)\b
    \b(?:you|one|we|i)(?:'d| would) be (?:tempted|inclined) to\b
    (?:\b(?:is|are|was|were|been|being)|'s) (?:(?:also|often|commonly|sometimes|generally|frequently|widely|popularly|
    usually) )+(?:said|claimed|believed|thought|alleged|rumou?red|told)\b
    (?:\b(?:is|are|was|were|been|being)|'s) (?:\w+ )?{_WRONGLY} (?:said|claimed|believed|thought|assumed|held|
    considered|taken|described|stated|credited|supposed|expected)\b
    \bit(?: is|'s| was| can be| may be| might be| would be) (?:\w+ )?(?:tempting|easy|natural|intuitive|common|popular|
    plausible) to {_TO_TAKE}\b
    \b(?:may|might|would) (?:\w+ )?(?:seem|sound|appear|look) (?:like|as|that|to|intuitive|plausible|obvious|natural|
    reasonable)\b
    \bat first (?:glance|sight)\b
    \b(?:supposedly|allegedly|purportedly|reputedly|ostensibly)\b
    \b(?:misconception|myth|fallacy|misbelief|folklore|urban legend|old wives' tale|superstition|mix-?up|
    misunderstanding|misreading)s?\b
    \b(?:common|popular|widespread|typical|frequent|usual) (?:confusion|belief|assumption|claim|view|opinion|idea)\b
    ^\W*(?:and |but )?(?:a|the) (?:second|third|fourth|next|last|other) (?:one|of (?:these|those|them)) is that\b
    ^\W*(?:and |but )?another (?:one|of (?:these|those|them))? ?is that\b
    \bequally wrong\b
    ^[^:]*\bwhat (?:\w+ ){{1,4}}(?:doesn't|does not|don't|do not|cannot|can't|won't) (?:say|tell|show|mean|prove|imply|
    give|claim)(?: (?:you|us))?(?=\s*:?\s*$)
    \b(?:conventional|received|folk) wisdom\b
    \b(?:rumou?r|legend|word) has it\b
    \b(?:as )?the (?:saying|story|legend) goes\b
    \bit(?: is|'s| would be| was) (?:\w+ )?(?:a |an )?(?:wrong|false|incorrect|untrue|not true|not right|not correct|
    inaccurate|naive|misleading|mistake|error|fallacy|stretch|exaggeration|oversimplification) (?:that|to {_TO_TAKE})\b
    \b(?:i|we) (?:doubt|disagree|deny|reject|dispute)\b(?! that there is no)
    \b(?:mistaken for|mistakenly)\b
    \b(?:the|a|my|your) (?:wrong|tempting|lazy|knee-jerk|reflex|incorrect|false|naive) (?:answer|explanation|claim|
    reading|interpretation|conclusion|intuition|view|belief|idea|fix|reaction|response) (?:is|says|goes|would be|that)\b
    ^\W*(?:wrong|false|incorrect|untrue)(?: (?:answer|claim|statement|idea))?\s*$
    """)
SLIP = one_of(r"\b(?:common|classic|frequent|typical|usual|popular) (?:mistake|error|trap|slip|pitfall)s?\b")
# "contrary to what people say, ..." frames no more than its own words.
ASIDE = one_of(r"""
    ^\W*(?:and |but )?(?:contrary to|unlike|despite|in spite of|against|as\b|although|though|even though|
    while|whereas)\b
    """)
CONTRARY = one_of(r"\bcontrary to\b")
TURN = one_of(r"""
    [,\s–—-]*(?:(?:and|but) )?(?:but|however|yet|in fact|actually|in reality|in truth|the (?:truth|reality|fact) is|
    fact|truth|reality|whereas|while|although|though|nevertheless|instead|rather|
    it(?:'s| is) (?:actually|really|in fact|rather))\b
    """)
GROUND = one_of(r"[,\s]*(?:which|because|since|as|so|this|that|it)\b")
ABOUT = one_of(r"\W*(?:about|with|of|in|on|here|among|concerning|regarding|around|the following)\b")
# Behind what it takes back.
REJECTED = re.compile(
    rf"(?:,|\s[-–—]+|\s?\(|:|\.\.+)\s*"
    rf"(?:(?:(?:and|but|though|although|yet)\s+)?(?:{_THAT}(?:'s|'re| is| are| was)\s+{_QUITE}{_WRONG}|"
    rf"{_THAT} (?:\w+ )?(?:{_NOT_TRUE}|{_FAILS})|"
    rf"{_QUITE}(?:wrong|false|wrongly|incorrectly|mistakenly|untrue|incorrect|nonsense|a myth|myth|not true|"
    rf"not so|nope))|"
    rf"(?:but|though|although|yet)\s+{_THAT} (?:\w+ )?(?:isn't|is not|aren't|does not|doesn't|do not|don't))"
    rf"{_END}",
    re.IGNORECASE,
)
_BELIEF = (
    r"(?:the|this|that|any|an?|old|common|popular) (?:\w+ )?(?:idea|notion|claim|belief|view|assumption|argument|"
    r"intuition|statement|theory|story|suggestion|impression|advice) (?:that|of|to)"
)
JUDGED = re.compile(
    rf"(?:\b{_BELIEF}\b.{{0,200}}?|^\W*(?:but |and |so )?that (?!is\b|was\b|'s).{{8,200}}?) "
    rf"(?:(?:is|are|was) {_QUITE}{_WRONG}|{_NOT_TRUE}|{_FAILS}){_END}|"
    rf"\"[^\"]{{6,200}}\" (?:(?:is|are|was) {_QUITE}(?:{_WRONG}|(?:\w+ )?advice)\b|{_NOT_TRUE}|{_FAILS})",
    re.IGNORECASE,
)
# "It assumes independence, which is wrong" is said of the assumption, and true.
ASSUMED = one_of(r"\b(?:assum\w+|as (?:if|though)|pretend\w*|treat\w*|approximat\w+|suppos\w+)\b")
TAKES_BACK = re.compile(
    rf"^\W*(?:(?:but|and|actually|well|in fact|of course),? )*"
    rf"(?:(?:{_THAT}|all of this|all of that)(?: (?:\w+ )?(?:{_NOT_TRUE}|{_FAILS})|"
    rf"(?:'s| is| was| are) {_QUITE}{_WRONG})|"
    rf"{_QUITE}(?:wrong|false|untrue|incorrect|nonsense|not true|not so|nope|no|scratch that|correction|"
    rf"no,? (?:wait|sorry)))(?=\s*(?:[.!,;:–—]|-|$|because\b|since\b))",
    re.IGNORECASE,
)
_AUXILIARY = r"(?:is|are|was|were|does|do|did|can|could|will|would|should|has|have|need)(?:n't| not)|cannot|can't|won't"
HALF = one_of(r"""
    ^\W*(?:yes and no|no and yes|not (?:necessarily|always|entirely|exactly|quite|really always)|it depends|
    (?:yes|no),? (?:and|but also) (?:yes|no)\b)
    """)
REFUSES = re.compile(
    rf"^\W*(?:(?:but|well|actually|in fact|answer:?|the answer is),? )*(?:(?:no|nope|nah)\b(?=\W*$|\s*[,.;:!–—-]|"
    rf" (?:it|they|the|a|an|this|that|because|since|not)\b)|"
    rf"(?:never|wrong|false|incorrect|hardly|(?:certainly|definitely|absolutely|of course|surely) not|not at all|"
    rf"not really|not so|not true|on the contrary|quite the (?:opposite|contrary|reverse)|"
    rf"(?:it|they|that|this|he|she|you|we) (?:{_AUXILIARY})|(?:that|this|it)(?:'s| is) {_QUITE}{_WRONG})"
    rf"(?=\W*$|\s*[,.;:!–—-]| because\b| since\b))",
    re.IGNORECASE,
)
AGREES = one_of(r"""
    ^\W*(?:(?:well|actually|in fact),? )*(?:(?:yes|yep|yeah|exactly|right|of course|indeed|sure|certainly|correct|
    absolutely|definitely)\b|(?:it|they|that|this|you|we) (?:is|are|does|do|can|will|was|did)(?=\s*[,.;:!–—-]))
    """)
WHY = one_of(r"^\W*(?:and |but |so )?(?:why|how)\b(?!.*\b(?:would|could|might)\b)")
REASON = one_of(r"^\W*(?:because|since|by|due to|thanks to|(?:it|this|that)(?:'s| is) because|the reason)\b")
