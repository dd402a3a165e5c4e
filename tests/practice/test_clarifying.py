"""What an interviewer tells when asked: the facts of the problems in the bank, and the replies to everything else."""

import pytest

from hotseat.bank.shelf import load_bank
from hotseat.grader.patterns import compiled
from hotseat.practice.clarifying import NOT_A_SOLUTION, NOTHING, reply_to

BANK = load_bank()
UNITS = {slug: BANK.unit(slug) for slug in BANK.slugs()}
LEAST_FACTS = 4


@pytest.mark.parametrize("slug", UNITS)
def test_every_problem_has_facts_whose_patterns_can_be_read(slug: str) -> None:
    facts = UNITS[slug].clarifications
    assert len(facts) >= LEAST_FACTS
    assert len({fact.says for fact in facts}) == len(facts)
    for fact in facts:
        for pattern in fact.asked:
            compiled(pattern)


@pytest.mark.parametrize(
    ("slug", "questions", "says"),
    [
        ("stable-softmax", ["Can the input be empty?", "What if there are no rows?", "Are zero samples possible?"], "There may be no rows"),
        ("stable-softmax", ["Should I return a list or an array?", "What dtype should the output have?", "May I work in place?"], "float32 for a float32 input"),
        ("stable-softmax", ["How large can the logits be?", "Do I have to worry about overflow?"], "plus or minus 10,000"),
        ("kmeans", ["What if a cluster becomes empty?", "And a centroid with no points?"], "stays where it is"),
        ("kmeans", ["What if two centroids are equal in distance?", "How are ties broken?", "A point equidistant from two?"], "lower index"),
        ("roc-auc", ["What if two are equal?", "Tied scores?", "Can two rows have the same score?"], "one half"),
        ("roc-auc", ["What if there is only one class?", "Can n be 0?", "Is there always a positive, or only negatives at times?"], "ValueError"),
        ("decision-tree-classifier", ["How large is n?", "How many rows are there at most?", "Does it need to be fast?", "Is quadratic complexity fine?"], "3,200 rows"),
        ("bpe-tokenizer", ["Do I lowercase the text?", "Unicode or ASCII?", "Characters or bytes?"], "any Unicode"),
        ("multi-head-attention", ["Is True masked or allowed?", "What does the mask mean?"], "True where the query may look"),
        ("scaled-dot-product-attention", ["What if every key is masked for a query?", "Could all keys be forbidden?"], "zeros"),
        ("dropout", ["Which random generator do you expect?", "Is there a seed?"], "No particular generator"),
        ("rolling-user-features", ["Is the window inclusive?", "Two events at the same time?"], "outside its window"),
        ("linear-regression", ["Is X of full rank?", "Could columns be collinear?"], "smallest norm"),
        ("training-loop-that-does-not-learn", ["How many bugs are there?", "Is there only one bug?"], "More than one"),
        ("q-learning", ["Does epsilon decay?", "Is epsilon constant, how do I explore?"], "never changes"),
    ],
)  # fmt: skip
def test_a_fact_is_told_however_it_is_asked_for(slug: str, questions: list[str], says: str) -> None:
    for question in questions:
        assert says in reply_to(UNITS[slug], question), question


@pytest.mark.parametrize("slug", UNITS)
def test_what_has_nothing_to_do_with_the_problem_gets_no_fact(slug: str) -> None:
    for question in (
        "What did you have for lunch?",
        "Do you like working here?",
        "Could you repeat the question please?",
        "How long does this round take?",
        "Is my code correct?",
        "May I think for a minute?",
    ):
        assert reply_to(UNITS[slug], question) == NOTHING, question


@pytest.mark.parametrize("slug", UNITS)
def test_asking_for_the_solution_is_declined(slug: str) -> None:
    for question in (
        "Can you give me the solution?",
        "How should I implement this?",
        "Which algorithm should I use?",
        "What is the answer?",
        "Give me a hint, please.",
    ):
        assert reply_to(UNITS[slug], question) == NOT_A_SOLUTION, question


@pytest.mark.parametrize("slug", UNITS)
def test_limits_and_libraries_are_told_from_the_unit(slug: str) -> None:
    unit = UNITS[slug]
    assert f"{unit.limits.seconds:g} seconds" in reply_to(unit, "What is the time limit?")
    assert f"{unit.limits.memory_mb} MB" in reply_to(unit, "How much memory may I use?")
    assert "standard library" in reply_to(unit, "Which libraries are allowed?")


def test_a_row_of_hyphens_is_read_as_one_gap() -> None:
    unit = UNITS["stable-softmax"]
    assert reply_to(unit, "return " + "-" * 480) == NOTHING
    assert "float32 for a float32" in reply_to(unit, "return ----- an --- array?")
    assert "never one-hot" in reply_to(UNITS["cross-entropy-gradient"], "What does -1 mean?")
