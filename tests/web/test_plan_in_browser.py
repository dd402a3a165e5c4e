"""A new user's way in a real browser: three questions, the diagnostic, the plan; and what axe says about the pages."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text()
SIZES = {"wide": {"width": 1280, "height": 800}, "phone": {"width": 390, "height": 844}}


def in_days(count: int):
    return datetime.now(UTC).date() + timedelta(days=count)


@pytest.fixture
def new_page(browser, serving):
    contexts = []

    def opened(size="wide", **options) -> Page:
        context = browser.new_context(viewport=SIZES[size], base_url=serving.address, **options)
        contexts.append(context)
        page = context.new_page()
        page.complaints = []
        page.on(
            "request",
            lambda request: (
                None if request.url.startswith(serving.address) else page.complaints.append(request.url)
            ),
        )
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        return page

    yield opened
    for context in contexts:
        context.close()


def answer_three_questions(page: Page) -> None:
    page.goto("/")
    page.get_by_label("When is the interview?").fill(in_days(30).isoformat())
    page.get_by_label("Which role?").select_option("new-graduate")
    page.get_by_label("Minutes on a day of study").fill("40")
    page.get_by_role("checkbox", name="Sun").check()
    page.get_by_role("button", name="Make my plan").click()


def test_a_new_user_comes_from_three_questions_over_the_diagnostic_to_a_plan(new_page, desk):
    page = new_page()
    answer_three_questions(page)
    expect(page.get_by_text("30 days to your interview")).to_be_visible()
    page.get_by_role("link", name="Find out where you stand").click()
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_text("Diagnostic, number 1")).to_be_visible()
    for number in range(2, 5):
        page.get_by_role("button", name="I don't know").click()
        expect(page.get_by_text(f"Diagnostic, number {number}")).to_be_visible()
    asked = page.get_by_role("heading", level=1).inner_text()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text(asked)
    page.goto("/")
    page.get_by_role("link", name="Go on with it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(asked)
    page.get_by_role("button", name="Stop here and see where I stand").click()
    expect(page.get_by_role("heading", name="Where you stand")).to_be_visible()
    expect(page.get_by_role("heading", name="Your answers")).to_be_visible()
    page.get_by_role("link", name="To today's plan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        re.compile(r"Today, \d+ min|Done for today|A day off")
    )
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Plan").click()
    expect(page.get_by_role("heading", name="Plan", exact=True)).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Calendar file").click()
    assert Path(download.value.path()).read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert page.complaints == []


def test_the_way_of_a_new_user_needs_no_scripts(new_page, desk):
    page = new_page("phone", java_script_enabled=False)
    answer_three_questions(page)
    page.get_by_role("link", name="Find out where you stand").click()
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("button", name="I don't know").click()
    expect(page.get_by_text("Diagnostic, number 2")).to_be_visible()
    assert len(desk.diagnostic.now().answers) == 1
