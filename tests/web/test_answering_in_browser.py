"""Symbols in answer boxes, and a card of one's own, in chromium."""

import re

import pytest
from playwright.sync_api import expect
from test_in_browser import AXE, open_page  # noqa: F401

pytestmark = pytest.mark.browser
QUESTION = "/questions/forest-against-boosting"
FORMULA = "/drills/derivative-of-an-activation?seed=1"


@pytest.fixture
def page(open_page):  # noqa: F811
    return open_page(QUESTION)


@pytest.fixture
def box(page):
    return page.get_by_role("textbox", name="Your answer")


def palette(page):
    page.get_by_text("Symbols", exact=True).click()
    return page.locator("[data-palette]")


def test_a_symbol_is_put_at_the_cursor_and_taken_back(page, box):
    box.fill("a b")
    palette(page).get_by_role("button", name="sigma", exact=True).click()
    expect(box).to_have_value("a bσ")
    box.evaluate("box => box.setSelectionRange(1, 2)")
    page.get_by_role("button", name="leq", exact=True).click()
    expect(box).to_have_value("a≤bσ")
    expect(box).to_be_focused()
    page.keyboard.press("Control+z")
    expect(box).to_have_value("a bσ")


def test_the_palette_is_worked_with_the_keyboard_alone(page, box):
    box.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    first = page.locator("[data-symbol]").first
    expect(first).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(box).to_have_value("∇")
    expect(page.get_by_role("button", name="nabla")).to_be_focused()
    page.keyboard.press("Escape")
    expect(box).to_be_focused()
    expect(first).to_be_hidden()


@pytest.mark.parametrize(("key", "after"), [("Tab", "α"), ("Space", "α ")])
def test_a_typed_name_becomes_its_symbol_and_can_be_taken_back(page, box, key, after):
    box.press_sequentially("\\alpha")
    page.keyboard.press(key)
    expect(box).to_have_value(after)
    expect(box).to_be_focused()
    page.keyboard.press("Control+z")
    expect(box).to_have_value("\\alpha")
    page.keyboard.press("Space")
    expect(box).to_have_value("\\alpha ")


def test_other_words_and_keys_do_what_they_always_do(page, box):
    box.press_sequentially("\\alphabet \\unknown ")
    expect(box).to_have_value("\\alphabet \\unknown ")
    page.keyboard.press("Tab")
    expect(box).not_to_be_focused()


def test_a_formula_is_typed_with_symbols_and_graded(open_page, desk):  # noqa: F811
    page = open_page(FORMULA)
    box = page.get_by_role("textbox", name="Your answer")
    _, exercise = desk.drills.ask("derivative-of-an-activation", 1)
    box.fill(exercise.answer.formula.text.replace("*", " · ") + " + 0")
    box.press_sequentially("\\cdot")
    page.keyboard.press("Tab")
    box.press_sequentially("1")
    expect(box).to_have_value(re.compile("0·1$"))
    page.get_by_role("button", name="Answer", exact=True).click()
    expect(page.get_by_role("status")).to_have_text("Right")


def test_drills_without_a_formula_have_no_palette(open_page):  # noqa: F811
    page = open_page("/drills/bayes-base-rate?seed=1")
    expect(page.get_by_role("textbox", name="Your answer")).to_be_visible()
    expect(page.locator("[data-palette]")).to_have_count(0)


@pytest.fixture
def card(desk, tmp_path):
    file = tmp_path / "cards.csv"
    file.write_text("What is $x^2$?,A <b>square</b>.\n")
    desk.own_cards.import_file(file)
    return desk.own_cards.lines()[0].unit


def test_a_card_is_turned_and_rated_with_keys(open_page, desk, card):  # noqa: F811
    page = open_page(f"/cards/{card}")
    expect(page.get_by_text("A square.")).to_be_hidden()
    page.keyboard.press("Space")
    expect(page.get_by_text("A square.")).to_be_visible()
    expect(page.get_by_role("group", name="How well did you know it?").get_by_role("button")).to_have_count(4)
    page.keyboard.press("3")
    expect(page).not_to_have_url(re.compile("/cards/"), timeout=20_000)
    answer = next(line for line in desk._store.answers.lines("local", "card"))
    assert (answer.credit, answer.by) == (1.0, "self")
    assert answer.seconds is not None


def test_the_palette_fits_on_a_phone(open_page):  # noqa: F811
    page = open_page(QUESTION, size="phone")
    palette(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
