"""The template of a new unit: every file with what belongs in it."""

from pathlib import Path

from hotseat.bank.facts import SLUG
from hotseat.bank.shelf import load_bank
from hotseat.model.errors import HotseatError, WrongInput

TEMPLATES = Path(__file__).parent / "templates"
FOLDERS = {"coding": "coding", "drill": "drills", "concept": "concepts"}  # of the bank, by kind


def write_template(kind: str, slug: str, bank: Path | None = None) -> Path:
    """Write the folder of a new unit into the bank. Raises WrongInput when its name cannot be used."""
    if not SLUG.fullmatch(slug):
        fix = "Use lower case, digits and single hyphens: ridge-regression"
        raise WrongInput(f"'{slug}' cannot be the name of a unit.", "", fix)
    if bank is not None and not (bank / "coding").is_dir():
        raise WrongInput("This is no bank.", str(bank), "Name a folder that holds coding/ and syllabus.yaml.")
    folder = load_bank(bank).root / FOLDERS[kind] / slug
    title, name = slug.replace("-", " ").capitalize(), slug.replace("-", "_")
    try:
        folder.parent.mkdir(exist_ok=True)
        folder.mkdir()
        for template in sorted((TEMPLATES / kind).rglob("*.txt")):
            path = folder / template.relative_to(TEMPLATES / kind).with_suffix("")
            path.parent.mkdir(exist_ok=True)
            text = template.read_text(encoding="utf-8")
            path.write_text(text.replace("TITLE", title).replace("ENTRY", name), encoding="utf-8")
    except FileExistsError as error:
        raise WrongInput("There is a unit of that name.", str(folder), "Choose another name.") from error
    except OSError as error:
        fix = "Write into another bank with --dir, or set HOTSEAT_BANK."
        raise HotseatError(f"The unit cannot be written: {error.strerror}.", str(folder), fix) from error
    return folder
