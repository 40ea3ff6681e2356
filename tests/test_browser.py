"""The real site in a real browser: no errors, no requests elsewhere, readable by everybody, with and without script."""

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.chromium import served

pytestmark = pytest.mark.browser

KINDS = {
    "home": "/",
    "crisis": "/crises/venezuela/",
    "short crisis": "/crises/minneapolis/",
    "as known": "/crises/venezuela/as-of/2026-01-09/",
    "story": "/crises/venezuela/who-is-held/",
    "crisis updates": "/crises/venezuela/updates/",
    "actor": "/actors/foro-penal/",
    "actors": "/actors/",
    "figure": "/crises/venezuela/figures/political-prisoners/",
    "place": "/places/venezuela/",
    "places": "/places/",
    "timeline": "/timeline/",
    "updates": "/updates/",
    "corrections": "/corrections/",
    "search": "/search/",
    "method": "/method/",
    "about": "/about/",
    "not found": "/404.html",
}
EMBEDS = {
    "embed of a timeline": "/embed/venezuela/timeline/",
    "embed of a figure": "/embed/venezuela/figure/political-prisoners/",
    "embed of an event": "/embed/venezuela/event/who-is-held/",
}
LANGUAGES = {"en": "", "es": "/es", "ar": "/ar", "fa": "/fa"}
"""Where the site lies in each of its languages."""
AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


def violations(page: Page, name: str) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """What axe finds on a page that is open: by its name and colour scheme, the rule and where."""
    page.evaluate(AXE)
    found = {}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        result = page.evaluate("axe.run({resultTypes: ['violations']})")
        found[name, scheme] = [(one["id"], one["nodes"][0]["html"][:160]) for one in result["violations"]]
    return found


def violations_by_width(page: Page, url: str) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """The same on a small phone and on a desk, where nothing may run over."""
    found = {}
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(url)
        found |= violations(page, f"{width}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    return found


@pytest.fixture(scope="module")
def address(built: Path) -> Iterator[str]:
    with served(built) as found:
        yield found


def opened(browser: Browser, url: str, **context: object) -> Page:
    page = browser.new_context(**context).new_page()  # type: ignore[arg-type]
    page.goto(url)
    return page


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_a_page_opens_without_errors_or_requests_elsewhere(browser, address, path):
    page = browser.new_context().new_page()
    trouble, asked = [], []
    page.on(
        "console",
        lambda message: trouble.append(message.text) if message.type in ("error", "warning") else None,
    )
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + path)
    page.wait_for_load_state("networkidle")
    assert trouble == []
    assert [url for url in asked if not url.startswith(address)] == []
    assert len(asked) <= 6  # the page, one style sheet, one script, two fonts, the icon
    page.context.close()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing(browser, address, language, width):
    page = browser.new_context(viewport={"width": width, "height": 900}).new_page()
    found = {}
    for kind, path in (KINDS | EMBEDS).items():
        if kind == "not found" and LANGUAGES[language]:
            continue  # a site has one, in its own language
        answer = page.goto(address + LANGUAGES[language] + path)
        assert answer is not None
        assert answer.ok or kind == "not found", kind
        found |= violations(page, kind)
    page.context.close()
    assert {kind: listed for kind, listed in found.items() if listed} == {}


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_nothing_scrolls_sideways_at_320_pixels(browser, address, path):
    page = opened(browser, address + path, viewport={"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.context.close()


def test_without_script_every_event_figure_and_source_is_read(browser, address, built):
    page = opened(browser, address + KINDS["crisis"], java_script_enabled=False)
    assert page.locator(".event").count() == 15
    for part in page.locator(".event, .figure, .minor-figure, #sources li").all():
        assert part.is_visible()
        assert part.inner_text().strip()
    assert not page.locator("theme-button button:visible").count()
    page.context.close()


EACH = "all => all.map(one => getComputedStyle(one).{})"
STATUSES = (
    "[...document.querySelectorAll('.event')].filter(e => e.checkVisibility()).map(e => e.dataset.status)"
)
KINDS_SHOWN = (
    "[...document.querySelectorAll('.event')].filter(e => e.checkVisibility()).map(e => e.dataset.kind)"
)


@pytest.mark.parametrize("script", [False, True], ids=["without script", "with script"])
def test_boxes_of_one_kind_add_up_and_kinds_narrow(browser, address, script):
    page = opened(browser, address + KINDS["crisis"], java_script_enabled=script)
    tick = lambda name, value: page.locator(f"[name={name}][value={value}]").check(force=True)  # noqa: E731
    tick("status", "disputed")
    assert page.evaluate(STATUSES) == ["disputed"] * 2
    tick("status", "reported")
    assert sorted(page.evaluate(STATUSES)) == ["disputed"] * 2 + ["reported"] * 4
    tick("kind", "release")
    assert set(page.evaluate(KINDS_SHOWN)) == {"release"}
    assert set(page.evaluate(STATUSES)) == {"disputed", "reported"}
    opacity = "mark => getComputedStyle(mark).opacity"
    shown = page.locator('.strip__mark[data-status="reported"][data-kind="release"]').first
    assert (
        shown.evaluate(opacity),
        page.locator('.strip__mark[data-status="confirmed"]').first.evaluate(opacity),
    ) == (
        "1",
        "0.18",
    )
    page.context.close()


def test_a_filter_counts_and_stands_in_the_address(browser, address):
    page = opened(browser, address + KINDS["crisis"])
    page.locator("[name=status][value=disputed]").check(force=True)
    assert "status=disputed" in page.url
    assert "2" in page.locator(".filter-bar__total").inner_text()
    page.goto(address + KINDS["crisis"] + "?status=disputed&status=reported&kind=nonsense#maduro-captured")
    page.wait_for_function("document.getElementById('maduro-captured').checkVisibility()")
    assert page.locator("input:checked").count() == 0  # the link points at an event that was hidden
    page.context.close()


def test_several_actors_can_be_chosen_and_taken_away_again(browser, address):
    page = opened(browser, address + KINDS["crisis"])
    shown = "[...document.querySelectorAll('.event')].filter(e => e.checkVisibility()).map(e => e.id).sort()"
    alone = {}
    for actor in ("foro-penal", "el-salvador"):
        page.select_option("#filter-actor", actor)
        alone[actor] = page.evaluate(shown)
    page.get_by_role("button", name="Add another").click()
    page.select_option("#filter-actor", "foro-penal")
    assert page.evaluate(shown) == sorted({*alone["foro-penal"], *alone["el-salvador"]})
    asked = page.url
    assert asked.endswith("?actor=foro-penal&actor=el-salvador")
    page.goto(asked)
    assert page.evaluate(shown) == sorted({*alone["foro-penal"], *alone["el-salvador"]})
    page.get_by_role("button", name=re.compile("^Remove ")).press("Enter")
    assert page.url.count("actor=") == 1
    assert page.evaluate("document.activeElement.id") == "filter-actor"
    page.get_by_role("button", name="Clear filters").click()
    page.wait_for_function("() => !location.search")
    assert len(page.evaluate(shown)) == 15
    page.context.close()


def test_the_merged_timeline_is_filtered_by_crisis(browser, address):
    page = opened(browser, address + KINDS["timeline"])
    page.select_option("#filter-crisis", "iran")
    assert {event.get_attribute("data-crisis") for event in page.locator(".event:visible").all()} == {"iran"}
    page.context.close()


def test_the_order_button_reverses_the_document(browser, address):
    page = opened(browser, address + KINDS["crisis"])
    ids = "[...document.querySelectorAll('.event')].map(event => event.id)"
    before = page.evaluate(ids)
    page.get_by_role("button", name="Show oldest first").click()
    assert page.evaluate(ids) == before[::-1]
    page.context.close()


def test_the_theme_is_chosen_and_kept(browser, address):
    page = opened(browser, address + KINDS["home"], color_scheme="light")
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    page.get_by_role("button", name="Dark theme").click()
    dark = page.evaluate(paper)
    assert dark != light
    page.goto(address + KINDS["method"])
    assert page.evaluate(paper) == dark
    page.context.close()


def test_catch_me_up_lists_what_was_recorded_since(browser, address):
    page = opened(browser, address + KINDS["crisis"] + "?since=2026-01-09")
    page.wait_for_selector("catch-up li a")
    assert page.locator("catch-up li a").count() >= 15
    page.context.close()


def test_the_keyboard_reaches_the_content_first(browser, address):
    page = opened(browser, address + KINDS["crisis"])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent.trim()") == "Skip to content"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent.trim()") == "Skip to timeline"
    page.keyboard.press("Enter")
    assert page.url.endswith("#timeline")
    page.context.close()


def test_print_keeps_the_record_and_drops_the_tools(browser, address):
    page = opened(browser, address + KINDS["crisis"])
    page.emulate_media(media="print")
    for gone in (".masthead nav", ".filter-bar", ".tools", ".on-page", ".take-along", ".share", ".code"):
        assert page.locator(gone).count(), gone
        assert page.locator(f"{gone}:visible").count() == 0, gone
    assert page.locator("#sources").is_visible()
    assert page.locator(".event:visible").count() == 15
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    page.context.close()


def test_on_paper_nothing_is_cut_and_headings_stay_with_what_follows(browser, address):
    page = opened(browser, address + KINDS["crisis"])
    page.emulate_media(media="print")
    for whole in (
        ".event:not(:has(.claims))",
        ".event-line",
        ".figure__chart",
        ".claim",
        ".minor-figure",
        ".position",
        ".known__item",
        ".source",
        "tr",
    ):
        assert set(page.locator(whole).evaluate_all(EACH.format("breakInside"))) == {"avoid"}, whole
    headings = page.locator("main :is(h2, h3, h4):visible").evaluate_all(EACH.format("breakAfter"))
    assert set(headings) == {"avoid"}
    assert page.locator("details table:visible").count() == page.locator("details table").count() > 0
    assert page.locator(".dots__field").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().right <= one.parentElement.getBoundingClientRect().right)"
    ) == [True]
    page.goto(address + KINDS["home"])
    assert set(page.locator(".card").evaluate_all(EACH.format("breakInside"))) == {"avoid"}
    page.context.close()


def test_on_paper_reading_text_is_the_largest_of_what_is_read_and_a_story_has_the_whole_width(
    browser, address
):
    page = opened(browser, address + KINDS["story"])
    page.emulate_media(media="print")
    sizes = [
        page.locator(part).first.evaluate("one => parseFloat(getComputedStyle(one).fontSize)")
        for part in (".prose", ".claim", ".hero__meta", ".source")
    ]
    assert sizes[0] == pytest.approx(10.5 * 4 / 3, abs=0.1)  # 10.5 pt
    assert max(sizes[1:]) < sizes[0]
    start = "one => one.getBoundingClientRect().left"
    assert page.locator(".prose").evaluate(start) == page.locator(".masthead__row").evaluate(start)
    assert page.locator(".tags").count() == 1
    assert not page.locator(".tags").is_visible()
    page.context.close()


def test_a_cell_in_the_other_direction_keeps_the_side_of_its_column(browser, address):
    page = opened(browser, f"{address}/ar{KINDS['figure']}", viewport={"width": 1280, "height": 900})
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    cells = page.locator(".table :is(th, td)[dir='ltr']").evaluate_all(
        "cells => cells.map(getComputedStyle).map(cell => [cell.textAlign, cell.paddingLeft, cell.paddingRight])"
    )
    assert {tuple(cell) for cell in cells} == {("right", "12px", "0px")}
    page.context.close()


def test_right_to_left_pages_do_not_scroll_sideways(browser, address):
    page = opened(browser, address + KINDS["crisis"], viewport={"width": 390, "height": 800})
    page.evaluate("document.documentElement.dir = 'rtl'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.context.close()


def test_the_longest_words_titles_and_lists_of_sources_and_nothing_at_all_fit_on_a_phone(browser, site_from):
    site = site_from()
    site.edit("content/site.yaml", "publisher:", "languages: [en, ar]\npublisher:")
    word = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung"
    sources = "".join(
        f"  - {{id: n{n}, title: Notice {n} {word}, publisher: Board, kind: document, published: 2020-05-04}}\n"
        for n in range(30)
    )
    site.write(
        "content/crises/harbour/long.md",
        f"---\ntitle: {word} {'and so on ' * 20}\ndate: 2020-05-06\nplace: {word}\nsummary: {word}\n"
        f"actors: [harbour-board]\nfigures:\n  - {{label: {word}, value: 3, by: harbour-board, as_of: unknown, source: notice}}\n"
        f"sources:\n  - notice\n{sources}---\n## {word}\n\n{word}\n",
    )
    site.edit(
        "content/crises/harbour/index.md",
        "figures:\n",
        f"figures:\n  - {{id: crews, label: crews ashore {word}, unit: people}}\n",
    )
    site.write(
        "content/crises/empty/index.md",
        f"---\ntitle: {'Nobody can say yet ' * 10}\nname: {word}\nstarted: 2020-05-01\npublished: 2020-05-01\n---\nNothing.\n",
    )
    assert site.build().published, site.messages()
    paths = (
        "/",
        "/crises/harbour/",
        "/crises/harbour/long/",
        "/crises/harbour/figures/crews/",
        "/crises/empty/",
    )
    with served(site.output) as address:
        page = opened(browser, address, viewport={"width": 320, "height": 700})
        for path in (*paths, "/timeline/", "/updates/", "/search/", "/places/"):
            for language in ("", "/ar"):
                answer = page.goto(address + language + path)
                assert answer is not None
                assert answer.ok, language + path
                assert page.evaluate("document.documentElement.scrollWidth") <= 320, language + path
        page.context.close()


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize(
    ("language", "undated"), [("en", "Undated"), ("ar", "بلا تاريخ"), ("fa", "بدون تاریخ")]
)
def test_no_word_of_a_date_is_broken_in_two(browser, address, language, undated, width):
    page = opened(
        browser,
        f"{address}{LANGUAGES[language]}/crises/venezuela/",
        viewport={"width": width, "height": 900},
    )
    page.evaluate("document.fonts.ready")
    lines = page.locator(".timeline .date__big").evaluate_all(
        "dates => dates.map(date => [date.textContent, Math.round(date.getBoundingClientRect().height"
        " / parseFloat(getComputedStyle(date).lineHeight))])"
    )
    assert undated in dict(lines)
    assert [text for text, height in lines if height > 1] == []
    page.context.close()
