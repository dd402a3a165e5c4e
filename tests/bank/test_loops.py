import shutil

from hotseat.bank.loops import examine_loops
from hotseat.bank.shelf import find_bank, load_bank


def test_every_format_of_the_bank_is_sound():
    bank = load_bank()
    found, findings = examine_loops(bank.root / "loops", bank.syllabus())
    assert findings == []
    wanted = {
        "phone-screen", "generalist-onsite", "deep-learning-llm", "mlops-platform", "applied-scientist", "new-graduate",
    }  # fmt: skip
    assert wanted <= set(found.formats)
    assert [each.minutes for each in found.formats["phone-screen"].rounds] == [10, 30]


def test_a_broken_format_is_reported_with_its_line_and_the_nearest_name(tmp_path):
    shutil.copytree(find_bank() / "loops", tmp_path / "loops")
    file = tmp_path / "loops" / "phone-screen.toml"
    text = file.read_text(encoding="utf-8").replace("minutes = 10", "minuts = 10").replace('kind    = "coding"', 'kind = "codign"')
    file.write_text(text, encoding="utf-8")
    _, findings = examine_loops(tmp_path / "loops", load_bank().syllabus())
    said = [line for each in findings for line in each.lines()]
    assert any("minuts is not a known key" in line and ":10" in line for line in said), said
