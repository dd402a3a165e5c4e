"""A story of the candidate's own: each save is a version in the append-only record; the last one stands."""

from dataclasses import dataclass
from datetime import datetime

PARTS = ("situation", "task", "action", "result", "learning")
MOST_CHARACTERS = 5_000  # of a part


@dataclass(frozen=True)
class OwnStory:
    """A version of a story. id: of the version; story: of the story; tags: ids of bank/loops story_tags."""

    id: str
    story: str
    at: datetime
    title: str
    tags: tuple[str, ...]
    situation: str = ""
    task: str = ""
    action: str = ""
    result: str = ""
    learning: str = ""
    is_dropped: bool = False
    learner: str = "local"

    @property
    def text(self) -> str:
        """As it is told: its parts one after the other."""
        return "\n\n".join(part for name in PARTS if (part := str(getattr(self, name)).strip()))
