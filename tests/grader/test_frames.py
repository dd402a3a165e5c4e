"""Whose opinion a sentence states: what others say, what is taken back, and what is asked and answered."""

import pytest

from hotseat.grader.claims import Stance, resolve
from hotseat.grader.heard import Reading
from hotseat.grader.subjects import situate
from hotseat.grader.text import clauses
from hotseat.model.question import Claim, Misconception, Point, Rubric

ENTITIES = {"RF": ("random forests?", "forests?"), "GB": ("boosting",)}
BIAS = Claim("RF", ("bias",))
MORE = Claim(None, ("more trees .. overfit*",))
RUBRIC = Rubric(
    ENTITIES,
    (Point("p", 1, True, "A forest lowers variance.", (), (("varian*",),), (Claim("RF", ("varian*",)),)),),
    (
        Misconception("bias", True, "A forest lowers bias.", "No.", ("p",), (BIAS,)),
        Misconception("more", True, "More trees overfit.", "No.", (), (MORE,)),
    ),
)
FALSE = {"bias": "a forest lowers the bias", "more": "more trees overfit a forest"}
FRAMES = """
People say that {}.
Many people think {}, but they do not.
Some believe {}.
Most beginners assume that {}.
Others claim {}.
A colleague claims that {}.
My manager insists that {}.
Textbooks often say that {}.
Many blog posts wrongly claim {}.
You often hear that {}.
You will read that {}.
You might think {}.
One might think that {}.
You may be tempted to say {}.
One would be tempted to conclude that {}.
I used to think {}.
At first I thought that {}.
I was once told that {}.
It is often said that {}.
It's often said that {}, but no.
It is also said that {}.
It is widely believed that {}.
It is commonly claimed that {}.
It is tempting to think {}.
It would be tempting to say that {}.
It is easy to believe that {}.
It is natural to assume that {}.
It may seem that {}.
At first glance {}.
It would be wrong to say that {}.
It is wrong to say {}.
It's a mistake to think that {}.
It is not true that {}.
It is simply false that {}.
It is a myth that {}.
It is a misconception that {}.
It's a common misconception that {}.
A common mixup is that {}.
Another misunderstanding: that {}.
And a third one is that {}.
The reflex answer is that {}.
Equally wrong is to think {}.
What the plot doesn't say: that {}.
What a curve cannot tell you: {}.
"{}" is bad advice twice over.
"{}" is wrong too as far as we know.
There is a widespread myth that {}.
A common misconception is that {}.
A common misconception about ensembles: {}.
Myth: {}.
The popular belief is that {}.
Conventional wisdom has it that {}.
Rumour has it that {}.
Supposedly {}.
Contrary to the claim that {}, it does nothing of the kind.
Contrary to what people say about how {}, it does not.
What many believe is that {}.
Despite the common belief that {}, it stays as it was.
Although many say that {}, it stays as it was.
The idea that {} is wrong.
The claim that {} is simply false.
The notion that {} does not hold.
That {} is a myth.
That {} is just not true.
I doubt that {}.
I disagree that {}.
The tempting answer is that {}.
Wrong: {}.
Wrongly, some say {}.
{}, which is wrong.
{}, which is simply not true.
{}, that's a myth.
{} - that is false.
{} - false.
{} – wrong.
{} (wrong).
{}, but that is not the case.
{}, but that isn't true.
{}, but they don't.
{}, though this is a misconception.
{}: wrong.
{}? No, on the contrary.
{}? Not at all.
{}? Wrong.
{}? It does not.
{}? Not necessarily.
Do you believe that {}? I would look first.
{}. That is wrong.
{}. This is a myth.
{}. Not true.
{}. False.
{}. No, it does not.
""".strip().splitlines()
PLAIN = """
{}.
I think that {}.
In practice {}.
It is true that {}.
It is well known that {}.
Note that {}.
{}, because the trees are deep.
{}, which is why we stop early.
{}? Yes, always.
{}? Exactly.
Contrary to popular belief, {}.
People say it is slow, but {}.
Although many say that it is slow, {}.
While some think it is slow, {}.
Unlike what many think, {}.
{}, as people say.
{}, contrary to what some claim.
A myth is that it is slow. In truth {}.
{}. That is not true for boosting.
{}. That is important.
{}, which is wrong for boosting.
There is no doubt that {}.
The idea is that {}.
The idea that {} is central.
""".strip().splitlines()


def asserted(text: str) -> set[str]:
    return {each.misconception for each in Reading("Why?", RUBRIC, text).asserted}


def sentence(frame: str, name: str) -> str:
    text = frame.format(FALSE[name])
    return text[0].upper() + text[1:]


@pytest.mark.parametrize("name", FALSE)
@pytest.mark.parametrize("frame", FRAMES)
def test_what_is_only_reported_or_taken_back_is_not_asserted(frame: str, name: str) -> None:
    assert asserted(sentence(frame, name)) == set()


@pytest.mark.parametrize("name", FALSE)
@pytest.mark.parametrize("frame", PLAIN)
def test_what_is_said_plainly_is_asserted(frame: str, name: str) -> None:
    assert name in asserted(sentence(frame, name))


@pytest.mark.parametrize(
    "text",
    [
        "People say that a forest lowers bias, but a forest lowers the variance.",
        "People say that a forest lowers bias: a forest lowers the variance.",
        "Myth: a forest lowers bias. Fact: a forest lowers the variance.",
        "Contrary to popular belief, a forest lowers the variance.",
        "A forest lowers bias - no, sorry, the variance. A forest lowers the variance.",
        "A forest lowers the variance, as is often said - boosting does not.",
        "It assumes that a forest lowers the variance, which is wrong here, and a forest lowers the variance.",
        "A forest lowers the variance and many think it lowers the bias.",
        "Why does a forest lower the variance? Because the errors of the trees differ.",
        "Averaging helps, and does a forest lower the variance? Yes.",
    ],
)
def test_what_stands_beside_an_opinion_of_others_is_still_the_answers_own(text: str) -> None:
    assert Reading("Why?", RUBRIC, text).stances["p"].support


def stances(text: str, claim: Claim) -> list[Stance]:
    return [each.stance for each in resolve(claim, situate(clauses(text), ENTITIES))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Does a forest overfit with more trees? No, its error levels off.", [Stance.DENIED]),
        ("Does a forest overfit with more trees? It doesn't.", [Stance.DENIED]),
        ("Will a forest overfit? Of course not.", [Stance.DENIED]),
        ("Doesn't a forest overfit? No.", [Stance.DENIED]),
        ("More trees overfit a forest? No.", [Stance.DENIED]),
        ("Trees are deep, but does a forest overfit? No.", [Stance.DENIED]),
        ("Does a forest overfit with more trees? Yes, after a while.", [Stance.SUPPORTED]),
        ("Does a forest overfit with more trees? It does.", [Stance.SUPPORTED]),
        ("Doesn't a forest overfit? Yes.", [Stance.SUPPORTED]),
        ("Why does a forest overfit? Because the trees are deep.", [Stance.SUPPORTED]),
        ("Why doesn't a forest overfit? Because it averages.", [Stance.DENIED]),
        ("Does a forest overfit? Not always.", []),
        ("Does a forest overfit? Yes and no.", []),
        ("Does a forest overfit? Let me think about it.", []),
        ("Why would a forest overfit? Because I said so.", []),
        ("Does a forest overfit? No problem is too small for it.", []),
    ],
)
def test_a_question_that_is_answered_says_what_its_answer_says(text: str, expected: list[Stance]) -> None:
    assert stances(text, Claim("RF", ("overfit*",))) == expected
