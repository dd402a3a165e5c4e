"""The candidate's own cards as plain HTML."""

import re

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
