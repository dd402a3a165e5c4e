"""The sentences of a result on the pages."""

import pytest

from hotseat.model.verdict import LOADS, CheckResult, Outcome, Shown
from hotseat.web.wording import is_wide, tally


def checks(outcomes: str) -> list[CheckResult]:
    words = {"p": Outcome.PASSED, "w": Outcome.WRONG_ANSWER, "n": Outcome.NOT_RUN}
    return [CheckResult(str(place), words[each], "", is_shown=True) for place, each in enumerate(outcomes)]


@pytest.mark.parametrize(
    ("outcomes", "line"),
    [
        ("p", "1 check passed"),
        ("ppw", "1 of 3 checks failed"),
        ("wnn", "1 of 3 checks failed, 2 not run"),
        ("wwwp", "3 of 4 checks failed; begin with the first"),
        ("pwwww", "4 of 5 checks failed"),
        ("wwwpppp", "3 of 7 checks failed"),
    ],
)
def test_the_checks_in_one_line(outcomes: str, line: str) -> None:
    assert tally(checks(outcomes)) == line


def test_a_file_that_does_not_load_has_no_count_of_checks() -> None:
    assert tally([CheckResult(LOADS, Outcome.ERROR, "", is_shown=True)]) == ""


@pytest.mark.parametrize(("text", "wide"), [("", False), ("[1, 2]\n[3, 4]", False), ("x" * 60, True)])
def test_a_long_line_gets_the_whole_pane(text: str, wide: bool) -> None:
    assert is_wide(Shown("X", "array", text)) is wide
    assert is_wide(None) is False
