"""The kinds of rounds. Adding one: a module with a RoundKind, a line here, the page round_<kind>.html."""

from hotseat.practice.rounds.behavioural import BehaviouralRound
from hotseat.practice.rounds.coding import CodingRound
from hotseat.practice.rounds.concepts import ConceptRound
from hotseat.practice.rounds.protocol import RoundKind
from hotseat.practice.rounds.screen import ScreenRound

_EVERY: tuple[RoundKind, ...] = (CodingRound(), ConceptRound(), BehaviouralRound(), ScreenRound())
KINDS = {each.kind: each for each in _EVERY}
