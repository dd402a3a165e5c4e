"""Questions, drills and reviews as plain HTML."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import web_stage as stage
from fastapi.testclient import TestClient
from web_stage import SLUG, known

TOKEN = "the-token-of-this-launch"
QUESTION, DRILL = "/questions/forest-against-boosting", "/drills/bayes-base-rate"
TEXT = (
    "In a random forest every tree is trained separately on its own resample, so the noise averages out. "
    "Boosting adds trees sequentially on the residuals. The forest <b>never</b> waits."
)


class Clock:
    def __init__(self):
        self.at = datetime(2026, 3, 1, 12, tzinfo=UTC)

    def __call__(self):
        self.at += timedelta(seconds=1)
        return self.at


def post(client, address, **fields):
    return client.post(address, data={"token": TOKEN, **fields})


def test_an_answer_is_graded_and_shown_with_its_words(client, desk):
    answer = post(client, QUESTION, response=TEXT, seconds="61.5")
    assert answer.status_code == 303
    page = client.get(answer.headers["location"])
    assert page.status_code == 200
    assert '<mark class="said-good">' in page.text
    assert "&lt;b&gt;never&lt;/b&gt;" in page.text
    assert "Model answer" in page.text
    assert (
        desk.questions.lines()[
            [line.unit.slug for line in desk.questions.lines()].index("forest-against-boosting")
        ].answers
        == 1
    )


def test_a_mistake_is_shown_in_the_words_that_make_it(client):
    text = "RF: trees grown in parallel on bootstrap samples. Boosting builds its trees independently of each other."
    page = client.get(post(client, QUESTION, response=text).headers["location"]).text
    assert re.search(r'<mark class="said-bad">[^<]*Boosting builds its trees independently', page)


def test_ticks_are_kept_as_the_candidates_own(client):
    first = post(client, QUESTION, response=TEXT).headers["location"]
    names = re.findall(r'name="(tick-[^"]+)"', client.get(first).text)
    assert names
    second = post(client, f"{first}/ticks", **{names[0]: "yes"})
    assert second.status_code == 303
    page = client.get(second.headers["location"])
    assert "with your own marks on" in page.text
    assert 'type="checkbox"' not in page.text
    assert post(client, f"{second.headers['location']}/ticks").status_code in (303, 409)


def test_every_point_can_be_marked_by_oneself_and_what_it_was_stays(client):
    first = post(client, QUESTION, response=TEXT).headers["location"]
    page = client.get(first).text
    names = sorted(set(re.findall(r'name="(mark-[^"]+)"', page)))
    assert len(names) >= 3
    second = post(client, f"{first}/marks", **dict.fromkeys(names, "contradicted"))
    assert second.status_code == 303
    marked = client.get(second.headers["location"]).text
    assert "judged by you; covered before" in marked
    assert f'href="{first}"' in marked
    assert client.get(first).text.count("judged by you") == 0


def test_marks_that_change_nothing_are_refused_with_the_reason(client):
    first = post(client, QUESTION, response=TEXT).headers["location"]
    answer = post(client, f"{first}/marks")
    assert answer.status_code == 422
    assert "Nothing was marked differently." in answer.text
    assert '<details class="own" open>' in answer.text
    name = re.search(r'name="(mark-[^"]+)"', client.get(first).text)[1]
    assert post(client, f"{first}/marks", **{name: "excellent"}).status_code == 422
    assert post(client, "/answers/none/marks").status_code == 404


def test_an_empty_answer_is_asked_for_again(client):
    answer = post(client, QUESTION, response="  ")
    assert answer.status_code == 422
    assert "There is no answer yet." in answer.text


@pytest.mark.parametrize("response", ["0.95", "95%"])
def test_a_wrong_drill_names_the_slip_and_shows_the_way(client, response):
    answer = post(client, DRILL, seed="1", response=response, seconds="9")
    assert answer.status_code == 200
    assert "Not right" in answer.text
    assert "It looks as if you forgot the base rate" in answer.text
    assert "Worked solution" in answer.text


def test_what_cannot_be_read_is_kept_in_its_box(client, desk):
    answer = post(client, DRILL, seed="1", response='a third "quoted"')
    assert answer.status_code == 422
    assert 'value="a third &#34;quoted&#34;"' in answer.text
    assert all(line.answers == 0 for line in desk.drills.lines())


@pytest.mark.parametrize(
    "address",
    ["/questions/none", "/answers/none", "/quiz/none", "/quiz/mlf.leakage/none", "/drills/none", "/drills/next?topic=none", f"{DRILL}?seed=99999999999", f"{DRILL}?seed=x"],
)  # fmt: skip
def test_what_is_not_there_is_a_page(client, address):
    answer = client.get(address, follow_redirects=True)
    assert answer.status_code == 404
    assert "Not found" in answer.text


def test_the_interview_day_is_kept_or_refused_with_a_reason(client, desk):
    assert post(client, "/review/interview", day="2001-01-01").status_code == 422
    assert "cannot be the day" in post(client, "/review/interview", day="2001-01-01").text
    assert "is not a day" in post(client, "/review/interview", day="soon").text
    assert post(client, "/review/interview", day="").status_code == 303
    assert desk.reviews.interview() is None


def test_every_drill_and_question_of_the_bank_has_a_page(client, desk):
    for unit in desk.bank.drills():
        assert client.get(f"/drills/{unit.slug}?seed=3").status_code == 200, unit.slug
    for unit in desk.bank.questions():
        assert client.get(f"/questions/{unit.slug}").status_code == 200, unit.slug


def test_the_queue_leads_from_one_to_the_next(client):
    following = client.get("/review/next")
    assert following.status_code == 303
    first = following.headers["location"]
    slug = first.rsplit("/", 1)[1]
    assert client.get(f"/review/next?after={slug}").headers["location"] != first


def test_a_post_without_the_token_is_refused(client):
    assert client.post(QUESTION, data={"response": TEXT}).status_code == 403
    assert client.post(DRILL, data={"seed": "1", "response": "0.5"}).status_code == 403


def test_a_model_that_fails_leaves_the_offline_marks_and_says_so(client, desk, monkeypatch):
    monkeypatch.setenv("HOTSEAT_LLM_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("HOTSEAT_LLM_MODEL", "toy")
    answer = post(client, QUESTION, response=TEXT)
    assert "graded on this machine" in client.get(answer.headers["location"]).text  # named, but not tried yet
    desk._store.cards.set("local", "trusted-endpoint", "toy at http://127.0.0.1:9/v1")
    answer = post(client, QUESTION, response=TEXT)
    page = client.get(answer.headers["location"]).text
    assert "gave no usable answer" in page
    assert "said-good" in page


def test_a_problem_that_is_due_is_listed_and_asks_to_be_solved_again(tmp_path, judge):
    clock = Clock()
    desk = stage.open_desk(tmp_path / "old", judge=judge, now=clock)
    desk.submit(SLUG, known("solutions", "vectorised"))
    with TestClient(
        stage.create_app(desk, token=TOKEN), base_url="http://localhost", follow_redirects=False
    ) as client:
        assert f'href="/problems/{SLUG}"' not in client.get("/review").text
        clock.at += timedelta(days=50)
        assert f'href="/problems/{SLUG}"' in client.get("/review").text
        page = client.get(f"/problems/{SLUG}").text
        assert "it is due" in page
        assert "Show them before you have solved it again" in page
        desk.submit(SLUG, known("solutions", "vectorised"))
        assert "it is due" not in client.get(f"/problems/{SLUG}").text
    desk.close()


QUIZ = "/quiz/math.info_theory"


def begun(client):
    return re.search(rf'href="({QUIZ}/[0-9a-f-]+)"', client.get(QUIZ).text)[1]


def item_of(page):
    return re.search(r'name="item" value="([^"]+)"', page)[1]


def test_a_quiz_asks_one_item_after_another_and_ends_with_a_result(client, desk):
    address = begun(client)
    seen = set()
    while 'name="item"' in (page := client.get(address).text):
        item = item_of(page)
        assert item not in seen
        seen.add(item)
        assert post(client, address, item=item, action="pass", seconds="5").status_code == 303
    assert "Not known yet" in page
    assert len(seen) == 3
    assert desk.quizzes.line("math.info_theory").result == "not-known"
    assert "last time: not known yet" in client.get(QUIZ).text
    slug = next(iter(seen)).split(":")[1]
    assert f"/{slug}" in client.get("/review").text


def test_an_answer_sent_twice_is_counted_once(client, desk):
    address = begun(client)
    item = item_of(client.get(address).text)
    for _ in range(2):
        assert post(client, address, item=item, action="pass").status_code == 303
    assert "1 answered" in client.get(address).text
    assert len(list(desk._store.answers.all("local"))) == 1


def test_what_cannot_be_read_in_a_quiz_is_asked_for_again(client, desk):
    address = begun(client)
    item = item_of(client.get(address).text)
    answer = post(client, address, item=item, response="about a third", action="answer")
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert item_of(answer.text) == item
    assert list(desk._store.answers.all("local")) == []


def test_a_topic_with_too_few_items_says_so(client):
    page = client.get("/quiz/math.eigen").text
    assert "No decision" in page
    assert "too few or too easy to show that it is known" in page
    assert client.get("/quiz/math.eigen/0f000000-0000-4000-8000-000000000000").status_code == 404


def test_the_map_and_the_review_lead_to_quizzes(client):
    assert f'href="{QUIZ}"' in client.get("/map").text
    assert 'href="/quiz/math.eigen"' not in client.get("/map").text
    page = client.get("/review").text
    topics = re.findall(r'href="/quiz/([^"]+)"', page)
    assert topics
    assert all(client.get(f"/quiz/{topic}").status_code == 200 for topic in topics)
