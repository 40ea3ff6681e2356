"""Pages in Spanish, Arabic and Persian in a real browser: nothing falls off, and all of it reads from the right side."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.chromium import served
from tests.test_browser import AXE

pytestmark = pytest.mark.browser

PAGES = (
    "/ar/",
    "/ar/crises/aleppo/",
    "/ar/crises/aleppo/clashes-escalate/",
    "/ar/crises/aleppo/as-of/2026-01-09/",
    "/fa/crises/venezuela/",
    "/fa/crises/iran/",
    "/fa/actors/foro-penal/",
    "/fa/timeline/",
    "/fa/updates/",
    "/fa/method/",
    "/es/crises/venezuela/releases-announced/",
)


@pytest.fixture(scope="module")
def address(built: Path) -> Iterator[str]:
    with served(built) as found:
        yield found


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(browser, address, scheme, width):
    page = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme).new_page()
    found = {}
    for path in PAGES:
        page.goto(address + path)
        page.evaluate(AXE)
        result = page.evaluate("axe.run({resultTypes: ['violations']})")
        found[path] = [(one["id"], one["nodes"][0]["html"][:160]) for one in result["violations"]]
    page.context.close()
    assert {path: listed for path, listed in found.items() if listed} == {}


@pytest.mark.parametrize("width", [320, 390])
def test_nothing_scrolls_sideways(page, address, width):
    page.set_viewport_size({"width": width, "height": 700})
    wide = {}
    for path in PAGES:
        page.goto(address + path)
        wide[path] = page.evaluate("document.documentElement.scrollWidth")
    assert {path: size for path, size in wide.items() if size > width} == {}


def test_the_strip_runs_from_the_right(page, address):
    """A mark is as far from the right edge in Persian as it is from the left one in English."""
    marks = """[...document.querySelectorAll('.strip__mark[data-status]')].map(mark => {
        const svg = mark.ownerSVGElement.getBoundingClientRect(), box = mark.getBoundingClientRect();
        return [box.left - svg.left, svg.right - box.right].map(Math.round); })"""
    page.goto(f"{address}/crises/venezuela/")
    english = page.evaluate(marks)
    page.goto(f"{address}/fa/crises/venezuela/")
    persian = page.evaluate(marks)
    assert len(english) == len(persian) > 3
    assert all(abs(one[0] - other[1]) <= 3 for one, other in zip(english, persian, strict=True))


def test_dates_spine_and_bars_stand_at_the_start_edge(page, address):
    box = """selector => { const box = document.querySelector(selector).getBoundingClientRect();
        return [box.left, box.right]; }"""
    page.goto(f"{address}/fa/crises/venezuela/")
    date, glyph, body = (
        page.evaluate(box, f".event {one}") for one in (".event__date", ".event__glyph", ".event__body")
    )
    assert body[1] <= glyph[0] < glyph[1] <= date[0]


def test_a_whole_text_in_another_language_turns_round_and_a_line_of_it_does_not(page, address):
    page.goto(f"{address}/fa/crises/venezuela/who-is-held/")
    align = "selector => getComputedStyle(document.querySelector(selector)).textAlign"
    assert page.evaluate(align, "h1") == "right"
    direction = "selector => getComputedStyle(document.querySelector(selector)).direction"
    assert page.evaluate(direction, ".prose") == "ltr"
    assert page.evaluate(direction, "h1") == "ltr"


def test_arabic_headings_are_neither_narrow_nor_tracked_nor_set_tight(page, address):
    page.goto(f"{address}/ar/crises/aleppo/")
    style = page.evaluate(
        """() => { const style = getComputedStyle(document.querySelector('h1'));
        return [style.fontStretch, style.letterSpacing, parseFloat(style.lineHeight) / parseFloat(style.fontSize)]; }"""
    )
    assert style[:2] == ["100%", "normal"] or style[:2] == ["100%", "0px"]
    assert style[2] >= 1.25


def test_a_headline_in_latin_letters_keeps_its_shape_on_a_page_from_right_to_left(page, address):
    shape = """one => { const style = getComputedStyle(one);
        return [style.fontStretch, parseFloat(style.lineHeight) / parseFloat(style.fontSize)]; }"""
    for path, headline in (("/ar/", ".hero__title"), ("/fa/crises/venezuela/who-is-held/", "h1")):
        page.goto(address + path)
        narrow, leading = page.locator(headline).evaluate(shape)
        assert narrow == "76%"
        assert leading <= 1.1
    words = "one => [getComputedStyle(one).wordSpacing, getComputedStyle(one).lineHeight]"
    there = page.locator(".prose").evaluate(words)
    page.goto(f"{address}/crises/venezuela/who-is-held/")
    assert page.locator(".prose").evaluate(words) == there


def test_nothing_in_arabic_script_is_slanted(page, address):
    slanted = """[...document.querySelectorAll("main :is(em, cite, i, dfn, var, address)")]
        .filter(one => getComputedStyle(one).fontStyle !== "normal" && /[\\u0600-\\u06ff]/.test(one.textContent))
        .map(one => one.textContent)"""
    for path in ("/fa/crises/iran/", "/ar/crises/aleppo/", "/fa/method/"):
        page.goto(address + path)
        assert page.evaluate("document.querySelectorAll('main :is(em, cite)').length") > 0
        assert page.evaluate(slanted) == []
