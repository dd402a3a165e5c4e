"""What an answer is worth as evidence: its score, and how much it counts.

The numbers are judgements, kept here as data: nothing has been fitted to people yet.
"""

from hotseat.model.evidence import Evidence

# How many right-or-wrong questions an answer is worth. A problem takes ten times as long as a drill and its checks
# are many, but they hang together.
WEIGHT = {"coding": 3.0, "debugging": 3.0, "concept": 1.5, "drill": 1.0}
USUAL_WEIGHT = 2.0
SELF_SHARE = 0.5  # of the weight, where the candidate graded the answer
TRY_COST = 0.12  # of full marks for every rejected try before the accepted one
LEAST_ACCEPTED = 0.5
MOST_UNSOLVED = 0.5  # of full marks, for code that passes all but one of very many checks
HINT_SHARE = 0.85  # of the credit that is left after each hint
TIMED = ("coding", "debugging", "drill")  # rounds where lateness costs; typing an answer is no speaking
LATE_POWER = 0.25  # credit falls with this power of the time over what is given ...
LEAST_LATE = 0.75  # ... and never below this share: a page that was left open says little


def weight_of(round_: str, *, is_self_graded: bool = False) -> float:
    """How many right-or-wrong questions an answer in that round is worth."""
    return WEIGHT.get(round_, USUAL_WEIGHT) * (SELF_SHARE if is_self_graded else 1.0)


def credit_for_code(tries: int, passed_share: float, *, is_accepted: bool) -> float:
    """The score of a problem, in [0, 1]. tries: submissions so far, >= 1; passed_share: of the checks, in the last."""
    if is_accepted:
        return max(LEAST_ACCEPTED, 1.0 - TRY_COST * (tries - 1))
    return MOST_UNSOLVED * passed_share


def shown_by(evidence: Evidence) -> float:
    """The score that an answer shows, in [0, 1]: the middle of its range, less for hints and for lateness."""
    score = (evidence.credit + evidence.possible) / 2
    if evidence.hints:
        score *= HINT_SHARE**evidence.hints
    if evidence.round in TIMED and evidence.seconds is not None:
        over = max(1.0, evidence.seconds / (evidence.minutes * 60))
        score *= max(LEAST_LATE, over**-LATE_POWER)
    return score


def sureness(evidence: Evidence) -> float:
    """The share of its weight that an answer keeps: none when its score could be anything."""
    return 1.0 - (evidence.possible - evidence.credit)
