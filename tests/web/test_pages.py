"""Pages as plain HTML, without a browser."""

import itertools
import re
import sqlite3
from datetime import UTC, datetime, timedelta

import pytest
import web_stage as stage
from web_stage import SLUG, known

TOKEN = "the-token-of-this-launch"
PAGES = [
    "/",
    "/problems",
    f"/problems/{SLUG}",
    "/questions",
    "/questions/forest-against-boosting",
    "/drills",
    "/drills/bayes-base-rate?seed=5",
    "/review",
    "/quiz",
    "/quiz/math.info_theory",
    "/quiz/math.eigen",
    "/map",
    "/plan",
    "/readiness",
    "/diagnostic",
    "/history",
    "/doctor",
    "/keys",
]


def hand_in(client, source, action="submit", **fields):
    data = {"token": TOKEN, "source": source, "action": action, **fields}
    return client.post(f"/problems/{SLUG}/answer", data=data)


@pytest.mark.parametrize("address", PAGES)
def test_every_page_opens(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "<h1" in answer.text


def test_every_problem_of_the_bank_has_a_page(client, desk):
    for line in desk.problems():
        assert client.get(f"/problems/{line.unit.slug}").status_code == 200, line.unit.slug


def test_links_between_pages_lead_somewhere(client):
    hand_in(client, known("mistakes", "overflow"))
    hand_in(client, known("solutions", "vectorised"))
    seen, waiting = set(), ["/"]
    while waiting:
        address = waiting.pop()
        if address in seen or (
            address.startswith(("/problems/", "/drills/", "/questions/")) and len(seen) > 60
        ):
            continue
        seen.add(address)
        answer = client.get(address, follow_redirects=True)
        assert answer.status_code == 200, address
        if "text/html" in answer.headers["content-type"]:
            found = re.findall(r'(?:href|src)="(/[^"#]*)', answer.text)
            waiting += [each.replace("&amp;", "&") for each in found]


def test_an_unknown_problem_names_the_nearest(client):
    answer = client.get("/problems/stable-softmaks")
    assert answer.status_code == 404
    assert "There is no problem &#39;stable-softmaks&#39;" in answer.text
    assert f'<a href="/problems/{SLUG}">' in answer.text


@pytest.mark.parametrize(
    "address", ["/nothing", "/attempts/none", "/problems/%00", "/problems/../x", "/docs", "/openapi.json"]
)
def test_an_unknown_address_is_a_page_not_a_crash(client, address):
    answer = client.get(address)
    assert answer.status_code == 404
    assert "<h1>Not found</h1>" in answer.text


def test_an_empty_record_says_what_will_be_here(client):
    assert "Your attempts will be here" in client.get("/").text
    assert "Every attempt will be kept here" in client.get("/history").text


def test_an_empty_bank_says_how_to_fill_it(tmp_path):
    from fastapi.testclient import TestClient

    (tmp_path / "bank" / "coding").mkdir(parents=True)
    (tmp_path / "bank" / "syllabus.yaml").write_text((stage.BANK / "syllabus.yaml").read_text())
    desk = stage.open_desk(tmp_path / "home", bank=tmp_path / "bank")
    client = TestClient(stage.create_app(desk), base_url="http://localhost")
    assert "hotseat new coding" in client.get("/").text
    assert "hotseat new coding" in client.get("/problems").text


def test_a_plain_form_submits_and_shows_the_verdict(client, desk):
    answer = hand_in(client, known("mistakes", "whole_max"), seconds="90")
    assert answer.status_code == 303
    page = client.get(answer.headers["location"].split("#")[0])
    assert "Not accepted" in page.text
    assert "exactly like a known mistake" in page.text
    assert "large logits stay finite" in page.text
    [line] = desk.history()
    assert line.seconds == 90
    assert line.mistake == "whole_max"


def test_a_plain_form_runs_without_recording(client, desk):
    answer = hand_in(client, known("solutions", "vectorised"), action="run")
    assert answer.status_code == 200
    assert "Shown checks pass" in answer.text
    assert "large logits" not in answer.text.split('id="result"')[1]
    assert desk.history() == []


def test_what_was_sent_is_kept_as_the_draft(client, desk):
    hand_in(client, "x = 1\r\ny = 2\n", action="run")
    assert desk.draft(SLUG) == "x = 1\ny = 2\n"
    assert "x = 1\ny = 2\n</textarea>" in client.get(f"/problems/{SLUG}").text


def test_solutions_stay_closed_until_solved(client):
    text = client.get(f"/problems/{SLUG}").text
    assert "log_sum_exp" not in text
    assert "interviewer listens" not in text
    hand_in(client, known("solutions", "vectorised"))
    assert "interviewer listens" in client.get(f"/problems/{SLUG}").text


def test_giving_up_opens_the_solutions(client, desk):
    answer = client.post(f"/problems/{SLUG}/give-up", data={"token": TOKEN})
    assert answer.status_code == 303
    assert desk.may_see_solutions(SLUG)
    assert "interviewer listens" in client.get(f"/problems/{SLUG}").text


def test_hints_come_one_at_a_time(client, desk):
    hints = desk.problem(SLUG).hints
    for number in range(1, len(hints) + 2):
        client.post(f"/problems/{SLUG}/hints", data={"token": TOKEN})
        page = client.get(f"/problems/{SLUG}").text
        shown = min(number, len(hints))
        assert f"{shown} of {len(hints)}" in page
    assert "/hints" not in page


def test_starting_over_brings_the_starter_back(client, desk):
    hand_in(client, "x = 1", action="run")
    client.post(f"/problems/{SLUG}/start-over", data={"token": TOKEN})
    assert desk.draft(SLUG) is None
    assert "zeros_like" in client.get(f"/problems/{SLUG}").text


def test_filters_narrow_without_scripts(client):
    def visible(query):
        text = client.get(f"/problems?{query}").text
        return re.findall(r'<li data-text="[^"]*"[^>]*data-state="\w+"><a href="/problems/([\w-]+)">', text)

    assert SLUG in visible("")
    assert visible("q=stable+softmax") == [SLUG]
    assert SLUG in visible("level=warmup")
    assert SLUG not in visible("level=stretch")
    assert SLUG not in visible("state=solved")
    hand_in(client, known("solutions", "vectorised"))
    assert visible("state=solved") == [SLUG]
    assert visible("q=zzzz") == []
    assert "No problem fits these filters" in client.get("/problems?q=zzzz").text


def test_the_difference_between_two_attempts(client, desk):
    hand_in(client, known("mistakes", "overflow"))
    hand_in(client, known("solutions", "vectorised"))
    new, old = desk.history()
    page = client.get(f"/problems/{SLUG}/difference?old={old.id}&new={new.id}")
    assert 'class="added"' in page.text
    assert 'class="removed"' in page.text
    same = client.get(f"/problems/{SLUG}/difference?old={old.id}&new={old.id}")
    assert "hold the same code" in same.text


def test_history_goes_back_page_by_page(client, tmp_path, desk):
    add_attempts(tmp_path / "home" / "hotseat.sqlite3", desk, 120)
    seen = set()
    address = "/history"
    while address:
        text = client.get(address).text
        seen |= set(re.findall(r"/attempts/([\w-]+)", text))
        found = re.search(r'href="(/history\?before=[^"]+)" rel="next"', text)
        address = found.group(1) if found else None
    assert len(seen) == 120


def test_a_page_asks_no_more_of_the_database_with_20_times_the_attempts(client, tmp_path, desk):
    path = tmp_path / "home" / "hotseat.sqlite3"
    addresses = ("/problems", "/", "/history", f"/problems/{SLUG}")
    add_attempts(path, desk, 500)
    few = {address: steps(desk, client, address) for address in addresses}
    add_attempts(path, desk, 10_000, first=500)
    many = {address: steps(desk, client, address) for address in addresses}
    assert all(many[address] < 2 * few[address] + 100 for address in addresses), (few, many)


def steps(desk, client, address):
    """How many instructions of SQLite's machine a page takes the second time, in tens."""
    client.get(address)
    count = itertools.count()
    connection = desk._store._database._connection
    connection.set_progress_handler(lambda: next(count) and None, 10)
    client.get(address)
    connection.set_progress_handler(None, 0)
    return next(count)


def add_attempts(path, desk, count, first=0):
    """Copies of one real attempt, straight into the store."""
    if not first:
        desk.submit(SLUG, known("mistakes", "overflow"))
    connection = sqlite3.connect(path)
    columns = [row[1] for row in connection.execute("PRAGMA table_info(attempts)")]
    row = connection.execute("SELECT * FROM attempts").fetchone()
    values = dict(zip(columns, row, strict=True))
    values["judgement"] = "{}"  # lists do not read it
    slugs = [line.unit.slug for line in desk.problems()]
    start = datetime.now(UTC) - timedelta(days=300)
    rows = []
    for number in range(first, count - 1):
        moment = start + timedelta(seconds=200 * number)
        values["id"] = f"00000000-0000-4000-8000-{number:012d}"
        values["unit"] = slugs[number % len(slugs)]
        values["at"] = moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        values.pop("number", None)
        rows.append(tuple(values.values()))
    names = ", ".join(values)
    marks = ", ".join("?" * len(values))
    with connection:
        connection.executemany(f"INSERT INTO attempts ({names}) VALUES ({marks})", rows)
    connection.close()
    desk._store.rebuild()
