"""Words by which a listener hears a comparison, a consequence for himself, or a term being explained."""

import re

from hotseat.grader.patterns import one_of

_NOT_BEFORE = (
    "look", "looks", "looked", "feel", "feels", "felt", "would", "'d", "things", "something", "stuff", "not", "you",
    "they", "we", "i", "people", "customers", "and",
)  # fmt: skip
_ALIKE = "".join(rf"(?<!\b{word} )" if word[0].isalpha() else f"(?<!{word} )" for word in _NOT_BEFORE)
ANALOGY = one_of(rf"""
    \b(?:imagine|picture|pretend|suppose you|think of|think about (?:a|an|how)|as if|as though)\b
    \b(?:similar to (?:a|an|the|how|when|what)|the same (?:way|as when)|same thing as when|just as|just like)\b
    \b(?:is|are|was|it's|that's|works|work|behaves?|acts?|a bit|little|more|much) like\b
    \b(?:compare it (?:to|with)|it reminds|you know (?:how|when)|analogy|metaphor)\b
    {_ALIKE}\blike (?:a|an|the|when|asking|having|playing|going|your|if|in a)\b
    """)
_LISTENER = (
    r"customers?|clients?|shoppers?|buyers?|callers?|users?|people|visitors?|agents?|team|staff|managers?|shop|store|"
    r"business|company|patients?|drivers?|guests?|you|your|us|we"
)
_AT_STAKE = (
    r"money|costs?|sales?|revenue|profit|margin|budget|price|fees?|losses|lose|losing|lost|loses|save[sd]?|saving|"
    r"earn\w*|minutes|hours?|time|wait(?:s|ing)?|queues?|complain\w*|complaints?|angry|trust|leave|leaving|refunds?|"
    r"stolen|fraudsters?|risk|decide|decisions?|choose|expect|should|recommend|suggest|do next|roll (?:it )?out|"
    r"launch|campaign|workload|tickets?|cards?|pounds|dollars|euros|cheaper|expensive|worth|wrong people|"
    r"block(?:ed|ing|s)?|turned away|missed|miss|stock|order|afford|overtime|hire|call(?:s|ed)? back"
)
IMPACT = re.compile(
    rf"^(?=.*\b(?:{_LISTENER})\b)(?=.*\b(?:{_AT_STAKE})\b|.*[$€£]\s?\d)", re.IGNORECASE | re.DOTALL
)
_GLOSS = (
    r"(?:how|when|what|where|whether|that is|"
    r"the (?:share|number|part|chance|idea|way|amount|time|name|word|rule|list|place))"
)
_IS = r"(?:is|are|was|means?|meant|says|tells|asks|counts|measures|describes|stands for)"
_JUST = r"(?:just |simply |only |really |basically |here |nothing but |no more than )?"
DEFINED_AFTER = one_of(rf"""
    ^[\"']?,\s*(?:which (?:{_IS}|just|simply|only|we)|that is|meaning|i\.e\.|in (?:other|plain) words|so to speak)\b
    ^[\"']?,\s*(?:or {_GLOSS}|or in|{_GLOSS})\b
    ^[\"']?\s*\((?=[^)]*\s)
    ^[\"']?(?:\s[–—-]\s{_GLOSS}\b|:\s(?:{_GLOSS}|a|it|if|of)\b)
    ^[\"']?\s+{_JUST}{_IS}\s+{_JUST}(?:(?:a|an|one|our|that|like|of|if)\b|{_GLOSS}\b)
    """)
CALLED = one_of(r"""
    (?:\bcalled|\bknown as|\bcalls?|\bcall (?:it|this|that|these|them)|\bterm(?: for (?:it|this|that))? is|
    \bnames? (?:for (?:it|this|that) )?is|\bwe say|\bjargon (?:for (?:it|this|that) )?is|\bword (?:for (?:it|this|
    that) )?is|\bwe mean by)\s+(?:a |an |the )?[\"'“]?$
    \($
    """)
# "That is a good question" says nothing of the term before it.
_REMARK = (
    r"(?:not|all|clear|important|easy|hard|difficult|fine|good|great|true|very|quite|so|why|my|"
    r"an? (?:[a-z]+ ){0,2}(?:question|point|topic|thing|matter|issue|problem))"
)
DEFINED_NEXT = one_of(rf"""
    ^(?:(?:that|this|it|which|all (?:that|this|it)) (?:just |simply |only |really )?(?:means?|is(?! {_REMARK}\b)|says|
    tells|counts|measures)|in (?:other|plain|simple) words|meaning|think of|imagine|basically|
    (?:that|it)'s(?! {_REMARK}\b)|picture)\b
    """)
