"""What the pages tell of an interview that runs: nothing but where it goes on."""

import pytest
import web_stage as stage

from hotseat.model.loop import RoundFormat
from hotseat.model.unit import stage_of

TOKEN = "the-token-of-this-launch"
SLUG = stage.SLUG
SOLVED = stage.known("solutions", "vectorised")
ROUNDS = (
    RoundFormat("coding", "Coding", 30, "Hello.", topics=("math.numerics",), most_units=1),
    RoundFormat("concepts", "Questions", 30, "Hello.", topics=("sup",), levels=("core",)),
)


@pytest.fixture
def loop(desk):
    """Stable softmax was solved before; now it is asked, and then a question is answered."""
    desk.submit(SLUG, SOLVED)
    found = (desk.loops.start_custom(ROUNDS, seed=seed).loop for seed in range(50))
    loop = next(each for each in found if each.rounds[0].units == (SLUG,))
    desk.loops.begin(loop.id)
    desk.loops.end(loop.id)
    desk.loops.begin(loop.id)
    view = desk.loops.view(desk.loops.one(loop.id))
    response = "abcdefgh"[: len(view.options)] if view.unit.kind == "order" else "a"
    response = response if view.options else view.unit.answer
    desk.loops.act(loop.id, "answer", {"response": response, "box": view.box})
    return desk.loops.one(loop.id)


def pages_of(desk, loop):
    """Every page that would tell of the units."""
    problem, question = loop.loop.rounds[0].units[0], loop.loop.rounds[1].units[0]
    attempt = desk.history()[0].id
    answer = loop.rounds[1].of("handed-in")[0].detail["id"]
    return [
        f"/problems/{problem}",
        f"/problems/{problem}?attempt={attempt}",
        f"/problems/{problem}/difference?old={attempt}&new={attempt}",
        f"/attempts/{attempt}",
        f"/questions/{question}",
        f"/answers/{answer}",
    ]


def test_pages_of_what_is_asked_lead_to_the_interview_and_open_when_it_ends(client, desk, loop):
    addresses = pages_of(desk, loop)
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 409, address
        assert f'href="/loops/{loop.loop.id}"' in answer.text
        assert "opens when that ends" in answer.text
    desk.loops.leave(loop.loop.id)
    assert [client.get(address).status_code for address in addresses] == [200] * len(addresses)


def test_forms_of_what_is_asked_are_refused(client, desk, loop):
    posts = [f"/problems/{SLUG}/{each}" for each in ("answer", "draft", "hints", "give-up", "start-over")]
    posts += [f"/questions/{slug}" for slug in loop.loop.rounds[1].units]
    for address in posts:
        form = {"token": TOKEN, "source": SOLVED, "response": "a"}
        assert client.post(address, data=form).status_code == 409, address
    assert len(desk.history()) == 1


def test_lists_tell_nothing_of_the_answers_given_in_the_interview(client, desk, loop):
    unit = desk.bank.question(loop.loop.rounds[1].units[0])
    for address in ("/", "/problems", "/questions", "/review", "/history", "/map", "/loops", "/plan"):
        text = client.get(address).text
        assert unit.answer[:60] not in text
        assert f"/questions/{unit.slug}" not in text or address == "/questions"


def test_a_plain_hand_in_of_a_screen_shows_the_open_level_only(client, desk):
    rounds = (RoundFormat("screen", "Four levels", 90, "Hello.", most_units=1),)
    loop = desk.loops.start_custom(rounds, seed=3).loop
    desk.loops.begin(loop.id)
    unit = desk.bank.unit(loop.rounds[0].units[0])
    for action in ("run", "submit"):
        form = {"token": TOKEN, "source": unit.solutions[0].text, "action": action}
        text = client.post(f"/loops/{loop.id}/code", data=form).text
        shown = {stage_of(name) for name in unit.mistake_checks.values() if name in text}
        assert shown == {1}
