"""The changes of a long record: the newest in full, every other day leading to the page that tells it."""

import re
from collections.abc import Callable
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser

from tests.chromium import served
from tests.sites import NOON, SmallSite
from tests.test_browser import violations

STORY = "content/crises/harbour/2020-05-04-closure.md"
LIST = "/crises/harbour/updates/"
BESIDE = "as-known, data, calendars, embeds, figure-pages, place-pages, share-images, search"
"""What takes long to make and says nothing about the lists of changes."""


def recorded(prefix: str, count: int, month: str, days: int = 28) -> str:
    """Events that became known one a day, in turn."""
    return "".join(
        f"  - {{id: {prefix}-{n}, date: 2015-01-01, title: A ship called {prefix}-{n}, sources: [notice],"
        f" reported: {month}-{n % days + 1:02}}}\n"
        for n in range(count)
    )


def with_events(site: SmallSite, *events: str) -> SmallSite:
    site.edit("content/site.yaml", "publisher:", f"leave_out: [{BESIDE}]\npublisher:")
    site.edit(STORY, "published: 2020-05-05", "published: 2016-01-01")
    site.edit(STORY, "events:\n", "events:\n" + "".join(events))
    assert site.build().published, site.messages()
    return site


@pytest.fixture
def long(site_from: Callable[..., SmallSite]) -> SmallSite:
    """Changes: 150 in 2017; 160 and 170 in two months of 2018; 60 in 2019; those of the example in 2016 and 2020."""
    return with_events(
        site_from(),
        recorded("early", 150, "2017-03"),
        recorded("spring", 160, "2018-04"),
        recorded("autumn", 170, "2018-10"),
        recorded("late", 60, "2019-06"),
    )


def days_in_full(page: str) -> list[str]:
    return re.findall(r'<li class="change-day" id="([^"]+)"', page)


def days_elsewhere(page: str) -> dict[str, str]:
    """By day: where it leads."""
    return dict(re.findall(r'<li><a id="([^"]+)" href="([^"]+)">', page))


def told(page: str) -> set[str]:
    return set(re.findall(r"A ship called ([a-z]+-\d+)", page))


def update_pages(site: SmallSite) -> list[str]:
    return sorted(
        path.removeprefix("crises/harbour/updates/").removesuffix("index.html")
        for path in site.published()
        if path.startswith("crises/harbour/updates/")
    )


def test_the_list_tells_the_newest_changes_and_has_pages_for_the_others(long: SmallSite) -> None:
    assert update_pages(long) == ["", "2016/", "2017/", "2018/", "2018/04/"]
    assert told(long.page(LIST)) == {
        *(f"late-{n}" for n in range(60)),
        *(f"autumn-{n}" for n in range(170)),
    }
    assert told(long.page(f"{LIST}2018/04/")) == {f"spring-{n}" for n in range(160)}
    assert told(long.page(f"{LIST}2017/")) == {f"early-{n}" for n in range(150)}


def test_every_day_keeps_its_anchor_and_leads_to_the_page_that_tells_it(long: SmallSite) -> None:
    page = long.page(LIST)
    elsewhere = days_elsewhere(page)
    assert len(elsewhere) == 1 + 28 + 28
    assert not set(elsewhere) & set(days_in_full(page))
    for day, href in elsewhere.items():
        address, _, fragment = urljoin(LIST, href).partition("#")
        assert fragment == day
        assert day in days_in_full(long.page(address))
    assert elsewhere["2018-04-02"] == "2018/04/#2018-04-02"
    assert '">2<span> April 2018</span></a>' in page


def test_years_lead_to_their_page_or_to_their_newest_day_on_the_list(long: SmallSite) -> None:
    index = re.findall(r'class="periods__link" href="([^"]+)">([^<]+) <bdi[^>]*>([\d,]+)', long.page(LIST))
    assert [(href, year) for href, year, _ in index] == [
        ("#2020-05-05", "2020"),
        ("#2019-06-28", "2019"),
        ("2018/", "2018"),
        ("2017/", "2017"),
        ("2016/", "2016"),
    ]
    assert [int(count) for *_, count in index][1:4] == [60, 330, 150]


def test_the_page_of_a_divided_year_names_its_days_also_those_of_the_list(long: SmallSite) -> None:
    page = long.page(f"{LIST}2018/")
    assert days_in_full(page) == []
    elsewhere = days_elsewhere(page)
    assert elsewhere["2018-04-02"] == "04/#2018-04-02"
    assert elsewhere["2018-10-02"] == "../#2018-10-02"
    assert "<h1" in page
    assert "Updates: Porthaven, 2018" in page
    assert "Nothing has been recorded yet." not in page


def test_years_and_months_lead_to_their_neighbours_and_back_to_the_list(long: SmallSite) -> None:
    page = long.page(f"{LIST}2017/")
    assert '<a href="../2016/" rel="prev">2016</a>' in page
    assert '<a href="../2018/" rel="next">2018</a>' in page
    crumbs = re.findall(r'<a[^>]* href="([^"]+)"', long.page(f"{LIST}2018/04/").split("<h1")[0])
    assert crumbs[-3:] == ["../../../", "../../", "../"]


def test_a_record_brought_in_on_one_day_is_divided_by_number_and_each_part_leads_to_the_next(
    site_from: Callable[..., SmallSite],
) -> None:
    site = with_events(site_from(), recorded("ship", 700, "2019-04", days=1), recorded("few", 3, "2019-05"))
    assert update_pages(site) == ["", "2016/", "2019/", "2019/04/", *PARTS]
    elsewhere = days_elsewhere(site.page(LIST))
    assert elsewhere["2019-04-01"] == "2019/04/01/#2019-04-01"
    address, found = f"{LIST}2019/04/01/", []
    while address:
        page = site.page(address)
        assert days_in_full(page) == ["2019-04-01"]
        assert len(told(page)) <= 300
        found += sorted(told(page))
        more = re.search(r'class="change-day__more"><a href="([^"]+)"><bdi>([^<]+)', page)
        if more:
            assert more[2] == f"{700 - len(found)} more changes on this day"
        address = urljoin(address, more[1]) if more else ""
    assert sorted(found) == sorted(f"ship-{n}" for n in range(700))
    assert "Updates: Porthaven, 1 April 2019, part 3" in site.page(f"{LIST}2019/04/01/03/")


PARTS = ["2019/04/01/", "2019/04/01/02/", "2019/04/01/03/"]


def test_the_list_itself_leads_on_where_its_newest_day_is_too_much_for_it(
    site_from: Callable[..., SmallSite],
) -> None:
    site = with_events(site_from(), recorded("ship", 400, "2020-05", days=1))
    site.edit("content/crises/harbour/index.md", "since: 2020-05-05", "since: 2020-05-01")
    assert site.build().published
    page = site.page(LIST)
    assert days_in_full(page) == ["2020-05-01"]
    assert '<a href="2020/05/01/02/"><bdi>102 more changes on this day</bdi></a>' in page
    assert len(told(page) | told(site.page(f"{LIST}2020/05/01/02/"))) == 400


def test_a_record_that_fits_one_list_has_no_other_pages_and_no_index(
    site_from: Callable[..., SmallSite],
) -> None:
    site = with_events(site_from(), recorded("ship", 295, "2019-04"))
    page = site.page(LIST)
    assert update_pages(site) == [""]
    assert len(told(page)) == 295
    assert 'class="periods' not in page
    assert "months-of-days" not in page


def test_an_edit_touches_only_the_lists_that_tell_it(long: SmallSite) -> None:
    before = long.published()
    long.edit(STORY, "A ship called early-7", "A boat called early-7")
    assert long.build().published
    after = long.published()
    changed = {path for path in after if before.get(path) != after[path] and "updates" in path}
    assert changed == {"crises/harbour/updates/2017/index.html"}


def test_links_to_a_year_of_the_updates_are_sound_and_to_others_not(long: SmallSite) -> None:
    long.edit(STORY, "See [[event", f"See [then]({LIST}2017/) and [then]({LIST}2018/04/). See [[event")
    assert long.build().published, long.messages()
    long.edit(STORY, f"{LIST}2017/", f"{LIST}2011/")
    assert not long.build().published
    assert f"there is no page {LIST}2011/" in long.messages()


def test_the_sitemap_names_them_and_each_language_has_its_own(long: SmallSite) -> None:
    long.edit("content/site.yaml", "publisher:", "languages: [en, fa]\npublisher:")
    assert long.build(base_url="https://example.org/", now=NOON).published
    sitemap = long.published()["sitemap.xml"].decode()
    assert f"https://example.org{LIST}2018/04/" in sitemap
    assert f"https://example.org/fa{LIST}2018/04/" in sitemap
    page = long.page(f"/fa{LIST}")
    assert days_elsewhere(page)["2018-04-02"] == "2018/04/#2018-04-02"
    assert ">۲<span>" in page


def test_there_are_none_where_updates_are_left_out(long: SmallSite) -> None:
    long.edit("content/site.yaml", BESIDE, f"updates, {BESIDE}")
    assert long.build(base_url="https://example.org/", now=NOON).published
    assert update_pages(long) == []
    assert "updates/" not in long.published()["sitemap.xml"].decode()
    long.edit(STORY, "See [[event", f"See [then]({LIST}2017/). See [[event")
    assert not long.build().published


def test_days_lead_to_the_record_as_known_also_on_the_pages_of_years(long: SmallSite) -> None:
    assert "as-of/" not in long.page(f"{LIST}2017/")
    long.edit("content/site.yaml", "as-known, ", "")
    assert long.build().published
    page = long.page(f"{LIST}2017/")
    assert 'href="../../as-of/2017-03-05/"' in page
    assert "crises/harbour/as-of/2017-03-05/index.html" in long.published()


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_on_long_lists_of_changes_and_nothing_runs_over(
    browser: Browser, long: SmallSite, width: int
) -> None:
    long.edit("content/site.yaml", "publisher:", "languages: [en, ar]\npublisher:")
    assert long.build().published
    found = {}
    with served(long.output) as address:
        page = browser.new_context(viewport={"width": width, "height": 900}).new_page()
        for path in (LIST, f"{LIST}2018/", f"{LIST}2018/04/", f"/ar{LIST}", f"/ar{LIST}2018/"):
            answer = page.goto(address + path)
            assert answer is not None
            assert answer.ok, path
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
            found |= violations(page, path)
        page.context.close()
    assert {kind: listed for kind, listed in found.items() if listed} == {}


def test_the_sitemap_and_the_check_of_links_know_every_page_that_is_published(
    site_from: Callable[..., SmallSite],
) -> None:
    site = with_events(
        site_from(), recorded("early", 150, "2017-03"), recorded("ship", 700, "2019-04", days=1)
    )
    site.edit("content/site.yaml", BESIDE, "as-known, share-images")
    assert site.build(base_url="https://example.org/").published
    pages = {
        path: site.published()[path].decode() for path in site.published() if path.endswith("/index.html")
    }
    kept = {f"/{path.removesuffix('index.html')}" for path, page in pages.items() if "noindex" not in page}
    assert {f"{LIST}2019/04/01/02/", "/crises/harbour/2015/", "/timeline/2015/01/01/", "/places/"} <= kept
    register = {address for address in kept if re.fullmatch("/search/.+/", address)}
    listed = re.findall(r"<loc>https://example.org([^<]*)</loc>", site.published()["sitemap.xml"].decode())
    assert set(listed) == kept - register | {"/"}
    links = "\n".join(f"- [x]({address})" for address in sorted(kept - register))
    site.write("content/pages/all.md", f"---\ntitle: All\n---\n{links}\n")
    assert [line for line in site.first_lines() if "LINK001" in line] == []
