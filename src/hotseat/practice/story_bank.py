"""The story bank: the candidate's own stories, their tags, and the prompts that they can answer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid4

from hotseat.bank.shelf import Bank
from hotseat.grader.stories import analyse_story
from hotseat.model.behavioural import BehaviouralUnit, StoryFeedback
from hotseat.model.errors import WrongInput
from hotseat.model.own_story import MOST_CHARACTERS, PARTS, OwnStory
from hotseat.store.record import Store

MOST_STORIES, TITLE_CHARACTERS = 200, 80


@dataclass(frozen=True)
class Coverage:
    """A prompt and the stories that can answer it; none: a gap."""

    unit: BehaviouralUnit
    stories: tuple[OwnStory, ...]


@dataclass(frozen=True)
class TagCount:
    """A tag, and how many stories carry it."""

    id: str
    name: str
    count: int


class StoryBank:
    """One learner's stories."""

    def __init__(self, store: Store, bank: Bank, learner: str, now: Callable[[], datetime]) -> None:
        self._store = store
        self._bank = bank
        self._learner = learner
        self._now = now

    def stories(self) -> list[OwnStory]:
        """Those that stand, newest first."""
        return self._store.own_stories.current(self._learner)

    def one(self, story: str) -> OwnStory:
        """A story. Raises WrongInput when there is none."""
        found = next((each for each in self.stories() if each.story == story), None)
        if found is None:
            raise WrongInput(f"There is no story '{story[:40]}'.", "", "Start from your story bank.")
        return found

    def tags(self) -> list[TagCount]:
        """Every tag, those without a story first."""
        stories = self.stories()
        known = self._bank.loops().story_tags
        found = [
            TagCount(tag, name, sum(tag in each.tags for each in stories)) for tag, name in known.items()
        ]
        return sorted(found, key=lambda each: each.count > 0)

    def coverage(self) -> list[Coverage]:
        """Every prompt for a story with the stories that share a tag with it, gaps first."""
        stories = self.stories()
        found = [
            Coverage(unit, tuple(each for each in stories if set(each.tags) & set(unit.tags)))
            for unit in self._bank.behavioural()
            if unit.kind == "story"
        ]
        return sorted(found, key=lambda each: bool(each.stories))

    def save(self, fields: Mapping[str, str], tags: Sequence[str], story: str | None = None) -> OwnStory:
        """Append a version. Raises WrongInput for an empty title, an unknown tag or too long a part."""
        title = " ".join(fields.get("title", "").split())
        if not title or len(title) > TITLE_CHARACTERS:
            raise WrongInput(
                "A story needs a title.", "", f"Give it one of at most {TITLE_CHARACTERS} characters."
            )
        known = self._bank.loops().story_tags
        for tag in tags:
            if tag not in known:
                raise WrongInput(f"'{tag[:40]}' is no tag.", "", f"Known: {', '.join(known)}")
        parts = {name: fields.get(name, "").replace("\r\n", "\n").strip() for name in PARTS}
        for name, text in parts.items():
            if len(text) > MOST_CHARACTERS or "\0" in text:
                raise WrongInput(
                    f"The {name} is too long, or no text.", "", f"At most {MOST_CHARACTERS} characters."
                )
        if story is None and len(self.stories()) >= MOST_STORIES:
            raise WrongInput("The story bank is full.", "", "Drop one that you will not tell.")
        if story is not None:
            self.one(story)
        version = OwnStory(
            id=str(uuid4()),
            story=story or str(uuid4()),
            at=self._now(),
            title=title,
            tags=tuple(tags),
            situation=parts["situation"],
            task=parts["task"],
            action=parts["action"],
            result=parts["result"],
            learning=parts["learning"],
            learner=self._learner,
        )
        self._store.add(version)
        return version

    def drop(self, story: str) -> None:
        """Take a story out of the bank; its versions stay in the record."""
        dropped = replace(self.one(story), id=str(uuid4()), at=self._now(), is_dropped=True)
        self._store.add(dropped)

    def look(self, story: OwnStory) -> StoryFeedback:
        """What can be shown about a story as it stands."""
        return analyse_story("", story.text)
