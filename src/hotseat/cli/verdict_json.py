"""A judgement as one JSON object."""

from typing import Any

from hotseat.model.verdict import Judgement
from hotseat.practice.exchange import plain


def judgement_json(judgement: Judgement, **more: Any) -> dict[str, Any]:
    """unit, verdict, checks, mistake, efficiency, seed, wall_seconds first; then the rest."""
    fields = plain(judgement)
    first = ("unit", "verdict", "checks", "mistake", "efficiency", "seed", "wall_seconds")
    return {**{name: fields.pop(name) for name in first}, **more, **fields}
