"""bank/syllabus.yaml in, the Syllabus out."""

from pathlib import Path
from typing import Any

from hotseat.model.errors import HotseatError
from hotseat.model.unit import Area, Syllabus, Topic


def load_syllabus(path: Path) -> Syllabus:
    """All areas and topics. Raises HotseatError with the line when the file is not a syllabus."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
    except OSError as error:
        raise HotseatError("The syllabus cannot be read.", str(path), error.strerror or "") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{path}:{mark.line + 1}" if mark else str(path)
        raise HotseatError(f"The syllabus is not YAML: {getattr(error, 'problem', error)}.", where) from error
    areas = content.get("areas") if isinstance(content, dict) else None
    if not isinstance(areas, list) or not areas:
        raise HotseatError(
            "The syllabus has no areas.", str(path), "Write: areas: [{area: ..., topics: [...]}]"
        )
    return Syllabus(tuple(_area(each, path) for each in areas))


def _area(entry: Any, path: Path) -> Area:
    try:
        topics = tuple(_topic(each, entry["area"], path) for each in entry["topics"])
        return Area(str(entry["area"]), str(entry["name"]), topics)
    except (KeyError, TypeError) as error:
        fix = "An area has: area, name, topics."
        raise HotseatError(f"An area of the syllabus lacks {error}.", str(path), fix) from error


def _topic(entry: Any, area: str, path: Path) -> Topic:
    try:
        rounds = tuple(str(each) for each in entry["rounds"])
        return Topic(str(entry["id"]), str(entry["name"]), area, str(entry["asked"]), rounds)
    except (KeyError, TypeError) as error:
        fix = "A topic has: id, name, asked, rounds."
        raise HotseatError(f"A topic of area {area} lacks {error}.", str(path), fix) from error
