"""bank/loops/jargon.txt and the syllabus in, the words that a layperson may not know out.

A line is a pattern as in rubrics; one that begins with - names what counts as everyday language, although the
syllabus has it; # begins a remark.
"""

import re
from pathlib import Path

from hotseat.bank.syllabus import load_syllabus
from hotseat.model.behavioural import Vocabulary
from hotseat.model.errors import HotseatError
from hotseat.model.unit import Syllabus

EVERYDAY_AREAS = ("beh", "proc", "case", "resp")  # their topics are named in everyday words
_CUT = re.compile(r"[:;,()/]|\b(?:and|versus|vs|or|with|for|of|in|incl\.?|on|to|under|at|without|against)\b")
_ACRONYM = re.compile(r"[A-Z0-9][A-Za-z0-9-]*[A-Z0-9][A-Za-z0-9-]*")


def load_jargon(root: Path) -> Vocabulary:
    """The vocabulary of the bank at root. Raises HotseatError when a file cannot be read."""
    path = root / "loops" / "jargon.txt"
    try:
        lines = [line.partition("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines()]
    except (OSError, UnicodeDecodeError) as error:
        fix = "Install hotseat again, or set HOTSEAT_BANK to a whole bank."
        raise HotseatError("The list of specialist terms cannot be read.", str(path), fix) from error
    written = [line for line in lines if line and not line.startswith("-")]
    allowed = tuple(line[1:].strip() for line in lines if line.startswith("-"))
    everyday = {each.lower() for each in allowed}
    terms = syllabus_terms(load_syllabus(root / "syllabus.yaml"))
    derived = [f"{each.removesuffix('s')}s?" for each in terms if each not in everyday]
    return Vocabulary(tuple(dict.fromkeys([*written, *derived])), allowed)


def syllabus_terms(syllabus: Syllabus) -> list[str]:
    """Acronyms and terms of two or three words in the names of technical topics, in lower case."""
    found: dict[str, None] = {}
    for area in syllabus.areas:
        if area.id in EVERYDAY_AREAS:
            continue
        for topic in area.topics:
            for piece in _CUT.split(topic.name):
                phrase = piece.strip(" .-")
                if _ACRONYM.fullmatch(phrase) or len(phrase.split()) in (2, 3):
                    found[phrase.lower()] = None
    return [each for each in found if re.fullmatch(r"[a-z0-9][a-z0-9 '-]+", each)]
