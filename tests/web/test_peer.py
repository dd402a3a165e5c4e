"""Peer mode: who gets in, what they see, what becomes of what they say."""

import re

import pytest
import web_stage as stage
from fastapi.testclient import TestClient
from playwright.sync_api import expect

from hotseat.model.loop import RoundFormat
from hotseat.practice.peering import Peering
from hotseat.practice.scoring import scorecard
from hotseat.web.peer_app import create_peer_app

ROUND = RoundFormat("concepts", "Questions", 20, "Hello.", topics=("sup",), levels=("core",))


@pytest.fixture
def peer(desk):
    with TestClient(
        create_peer_app(desk.peering), base_url="http://192.0.2.7:8418", follow_redirects=False
    ) as client:
        yield client


def token(client):
    return re.search(r'name="hotseat-token" content="([^"]+)"', client.get("/").text)[1]


def join(client, code, name="Ada"):
    answer = client.post("/join", data={"token": token(client), "code": code, "name": name})
    client.kept_token = token(client) if answer.status_code != 303 else None
    return answer


def begin(desk, *, is_explained=True):
    for seed in range(60):
        now = desk.loops.start_custom((ROUND,), seed=seed)
        if not is_explained or desk.bank.question(now.loop.rounds[0].units[0]).rubric is not None:
            desk.loops.begin(now.loop.id)
            return now.loop.id
    raise AssertionError("no question that is explained was drawn")


def say(client, **fields):
    page = client.get("/interview").text
    found = re.search(r'name="hotseat-token" content="([^"]+)"', page)[1]
    return client.post("/interview", data={"token": found, **fields})


def test_nobody_gets_in_without_the_code(peer, desk):
    begin(desk)
    assert peer.get("/interview").status_code == 403
    assert join(peer, "WRONG234").status_code == 422
    assert peer.get("/interview").status_code == 403


def test_guessing_is_slowed_down(peer, desk):
    for _ in range(5):
        join(peer, "AAAAAAAA")
    locked = join(peer, desk.peering.code)
    assert locked.status_code == 422
    assert "Too many wrong codes" in locked.text


def test_a_forged_pass_is_refused(peer, desk):
    peer.cookies.set("hotseat-peer", f"{b'Ada'.hex()}.{'0' * 64}")
    assert peer.get("/interview").status_code == 403
    peer.cookies.set("hotseat-peer", "no hex.at all")
    assert peer.get("/interview").status_code == 403


@pytest.mark.parametrize("path", ["/problems", "/loops", "/history", "/questions", "/doctor"])
def test_the_candidates_own_pages_are_not_served_to_the_network(peer, desk, path):
    join(peer, desk.peering.code)
    assert peer.get(path).status_code == 404


def test_the_interviewer_sees_the_answer_the_rubric_and_what_is_written(peer, desk):
    loop_id = begin(desk)
    view = desk.loops.view(desk.loops.one(loop_id))
    desk.loops.save_draft(loop_id, view.box, "I would begin with <b>trees</b>")
    assert join(peer, desk.peering.code.lower()).status_code == 303
    page = peer.get("/interview").text
    assert "I would begin with &lt;b&gt;trees" in page
    assert all(f'value="{point.id}"' in page for point in view.unit.rubric.points)
    assert "Model answer" in page


def test_ticks_and_levels_count_and_the_scorecard_says_whose_they_are(peer, desk):
    loop_id = begin(desk)
    view = desk.loops.view(desk.loops.one(loop_id))
    join(peer, desk.peering.code, "Ada")
    for point in view.unit.rubric.points:
        sent = say(peer, loop=loop_id, round="0", item="0", point=point.id, is_said="yes")
        assert sent.status_code == 303
    desk.loops.act(
        loop_id,
        "answer",
        {"response": "I said everything aloud, so look at the ticks please.", "box": view.box},
    )
    say(peer, loop=loop_id, round="0", competency="depth", level="3", note="Knew why.")
    say(peer, loop=loop_id, round="0", text="Calm under pressure.")
    desk.loops.end(loop_id)
    scores = {each.competency: each for each in scorecard(desk, loop_id).rounds[0].scores}
    assert scores["recall"].how == "peer"
    assert (scores["depth"].level, scores["depth"].how, scores["depth"].by) == (3, "peer", "Ada")
    assert "Knew why." in scores["depth"].because
    assert "Calm under pressure." in peer.get("/interview").text


@pytest.mark.parametrize(
    "fields",
    [
        {"competency": "depth", "level": "5"},
        {"competency": "charm", "level": "3"},
        {"text": "  "},
        {"round": "9", "text": "x"},
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(peer, desk, fields):
    loop_id = begin(desk)
    join(peer, desk.peering.code)
    before = desk.loops.one(loop_id)
    assert say(peer, **{"loop": loop_id, "round": "0", **fields}).status_code >= 400
    assert desk.loops.one(loop_id) == before


def test_a_pass_and_the_code_outlast_a_restart(peer, desk):
    begin(desk)
    join(peer, desk.peering.code)
    code, given = desk.peering.code, peer.cookies["hotseat-peer"]
    again = Peering(desk, desk._store)
    assert again.code == code
    assert again.who(given) == "Ada"
    again.forget()
    assert again.who(given) is None
    assert again.code != code


def test_both_sides_recover_from_a_lost_connection(browser, desk):
    loop_id = begin(desk)
    view = desk.loops.view(desk.loops.one(loop_id))
    door = stage.Serving.around(create_peer_app(desk.peering))
    context = browser.new_context(base_url=door.address)
    page = context.new_page()
    page.goto("/")
    page.get_by_label("Your name").fill("Ada")
    page.get_by_label("Code").fill(desk.peering.code)
    page.get_by_role("button", name="Join").click()
    expect(page.get_by_role("heading", name="The candidate writes")).to_be_visible()
    desk.loops.save_draft(loop_id, view.box, "first words")
    expect(page.get_by_text("first words")).to_be_visible(timeout=10_000)
    door.stop()
    expect(page.get_by_text("The connection to the candidate's machine broke off")).to_be_visible(
        timeout=10_000
    )
    again = stage.Serving.around(create_peer_app(desk.peering), port=door.port)
    desk.loops.save_draft(loop_id, view.box, "second words")
    expect(page.get_by_text("second words")).to_be_visible(timeout=15_000)
    page.get_by_label("A note").fill("Recovered well.")
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_text("Ada: Recovered well.")).to_be_visible(timeout=10_000)
    assert desk.peering.present(desk._now()) == "Ada"
    context.close()
    again.stop()
