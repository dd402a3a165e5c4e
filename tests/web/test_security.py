"""Who may ask, what comes back with every answer, and what is refused in which words."""

import re

import pytest
import web_stage as stage
from web_stage import SLUG, known

from hotseat.model.errors import HotseatError
from hotseat.web.app import sandbox_notice
from hotseat.web.server import serve

TOKEN = "the-token-of-this-launch"
FORM = {"content-type": "application/x-www-form-urlencoded"}
ADDRESSES = ["/", "/problems", f"/problems/{SLUG}", "/history", "/doctor", "/nothing"]


def three_lines(answer, *lines):
    text = re.sub(r"<[^>]+>", " ", answer.text.split("<main", 1)[-1])
    for line in lines:
        assert line in text, text


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_carries_the_policy(client, address):
    headers = client.get(address).headers
    policy = headers["content-security-policy"]
    assert "unsafe" not in policy
    assert policy.startswith("default-src 'none'")
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cache-control"] == "no-cache"


def test_the_nonce_differs_from_answer_to_answer(client):
    policies = {client.get("/").headers["content-security-policy"] for _ in range(3)}
    assert len(policies) == 3


@pytest.mark.parametrize("address", ADDRESSES)
def test_pages_hold_no_inline_code_or_style(client, address):
    text = client.get(address).text
    assert not re.search(r"\sstyle=", text)
    assert not re.search(r"\son\w+=", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//""", text)


@pytest.mark.parametrize("host", ["hotseat.example", "127.0.0.1.example", "evil.localhost.example", ""])
def test_another_host_name_is_refused(client, host):
    assert client.get("/", headers={"host": host}).status_code == 400


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8417", "[::1]:8417", "localhost:99"])
def test_our_own_names_are_admitted(client, host):
    assert client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("part", ["answer", "draft", "hints", "give-up", "start-over"])
@pytest.mark.parametrize("token", [None, "", "wrong", "ä"])
def test_a_post_without_the_token_is_refused(client, desk, part, token):
    fields = {"source": "x = 1"} | ({} if token is None else {"token": token})
    answer = client.post(f"/problems/{SLUG}/{part}", data=fields)
    assert answer.status_code == 403
    three_lines(answer, "earlier launch", "reload the page")
    assert desk.draft(SLUG) is None
    assert desk.hints_seen(SLUG) == 0


def test_the_token_may_come_as_a_header(client, desk):
    answer = client.post(
        f"/problems/{SLUG}/draft", data={"source": "x = 1"}, headers={"x-hotseat-token": TOKEN}
    )
    assert answer.json() == {"saved": True}
    assert desk.draft(SLUG) == "x = 1"


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://localhost:1"},
        {"sec-fetch-site": "cross-site"},
    ],
)
def test_another_origin_is_refused_even_with_the_token(client, headers):
    answer = client.post(f"/problems/{SLUG}/draft", data={"source": "x", "token": TOKEN}, headers=headers)
    assert answer.status_code == 403
    three_lines(answer, "Another site sent this request.")


def test_our_own_origin_is_admitted(client):
    headers = {"origin": "http://localhost", "sec-fetch-site": "same-origin"}
    answer = client.post(f"/problems/{SLUG}/draft", data={"source": "x", "token": TOKEN}, headers=headers)
    assert answer.status_code == 200


def test_a_program_beyond_a_megabyte_is_refused_in_words(client):
    answer = client.post(f"/problems/{SLUG}/answer", data={"source": "#" * 1_000_001, "token": TOKEN})
    assert answer.status_code == 413
    three_lines(answer, "The program is 1.0 MB; the limit is 1 MB.", "Shorten it")


def test_a_body_beyond_the_limit_is_refused_before_it_is_read(client):
    headers = {**FORM, "x-hotseat-token": TOKEN, "content-length": "9000000000"}
    assert client.post(f"/problems/{SLUG}/draft", content=b"source=1", headers=headers).status_code == 413

    def endless():
        for _ in range(50):
            yield b"a" * 100_000

    answer = client.post(
        f"/problems/{SLUG}/draft", content=endless(), headers={**FORM, "x-hotseat-token": TOKEN}
    )
    assert answer.status_code == 413


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        (b"source=%FF%FE", 400, "not valid UTF-8"),
        (b"source=\xff", 400, "not valid UTF-8"),
        (b"source=a%0Ab%00c", 400, "NUL"),
        (b"source=%ED%A0%80", 400, "not valid UTF-8"),
        (b"&".join([b"a=1"] * 80), 400, "too many fields"),
    ],
)
def test_a_body_that_is_no_program_is_refused_in_words(client, body, status, words):
    answer = client.post(f"/problems/{SLUG}/draft", content=body, headers={**FORM, "x-hotseat-token": TOKEN})
    assert answer.status_code == status
    three_lines(answer, words)


def test_only_forms_are_read(client):
    answer = client.post(f"/problems/{SLUG}/draft", json={"source": "x"}, headers={"x-hotseat-token": TOKEN})
    assert answer.status_code == 415


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_not_served(client, method):
    answer = client.request(method, f"/problems/{SLUG}", headers={"x-hotseat-token": TOKEN})
    assert answer.status_code == 405


def test_an_empty_program_is_refused_in_words(client):
    answer = client.post(f"/problems/{SLUG}/answer", data={"source": "  \n", "token": TOKEN})
    assert answer.status_code == 422
    three_lines(answer, "The response is empty.", "Write the code first.")


NASTY = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"


def test_what_the_candidate_controls_is_escaped(client, judge, desk):
    judge.stdout = NASTY
    source = f"def softmax(logits):\n    raise ValueError({NASTY!r})\n"
    answer = client.post(
        f"/problems/{SLUG}/answer", data={"source": source, "token": TOKEN, "action": "submit"}
    )
    page = client.get(answer.headers["location"].split("#")[0]).text
    [line] = desk.history()
    page += client.get(f"/attempts/{line.id}").text
    assert "&lt;img src=x onerror" in page
    assert "<script>alert" not in page
    assert "<img" not in page
    answer = client.post(
        f"/problems/{SLUG}/answer",
        data={"source": f"def softmax(logits):\n    return {NASTY!r}\n", "token": TOKEN},
        headers={"accept": "application/x-ndjson"},
    )
    assert "<script>alert" not in answer.text
    assert "<img" not in answer.text


def test_markdown_of_a_unit_cannot_hold_html():
    from hotseat.web.markdown import render_markdown

    html = render_markdown(
        "a <b>bold</b> <script>x</script> [x](javascript:alert(1)) $a<b$ and $$\\text{<i>}$$"
    )
    assert "<script" not in html
    assert "<b>" not in html
    assert "<i>" not in html
    assert 'href="javascript' not in html
    assert "a&lt;b" in html


def test_a_judge_that_does_not_start_is_three_lines(tmp_path):
    from fastapi.testclient import TestClient

    client = TestClient(
        stage.create_app(stage.broken_desk(tmp_path), token=TOKEN), base_url="http://localhost"
    )
    answer = client.post(
        f"/problems/{SLUG}/answer", data={"source": known("solutions", "vectorised"), "token": TOKEN}
    )
    assert answer.status_code == 422
    three_lines(answer, "The sandbox does not start.", "Run: hotseat doctor")


def test_an_unforeseen_failure_is_a_page_without_its_details(desk, judge, capfd):
    from fastapi.testclient import TestClient

    def explode():
        raise RuntimeError("secret detail")

    judge.before = explode
    client = TestClient(
        stage.create_app(desk, token=TOKEN), base_url="http://localhost", raise_server_exceptions=False
    )
    answer = client.post(f"/problems/{SLUG}/answer", data={"source": "x = 1", "token": TOKEN})
    assert "Hotseat itself failed: RuntimeError." in answer.text
    assert "secret detail" not in answer.text
    desk.problems = explode
    answer = client.get("/problems")
    assert answer.status_code == 500
    assert "Hotseat itself failed" in answer.text
    assert answer.headers["content-security-policy"]


@pytest.mark.parametrize(("tier", "words"), [("A", None), ("B", "not complete"), ("C", "Not a sandbox")])
def test_every_screen_says_what_the_sandbox_does_not_enforce(tmp_path, tier, words):
    notice = sandbox_notice(stage.open_desk(tmp_path, judge=stage.TrustingJudge(tier)))
    assert (notice is None) if words is None else (words in notice)


def test_without_a_judge_every_screen_says_so(tmp_path):
    from fastapi.testclient import TestClient

    with TestClient(stage.create_app(stage.broken_desk(tmp_path)), base_url="http://localhost") as client:
        assert "Nothing can be judged yet. The sandbox does not start." in client.get("/").text


def test_tier_c_is_said_on_every_page(tmp_path):
    from fastapi.testclient import TestClient

    app = stage.create_app(stage.open_desk(tmp_path, judge=stage.TrustingJudge("C")), token=TOKEN)
    with TestClient(app, base_url="http://localhost") as client:
        for address in ADDRESSES:
            assert "Not a sandbox" in client.get(address).text, address


def test_the_server_listens_on_this_machine_only(desk):
    for host in ("0.0.0.0", "192.168.1.7", "::", "example.org"):
        with pytest.raises(HotseatError, match="only listens on this machine"):
            serve(desk, host=host, open_browser=False)


def test_a_port_in_use_is_named(desk, serving):
    with pytest.raises(HotseatError) as caught:
        serve(desk, port=serving.port, open_browser=False)
    assert str(serving.port) in caught.value.what
    assert "--port" in caught.value.fix


def test_static_files_are_kept_for_ever_under_their_hash(client):
    from hotseat.web.assets import static_url

    url = static_url("app.js")
    assert "immutable" in client.get(url).headers["cache-control"]
    assert client.get(url).headers["content-type"].startswith("text/javascript")
    stale = client.get("/static/0123456789ab/app.js")
    assert stale.status_code == 200
    assert stale.headers["cache-control"] == "no-cache"
    assert client.get("/static/0123456789ab/../../app.py").status_code == 404
    assert client.get("/static/0123456789ab/%2e%2e/app.py").status_code == 404


def test_telemetry_is_off(desk):
    app = stage.create_app(desk)
    assert not app._native_telemetry.enabled()
