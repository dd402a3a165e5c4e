"""The kinds of rounds. Adding one: a module with a RoundKind, a line here, the page round_<kind>.html."""

from hotseat.practice.rounds.behavioural import BehaviouralRound
from hotseat.practice.rounds.coding import CodingRound
from hotseat.practice.rounds.concepts import ConceptRound
from hotseat.practice.rounds.protocol import RoundKind

CODING_ROUND = CodingRound()
KINDS: dict[str, RoundKind] = {each.kind: each for each in (CODING_ROUND, ConceptRound(), BehaviouralRound())}
