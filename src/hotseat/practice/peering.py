"""Peer mode: another person interviews, over the local network, with a join code.

What they see is made from the record at each look, so both sides may lose the connection, reload or restart; the code
and the key that signs who joined are kept with the candidate's settings. What they say becomes events of the loop.
"""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from hotseat.model.errors import WrongInput
from hotseat.model.loop import Competency
from hotseat.practice.loops import Loops
from hotseat.practice.rounds.protocol import Peek
from hotseat.scorecard.sitting import RoundState, Sitting

if TYPE_CHECKING:
    from hotseat.practice.desk import Desk
    from hotseat.store.record import Store

CODE, KEY = "peer_code", "peer_key"
ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # no I, L, O, 0, 1: they are mistaken for each other
CODE_LENGTH = 8
MOST_TRIES, LOCKED = 5, timedelta(seconds=30)
LONGEST_NAME, LONGEST_NOTE = 40, 2000
PRESENT = timedelta(seconds=6)


@dataclass(frozen=True)
class PeerView:
    """The loop as the interviewer sees it. given: levels by (round, competency); ticked: ids of points."""

    now: Sitting
    state: RoundState | None
    left: float
    peek: Peek | None
    judged: tuple[tuple[RoundState, tuple[Competency, ...]], ...]
    given: Mapping[tuple[int, str], int]
    ticked: frozenset[str]
    notes: tuple[str, ...]


class Peering:
    """One candidate's open door. Tries and presence are of this launch; the code and the key outlast it."""

    def __init__(self, desk: "Desk", store: "Store") -> None:
        self._desk = desk
        self._store = store
        self._wrong = 0
        self._locked_until: datetime | None = None
        self._seen: tuple[str, datetime] | None = None

    @property
    def code(self) -> str:
        """The join code, the same after a restart."""
        return self._kept(CODE, lambda: "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH)))

    def forget(self) -> None:
        """Let nobody in any more who has joined so far."""
        for name in (CODE, KEY):
            self._store.cards.set(self._desk.learner, name, None)

    def join(self, code: str, name: str, now: datetime) -> str:
        """The pass of somebody who knows the code. Raises WrongInput, also after too many wrong codes."""
        if self._locked_until is not None and now < self._locked_until:
            seconds = round((self._locked_until - now).total_seconds())
            raise WrongInput("Too many wrong codes.", "", f"Try again in {seconds} seconds.")
        name = " ".join(name.split())[:LONGEST_NAME]
        if not name or name == "self":
            raise WrongInput("A name is missing.", "", "The scorecard says who judged.")
        if not hmac.compare_digest(_plain(code).encode(), self.code.encode()):
            self._wrong += 1
            if self._wrong >= MOST_TRIES:
                self._wrong, self._locked_until = 0, now + LOCKED
            raise WrongInput("This is not the code.", "", "The candidate's screen shows it.")
        self._wrong = 0
        return f"{name.encode().hex()}.{self._sign(name)}"

    def who(self, given: str) -> str | None:
        """The name on a pass; None when it is not ours."""
        name, _, signature = given.partition(".")
        try:
            plain = bytes.fromhex(name).decode()
        except ValueError:
            return None
        return plain if hmac.compare_digest(signature.encode(), self._sign(plain).encode()) else None

    def saw(self, name: str, now: datetime) -> None:
        """Somebody looked."""
        self._seen = (name, now)

    def present(self, now: datetime) -> str | None:
        """Who is watching, or None."""
        return self._seen[0] if self._seen and now - self._seen[1] < PRESENT else None

    def view(self, now: datetime) -> PeerView | None:
        """The newest loop; None before there is one."""
        loops = self._desk.loops
        lines = loops.lines()
        if not lines:
            return None
        sitting = lines[0].sitting
        state = sitting.current
        judged = tuple(
            (each, tuple(self._desk.bank.loops().of(each.drawn.format.kind)))
            for each in sitting.rounds
            if each.began_at is not None
        )
        peek = loops.peek(sitting)
        left = state.left(now) if state else 0.0
        ticked = _ticked(state, peek) if state and peek else frozenset[str]()
        return PeerView(sitting, state, left, peek, judged, _given(sitting), ticked, _notes(sitting))

    def note(self, name: str, fields: Mapping[str, str]) -> None:
        """A note, a tick or a level. Raises WrongInput."""
        loops: Loops = self._desk.loops
        loop_id, number = fields.get("loop", ""), _number(fields.get("round", ""))
        if "level" in fields:
            competency, level = fields.get("competency", ""), _number(fields["level"])
            known = {each.id for each in self._desk.bank.loops().competencies}
            if competency not in known or level not in (1, 2, 3, 4):
                raise WrongInput("This is no level of a competency.", "", "Choose 1, 2, 3 or 4.")
            note = fields.get("note", "")[:LONGEST_NOTE]
            loops.judge(loop_id, number, {"competency": competency, "level": level, "by": name, "note": note})
        elif "point" in fields:
            detail = {"item": _number(fields.get("item", "")), "point": fields["point"][:80], "by": name}
            loops.note(loop_id, number, {**detail, "is_said": fields.get("is_said") == "yes"})
        elif text := fields.get("text", "").strip():
            loops.note(loop_id, number, {"text": text[:LONGEST_NOTE], "by": name})
        else:
            raise WrongInput("There is nothing to note.", "", "Write something, or tick a point.")

    def _sign(self, name: str) -> str:
        key = self._kept(KEY, lambda: secrets.token_hex(32))
        return hmac.new(bytes.fromhex(key), name.encode(), hashlib.sha256).hexdigest()

    def _kept(self, name: str, make: "object") -> str:
        found = self._store.cards.setting(self._desk.learner, name)
        if found is None:
            assert callable(make)
            found = str(make())
            self._store.cards.set(self._desk.learner, name, found)
        return found


def _plain(code: str) -> str:
    return "".join(each for each in code.upper() if each in ALPHABET)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else -1


def _ticked(state: RoundState, peek: Peek) -> frozenset[str]:
    found: set[str] = set()
    for event in state.of("noted", peek.item):
        point = event.detail.get("point")
        if point is not None:
            (found.add if event.detail.get("is_said") else found.discard)(str(point))
    return frozenset(found)


def _given(sitting: Sitting) -> dict[tuple[int, str], int]:
    return {
        (state.number, str(each.detail["competency"])): int(each.detail["level"])
        for state in sitting.rounds
        for each in state.of("judged")
        if each.detail.get("by") != "self"
    }


def _notes(sitting: Sitting) -> tuple[str, ...]:
    return tuple(
        f"{each.detail['by']}: {each.detail['text']}"
        for state in sitting.rounds
        for each in state.of("noted")
        if "text" in each.detail
    )
