"""Home, the plan, readiness and the diagnostic as plain HTML."""

import re
from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
import web_stage as stage
from web_stage import SLUG, known

from hotseat.drills.grading import shown

TOKEN = "the-token-of-this-launch"
QUESTION = "forest-against-boosting"


def post(client, address, **fields):
    return client.post(address, data={"token": TOKEN, **fields})


def begin(client, **fields):
    day = (datetime.now(UTC).date() + timedelta(days=30)).isoformat()
    return post(
        client, "/start", **{"day": day, "role": "new-graduate", "minutes": "45", "off6": "1", **fields}
    )


def test_a_new_user_is_asked_three_questions_and_gets_a_plan(client, desk):
    first = client.get("/").text
    assert "When is the interview?" in first
    assert "Which role?" in first
    assert "How much time is there?" in first
    assert begin(client).status_code == 303
    wishes = desk.progress.notebook.read()
    assert (wishes.role, wishes.minutes, wishes.weekdays_off) == ("new-graduate", 45, frozenset({6}))
    home = client.get("/").text
    assert "New graduate" in home
    assert "30</strong> days to your interview" in home
    assert 'href="/diagnostic"' in home
    assert "What would raise it most" in home


def test_the_three_questions_can_be_skipped_and_are_not_asked_again(client):
    assert post(client, "/start/skip").status_code == 303
    home = client.get("/").text
    assert "Which role?" not in home
    assert "No interview date yet" in home
    assert "No role was chosen; this is the usual one." in home


@pytest.mark.parametrize(
    ("field", "value"),
    [("day", "soon"), ("day", "2020-01-01"), ("minutes", "many"), ("minutes", "2"), ("role", "x")],
)
def test_a_wrong_answer_is_asked_for_again(client, desk, field, value):
    answer = begin(client, **{field: value})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert "Which role?" in answer.text
    assert desk.progress.is_new


def test_home_says_what_will_be_where_nothing_is_yet(client):
    begin(client)
    home = client.get("/").text
    for says in (
        "Your attempts will be here",
        "Your mock interviews and their scorecards",
        "Topics will be here",
    ):
        assert says in home


def test_home_changes_with_every_answer(client, desk):
    begin(client)
    before = re.search(r'class="forecast-chance"><strong>([^<]+)', client.get("/").text)[1]
    desk.submit(SLUG, known("solutions", "vectorised"), seconds=300)
    home = client.get("/").text
    assert re.search(r'class="forecast-chance"><strong>([^<]+)', home)[1] != before
    assert "Accepted" in home
    assert "5 min done" in home
    assert "As a table" in home


def test_every_chance_comes_with_its_interval(client, desk):
    begin(client)
    desk.questions.answer(QUESTION, desk.bank.question(QUESTION).answer, seconds=100)
    for address in ("/", "/readiness"):
        text = client.get(address).text
        chances = re.findall(r'class="forecast-chance">(?:<strong>)?(.*?)</p>', text, flags=re.DOTALL)
        assert len(chances) >= 4
        assert all(re.search(r"\((?:under |over )?\d+ (?:to \d+ )?%\)", each) for each in chances), chances


def test_the_plan_reaches_the_day_before_the_interview_and_leaves_out_days_off(client):
    day = datetime.now(UTC).date() + timedelta(days=12)
    off = datetime.now(UTC).date() + timedelta(days=3)
    saved = post(
        client, "/plan", day=day.isoformat(), role="", minutes="30", days_off=off.isoformat(), off6="1"
    )
    assert saved.status_code == 303
    text = client.get("/plan").text
    days = [date.fromisoformat(each) for each in re.findall(r'<h2 id="day-([\d-]+)"', text)]
    assert days
    assert max(days) < day
    assert off not in days
    assert not any(each.weekday() == 6 for each in days)
    assert f'value="{off.isoformat()}"' in text
    for link in set(re.findall(r'<li><a href="([^"]+)"><span class="row-title"', text)):
        assert client.get(link, follow_redirects=True).status_code == 200, link


def test_the_calendar_file_parses_and_has_an_event_for_every_day_of_study(client):
    begin(client)
    text = client.get("/plan").text
    days = re.findall(r'<h2 id="day-([\d-]+)"', text)
    answer = client.get("/plan.ics")
    assert answer.headers["content-type"].startswith("text/calendar")
    events = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    found = {event["UID"].removesuffix("@hotseat") for event in events}
    busy = {
        f"study-{day}"
        for day in days
        if "Nothing is left" not in text.split(f"day-{day}")[-1].split("</section>")[0]
    }
    assert found == busy | {"interview"}
    assert "http://localhost/" in str(events[0]["DESCRIPTION"])


def test_a_calendar_needs_a_date(client):
    assert client.get("/plan.ics").status_code == 409


def test_readiness_lists_the_topics_that_were_answered(client, desk):
    assert "Topics will be here" in client.get("/readiness").text
    desk.questions.answer(QUESTION, desk.bank.question(QUESTION).answer, seconds=100)
    text = client.get("/readiness").text
    table = text[text.index("topics-table") :]
    name = desk.syllabus().topic(desk.bank.question(QUESTION).topics[0]).name
    assert name in table


def asked(text):
    found = re.search(r'name="unit" value="([^"]+)"', text)
    return found[1] if found else None


def test_a_diagnostic_adapts_survives_a_reload_and_ends_with_a_placement(client, desk):
    assert "At most 25 minutes" in client.get("/diagnostic").text
    post(client, "/diagnostic/start")
    units, minutes = [], []
    while unit := asked(text := client.get("/diagnostic").text):
        assert asked(client.get("/diagnostic").text) == unit
        minutes.append(int(re.search(r'diagnostic-left">(\d+)', text)[1]))
        units.append(unit)
        answer = post(client, "/diagnostic/answer", unit=unit, action="skip", seconds="120")
        assert answer.status_code == 303
        assert len(units) < 40
    assert len(units) == len(set(units)) >= 8
    assert minutes == sorted(minutes, reverse=True)
    assert "Where you stand" in text
    assert "of the marks of a core question" in text
    assert desk.diagnostic.now().left < 3


def test_an_answer_that_comes_twice_is_recorded_once(client, desk):
    post(client, "/diagnostic/start")
    unit = asked(client.get("/diagnostic").text)
    for _ in range(2):
        post(client, "/diagnostic/answer", unit=unit, action="skip", seconds="60")
    assert len(desk.diagnostic.now().answers) == 1


def right_answer(desk, now):
    if now.item.round == "drill":
        return shown(desk.drills.ask(now.item.unit, now.seed)[1].answer)
    unit = desk.bank.question(now.item.unit)
    if unit.rubric:
        return unit.answer
    options = desk.questions.options(unit.slug, now.seed)
    right = [each for each in unit.options if unit.kind == "order" or each.is_right]
    return "".join("abcdefgh"[options.index(each)] for each in right)


def test_right_and_wrong_answers_lead_to_other_questions_and_other_places(tmp_path):
    orders, shares = [], []
    for name in ("good", "bad"):
        desk = stage.open_desk(tmp_path / name)
        desk.diagnostic.start()
        for _ in range(6):
            now = desk.diagnostic.now()
            is_good = name == "good"
            response = right_answer(desk, now) if is_good else ""
            desk.diagnostic.answer(now.item.unit, response, seconds=60, is_skipped=not is_good)
        now = desk.diagnostic.now()
        orders.append([each.unit for each in now.answers])
        shares.append(now.placed.share)
        desk.close()
    assert orders[0] != orders[1]
    assert shares[0] > 0.6 > 0.4 > shares[1]


def test_an_empty_answer_in_a_diagnostic_is_asked_for_again(client, desk):
    post(client, "/diagnostic/start")
    unit = asked(client.get("/diagnostic").text)
    answer = post(client, "/diagnostic/answer", unit=unit, action="answer", response=" ")
    assert answer.status_code == 422
    assert asked(answer.text) == unit
    assert desk.diagnostic.now().answers == ()


def test_a_diagnostic_stops_where_the_candidate_says(client):
    post(client, "/diagnostic/start")
    post(client, "/diagnostic/end")
    text = client.get("/diagnostic").text
    assert "Nothing was answered" in text
    assert asked(text) is None
