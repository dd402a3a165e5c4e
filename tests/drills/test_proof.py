"""Broken drills are found out."""

from pathlib import Path

import pytest

from hotseat.bank.drills import examine_drill, load_drill
from hotseat.drills.generator import exercise_of
from hotseat.drills.proof import prove_drill

SHEET = 'format = 1\ntitle = "T"\ntopics = ["prob.bayes"]\nlevel = "core"\nminutes = 2\nsources = ["A. Author, A Title, 2020, chapter 1"]\n'
GOOD = """
from hotseat.drills import Exercise, number

def make(rng):
    n = int(rng.integers(2, 500))
    return Exercise(f"Half of {n}?", number(n / 2, within=0.01), ["Halve.", f"**{n / 2}**"],
                    {"doubled": n * 2}, {"n": n})
"""
OTHER = "def answer(facts):\n    return sum(1 for _ in range(facts['n'])) / 2\n"


def folder(tmp_path: Path, drill: str = GOOD, independent: str = OTHER, sheet: str = SHEET) -> Path:
    place = tmp_path / "half"
    place.mkdir()
    (place / "unit.toml").write_text(sheet)
    (place / "drill.py").write_text(drill)
    (place / "independent.py").write_text(independent)
    return place


def test_a_good_drill_has_no_findings(tmp_path: Path) -> None:
    place = folder(tmp_path)
    assert examine_drill(place)[1] == []
    assert prove_drill(load_drill(place), range(50)) == []


@pytest.mark.parametrize(
    ("drill", "independent", "words"),
    [
        (GOOD.replace("n / 2, within", "n / 2 + (n > 400), within"), OTHER, "independent.py says"),
        (GOOD.replace('["Halve.", f"**{n / 2}**"]', "[]"), OTHER, "fewer than two steps"),
        (GOOD.replace("rng.integers(2, 500)", "7"), OTHER, "different exercises"),
        (GOOD.replace("int(rng.integers(2, 500))", "__import__('random').randrange(2, 10**6)"), OTHER, "another exercise"),
        (GOOD.replace("f\"Half", "\"Half"), OTHER, "brace was left over"),
        (GOOD.replace('{"doubled": n * 2}', "{}"), OTHER, "no exercise has a known slip"),
        (GOOD.replace('{"doubled": n * 2}', '{"doubled": n * 2, "added": n / 2 + 0.015}'), OTHER, "counts as right"),
        (GOOD + "\n_make = make\ndef make(rng):\n    _make(rng)\n", OTHER, "did not return an exercise"),
        (GOOD, OTHER.replace("facts['n']", "facts['m']"), "does not run: KeyError"),
    ],
)  # fmt: skip
def test_a_broken_drill_is_found_out(tmp_path: Path, drill: str, independent: str, words: str) -> None:
    found = prove_drill(load_drill(folder(tmp_path, drill, independent)), range(60))
    assert any(words.lower() in finding.what.lower() for finding in found), found


def test_a_sheet_says_every_fault_at_its_line(tmp_path: Path) -> None:
    sheet = SHEET.replace("minutes = 2", "minute = 2").replace('"core"', '"hard"') + 'extra = "x"\n'
    _, found = examine_drill(folder(tmp_path, sheet=sheet))
    lines = {(finding.line, finding.what.split()[0]) for finding in found}
    assert {(4, "level"), (5, "minute"), (7, "extra")} <= lines
    assert any("minutes is missing" in finding.what for finding in found)
    assert any(finding.fix == "Did you mean: minutes" for finding in found)


def test_the_same_seed_gives_the_same_exercise(tmp_path: Path) -> None:
    unit = load_drill(folder(tmp_path))
    assert exercise_of(unit, 5).ask == exercise_of(unit, 5).ask
    assert len({exercise_of(unit, seed).ask for seed in range(30)}) > 20


def test_an_exercise_whose_slip_would_count_as_right_is_drawn_again(tmp_path: Path) -> None:
    near = GOOD.replace('{"doubled": n * 2}', '{"lost a hair": n / 2 - (0.005 if n % 3 else 1)}')
    unit = load_drill(folder(tmp_path, near))
    assert {exercise_of(unit, seed).facts["n"] % 3 for seed in range(40)} == {0}
    assert prove_drill(unit, range(40)) == []


def test_a_slip_that_gives_just_the_right_answer_is_no_reason_to_draw_again(tmp_path: Path) -> None:
    same = GOOD.replace('{"doubled": n * 2}', '{"harmless": n / 2 if n % 3 else n, "doubled": n * 2}')
    unit = load_drill(folder(tmp_path, same))
    assert {exercise_of(unit, seed).facts["n"] % 3 for seed in range(40)} == {0, 1, 2}
