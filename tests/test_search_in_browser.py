"""The search as readers use it: typed, filtered, shared as a link, with keys alone, in every script."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from dateline.search.spelling import plain, table
from tests.chromium import served
from tests.sites import HARBOUR, ROOT, SmallSite
from tests.test_browser import AXE, opened
from tests.test_search import SiteFrom, long_record

pytestmark = pytest.mark.browser

MANY_SCRIPTS = """
-- content/actors/rodriguez.md --
---
name: Jorge Rodríguez
kind: person
names: {fa: خورخه رودریگس, ar: خورخي رودريغيز}
role: president of the assembly
---
He presides.
-- content/actors/sharaa.md --
---
name: Ahmed al-Sharaa
kind: person
role: interim president
---
He presides, too.
-- content/crises/aleppo/index.md --
---
title: Clashes in Aleppo
name: Aleppo
started: 2025-12-01
published: 2020-05-01
figures:
  - {id: displaced, label: people displaced, unit: people, definition: Registered., lead: true}
  - {id: wounded, label: people wounded, unit: people}
---
An explainer.
-- content/crises/aleppo/clashes.md --
---
title: اشتباكات في حيّ الأشرفية بمدينة حلب
date: 2019-12-22
published: 2020-05-01
status: disputed
place: حلب
actors: [sharaa, rodriguez]
figures:
  - {figure: displaced, value: "148000", by: sharaa, as_of: 2019-12-24, source: notice}
events:
  - id: statement
    date: 2020-01-08
    title: سخنگوی وزارت کشور می‌گوید ۸۶۳ نفر زندانی‌اند
    sources: [notice]
  - id: withdrawn
    date: 2020-01-09
    title: La liberación de presos
    status: retracted
    retraction: The source withdrew it.
    sources: [notice]
sources: [notice]
---
A story.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = SmallSite(tmp_path_factory.mktemp("search") / "site", HARBOUR + MANY_SCRIPTS)
    assert site.build().published, site.messages()
    return site.output


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with served(folder) as found:
        yield f"{found}/search/"


@pytest.fixture(scope="module")
def long_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = long_record(SmallSite(tmp_path_factory.mktemp("long") / "site", HARBOUR), 1500)
    assert site.build().published
    return site.output


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    page = opened(browser, address)
    yield page
    page.context.close()


def results(page: Page) -> list[str]:
    """The titles found, once the search has come to an end."""
    page.wait_for_selector(".search__results[aria-busy=false]", state="attached")
    return page.locator(".search__results a").all_inner_texts()


def asked(page: Page, question: str) -> list[str]:
    page.locator("#q").fill(question)
    page.wait_for_function(
        "question => (new URLSearchParams(location.search).get('q') ?? '') === question", arg=question.strip()
    )
    return results(page)


def test_nothing_is_fetched_before_the_reader_turns_to_the_search(browser, address):
    page = browser.new_context().new_page()
    wanted: list[str] = []
    page.on("request", lambda request: wanted.append(request.url))
    page.goto(address)
    page.wait_for_load_state("networkidle")
    before = [url for url in wanted if not url.endswith(".svg")]  # the icon
    assert len(before) <= 5, before
    assert not [url for url in wanted if "search/search" in url or url.endswith(".json")]
    page.locator("#q").focus()
    assert results(page) == []
    assert len([url for url in wanted if url.endswith("/search/index.json")]) == 1
    assert len([url for url in wanted if "minisearch" in url]) == 1
    assert all(url.startswith(address.removesuffix("/search/")) for url in wanted)
    page.context.close()


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("harb", "Harbour closes"),  # the beginning of a word
        ("habrour closes", "Harbour closes"),  # a slip of the keyboard
        ("RODRIGUEZ", "Jorge Rodríguez"),
        ("rodríguez", "Jorge Rodríguez"),
        ("رودریگس", "Jorge Rodríguez"),  # a name in another script
        ("رودريگس", "Jorge Rodríguez"),  # … with the yeh of an Arabic keyboard
        ("sharaa", "Ahmed al-Sharaa"),
        ("alsharaa", "Ahmed al-Sharaa"),
        ("al sharaa", "Ahmed al-Sharaa"),
        ("الاشرفية", "اشتباكات في حيّ الأشرفية بمدينة حلب"),  # without the hamza
        ("الأشرفیه", "اشتباكات في حيّ الأشرفية بمدينة حلب"),  # with Persian letters
        ("أشرفية", "اشتباكات في حيّ الأشرفية بمدينة حلب"),  # without the article
        ("والأشرفية", "اشتباكات في حيّ الأشرفية بمدينة حلب"),  # with the article and “and”
        ("حي", "اشتباكات في حيّ الأشرفية بمدينة حلب"),  # without the vowel sign
        ("ميگويد", "سخنگوی وزارت کشور می‌گوید ۸۶۳ نفر زندانی‌اند"),  # without the joiner, with Arabic yehs
        ("می‌گوید", "سخنگوی وزارت کشور می‌گوید ۸۶۳ نفر زندانی‌اند"),
        ("863", "سخنگوی وزارت کشور می‌گوید ۸۶۳ نفر زندانی‌اند"),
        ("٨٦٣", "سخنگوی وزارت کشور می‌گوید ۸۶۳ نفر زندانی‌اند"),
        ("liberacion", "La liberación de presos"),
        ("148,000", "People displaced: 148,000"),
        ("148000", "People displaced: 148,000"),
        ("wounded", "People wounded"),  # of which nobody has given a number
        ("the board", "Harbour board"),
        ("porthaven", "The harbour is closed, and nobody says until when"),
    ],
)
def test_a_name_is_found_however_it_is_typed(page, question, title):
    assert title in asked(page, question)


def test_every_word_must_be_there(page):
    assert asked(page, "harbour zeppelin") == []
    assert "Nothing was found" in page.locator(".search__count").inner_text()
    assert asked(page, "ship turns") == ["A first ship turns back"]


def test_a_result_says_what_it_is_and_leads_to_its_anchor(page):
    asked(page, "first ship")
    line = page.locator(".search__results li").first
    assert line.inner_text().split("\n\n") == [
        "May 2020",
        "Event · Porthaven\nA first ship turns back",
        "Reported",
    ]
    assert line.locator(".status--reported svg use").count() == 1
    line.get_by_role("link").click()
    page.wait_for_url("**/crises/harbour/#first-ship-turns")
    assert page.locator("#first-ship-turns").is_visible()


def test_each_kind_leads_where_it_stands(page):
    found = {}
    for kind in ("story", "event", "claim", "actor"):
        page.select_option("#filter-kind", kind)
        results(page)
        found[kind] = page.locator(".search__results a").first.get_attribute("href").partition("/search/")[
            0
        ] and [
            link.get_attribute("href").split("//", 1)[1].partition("/")[2]
            for link in page.locator(".search__results a").all()
        ]
    assert found["story"] == ["crises/harbour/closure/", "crises/aleppo/clashes/"]
    assert found["event"][0] == "crises/harbour/#first-ship-turns"
    assert set(found["claim"]) == {
        "crises/harbour/figures/ships/",
        "crises/aleppo/figures/displaced/",
        "crises/aleppo/figures/wounded/",
    }
    assert set(found["actor"]) == {"actors/harbour-board/", "actors/rodriguez/", "actors/sharaa/"}


def test_what_was_retracted_is_struck(page):
    asked(page, "liberación")
    assert page.locator(".search__results s").inner_text() == "La liberación de presos"
    assert page.locator(".search__results .status__word").inner_text() == "Retracted"


def test_hits_are_marked_as_text(page):
    asked(page, "حلب")
    assert page.locator(".search__results mark").all_inner_texts() == ["حلب"]


def test_a_title_keeps_its_own_direction(page):
    page.evaluate("document.documentElement.dir = 'rtl'")
    asked(page, "harbour closes")
    direction = "element => getComputedStyle(element).direction"
    assert page.locator(".search__results a bdi").first.evaluate(direction) == "ltr"
    asked(page, "حلب")
    assert page.locator(".search__results a bdi").first.evaluate(direction) == "rtl"


def test_markup_in_a_title_stays_text(browser, site_from):
    site = site_from()
    site.edit(
        "content/crises/harbour/2020-05-04-closure.md",
        "title: Harbour closes",
        "title: Harbour <img src=x onerror=alert(1)> closes",
    )
    site.build()
    with served(site.output) as found:
        page = opened(browser, f"{found}/search/?q=harbour+img")
        assert results(page) == ["Harbour <img src=x onerror=alert(1)> closes"]
        assert page.locator(".search__results img").count() == 0
        page.context.close()


def test_the_filters_combine_and_stand_in_the_address(page):
    page.select_option("#filter-crisis", "aleppo")
    assert len(results(page)) == 6  # without words: all of the crisis
    page.select_option("#filter-year", "2019")
    assert len(results(page)) == 2  # the story and the claim
    page.select_option("#filter-kind", "claim")
    assert results(page) == ["People displaced: 148,000"]
    assert page.url.endswith("?crisis=aleppo&kind=claim&year=2019")
    assert page.locator(".search__count").inner_text() == "Results: 1"


def test_a_question_can_be_shared_as_a_link(browser, address):
    page = opened(browser, f"{address}?q=harbour&kind=story&year=2020&crisis=nowhere")
    assert results(page) == ["Harbour closes"]
    assert [page.input_value(f"#{id}") for id in ("q", "filter-kind", "filter-year", "filter-crisis")] == [
        "harbour",
        "story",
        "2020",
        "",
    ]
    page.context.close()


def test_typing_fills_no_history_and_the_way_back_finds_the_question_again(browser, address):
    page = opened(browser, address.removesuffix("search/"))
    page.goto(address)
    length = page.evaluate("history.length")
    asked(page, "harbour")
    asked(page, "harbour closes")
    assert page.evaluate("history.length") == length
    page.locator(".search__results a").first.click()
    page.wait_for_url("**/crises/harbour/closure/")
    page.go_back()
    page.wait_for_url("**/search/?q=harbour+closes")
    assert "Harbour closes" in results(page)
    page.go_back()
    assert page.url == address.removesuffix("search/")
    page.context.close()


def test_with_keys_alone_one_types_walks_the_results_and_opens_one(page):
    page.locator("#q").focus()
    page.keyboard.type("harbour")
    assert len(results(page)) > 2
    focused = "document.activeElement.id || document.activeElement.textContent"
    first, second = (page.locator(".search__results a").nth(n).inner_text() for n in (0, 1))
    page.keyboard.press("ArrowDown")
    assert page.evaluate(focused) == first
    page.keyboard.press("ArrowDown")
    assert page.evaluate(focused) == second
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert page.evaluate(focused) == "q"
    order = []
    for _ in range(4):
        page.keyboard.press("Tab")
        order.append(page.evaluate(focused))
    assert order == ["filter-crisis", "filter-kind", "filter-year", first]
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/(actors|crises)/"))


def test_enter_opens_the_first_result_even_of_a_question_just_typed(page):
    page.locator("#q").focus()
    page.keyboard.type("first ship")
    page.keyboard.press("Enter")
    page.wait_for_url("**/crises/harbour/#first-ship-turns")


def test_enter_is_remembered_until_the_index_is_there(browser, address):
    page = opened(browser, address)
    held = []
    page.route("**/index.json", lambda route: held.append(route))
    page.locator("#q").focus()
    page.keyboard.type("first ship")
    page.keyboard.press("Enter")
    page.locator(".search__count", has_text="Fetching").wait_for()
    while not held:
        page.wait_for_timeout(20)
    held[0].continue_()
    page.wait_for_url("**/crises/harbour/#first-ship-turns")
    page.context.close()


def test_enter_stays_where_nothing_is_found(page):
    page.locator("#q").focus()
    page.keyboard.type("zeppelin")
    page.keyboard.press("Enter")
    assert results(page) == []
    assert page.url.endswith("/search/?q=zeppelin")


def test_without_script_the_register_is_the_page(browser, address):
    page = opened(browser, address, java_script_enabled=False)
    assert not page.locator("#q:visible").count()
    links = page.locator("#a-z .brief__title:visible")
    assert links.count() == 2 + 3 + 3
    links.filter(has_text="first ship").click()
    assert page.url.endswith("/crises/harbour/#first-ship-turns")
    page.context.close()


def test_it_works_in_a_subfolder(browser, folder, tmp_path):
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "record").symlink_to(folder)
    with served(tmp_path) as found:
        page = opened(browser, f"{found}/news/record/search/?q=first+ship")
        assert results(page) == ["A first ship turns back"]
        assert (
            page.locator(".search__results a").first.get_attribute("href")
            == f"{found}/news/record/crises/harbour/#first-ship-turns"
        )
        page.context.close()


def test_a_long_record_is_searched_to_its_end_and_shown_a_page_at_a_time(browser, long_folder):
    with served(long_folder) as found:
        page = browser.new_context().new_page()
        wanted: list[str] = []
        page.on("request", lambda request: wanted.append(request.url))
        page.goto(f"{found}/search/")
        page.locator("#q").focus()
        assert results(page) == []
        assert [url for url in wanted if re.search(r"/search/\d+\.json", url)] == []
        assert "Month 0" in asked(page, "month 0")  # in the oldest part
        asked(page, "place")
        assert page.locator(".search__results li").count() == 30
        page.get_by_role("button", name="Show more results").click()
        assert page.locator(".search__results li").count() == 60
        assert (
            page.evaluate(
                "[...document.querySelectorAll('.search__results a')].indexOf(document.activeElement)"
            )
            == 30
        )
        assert len([url for url in wanted if re.search(r"/search/\d+\.json", url)]) == len(
            list((long_folder / "search").glob("[0-9]*.json"))
        )
        page.context.close()


def test_a_filter_fetches_only_the_parts_that_can_answer(browser, long_folder):
    with served(long_folder) as found:
        page = browser.new_context().new_page()
        wanted: list[str] = []
        page.on("request", lambda request: wanted.append(request.url))
        page.goto(f"{found}/search/?kind=actor&q=board")
        assert results(page) == ["Harbour board"]
        assert [url for url in wanted if re.search(r"/search/\d+\.json", url)] == []
        page.context.close()


def test_an_index_that_does_not_come_is_said_to_the_reader(browser, address):
    page = browser.new_context().new_page()
    page.route("**/index.json", lambda route: route.abort())
    page.goto(f"{address}?q=harbour")
    page.locator(".search__count", has_text="could not be fetched").wait_for()
    assert page.locator("#a-z .brief__title").count() == 8
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_axe_finds_nothing_in_results(browser, address, scheme, direction):
    page = opened(browser, f"{address}?q=حلب", color_scheme=scheme, viewport={"width": 390, "height": 800})
    page.evaluate("dir => { document.documentElement.dir = dir }", direction)
    assert results(page)
    page.evaluate(AXE)
    found = page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    page.context.close()


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_results_do_not_scroll_sideways_at_320_pixels(browser, address, direction):
    page = opened(browser, f"{address}?crisis=aleppo", viewport={"width": 320, "height": 700})
    page.evaluate("dir => { document.documentElement.dir = dir }", direction)
    assert results(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.context.close()


def test_the_browser_spells_as_the_build_does(page, folder):
    """The same texts through both: all that Unicode has in the scripts of our languages, and the real content."""
    blocks = (
        *range(0x20, 0x250),
        *range(0x370, 0x600),
        *range(0x600, 0x780),
        *range(0x8A0, 0x980),
        *range(0x1E00, 0x2000),
    )
    more = (
        *range(0x2000, 0x2070),
        *range(0xE00, 0xE80),
        *range(0x3040, 0x3100),
        *range(0xAC00, 0xAC40),
        *range(0xFB50, 0xFEFD),
    )
    signs = [
        chr(code) for code in (*blocks, *more) if unicodedata.category(chr(code)) not in ("Cn", "Cs", "Cc")
    ]
    texts = [f"x{sign}x {sign}" for sign in signs]
    texts += [
        line
        for path in sorted((ROOT / "content").rglob("*.md"))
        for line in path.read_text(encoding="utf-8").split("\n")
    ]
    module = (
        next(path for path in (folder / "assets/js/search").glob("spelling.*.js"))
        .relative_to(folder)
        .as_posix()
    )
    spelt = page.evaluate(
        "async ([module, table, texts]) => texts.map((await import(module)).spelling(table))",
        [f"/{module}", table(), texts],
    )
    differ = [
        (text, build, browser)
        for text, build, browser in zip(texts, map(plain, texts), spelt, strict=True)
        if build != browser
    ]
    assert differ == []
    assert len(texts) > 4000


def test_results_say_the_language_that_they_are_in(browser: Browser, site_from: SiteFrom) -> None:
    site = site_from()
    site.edit("content/site.yaml", "publisher:", "languages: [en, ar]\npublisher:")
    site.write(
        "content/crises/harbour/index.ar.md",
        "---\ntitle: الميناء مغلق\nplace: الميناء\ntranslated: 2020-05-05\n---\n",
    )
    assert site.build().published, site.messages()
    with served(site.output) as address:
        page = opened(browser, f"{address}/ar/search/?q=harbour")
        page.wait_for_selector(".search__results li")
        result = page.locator(".search__results li", has_text="Harbour closes").first
        title, (_, where) = result.locator("a bdi"), result.locator(".event-line__crisis bdi").all()[:2]
        assert (title.get_attribute("lang"), title.get_attribute("dir")) == ("en", "ltr")
        assert (where.inner_text(), where.get_attribute("lang")) == ("الميناء", None)
        role = page.locator(".search__results bdi", has_text="runs the harbour")
        assert (role.get_attribute("lang"), role.get_attribute("dir")) == ("en", "ltr")
        page.context.close()
