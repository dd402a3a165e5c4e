"""Stories, the story bank, the recorder."""

import base64
import json
import re
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from playwright.sync_api import expect

TOKEN = "the-token-of-this-launch"
AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text()
STORY = {
    "title": "The forecast that lost to last week",
    "situation": "In 2024 I worked on demand forecasts for 300 shops.",
    "task": "My manager asked me to halve the waste within a quarter.",
    "action": "I built a baseline first. I found that my model was worse than last week's sales, so I rebuilt the features.",
    "result": "As a result, waste fell by 18 percent in three months.",
    "learning": "I learned to begin with the baseline, and I have done so in every project since.",
    "tag-failure": "yes",
    "tag-learning": "yes",
}


def post(client, address, **fields):
    return client.post(address, data={"token": TOKEN, **fields})


def test_a_story_is_kept_versioned_and_mapped_to_the_prompts_it_answers(client, desk):
    saved = post(client, "/story-bank/new", **STORY)
    assert saved.status_code == 303
    address = saved.headers["location"]
    page = client.get(address).text
    assert "waste fell by 18 percent" in page
    assert "As it would be heard" in page
    post(client, address, **{**STORY, "title": "A better title"})
    assert [each.title for each in desk.story_bank.stories()] == ["A better title"]
    covered = [each.unit.slug for each in desk.story_bank.coverage() if each.stories]
    assert "failed-ml-project" in covered
    assert all({"failure", "learning"} & set(desk.bank.told(slug).tags) for slug in covered)
    listed = client.get("/story-bank").text
    assert "A better title" in listed
    assert "no story" in listed


def test_a_dropped_story_leaves_its_prompts_open_and_its_versions_in_the_record(client, desk):
    address = post(client, "/story-bank/new", **STORY).headers["location"]
    post(client, f"{address}/drop")
    assert desk.story_bank.stories() == []
    assert all(not each.stories for each in desk.story_bank.coverage())
    assert client.get(address).status_code == 404
    assert sum(type(each).__name__ == "OwnStory" for each in desk._store.entries("local")) == 2


@pytest.mark.parametrize(
    "fields",
    [
        {"title": " "},
        {"title": "x" * 81},
        {"title": "x", "action": "y" * 5001},
        {"title": "x", "task": "a\0b"},
    ],
)
def test_a_story_that_cannot_be_kept_is_asked_for_again_with_its_text(client, desk, fields):
    answer = post(client, "/story-bank/new", **{"result": "kept text", **fields})
    assert answer.status_code == 422
    assert "kept text" in answer.text
    assert desk.story_bank.stories() == []


def test_stories_survive_export_and_import(client, desk, tmp_path):
    import io

    import web_stage as stage

    post(client, "/story-bank/new", **STORY)
    stream = io.StringIO()
    desk.export(stream)
    other = stage.open_desk(tmp_path / "other")
    stream.seek(0)
    other.import_(stream)
    assert other.story_bank.stories() == desk.story_bank.stories()
    other.close()


def test_an_answer_is_told_rated_and_shown_with_its_parts(client, desk):
    text = " ".join(STORY[name] for name in ("situation", "task", "action", "result", "learning"))
    told = post(client, "/stories/failed-ml-project", response=text, seconds="90")
    assert told.status_code == 303
    page = client.get(told.headers["location"]).text
    assert 'class="part-result"' in page
    assert "A strong example" in page
    for name in re.findall(r'name="(level-[^"]+)"', page)[:1]:
        again = post(client, f"{told.headers['location']}/ratings", **{name: "3"})
        assert again.status_code == 303


def test_an_empty_answer_is_asked_for_again(client):
    answer = post(client, "/stories/failed-ml-project", response=" ")
    assert answer.status_code == 422
    assert client.get("/stories/no-such-prompt").status_code == 404
    assert client.get("/told/no-such-answer").status_code == 404


class Speech(BaseHTTPRequestHandler):
    """An endpoint on loopback that writes down what it was sent."""

    heard: ClassVar[list[bytes]] = []
    answer: tuple[int, bytes] = (200, json.dumps({"text": "I built a baseline first."}).encode())

    def do_POST(self):
        self.heard.append(self.rfile.read(int(self.headers["content-length"])))
        status, body = self.answer
        self.send_response(status)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture
def speech(monkeypatch):
    Speech.heard = []
    server = HTTPServer(("127.0.0.1", 0), Speech)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("HOTSEAT_LLM_URL", f"http://127.0.0.1:{server.server_port}/v1")
    monkeypatch.setenv("HOTSEAT_LLM_MODEL", "any")
    monkeypatch.setenv("HOTSEAT_STT_MODEL", "whisper-1")
    yield Speech
    server.shutdown()
    server.server_close()


def test_a_recording_becomes_text_only_by_the_endpoint_that_is_named(client, speech, monkeypatch):
    audio = base64.b64encode(b"OggS and so on").decode()
    answer = post(client, "/stories/transcript", audio=audio, kind="audio/ogg")
    assert answer.json() == {"text": "I built a baseline first."}
    assert b"whisper-1" in speech.heard[0]
    assert b"OggS and so on" in speech.heard[0]
    monkeypatch.delenv("HOTSEAT_STT_MODEL")
    refused = post(client, "/stories/transcript", audio=audio, kind="audio/ogg")
    assert refused.status_code == 422
    assert len(speech.heard) == 1


@pytest.mark.parametrize("answer", [(500, b"{}"), (200, b"no json"), (200, b'{"text": 5}'), (200, b"{}")])
def test_an_endpoint_that_fails_leaves_a_sentence(client, speech, monkeypatch, answer):
    monkeypatch.setattr(speech, "answer", answer)
    found = post(client, "/stories/transcript", audio=base64.b64encode(b"x").decode(), kind="audio/webm")
    assert found.status_code == 422
    assert "Type what you said" in found.json()["why"]
    assert post(client, "/stories/transcript", audio="no base64", kind="").status_code == 422


@pytest.fixture
def page(browser, serving):
    context = browser.new_context(base_url=serving.address, permissions=["microphone"])
    found = context.new_page()
    found.complaints = []
    found.on("pageerror", lambda error: found.complaints.append(str(error)))
    found.on("console", lambda said: found.complaints.append(said.text) if said.type == "error" else None)
    found.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((serving.address, "blob:"))
            else found.complaints.append(request.url)
        ),
    )
    yield found
    context.close()


def test_the_composer_counts_each_part_and_keeps_what_is_typed(page):
    page.goto("/story-bank/new")
    page.get_by_label("Title").fill("A story")
    page.get_by_label("Action").fill("I did one two three four")
    page.get_by_label("Result").fill("It went well and fast")
    expect(page.locator("[data-share=action]")).to_have_text("55 %")
    page.reload()
    expect(page.get_by_label("Result")).to_have_value("It went well and fast")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="A story")).to_be_visible()
    assert page.complaints == []


def test_a_recording_is_made_played_and_kept_across_a_reload(page):
    page.add_init_script(
        """
        navigator.mediaDevices.getUserMedia = async () => {
          const context = new AudioContext();
          const tone = context.createOscillator();
          const out = context.createMediaStreamDestination();
          tone.connect(out);
          tone.start();
          return out.stream;
        };
        """
    )
    page.goto("/stories/failed-ml-project")
    page.get_by_role("button", name="Record").click()
    expect(page.locator("[data-record-time]")).to_have_text(re.compile("0:0[1-9]"), timeout=10_000)
    page.get_by_role("button", name="Stop").click()
    expect(page.locator("[data-play]")).to_be_visible(timeout=10_000)
    page.reload()
    expect(page.locator("[data-play]")).to_be_visible()
    expect(page.get_by_role("button", name="Turn into text")).to_be_hidden()
    assert page.complaints == []
