"""Stories at the desk: recorded with their levels, rated where nothing could be judged, no part of the reviews."""

import io
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hotseat.bank.shelf import Bank
from hotseat.model.answer import BEHAVIOURAL
from hotseat.model.errors import HotseatError, WrongInput
from hotseat.practice.desk import Desk
from hotseat.practice.telling import worth
from hotseat.store.sqlite import SqliteStore

REAL = Path(__file__).parents[2] / "bank"
STORY, PLAIN = "two-deadlines", "explain-decision-tree"
VAGUE = (
    "I rewrote the query. I tested it twice with a colleague. Speed beats elegance on most days of the year."
)


class Clock:
    def __init__(self) -> None:
        self.at = datetime(2026, 3, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    bank = tmp_path / "bank"
    (bank / "coding").mkdir(parents=True)
    shutil.copy(REAL / "syllabus.yaml", bank)
    for name in (f"behavioural/{STORY}", f"behavioural/{PLAIN}", "drills/bayes-base-rate", "loops"):
        shutil.copytree(REAL / name, bank / name)
    made = Desk(tmp_path, SqliteStore(tmp_path / "hotseat.sqlite3"), Bank(bank), now=Clock())
    yield made
    made.close()


def test_a_story_is_heard_and_recorded(desk: Desk) -> None:
    unit = desk.tellings.unit(STORY)
    heard = desk.tellings.answer(STORY, unit.model, seconds=150)
    assert (heard.answer.round, heard.answer.by, heard.answer.seconds) == (BEHAVIOURAL, "offline", 150)
    assert heard.answer.detail["levels"]["own-action"] == 4
    assert 0 < heard.answer.credit <= heard.answer.possible <= 1
    again = desk.tellings.one(heard.answer.id)
    assert again.levels == heard.levels
    assert [(line.unit.slug, line.answers) for line in desk.tellings.lines("story")] == [(STORY, 1)]


def test_an_explanation_is_looked_at_with_the_banks_vocabulary(desk: Desk) -> None:
    jargon = next(each.text for each in desk.tellings.unit(PLAIN).examples if each.name == "jargon")
    heard = desk.tellings.answer(PLAIN, jargon)
    assert heard.answer.detail["flags"][0] == "jargon"
    assert [each.when for each in heard.followups][:2] == ["jargon", "no-analogy"]


def test_what_was_not_judged_is_rated_by_oneself_once_and_said_so(desk: Desk) -> None:
    heard = desk.tellings.answer(STORY, VAGUE)
    assert "reflection" in heard.open
    rated = desk.tellings.rate(heard.answer.id, {"reflection": 2})
    assert rated.answer.by == "self"
    assert rated.answer.detail["of"] == heard.answer.id
    assert rated.answer.detail["levels"]["reflection"] == 2
    assert rated.answer.credit > heard.answer.credit
    assert desk.tellings.one(heard.answer.id).open == heard.open
    assert desk.tellings.one(rated.answer.id).levels[3].because == "Rated by yourself."
    assert desk.tellings.lines("story")[0].answers == 1
    with pytest.raises(WrongInput, match="not open"):
        desk.tellings.rate(rated.answer.id, {"reflection": 4})


@pytest.mark.parametrize(
    ("name", "level"), [("own-action", 4), ("charm", 3), ("reflection", 5), ("reflection", 0)]
)
def test_what_was_judged_cannot_be_rated(desk: Desk, name: str, level: int) -> None:
    heard = desk.tellings.answer(STORY, VAGUE)
    with pytest.raises(WrongInput):
        desk.tellings.rate(heard.answer.id, {name: level})


def test_an_answer_that_is_none_is_worth_nothing_and_leaves_nothing_open(desk: Desk) -> None:
    for text in ("", "no idea", desk.tellings.unit(STORY).prompt):
        heard = desk.tellings.answer(STORY, text)
        assert (heard.answer.credit, heard.answer.possible, heard.open) == (0, 0, ())


def test_stories_are_no_part_of_the_reviews(desk: Desk) -> None:
    before = desk.reviews.queue()
    desk.tellings.answer(STORY, desk.tellings.unit(STORY).model)
    assert desk.reviews.queue() == before
    desk.reviews.rebuild()
    assert desk.reviews.queue() == before


def test_stories_are_exported_and_imported(desk: Desk, tmp_path: Path) -> None:
    heard = desk.tellings.answer(STORY, VAGUE)
    lines = io.StringIO()
    desk.export(lines)
    other = Desk(tmp_path, SqliteStore(tmp_path / "other.sqlite3"), desk.bank, now=Clock())
    assert other.import_(io.StringIO(lines.getvalue())) == (1, 0)
    assert other.tellings.one(heard.answer.id).answer == heard.answer
    other.close()


def test_an_unknown_answer_or_prompt_is_refused(desk: Desk) -> None:
    with pytest.raises(HotseatError):
        desk.tellings.one("nothing")
    with pytest.raises(HotseatError):
        desk.tellings.answer("nothing", "I did it.")


def test_a_level_is_a_share_and_what_is_open_is_a_range() -> None:
    from hotseat.model.behavioural import Level

    assert worth((Level("a", 4, ""), Level("b", 1, ""))) == (0.5, 0.5)
    assert worth((Level("a", 4, ""), Level("b", None, ""))) == (0.5, 1.0)
