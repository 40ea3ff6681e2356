"""Corrections of a site: three hundred on the list, and a page for each year of very many."""

import re
from collections.abc import Callable
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser

from tests.chromium import served
from tests.sites import NOON, SmallSite
from tests.test_browser import violations_by_width

STORY = "content/crises/harbour/2020-05-04-closure.md"
LIST = "/corrections/"
LEFT_OUT = "leave_out: [as-known, data, embeds, search, place-pages]\npublisher:"


def made(name: str, count: int, month: str) -> str:
    return "".join(
        f"  - {{date: {month}-{n % 28 + 1:02}, was: Wrong {name}-{n}., now: Right., why: A slip.}}\n"
        for n in range(count)
    )


def with_corrections(site: SmallSite, *listed: str) -> SmallSite:
    site.edit("content/site.yaml", "publisher:", LEFT_OUT)
    site.edit(STORY, "events:\n", f"corrections:\n{''.join(listed)}events:\n")
    assert site.build(base_url="https://example.org/", now=NOON).published, site.messages()
    return site


@pytest.fixture
def long(site_from: Callable[..., SmallSite]) -> SmallSite:
    """100 in 2017, 160 in each of two months of 2018, 150 in 2019, 120 in 2020 and one on no day that is known."""
    return with_corrections(
        site_from(),
        made("first", 100, "2017-03"),
        made("spring", 160, "2018-04"),
        made("autumn", 160, "2018-10"),
        made("late", 150, "2019-06"),
        made("new", 120, "2020-02"),
        "  - {date: unknown, was: Wrong undated-0., now: Right., why: A slip.}\n",
    )


def told(page: str) -> list[str]:
    return re.findall(r"<del>Wrong ([a-z]+-\d+)\.</del>", page)


def index(page: str) -> list[tuple[str, str, int]]:
    found = re.findall(r'class="periods__link" href="([^"]+)">([^<]+) <bdi[^>]*>(\d+)', page)
    return [(href, text, int(count)) for href, text, count in found]


def test_the_list_tells_the_newest_and_leads_to_each_year(long: SmallSite) -> None:
    page = long.page(LIST)
    assert len(told(page)) == 120 + 150
    assert {one.partition("-")[0] for one in told(page)} == {"new", "late"}
    assert told(page)[0].startswith("new")
    assert index(page) == [
        ("2020/", "2020", 120),
        ("2019/", "2019", 150),
        ("2018/", "2018", 320),
        ("2017/", "2017", 100),
        ("undated/", "Undated", 1),
    ]


def test_where_the_list_ends_it_leads_to_what_was_corrected_before(
    long: SmallSite, site_from: Callable[..., SmallSite]
) -> None:
    assert '<a href="2018/10/" rel="prev">October 2018</a>' in long.page(LIST)
    short = with_corrections(site_from(), made("first", 100, "2017-03"))
    assert 'rel="prev"' not in short.page(LIST)


def test_the_page_of_a_year_says_which_it_is_and_how_many_it_tells(long: SmallSite) -> None:
    for parts, name, lede in (
        ("2018/", "2018", "320 corrections, newest first: what we published, what it says now, and why."),
        ("2017/", "2017", "100 corrections, newest first: what we published, what it says now, and why."),
        ("undated/", "Undated", "1 correction: what we published, what it says now, and why."),
    ):
        page = long.page(f"{LIST}{parts}")
        assert re.findall("<title>([^<]+)", page) == [f"Corrections: {name} | Harbour Watch"]
        assert re.findall("<h1[^>]*>([^<]+)", page) == [f"Corrections: {name}"]
        assert f'<meta name="description" content="{lede}">' in page
        crumbs = page.split('aria-label="Breadcrumb"')[1].split("</nav>")[0]
        assert re.findall(r'href="([^"]+)"', crumbs) == ["../../", "../"]
        assert re.findall(r'aria-current="page">([^<]+)', crumbs) == [name]


@pytest.mark.browser
def test_axe_finds_nothing_on_the_page_of_a_year_and_it_fits_a_phone(
    site_from: Callable[..., SmallSite], browser: Browser
) -> None:
    site = with_corrections(
        site_from(), made("first", 3, "2017-03"), made("spring", 160, "2018-04"), made("late", 160, "2018-10")
    )
    page = browser.new_page()
    with served(site.output) as address:
        found = violations_by_width(page, f"{address}{LIST}2017/")
        page.emulate_media(media="print")
        assert page.locator(".correction:visible").count() == 3
        page.goto(f"{address}{LIST}2018/")
        assert page.locator(".periods").is_visible()  # there is nothing else on the page
    page.close()
    assert {name: listed for name, listed in found.items() if listed} == {}


def test_every_correction_is_told_on_the_page_of_its_year_or_month(long: SmallSite) -> None:
    found: list[str] = []
    for href, _, count in index(long.page(LIST)):
        year = long.page(urljoin(LIST, href))
        pages = [year, *(long.page(urljoin(LIST, href + month)) for month, _, _ in index(year))]
        assert sum(len(told(page)) for page in pages) == count
        found += [one for page in pages for one in told(page)]
    assert len(found) == len(set(found)) == 691


def test_a_year_too_long_for_a_page_leads_to_its_months_and_all_to_their_neighbours(long: SmallSite) -> None:
    page = long.page(f"{LIST}2018/")
    assert told(page) == []
    assert index(page) == [("10/", "October 2018", 160), ("04/", "April 2018", 160)]
    assert "No corrections have been made" not in page
    assert "Corrections: 2018" in page
    assert '<a href="../2017/" rel="prev">2017</a>' in page
    assert '<a href="../2019/" rel="next">2019</a>' in page
    crumbs = re.findall(r'<a[^>]* href="([^"]+)"', long.page(f"{LIST}2018/04/").split("<h1")[0])
    assert crumbs[-3:] == ["../../../", "../../", "../"]


def test_a_corrected_year_is_made_anew_and_no_other(long: SmallSite) -> None:
    before = long.published()
    long.edit(STORY, "Wrong first-7.", "Amiss first-7.")
    assert long.build(base_url="https://example.org/", now=NOON).published
    after = long.published()
    changed = {path for path in after if before.get(path) != after[path] and path.startswith("corrections/")}
    assert changed == {"corrections/2017/index.html"}


def test_the_sitemap_and_the_check_of_links_know_the_pages(long: SmallSite) -> None:
    sitemap = long.published()["sitemap.xml"].decode()
    listed = set(re.findall("<loc>https://example.org(/corrections/[^<]*)</loc>", sitemap))
    published = {
        "/" + path.removesuffix("index.html")
        for path in long.published()
        if path.startswith("corrections/") and path.endswith("index.html")
    }
    assert listed == published
    assert f"{LIST}2018/04/" in listed
    links = " ".join(f"[x]({address})" for address in sorted(published))
    long.edit(STORY, "See [[event", f"{links} See [[event")
    assert "LINK001" not in long.messages()
    long.edit(STORY, f"({LIST}2017/)", f"({LIST}2011/)")
    assert f"there is no page {LIST}2011/" in long.messages()


def test_each_language_has_them(site_from: Callable[..., SmallSite]) -> None:
    site = site_from()
    site.edit("content/site.yaml", "publisher:", "languages: [en, fa]\npublisher:")
    with_corrections(site, made("first", 200, "2017-03"), made("late", 200, "2019-06"))
    page = site.page(f"/fa{LIST}")
    assert re.findall(r'class="periods__link" href="([^"]+)"', page) == ["2019/", "2017/"]
    assert site.page(f"/fa{LIST}2017/").count("Wrong first-") == 200


def test_a_list_that_fits_one_page_is_not_divided(site_from: Callable[..., SmallSite]) -> None:
    site = with_corrections(site_from(), made("first", 100, "2017-03"), made("late", 200, "2019-06"))
    page = site.page(LIST)
    assert len(told(page)) == 300
    assert index(page) == []
    assert [path for path in site.published() if path.startswith("corrections/2")] == []


def test_very_many_of_one_day_are_divided_by_number(site_from: Callable[..., SmallSite]) -> None:
    """As changes are: each page tells at most three hundred, and every correction has its place."""
    on_one_day = "".join(
        f"  - {{date: 2019-04-01, was: Wrong one-{n}., now: Right., why: A slip.}}\n" for n in range(700)
    )
    site = with_corrections(site_from(), made("first", 20, "2017-03"), on_one_day)
    day = f"{LIST}2019/04/01/"
    assert told(site.page(LIST)) == told(site.page(day)) == [f"one-{n}" for n in range(699, 399, -1)]
    second, third = f"{day}02/", f"{day}03/"
    assert index(site.page(day)) == [
        ("02/", "1 April 2019, part 2", 300),
        ("03/", "1 April 2019, part 3", 100),
    ]
    assert told(site.page(second)) == [f"one-{n}" for n in range(399, 99, -1)]
    assert told(site.page(third)) == [f"one-{n}" for n in range(99, -1, -1)]
    assert "Corrections: 1 April 2019, part 3" in site.page(third)
    published = {path for path in site.published() if path.startswith("corrections/2019/04/")}
    assert published == {f"{one[1:]}index.html" for one in (f"{LIST}2019/04/", day, second, third)}
    sitemap = site.published()["sitemap.xml"].decode()
    assert f"https://example.org{third}</loc>" in sitemap
    site.edit(STORY, "See [[event", f"[x]({third}) See [[event")
    assert "LINK001" not in site.messages()
    site.edit(STORY, f"({third})", f"({day}04/)")
    assert f"there is no page {day}04/" in site.messages()
