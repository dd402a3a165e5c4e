"""Quizzes in the terminal: asked item by item until the result is clear."""

import sys
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from hotseat.cli.arguments import print_json
from hotseat.cli.exercise import print_exercise
from hotseat.cli.questions import print_question, typed
from hotseat.cli.terminal import complain, faint, harmless, say, strong, tell, then, word, wrapped
from hotseat.model.errors import WrongInput

if TYPE_CHECKING:
    from hotseat.practice.desk import Desk
    from hotseat.practice.quizzing import Quiz, Step, TopicLine

UNKNOWN = {"", "?", "skip"}
STOP = {"q", "quit", ":q"}
NAMES = {"known": "known", "not-known": "not known", "no-decision": "no decision"}


def print_topics(lines: "Sequence[TopicLine]", *, is_json: bool) -> int:
    """The topics that have a quiz, with the last result; as JSON all of them."""
    if is_json:
        print_json([_plain(line) for line in lines])
        return 0
    enough = [line for line in lines if line.is_enough]
    columns = max((len(line.topic.id) for line in enough), default=0)
    for line in enough:
        result = NAMES[line.result] if line.result else "new"
        say(f"{line.topic.id:<{columns}}  {line.items:>2} items  {result:<11}  {harmless(line.topic.name)}")
    tell(
        f"{len(enough)} topics; {len(lines) - len(enough)} others have too few questions or drills for a quiz."
    )
    then("hotseat quiz TOPIC")
    return 0


def print_topic(line: "TopicLine") -> int:
    """One topic as JSON."""
    print_json(_plain(line))
    return 0


def run_quiz(desk: "Desk", topic: str) -> int:
    """Ask until the result is clear or the input ends. Exit code 1 unless the topic is known."""
    quizzes = desk.quizzes
    quiz = quizzes.stand(topic, quizzes.begin(topic))
    say(strong(quiz.topic.name))
    tell("Three to seven items; it ends when the result is clear. An empty line says that you do not know.")
    while quiz.item is not None:
        answered = _ask(desk, quiz)
        if answered is None:
            tell("The quiz ended early: no decision. What you answered is recorded.")
            then(f"hotseat quiz {topic}", "hotseat review")
            return 1
        quiz = answered
        say(_mark(quiz.steps[-1]))
    _print_result(quiz)
    return 0 if quiz.decision == "known" else 1


def _plain(line: "TopicLine") -> dict[str, Any]:
    return {
        "topic": line.topic.id,
        "name": line.topic.name,
        "items": line.items,
        "is_enough": line.is_enough,
        "result": line.result,
        "at": line.at.isoformat() if line.at else None,
    }


def _ask(desk: "Desk", quiz: "Quiz") -> "Quiz | None":
    """The item of now, asked and answered; None at the end of the input."""
    assert quiz.item is not None
    slug = quiz.item.unit
    if quiz.item.round == "drill":
        _, exercise = desk.drills.ask(slug, quiz.seed)
        print_exercise(desk.drills.unit(slug).title, f"{slug}, {quiz.item.level}", exercise)
    else:
        print_question(desk, desk.questions.unit(slug), quiz.seed)
    started = time.monotonic()
    while (text := _typed(desk, quiz)) is not None:
        try:
            seconds = time.monotonic() - started
            is_given_up = text.strip() in UNKNOWN
            return desk.quizzes.answer(quiz, text, seconds=seconds, is_given_up=is_given_up)
        except WrongInput as error:
            complain(error.lines())
    return None


def _typed(desk: "Desk", quiz: "Quiz") -> str | None:
    assert quiz.item is not None
    if quiz.item.round == "concept":
        return typed(is_line=desk.questions.unit(quiz.item.unit).rubric is None)
    sys.stderr.write("Answer (Enter says that you do not know, q ends): ")
    sys.stderr.flush()
    text = sys.stdin.readline()
    return None if not text or text.strip().lower() in STOP else text.strip()


def _mark(step: "Step") -> str:
    if step.score == 1:
        return word("accepted")
    if step.score == 0:
        return word("wrong-answer")
    return f"{step.score:.0%}"


def _print_result(quiz: "Quiz") -> None:
    say()
    if quiz.decision == "known":
        say(
            strong("Known")
            + f"  {len(quiz.steps)} items; the chance that you know it is {quiz.likelihood:.0%}."
        )
        say("Its questions and drills come back in two months; what you missed comes earlier.")
    elif quiz.decision == "not-known":
        say(strong("Not known yet") + f"  {len(quiz.steps)} items.")
        say("What you missed is due now.")
    else:
        say(strong("No decision") + f"  {len(quiz.steps)} items, and no others would make it clear.")
        say("Your answers count as reviews; nothing else changes.")
    for step in quiz.steps:
        command = "hotseat drill" if step.item.round == "drill" else "hotseat review"
        say(
            f"  {step.score:>4.0%}  "
            + wrapped(step.title, " " * 8)[8:]
            + faint(f"  {command} {step.item.unit}")
        )
    then("hotseat review", "hotseat quiz --list")
