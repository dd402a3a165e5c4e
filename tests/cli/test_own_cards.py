"""`hotseat cards import`, and your own cards in `hotseat review`."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Use = Callable[..., Any]


@pytest.fixture
def cards(place: Path) -> str:
    (place / "mine.csv").write_text(
        "front,back,topic\nWhat is KL?,A divergence.,prob.bayes\nWhat is bias?,An error.,\n"
    )
    return "mine.csv"


def test_cards_are_brought_in_and_counted(learning: Use, cards: str) -> None:
    said = learning("cards", "import", cards)
    assert said.code == 0
    assert said.out.strip() == "2 added, 0 already there."
    assert "1 of them belong to a topic" in said.err
    again = json.loads(learning("cards", "import", cards, "--json").out)
    assert (again["added"], again["known"]) == (0, 2)


def test_cards_are_listed_by_topic(learning: Use, cards: str) -> None:
    learning("cards", "import", cards)
    assert [each["front"] for each in json.loads(learning("cards", "list", "--json").out)] == [
        "What is KL?",
        "What is bias?",
    ]
    assert [each["front"] for each in json.loads(learning("cards", "list", "prob", "--json").out)] == [
        "What is KL?"
    ]
    assert "prob.bayes  What is KL?" in learning("cards", "list").out


def test_a_card_is_asked_revealed_and_rated(learning: Use, cards: str) -> None:
    learning("cards", "import", cards)
    said = learning("review", "prob.bayes", typed="\nperhaps\n2\n")
    assert said.code == 0
    assert said.out.index("What is KL?") < said.out.index("A divergence.")
    assert said.err.count("How well did you know it?") == 2
    assert "1 of 1 done" in said.err
    lines = [json.loads(line) for line in learning("export").out.splitlines()]
    rated = [line for line in lines if line["kind"] == "answer"]
    assert [(line["by"], line["round"], line["detail"]) for line in rated] == [
        ("self", "card", {"rating": "hard"})
    ]


def test_the_answer_is_not_shown_before_it_is_asked_for(learning: Use, cards: str) -> None:
    learning("cards", "import", cards)
    said = learning("review", "prob.bayes", typed="q\n")
    assert "What is KL?" in said.out
    assert "A divergence." not in said.out
    assert "0 of 1 done" in said.err


def test_own_cards_stand_in_the_queue_with_the_rest(learning: Use, cards: str) -> None:
    learning("cards", "import", cards)
    queue = json.loads(learning("review", "--due", "--json").out)
    assert [item["round"] for item in queue["items"]].count("card") == 2


def test_a_file_that_cannot_be_read_is_a_sentence_with_its_line(learning: Use, place: Path) -> None:
    (place / "bad.csv").write_text("front,back\na,b\nonly one\n")
    said = learning("cards", "import", "bad.csv")
    assert said.code == 2
    assert "bad.csv:3" in said.err
    assert learning("cards", "list", "--json").out.strip() == "[]"


def test_an_empty_file_is_not_a_success(learning: Use, place: Path) -> None:
    (place / "none.csv").write_text("front,back\n")
    assert learning("cards", "import", "none.csv").code == 1


def test_control_characters_of_a_card_never_reach_the_terminal(learning: Use, place: Path) -> None:
    (place / "esc.csv").write_text("a\x1b[2Jb,c\x07d,prob.bayes\n")
    learning("cards", "import", "esc.csv")
    said = learning("review", "prob.bayes", typed="\n1\n")
    assert "1 of 1 done" in said.err
    assert "\x1b[2J" not in said.out
    assert "\x07" not in said.out


def test_cards_are_edited_removed_and_brought_back_by_their_names(learning: Use, cards: str) -> None:
    learning("cards", "import", cards)
    name = learning("cards", "list", "prob").out.split()[0]
    said = learning("cards", "edit", name, "--back", "A distance that is none.", "--topic", "none")
    assert said.code == 0
    assert "What is KL?" in said.out
    assert "A distance that is none." in said.out
    assert "prob.bayes" not in said.out
    assert learning("cards", "undo", name).code == 0
    assert name in learning("cards", "list", "prob").out
    assert learning("cards", "remove", name.removeprefix("own-")).code == 0
    assert name not in learning("cards", "list").out
    assert name in learning("cards", "list", "--removed").out
    assert learning("cards", "undo", name).code == 0
    assert name in learning("cards", "list").out


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("edit", "own-zz", "--back", "x"), "There is no card of yours named"),
        (("remove", ""), "There is no card of yours named"),
        (("remove", "own-"), "There is no card of yours named"),
        (("edit", "NAME"), "Say what to change"),
        (("edit", "NAME", "--back", " "), "text on both sides"),
        (("edit", "NAME", "--topic", "prob.bayse"), "Did you mean: prob.bayes"),
        (("undo", "NAME"), "Nothing of this card was changed"),
    ],
)
def test_a_change_that_cannot_be_made_is_a_sentence(
    learning: Use, cards: str, args: tuple, says: str
) -> None:
    learning("cards", "import", cards)
    name = learning("cards", "list", "prob").out.split()[0]
    said = learning("cards", *(each.replace("NAME", name) for each in args))
    assert said.code == 2
    assert says in said.err
