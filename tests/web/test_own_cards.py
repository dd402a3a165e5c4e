"""The candidate's own cards as plain HTML."""

import re
import sys
from pathlib import Path

import pytest

TOKEN = "the-token-of-this-launch"
EVIL = '<script>alert(1)</script><img src=x onerror=alert(1)>"quoted" &amp; $x^2 < y$'


def quoted(text):
    return '"' + text.replace('"', '""') + '"'


@pytest.fixture
def card(desk, tmp_path):
    file = tmp_path / "cards.csv"
    file.write_text('front,back,topic\n"&lt;b&gt;What?&lt;/b&gt;<br>",It is $a<b$,sup.gbdt\n')
    desk.own_cards.import_file(file)
    return desk.own_cards.lines()[0].unit


def test_a_card_shows_its_sides_as_text(client, card):
    page = client.get(f"/cards/{card}")
    assert page.status_code == 200
    assert "&lt;b&gt;What?&lt;/b&gt;" in page.text
    assert '<span class="math">a&lt;b</span>' in page.text
    assert re.search(r'<details class="card-answer">\s*<summary', page.text)


def test_a_rating_is_recorded_and_leads_on(client, desk, card):
    answer = client.post(f"/cards/{card}", data={"token": TOKEN, "rating": "good", "seconds": "3.5"})
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/review/next?after={card}"
    assert ("card", card) in desk._store.answers.units("local")


@pytest.mark.parametrize("rating", ["", "perfect"])
def test_another_rating_is_refused_and_asked_again(client, desk, card, rating):
    answer = client.post(f"/cards/{card}", data={"token": TOKEN, "rating": rating})
    assert answer.status_code == 422
    assert "is not a rating" in answer.text
    assert desk._store.answers.units("local") == set()


def test_a_rating_without_the_token_is_refused(client, card):
    assert client.post(f"/cards/{card}", data={"rating": "good"}).status_code == 403


def test_own_cards_are_in_the_queue_and_on_their_list(client, card):
    assert f'href="/cards/{card}"' in client.get("/review").text
    assert f'href="/cards/{card}"' in client.get("/cards").text


def test_without_cards_the_page_says_how_to_bring_them(client):
    page = client.get("/cards")
    assert page.status_code == 200
    assert "hotseat cards import FILE" in page.text
    assert client.get("/cards/own-none").status_code == 404


def test_what_a_file_holds_never_becomes_markup(client, desk, tmp_path):
    file = tmp_path / "evil.csv"
    file.write_text(f"{quoted(EVIL)},{quoted('a ' + EVIL)}\n")
    desk.own_cards.import_file(file)
    text = client.get(f"/cards/{desk.own_cards.lines()[0].unit}").text
    assert "alert(1)" not in text
    assert "onerror" not in text
    assert '<span class="math">x^2 &lt; y</span>' in text


def send(client, name, data, **fields):
    return client.post("/cards/import", data={"token": TOKEN, **fields}, files={"file": (name, data)})


def test_a_file_is_brought_in_through_the_browser_as_in_the_terminal(client, desk):
    answer = send(client, "mine.csv", b"front,back,topic\nWhat is KL?,A divergence.,prob.bayes\nalone,,\n")
    assert answer.status_code == 200
    assert "1 card added, 0 already there." in answer.text
    assert "1 left out: no text on one side." in answer.text
    assert [line.head for line in desk.own_cards.lines()] == ["What is KL?"]
    assert "0 cards added, 1 already there." in send(client, "mine.csv", b"What is KL?,A divergence.").text


def test_an_anki_package_is_brought_in_through_the_browser(client, desk, tmp_path):
    sys.path.insert(0, str(Path(__file__).parents[1] / "practice"))
    from anki_files import write_package

    package = tmp_path / "deck.apkg"
    write_package(package, [(1, ["q", "a"], "")])
    assert send(client, "deck.apkg", package.read_bytes()).status_code == 200
    assert len(desk.own_cards.lines()) == 1


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("deck.apkg", b"PK\x03\x04 no package", "The package is damaged"),
        ("deck.txt", b"a,b", "Cards are read from .csv and .apkg files."),
        ("a.\0csv", b"a,b", "Cards are read from .csv and .apkg files."),
        ("../../evil.csv", b"a,b\nalone\n", "The line has no front and back."),
        ("bytes.csv", b"\xff\xfe\x00", "The file is not UTF-8."),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_whole_with_its_name(client, desk, name, data, says):
    answer = send(client, name, data)
    assert answer.status_code == 422
    assert says in answer.text
    assert "/tmp" not in answer.text
    assert desk.own_cards.lines() == []


def test_a_form_without_a_file_says_so(client):
    answer = client.post("/cards/import", data={"token": TOKEN})
    assert answer.status_code == 422
    assert "No file was chosen." in answer.text


def test_files_need_the_token_and_our_own_page_and_go_nowhere_else(client, desk):
    files = {"file": ("mine.csv", b"a,b")}
    assert client.post("/cards/import", files=files).status_code == 403
    foreign = client.post(
        "/cards/import", data={"token": TOKEN}, files=files, headers={"origin": "http://evil.example"}
    )
    assert foreign.status_code == 403
    assert client.post("/questions/x", data={"token": TOKEN}, files=files).status_code == 415
    assert desk.own_cards.lines() == []


def test_a_file_that_is_too_large_or_cut_off_is_refused_before_it_is_read(client, desk, monkeypatch):
    monkeypatch.setattr("hotseat.web.uploads.UPLOAD_LIMIT_BYTES", 1000)
    answer = send(client, "mine.csv", b"a,b\n" * 1000)
    assert answer.status_code == 413
    assert "The file is larger" in answer.text
    kind = {"content-type": "multipart/form-data; boundary=x", "x-hotseat-token": TOKEN}

    def pieces():
        yield b"--x\r\n"
        yield b"a" * 2000

    assert client.post("/cards/import", content=pieces(), headers=kind).status_code == 413
    assert client.post("/cards/import", content=b"no such form", headers=kind).status_code in (400, 422)
    wrong = {**kind, "content-type": "multipart/form-data"}
    assert client.post("/cards/import", content=b"x", headers=wrong).status_code == 400
    assert desk.own_cards.lines() == []


def test_a_card_is_edited_and_the_edit_taken_back(client, desk, card):
    editor = client.get(f"/cards/{card}/edit").text
    assert "Undo the last change" not in editor
    assert "&lt;b&gt;What?&lt;/b&gt;" in editor
    form = {"token": TOKEN, "front": "Why? $a<b$", "back": "So.\r\n<i>typed</i>", "topic": "sup.knn"}
    assert client.post(f"/cards/{card}/edit", data=form).headers["location"] == f"/cards/{card}"
    now = desk.own_cards.one(card)
    assert (now.front, now.back, now.topic) == ("Why? $a<b$", "So.\n<i>typed</i>", "sup.knn")
    assert "&lt;i&gt;typed&lt;/i&gt;" in client.get(f"/cards/{card}").text
    assert "Undo the last change" in client.get(f"/cards/{card}/edit").text
    client.post(f"/cards/{card}/undo", data={"token": TOKEN})
    assert desk.own_cards.one(card).topic == "sup.gbdt"


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("front", " ", "text on both sides"),
        ("back", "", "text on both sides"),
        ("back", "x" * 20_001, "too long"),
        ("topic", "sup.nothing", "There is no topic"),
    ],
)
def test_an_edit_that_cannot_be_kept_is_asked_for_again_with_what_was_typed(
    client, desk, card, field, value, says
):
    before = desk.own_cards.one(card)
    form = {"token": TOKEN, "front": "typed", "back": "b", "topic": "", field: value}
    answer = client.post(f"/cards/{card}/edit", data=form)
    assert answer.status_code == 422
    assert says in answer.text
    assert field == "front" or ">\ntyped</textarea>" in answer.text
    assert desk.own_cards.one(card) == before


def test_a_removed_card_is_listed_apart_and_comes_back(client, desk, card):
    gone = client.post(f"/cards/{card}/remove", data={"token": TOKEN})
    assert gone.headers["location"] == "/cards#removed"
    assert client.get(f"/cards/{card}").status_code == 404
    assert f'href="/cards/{card}"' not in client.get("/review").text
    page = client.get("/cards").text
    assert "Removed" in page
    assert f'action="/cards/{card}/undo"' in page
    assert client.post(f"/cards/{card}/undo", data={"token": TOKEN}).headers["location"] == f"/cards/{card}"
    assert f'href="/cards/{card}"' in client.get("/review").text


def test_changes_of_a_card_that_is_not_there_or_without_the_token_are_refused(client, desk, card):
    for step in ("edit", "remove", "undo"):
        assert client.post(f"/cards/own-none/{step}", data={"token": TOKEN}).status_code == 404
        assert client.post(f"/cards/{card}/{step}").status_code == 403
    assert len(desk.own_cards.lines()) == 1
