"""Problems: the statement, an interviewer to ask, an editor, one's own tests, and what is said about the solution."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hotseat.bank.shelf import Bank
from hotseat.grader.talk import spoken_of
from hotseat.model.attempt import Attempt
from hotseat.model.errors import HotseatError, WrongInput
from hotseat.model.loop import CODING
from hotseat.model.scorecard import Score
from hotseat.model.unit import CodingUnit
from hotseat.model.verdict import Judgement, Outcome, Verdict
from hotseat.practice.interviewer import answered, talker
from hotseat.practice.own_tests import measure_tests, run_tests
from hotseat.practice.response import check_response
from hotseat.practice.rounds.protocol import Drawable, Peek, Room, Said
from hotseat.practice.submission import OnEvent
from hotseat.scorecard.coding import OwnTests, Solved, coding_scores
from hotseat.scorecard.sitting import RoundState, Sitting

SOURCE, TESTS, TALK = "source", "tests", "talk"
LONGEST_QUESTION = 500
TESTS_STARTER = """# Functions whose names begin with test_ run against your code.
# At the end of the round, small faults are put into your code: good tests notice them.
"""


@dataclass(frozen=True)
class CodingView:
    """What the page shows. item: of units, from 0; drafts: by name of the box; said: questions and replies."""

    unit: CodingUnit
    statement: str
    item: int
    count: int
    source: str
    tests: str
    talk: str
    hints: tuple[str, ...]
    said: tuple[Said, ...]
    attempts: tuple[Attempt, ...]

    @property
    def is_solved(self) -> bool:
        """Whether a hand-in was accepted."""
        return any(each.verdict is Verdict.ACCEPTED for each in self.attempts)


class CodingRound:
    """One problem or several."""

    kind = CODING
    is_staged = False
    actions: tuple[str, ...] = ("ask", "hint", "next")

    def pool(self, bank: Bank) -> list[Drawable]:
        """Every problem whose runtime is installed."""
        from hotseat.judge.runtimes import is_installed

        return [
            Drawable(each.slug, each.title, each.topics, each.level, each.minutes)
            for each in bank.facts()
            if is_installed(each.runtime) and (each.task == "extend") == self.is_staged
        ]

    def view(self, room: Room, sitting: Sitting, state: RoundState) -> CodingView:
        """The problem that is worked on."""
        item = current_item(state)
        unit = room.bank.unit(state.drawn.units[item])
        hints = tuple(unit.hints[: len(state.of("hint", item))])
        said = [Said("interviewer", state.drawn.format.opening)] if item == 0 else []
        for event in state.of("asked", item):
            said += [Said("you", str(event.detail["text"])), Said("interviewer", str(event.detail["reply"]))]
        attempts = attempts_of(room, state, item)
        if any(each.verdict is Verdict.ACCEPTED for each in attempts):
            said.append(Said("interviewer", f"That works. Say in your notes: {_next_question(unit)}"))
        return CodingView(
            unit,
            self.statement(unit, attempts),
            item,
            len(state.drawn.units),
            _draft(room, sitting, state, item, SOURCE) or unit.starter,
            _draft(room, sitting, state, item, TESTS) or TESTS_STARTER,
            _draft(room, sitting, state, item, TALK) or "",
            hints,
            tuple(said),
            attempts,
        )

    def statement(self, unit: CodingUnit, attempts: Sequence[Attempt]) -> str:
        """What the candidate is told so far."""
        return unit.prompt

    def peek(self, room: Room, sitting: Sitting, state: RoundState) -> Peek:
        """Solutions, facts, known mistakes, and the code as it stands."""
        item = current_item(state)
        unit = room.bank.unit(state.drawn.units[item])
        model = "\n\n".join(f"```python\n{each.text}\n```" for each in unit.solutions)
        facts = [("Told when asked", each.says) for each in unit.clarifications]
        facts += [("Debrief", unit.debrief), ("Follow-ups", unit.followups)]
        facts += [(f"Hint {number}", hint) for number, hint in enumerate(unit.hints, 1)]
        facts += [(f"Known mistake: {each.name.replace('_', ' ')}", each.doc) for each in unit.mistakes]
        names = (SOURCE, TALK, TESTS)
        writing = tuple((name, _draft(room, sitting, state, item, name) or "") for name in names)
        return Peek(item, unit.title, unit.prompt, model, tuple(facts), (), writing)

    def act(
        self, room: Room, sitting: Sitting, state: RoundState, action: str, fields: Mapping[str, str]
    ) -> None:
        """Ask the interviewer, take a hint, or go to the next problem."""
        item = current_item(state)
        unit = room.bank.unit(state.drawn.units[item])
        if action == "ask":
            text = " ".join(fields.get("text", "").split())[:LONGEST_QUESTION]
            if not text:
                raise WrongInput("There is no question.", "", "Write what you would ask.")
            statement = self.statement(unit, attempts_of(room, state, item))
            reply = answered(unit, statement, text, talker(room.desk.questions))
            room.write(sitting, "asked", {"item": item, "text": text, "reply": reply.text, "by": reply.by})
        elif action == "hint":
            number = len(state.of("hint", item)) + 1
            if number > len(unit.hints):
                raise WrongInput("There is no further hint.", "", "Ask, or hand in what you have.")
            room.write(sitting, "hint", {"item": item, "number": number})
        elif item + 1 < len(state.drawn.units):
            room.write(sitting, "noted", {"item": item, "next": True})
        else:
            raise WrongInput("There is no further problem.", "", "End the round when you are done.")

    def hand_in(
        self, room: Room, sitting: Sitting, state: RoundState, source: str, on_event: OnEvent | None = None
    ) -> Attempt:
        """Judge with every check and record it, in the record of attempts and in the loop."""
        item = current_item(state)
        slug = state.drawn.units[item]
        heard = self.heard(room, state, on_event)
        attempt = room.desk.hand_in(slug, source, seconds=state.spent(room.now()), on_event=heard)
        room.write(sitting, "handed-in", {"item": item, "id": attempt.id, "verdict": attempt.verdict.value})
        return attempt

    def item(self, state: RoundState) -> int:
        """Which problem of the round is worked on, from 0."""
        return current_item(state)

    def run(self, room: Room, state: RoundState, source: str, on_event: OnEvent | None = None) -> Judgement:
        """Judge with the shown checks; nothing is recorded."""
        heard = self.heard(room, state, on_event)
        unit = room.bank.unit(state.drawn.units[current_item(state)])
        return room.desk.judging().judge(unit, check_response(source), is_shown_only=True, on_event=heard)

    def heard(self, room: Room, state: RoundState, on_event: OnEvent | None) -> OnEvent | None:
        """What the candidate hears of a judgement."""
        return on_event

    def try_tests(
        self,
        room: Room,
        sitting: Sitting,
        state: RoundState,
        source: str,
        tests: str,
        on_event: OnEvent | None = None,
    ) -> Judgement:
        """Run the candidate's tests against the candidate's code."""
        unit = room.bank.unit(state.drawn.units[current_item(state)])
        return run_tests(room.desk.judging(), unit, source, tests, sitting.loop.seed, on_event)

    def settle(self, room: Room, sitting: Sitting, state: RoundState) -> dict[str, Any]:
        """Hand in code that was not yet, then see what the candidate's tests notice, for every problem."""
        facts: dict[str, Any] = {"items": []}
        for item in range(current_item(state) + 1):
            facts["items"].append(self._settled(room, sitting, state, item))
        return facts

    def scores(self, room: Room, sitting: Sitting, state: RoundState) -> list[Score]:
        """Understanding, correctness, efficiency, own tests, communication."""
        settled = state.of("settled")
        facts = settled[-1].detail.get("items", []) if settled else []
        return coding_scores([_solved(room, sitting, state, item, one) for item, one in enumerate(facts)])

    def _settled(self, room: Room, sitting: Sitting, state: RoundState, item: int) -> dict[str, Any]:
        unit = room.bank.unit(state.drawn.units[item])
        facts: dict[str, Any] = {"talk": _draft(room, sitting, state, item, TALK) or ""}
        source = _draft(room, sitting, state, item, SOURCE)
        attempts = attempts_of(room, state, item)
        is_new = source is not None and source.strip() and source.strip() != unit.starter.strip()
        is_other = not attempts or attempts[-1].response.strip() != (source or "").strip()
        best = next((each for each in attempts if each.verdict is Verdict.ACCEPTED), None)
        if best is None and source is not None and is_new and is_other:
            try:
                last = room.desk.hand_in(unit.slug, source, seconds=state.spent(room.now()))
            except HotseatError as error:
                facts["not_judged"] = error.what
            else:
                facts["handed_in"] = last.id
                best = last if last.verdict is Verdict.ACCEPTED else None
        tests = _draft(room, sitting, state, item, TESTS)
        if best is not None and tests and tests.strip() != TESTS_STARTER.strip():
            facts["tests"] = _measured(room, unit, best.response, tests, sitting.loop.seed)
        return facts


def _next_question(unit: CodingUnit) -> str:
    """The first of the unit's follow-ups."""
    first = next((line[2:] for line in unit.followups.splitlines() if line.startswith("- ")), "")
    return first or "what does it cost, and where does it break?"


def current_item(state: RoundState) -> int:
    """Which problem of the round is worked on, from 0."""
    return sum(bool(each.detail.get("next")) for each in state.of("noted"))


def _draft(room: Room, sitting: Sitting, state: RoundState, item: int, name: str) -> str | None:
    return room.draft(sitting, state, f"{item}-{name}")


def attempts_of(room: Room, state: RoundState, item: int) -> tuple[Attempt, ...]:
    """The hand-ins of a problem, oldest first, with the one at the end of the round."""
    ids = [str(each.detail["id"]) for each in state.of("handed-in", item)]
    for event in state.of("settled"):
        items = event.detail.get("items", [])
        if item < len(items) and "handed_in" in items[item]:
            ids.append(str(items[item]["handed_in"]))
    return tuple(room.desk.recorded(each) for each in ids)


def _measured(room: Room, unit: CodingUnit, source: str, tests: str, seed: int) -> dict[str, int]:
    try:
        found = measure_tests(room.desk.judging(), unit, source, tests, seed)
    except HotseatError:
        return {}
    return {"count": found.count, "passed": found.passed, "noticed": found.noticed, "faults": found.faults}


def _solved(room: Room, sitting: Sitting, state: RoundState, item: int, facts: Mapping[str, Any]) -> Solved:
    unit = room.bank.unit(state.drawn.units[item])
    attempts = [each for each in attempts_of(room, state, item) if each.verdict is not Verdict.JUDGE_ERROR]
    shares = [_share(each) for each in attempts]
    best = next((each for each in attempts if each.verdict is Verdict.ACCEPTED), None)
    last = best or (attempts[-1] if attempts else None)
    failed = (
        next((each for each in last.judgement.checks if each.outcome is not Outcome.PASSED), None)
        if last
        else None
    )
    ratio = best.efficiency.ratio if best and best.efficiency else None
    tests = facts.get("tests")
    talk = str(facts.get("talk", ""))
    return Solved(
        title=unit.title,
        link=f"/attempts/{last.id}" if last else f"/problems/{unit.slug}",
        first_failure=failed.name if failed else "",
        hand_ins=tuple(each.verdict is Verdict.ACCEPTED for each in attempts),
        share=max(shares, default=0.0),
        misread=sum(_is_of_wrong_form(each) for each in attempts),
        hints=len(state.of("hint", item)),
        all_hints=len(unit.hints),
        ratio=ratio,
        ratio_says="" if ratio is None else f"{unit.title}: {ratio:.1f} times the reference's time.",
        tests=OwnTests(**tests) if tests else None,
        talk=spoken_of(unit.prompt, talk),
    )


def _share(attempt: Attempt) -> float:
    hidden = [each for each in attempt.judgement.checks if not each.is_shown] or list(
        attempt.judgement.checks
    )
    return sum(each.outcome is Outcome.PASSED for each in hidden) / len(hidden) if hidden else 0.0


def _is_of_wrong_form(attempt: Attempt) -> bool:
    """Whether no check passed and each that ran failed with an error: names, arguments, syntax, what is forbidden."""
    if attempt.verdict is Verdict.FORBIDDEN:
        return True
    ran = [each for each in attempt.judgement.checks if each.outcome is not Outcome.NOT_RUN]
    return attempt.verdict is Verdict.ERROR and all(each.outcome is Outcome.ERROR for each in ran)
