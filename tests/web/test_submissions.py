"""Streams of verdicts, and what happens when nobody listens any more."""

import json
import threading
import time

import httpx2
import web_stage as stage
from web_stage import SLUG, known

TOKEN = "the-token-of-this-launch"
STREAM = {"accept": "application/x-ndjson"}


def fields(source, action="submit"):
    return {"token": TOKEN, "source": source, "action": action}


def stream(client, source, action="submit"):
    answer = client.post(f"/problems/{SLUG}/answer", data=fields(source, action), headers=STREAM)
    assert answer.headers["content-type"].startswith("application/x-ndjson")
    return [json.loads(line) for line in answer.text.splitlines()]


def test_checks_arrive_before_the_verdict(client):
    news = stream(client, known("mistakes", "whole_max"))
    kinds = [each["kind"] for each in news]
    assert kinds[:2] == ["queued", "started"]
    count = kinds.count("check")
    assert count > 5
    assert kinds[2:] == ["check"] * count + ["mistake", "verdict", "done"]
    assert news[-2]["verdict"] == "wrong-answer"
    assert f"of {count} checks failed." in news[-2]["said"]


def test_the_first_failing_check_is_open_and_shows_the_call(client):
    failing = [each for each in stream(client, known("mistakes", "whole_sum")) if each.get("tone") == "bad"]
    assert len(failing) > 1
    assert [("<details open>" in each["html"]) for each in failing] == [True] + [False] * (len(failing) - 1)
    assert 'aria-label="Got"' in failing[0]["html"]
    assert 'aria-label="Expected"' in failing[0]["html"]
    assert "Largest difference" in failing[0]["html"]


def test_an_accepted_submission_ends_with_its_run_time(client, desk):
    news = stream(client, known("solutions", "vectorised"))
    kinds = [each["kind"] for each in news]
    assert kinds[-3:] == ["verdict", "efficiency", "done"]
    assert "2.6×" in news[-2]["html"]
    assert "<svg" in news[-2]["html"]
    assert news[-1]["attempt"] == desk.history()[0].id


def test_a_run_asks_the_shown_checks_only(client, desk):
    news = stream(client, known("solutions", "vectorised"), "run")
    assert [each["kind"] for each in news].count("check") == 2
    assert "Shown checks pass" in news[-2]["html"]
    assert desk.history() == []


def test_a_syntax_error_names_the_line(client):
    news = stream(client, "def softmax(logits):\n    return (\n")
    [check] = [each for each in news if each["kind"] == "check"]
    assert "data-line=" in check["html"]


def test_a_judge_that_fails_is_told_in_the_stream(client, judge):
    def explode():
        raise stage.HotseatError("The sandbox was lost.", "", "Submit again.")

    judge.before = explode
    news = stream(client, "x = 1")
    assert news[-1]["kind"] == "error"
    assert "The sandbox was lost." in news[-1]["html"]
    judge.before = lambda: None
    assert stream(client, known("solutions", "vectorised"))[-1]["kind"] == "done"


def test_an_attempt_is_stored_though_nobody_listens(serving, desk, judge):
    judge.delay_s = 0.08
    url = f"{serving.address}/problems/{SLUG}/answer"
    with httpx2.stream("POST", url, data=fields(known("mistakes", "overflow")), headers=STREAM) as answer:
        for line in answer.iter_lines():
            if '"check"' in line:
                break
    assert desk.history() == []
    deadline = time.monotonic() + 10
    while not desk.history() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert [line.mistake for line in desk.history()] == ["overflow"]


def test_checks_are_sent_one_by_one_not_at_the_end(serving, judge):
    judge.delay_s = 0.1
    url = f"{serving.address}/problems/{SLUG}/answer"
    times = []
    with httpx2.stream("POST", url, data=fields(known("mistakes", "overflow")), headers=STREAM) as answer:
        for line in answer.iter_lines():
            if '"check"' in line:
                times.append(time.monotonic())
    assert times[-1] - times[0] > 0.5


def test_submissions_are_judged_in_the_order_in_which_they_came(serving, desk, judge):
    judge.delay_s = 0.05
    order, ahead = [], []

    def submit(name):
        with httpx2.stream(
            "POST",
            f"{serving.address}/problems/{SLUG}/answer",
            data=fields(known("mistakes", name)),
            headers=STREAM,
        ) as answer:
            for line in answer.iter_lines():
                news = json.loads(line)
                if news["kind"] == "queued":
                    ahead.append(news["ahead"])
                if news["kind"] == "done":
                    order.append(name)

    names = ["overflow", "first_axis", "sigmoid"]
    threads = []
    for name in names:
        threads.append(threading.Thread(target=submit, args=(name,)))
        threads[-1].start()
        time.sleep(0.15)
    for thread in threads:
        thread.join(30)
    assert order == names
    assert ahead == [0, 1, 2]
    assert len(desk.history()) == 3


def test_a_crowd_is_told_to_wait(serving, judge):
    gate = threading.Event()
    judge.before = lambda: gate.wait(20)
    url = f"{serving.address}/problems/{SLUG}/answer"

    def submit():
        httpx2.post(url, data=fields("x = 1"), timeout=60)

    threads = [threading.Thread(target=submit) for _ in range(16)]
    for thread in threads:
        thread.start()
    time.sleep(1)
    answer = httpx2.post(url, data=fields("x = 1"), timeout=60)
    gate.set()
    for thread in threads:
        thread.join(60)
    assert answer.status_code == 503
    assert "Too many submissions are waiting." in answer.text
