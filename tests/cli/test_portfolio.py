"""`hotseat portfolio`."""

import json
from pathlib import Path


def test_accepted_solutions_are_written_and_named_when_left(hotseat, place: Path) -> None:
    (place / "row-means.py").write_text("# accepted\n")
    assert hotseat("portfolio", "mine").code == 2
    hotseat("submit", "row-means")
    said = hotseat("portfolio", "mine")
    assert said.code == 0
    assert said.out.strip() == "1 problem in mine."
    assert (place / "mine" / "row-means" / "row_means.py").read_text() == "# accepted\n"
    (place / "mine" / "README.md").write_text("my words")
    said = hotseat("portfolio", "mine")
    assert "edited or added it: README.md" in said.err
    assert json.loads(hotseat("portfolio", "mine", "--json").out)["kept"] == ["README.md"]


def test_another_folder_is_refused_with_what_to_do(hotseat, place: Path) -> None:
    (place / "row-means.py").write_text("# accepted\n")
    hotseat("submit", "row-means")
    said = hotseat("portfolio", ".")
    assert said.code == 2
    assert "holds something else" in said.err
