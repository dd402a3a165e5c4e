"""What the drills' pages show."""

from dataclasses import dataclass
from secrets import randbits
from urllib.parse import urlencode

from hotseat.drills.exercise import Exercise, Expression
from hotseat.model.drill import DrillUnit
from hotseat.model.errors import HotseatError
from hotseat.practice.desk import Desk
from hotseat.practice.drilling import DrillLine, form_of, options_of
from hotseat.web.errors import Refused, not_found

MAX_RESPONSE = 2_000


@dataclass(frozen=True)
class Asked:
    """An exercise as it is shown."""

    unit: DrillUnit
    seed: int
    exercise: Exercise
    topics: tuple[str, ...]

    @property
    def form(self) -> str:
        """How to write the answer."""
        return form_of(self.exercise)

    @property
    def is_formula(self) -> bool:
        """Whether the answer is typed as a formula."""
        return isinstance(self.exercise.answer, Expression)

    @property
    def options(self) -> tuple[str, ...]:
        """The options of a choice."""
        return options_of(self.exercise)


@dataclass(frozen=True)
class Group:
    """The drills of one area."""

    id: str
    name: str
    lines: tuple[DrillLine, ...]

    @property
    def sure(self) -> int:
        """How many were right the last time."""
        return sum(line.streak > 0 for line in self.lines)


def groups(desk: Desk) -> list[Group]:
    """Areas that have drills, in the order of the syllabus."""
    lines = desk.drills.lines()
    found = []
    for area in desk.syllabus().areas:
        own = tuple(line for line in lines if line.unit.topics[0].split(".")[0] == area.id)
        if own:
            found.append(Group(area.id, area.name, own))
    return found


def find(desk: Desk, slug: str) -> DrillUnit:
    """The drill. Raises a 404."""
    try:
        return desk.drills.unit(slug)
    except HotseatError as error:
        raise not_found(error) from error


def address(desk: Desk, slug: str, topic: str) -> str:
    """Of a fresh exercise."""
    query = {"seed": randbits(32), **({"topic": topic} if topic else {})}
    return f"/drills/{find(desk, slug).slug}?{urlencode(query)}"


def ask(desk: Desk, slug: str, seed: str) -> Asked:
    """The exercise of a seed that came from outside. Raises a 404 for one that is none."""
    unit = find(desk, slug)
    if not (seed.isdecimal() and seed.isascii() and len(seed) <= 10 and int(seed) < 2**32):
        raise Refused(404, HotseatError("There is no such exercise.", seed[:20], "Take a fresh one."))
    number, exercise = desk.drills.ask(slug, int(seed))
    names = tuple(found.name for topic in unit.topics if (found := desk.syllabus().topic(topic)))
    return Asked(unit, number, exercise, names)
