"""Long records: a page tells two hundred events in full; years, months and days have pages of their own."""

import re
from collections.abc import Callable
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser

from tests.chromium import served
from tests.sites import NOON, SmallSite
from tests.test_browser import violations

STORY = "content/crises/harbour/2020-05-04-closure.md"


def event(id: str, date: str, title: str = "") -> str:
    return (
        f"  - {{id: {id}, date: {date!r}, title: {title or 'A ship called ' + id}, "
        f"text: The text of {id}., status: disputed, kind: closure, actors: [harbour-board], sources: [notice]}}\n"
    )


def with_events(site: SmallSite, *events: str) -> SmallSite:
    site.edit(STORY, "events:\n", "events:\n" + "".join(events))
    assert site.build().published, site.messages()
    return site


def many(prefix: str, count: int, month: str) -> list[str]:
    return [event(f"{prefix}-{n}", f"{month}-{n % 28 + 1:02}") for n in range(count)]


@pytest.fixture
def long(site_from: Callable[..., SmallSite]) -> SmallSite:
    """150 events in 2018, 230 in 2019, 3 known to 2019 alone, 2 in 2020."""
    years = [*many("early", 150, "2018-03"), *many("spring", 120, "2019-04"), *many("autumn", 110, "2019-10")]
    return with_events(site_from(), *years, *(event(f"sometime-{n}", "2019") for n in range(3)))


def in_full(page: str) -> list[str]:
    return re.findall(r'<li class="event" id="([^"]+)"', page)


def in_a_line(page: str) -> dict[str, str]:
    """By id: where the line leads."""
    return dict(re.findall(r'<li class="brief" id="([^"]+)".*?<a class="brief__title" href="([^"]+)"', page))


DAY = re.compile(r'<li><a id="([^"]+)" href="([^"]+)">(.*?)</a>((?:<span id="[^"]+"></span>)*)</li>')
"""A link to the events of a day: anchor, address, what it says, the anchors of the other events."""


def day_links(page: str) -> list[tuple[str, str, str, str]]:
    return [
        link
        for days in re.findall(r'<ol class="months-of-days__days">(.*?)</ol>', page)
        for link in DAY.findall(days)
    ]


def by_their_day(page: str) -> dict[str, str]:
    """The same of those that have no line: several lead to the first of their day."""
    return {
        id: href
        for anchor, href, _, others in day_links(page)
        for id in (anchor, *re.findall(r'id="([^"]+)"', others))
    }


def headings(page: str) -> list[str]:
    return [title.strip() for title in re.findall(r'class="phase__title">([^<]+)', page)]


def heard(words: str) -> str:
    """What a link says to those who hear it: “2 March 2018, 6 events”."""
    return re.sub(r"<[^>]+>", "", re.sub(r'<svg role="img" aria-label="([^"]+)">', r"\1 ", words))


def elsewhere(page: str) -> dict[str, str]:
    """Every event that is told on another page."""
    assert not in_a_line(page).keys() & by_their_day(page).keys()
    return in_a_line(page) | by_their_day(page)


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_on_pages_that_only_long_records_and_moved_stories_have(
    browser: Browser, site_from: Callable[..., SmallSite], width: int
) -> None:
    site = site_from()
    site.edit("content/site.yaml", "publisher:", "languages: [en, ar]\npublisher:")
    site.edit(STORY, "kind: closure\nactors", "kind: closure\nold_addresses: [/crises/harbour/shut/]\nactors")
    with_events(
        site, *many("early", 3, "2017-03"), *many("spring", 260, "2018-04"), *many("autumn", 260, "2019-10")
    )
    kinds = (
        "/crises/harbour/",
        "/crises/harbour/2017/",
        "/timeline/2017/",
        "/search/h/",
        "/crises/harbour/shut/",
        "/embed/harbour/timeline/",
    )
    found = {}
    with served(site.output) as address:
        page = browser.new_context(viewport={"width": width, "height": 900}).new_page()
        page.route(
            "**/shut/",
            lambda route: route.fulfill(body=staying(site, route.request.url), content_type="text/html"),
        )
        for path in (*kinds, *(f"/ar{path}" for path in kinds if "shut" not in path)):
            answer = page.goto(address + path)
            assert answer is not None
            assert answer.ok, path
            found |= violations(page, path)
        page.context.close()
    assert {kind: listed for kind, listed in found.items() if listed} == {}


def staying(site: SmallSite, url: str) -> str:
    """The page of an old address, that does not lead on before anybody has looked at it."""
    page = site.page("/" + url.split("/", 3)[3])
    refresh = re.search(r'<meta http-equiv="refresh"[^>]*>', page)
    assert refresh
    return page.replace(refresh[0], "")


def test_the_newest_events_are_told_in_full_then_some_in_a_line_and_each_older_one_by_its_day(
    long: SmallSite,
) -> None:
    page = long.page("/crises/harbour/")
    assert len(in_full(page)) == 80
    assert in_full(page)[:2] == ["closure", "first-ship-turns"]
    assert all(id.startswith("autumn") for id in in_full(page)[2:])
    assert len(in_a_line(page)) == 100
    assert all(id.startswith(("autumn", "spring")) for id in in_a_line(page))
    assert len(by_their_day(page)) == 120 + 3 + 150 - (100 - 32)
    assert re.findall(r'class="months-of-days__title">([^<]+)<', page) == ["March 2018"]
    assert headings(page)[-4:] == ["October 2019, earlier", "April 2019", "2019", "2018"]
    said = [heard(words) for _, _, words, _ in day_links(page)]
    assert said[:2] == ["Disputed 11 April 2019, 4 events", "Disputed 10 April 2019, 4 events"]
    assert said[11:13] == ["Disputed 2019, 3 events", "Disputed 28 March 2018, 5 events"]
    assert len(said) == 11 + 1 + 28  # no more than a link for each day


def test_an_older_event_is_told_by_a_bare_number_only_if_its_day_is_known_and_confirmed(
    site_from: Callable[..., SmallSite],
) -> None:
    dates = {
        "exact": "2012-05-14",
        "at-noon": "2012-05-14T12:00",
        "about": "2012-05-14~",
        "perhaps": "2012-05-14?",
        "by": "../2012-05-14",
        "lasted": "2012-05-14/2012-05-16",
        "month": "2012-05",
    }
    old = [event(id, date).replace("disputed", "confirmed") for id, date in dates.items()]
    reason = "retracted, retraction: It was another ship"
    old.append(event("gone", "2012-05-14").replace("disputed", reason))
    old.append(event("said", "2012-05-13").replace("disputed", "reported"))
    page = with_events(site_from(), *many("ship", 250, "2019-04"), *old).page("/crises/harbour/")
    shown = {
        anchor: (words, re.findall(r'id="([^"]+)"', others))
        for anchor, _, words, others in day_links(page)
        if not anchor.startswith("ship")
    }
    assert heard(shown["at-noon"][0]) == "14 May 2012, 2 events"
    assert shown["at-noon"][0].startswith("14<")
    assert shown["at-noon"][1] == ["exact"]
    assert heard(shown["gone"][0]) == "Retracted 14 May 2012"
    assert "<s>14</s>" in shown["gone"][0]
    assert '<use href="#g-reported"/></svg>13<' in shown["said"][0]
    assert heard(shown["said"][0]) == "Reported 13 May 2012"
    assert {
        id: words for id, (words, _) in shown.items() if id in ("about", "perhaps", "by", "lasted", "month")
    } == {
        "about": "about 14 May 2012",
        "perhaps": "14 May 2012 (uncertain)",
        "by": "by 14 May 2012",
        "lasted": "14–16 May 2012",
        "month": "May 2012",
    }


def test_undated_events_are_one_link_that_keeps_their_anchors(site_from: Callable[..., SmallSite]) -> None:
    undated = [event(f"undated-{n}", "unknown") for n in range(58)]
    undated[3] = undated[3].replace("{id:", "{old_ids: [once-3], id:")
    page = with_events(site_from(), *many("ship", 250, "2019-04"), *undated).page("/crises/harbour/")
    link = day_links(page)[-1]
    assert (link[1], link[2]) == ("undated/", "58 undated events")
    anchors = {id for id, href in by_their_day(page).items() if href == "undated/"}
    assert anchors == {*(f"undated-{n}" for n in range(58)), "once-3"}
    assert "Read Undated" not in page
    index = re.findall(r'class="periods__link" href="[^"]+">([^<]+) <bdi[^>]*>(\d+)', page)
    assert index == [("2020", "2"), ("2019", "250"), ("Undated", "58")]


def test_an_old_event_that_changed_lately_has_a_line(site_from: Callable[..., SmallSite]) -> None:
    old = event("old", "2017-01-01").replace("status: disputed", "status: confirmed, history: [HISTORY]")
    later = "{date: 2020-05-05, status: reported}, {date: 2020-05-09, status: confirmed, why: Seen.}"
    site = with_events(
        site_from(),
        *many("ship", 250, "2019-04"),
        old.replace("HISTORY", later),
        event("quiet", "2017-01-02"),
    )
    page = site.page("/crises/harbour/")
    assert "quiet" in by_their_day(page)
    assert in_a_line(page)["old"] == "2017/#old"
    assert 'data-changed="2020-05-09"' in page[page.index('id="old"') :].split(">")[0]


def test_of_a_long_record_the_newest_stories_and_corrections_stand_on_its_page(
    site_from: Callable[..., SmallSite],
) -> None:
    site = site_from()
    for number in range(50):
        story = (
            f"---\ntitle: Story {number}\ndate: 2018-01-01\npublished: 2020-05-05\nsources: [notice]\ncorrections:\n"
            f"  - {{date: 2020-05-06, was: Wrong {number}., now: Right., why: A slip.}}\n---\nText.\n"
        )
        site.write(f"content/crises/harbour/story-{number:02}.md", story)
    assert site.build().published, site.messages()
    page = site.page("/crises/harbour/")
    assert page.count('<li class="event-line">') == 51
    assert page.count('<li class="correction"') == 50
    day = "/crises/harbour/as-of/2020-05-06/"
    with_events(site, *many("dinghy", 20, "2019-04"))
    assert (
        len(in_a_line(site.page(day))) == 52 + 20 - 60
    )  # it tells fewer events in full than the page of today
    assert site.page(day).count('<li class="event-line">') == 51
    assert site.page(day).count('<li class="correction"') == 50
    with_events(site, *many("ship", 180, "2019-04"))
    assert site.page(day).count('<li class="event-line">') == 40
    assert site.page(day).count('<li class="correction"') == 20
    page = site.page("/crises/harbour/")
    assert page.count('<li class="event-line">') == 40
    assert '11 older stories, in the timeline: <a href="2018/"><bdi>2018 (11)</bdi></a>' in page
    assert "Story 0" in site.page("/crises/harbour/2018/")
    assert page.count('<li class="correction"') == 20
    assert '<a href="updates/"><bdi>30 earlier corrections, among all updates</bdi></a>' in page
    assert '<a href="#corrections">50 corrections</a>' in page
    site.edit("content/site.yaml", "publisher:", "leave_out: [updates]\npublisher:")
    assert site.build().published
    words = "30 earlier corrections, among those of all crises"
    assert f'<a href="../../corrections/"><bdi>{words}</bdi></a>' in site.page("/crises/harbour/")


def test_every_event_keeps_its_anchor_on_the_crisis_page_and_is_told_in_full_on_one_other(
    long: SmallSite,
) -> None:
    page = long.page("/crises/harbour/")
    assert len(elsewhere(page)) == 385 - 80
    for id, href in elsewhere(page).items():
        address, _, fragment = urljoin("/crises/harbour/", href).partition("#")
        assert fragment == id or by_their_day(page)[fragment] == href
        assert fragment in in_full(long.page(address))
        assert id in in_full(long.page(address))
        assert f"The text of {id}." in long.page(address)
    pages = [path for path in long.published() if path.startswith("crises/harbour/20")]
    assert sorted(pages) == [
        "crises/harbour/2018/index.html",
        "crises/harbour/2019/04/index.html",
        "crises/harbour/2019/10/index.html",
        "crises/harbour/2019/index.html",
    ]


def test_the_page_of_a_divided_year_tells_what_is_known_to_the_year_and_names_the_rest(
    long: SmallSite,
) -> None:
    page = long.page("/crises/harbour/2019/")
    assert sorted(in_full(page)) == ["sometime-0", "sometime-1", "sometime-2"]
    assert in_a_line(page)["spring-7"] == "04/#spring-7"
    assert len(in_a_line(page)) == 230
    assert "Porthaven: 2019" in page


def test_years_lead_to_their_part_of_the_page_with_their_counts(long: SmallSite) -> None:
    page = long.page("/crises/harbour/")
    index = re.findall(r'class="periods__link" href="(#[^"]+)">([^<]+) <bdi[^>]*>(\d+)', page)
    assert [(text, count) for _, text, count in index] == [("2020", "2"), ("2019", "233"), ("2018", "150")]
    for anchor, text, _ in index:
        group = page[page.index(f'id="{anchor[1:]}"') :]
        assert text in re.findall(r'class="phase__title">([^<]+)', group)[0]


def test_months_and_days_of_a_year_that_are_told_by_links_alone_stand_under_one_heading(
    site_from: Callable[..., SmallSite],
) -> None:
    """A year of hundreds has a page for each month, and for each day of a crowded one: no heading for each of those."""
    crowded = [event(f"crowd-{n}", f"2017-06-{'02' if n < 205 else '03'}") for n in range(215)]
    months = [*many("march", 120, "2018-03"), *many("may", 120, "2018-05"), event("sometime", "2018")]
    site = with_events(site_from(), *many("newest", 178, "2019-10"), *months, *crowded)
    page = site.page("/crises/harbour/")
    assert headings(page)[-3:] == ["2019, earlier", "2018", "2017"]
    assert re.findall(r'class="phase__more label"><a href="([^"]+)"', page)[-2:] == ["2018/", "2017/"]
    of_months = re.findall(r'class="months-of-days__title">([^<]+)<', page)
    assert of_months == ["May 2018", "March 2018", "2018", "June 2017"]
    assert by_their_day(page)["may-3"] == "2018/05/#may-115"  # the first of its day
    assert by_their_day(page)["sometime"] == "2018/#sometime"
    assert [href for _, href, _, _ in day_links(page)[-2:]] == [
        "2017/06/03/#crowd-214",
        "2017/06/02/#crowd-204",
    ]
    assert [heard(words) for _, _, words, _ in day_links(page)[-2:]] == [
        "Disputed 3 June 2017, 10 events",
        "Disputed 2 June 2017, 205 events",
    ]
    index = re.findall(r'class="periods__link" href="(#[^"]+)">([^<]+) <bdi[^>]*>(\d+)', page)
    assert [(text, count) for _, text, count in index][1:] == [
        ("2019", "178"),
        ("2018", "241"),
        ("2017", "215"),
    ]
    for anchor, text, _ in index[2:]:
        assert headings(page[page.index(f'id="{anchor[1:]}"') :])[0] == text
    assert headings(site.page("/crises/harbour/2017/06/02/")) == ["2 June 2017"]


def test_the_timeline_of_all_crises_shows_the_newest_and_leads_to_the_other_years(long: SmallSite) -> None:
    page = long.page("/timeline/")
    assert len(in_full(page)) == 112
    assert not in_a_line(page)
    assert re.findall(r'class="periods__link" href="([^"]+)"', page) == ["2020/", "2019/", "2018/"]
    months = re.findall(r'class="periods__link" href="([^"]+)"', long.page("/timeline/2019/"))
    assert months == ["10/", "04/"]
    assert len(in_full(long.page("/timeline/2019/04/"))) == 120
    assert 'href="../../../crises/harbour/#spring-7"' in long.page("/timeline/2019/04/")


def test_periods_lead_to_their_neighbours(long: SmallSite) -> None:
    page = long.page("/crises/harbour/2019/")
    assert '<a href="../2018/" rel="prev">2018</a>' in page
    assert 'rel="next"' not in page  # the crisis page itself tells 2020
    assert '<a href="../2020/" rel="next">2020</a>' in long.page("/timeline/2019/")
    assert 'rel="prev"' not in long.page("/crises/harbour/2018/")


def test_the_record_as_known_on_a_day_is_divided_too(long: SmallSite) -> None:
    page = long.page("/crises/harbour/as-of/2020-05-05/")
    assert 2 <= len(in_full(page)) <= 60  # there is a page for each day: less is told in full
    assert in_a_line(page)["spring-27"] == "../../#spring-27"
    assert len(in_a_line(page)) + len(in_full(page)) == 200  # as many as another page tells in full
    assert "Earlier events, with the status that they have now" in page
    assert '<small class="phase__note">185 events</small>' in page
    assert '<a href="../../#timeline"><bdi>Read them in the record as it is now</bdi></a>' in page


def test_the_record_as_known_on_a_day_names_every_event_that_had_another_status(
    site_from: Callable[..., SmallSite],
) -> None:
    old = event("old", "2017-01-01").replace(
        "status: disputed",
        "status: confirmed, history: [{date: 2020-05-05, status: reported}, {date: 2020-05-09, status: confirmed, "
        "why: Seen.}]",
    )
    site = with_events(site_from(), old, *many("ship", 250, "2019-04"))
    before, after = (site.page(f"/crises/harbour/as-of/2020-05-0{day}/") for day in (5, 9))
    assert '<li class="brief" id="old" data-status="reported"' in before
    assert 'id="old"' not in after
    assert len(in_a_line(before)) == len(in_a_line(after)) + 1
    assert "52 events</small>" in before
    assert "53 events</small>" in after


def test_pages_name_the_days_of_change_around_theirs_where_a_list_has_all(
    site_from: Callable[..., SmallSite],
) -> None:
    days = [f"2020-0{month}-{day:02}" for month in (6, 7, 8, 9) for day in range(1, 26)]
    ships = (
        event(f"ship-{n}", "2019-04-01").replace("text:", f"reported: {day}, text:")
        for n, day in enumerate(days)
    )
    site = with_events(site_from(), *ships)
    all_days = ["2020-05-05", *days][::-1]

    def named(page: str) -> list[str]:
        listed = page.split('<ol class="versions__list">')[1].split("</ol>")[0]
        return re.findall(r'datetime="([^"]+)"', listed)

    assert named(site.page("/crises/harbour/")) == all_days[:60]
    assert site.page("/crises/harbour/").count("<option value=") < 80
    assert named(site.page("/crises/harbour/as-of/2020-05-05/")) == all_days[-60:]
    around = named(site.page("/crises/harbour/as-of/2020-07-25/"))
    assert around == all_days[20:80]
    site.edit("content/site.yaml", "publisher:", "leave_out: [updates]\npublisher:")
    assert site.build().published
    assert named(site.page("/crises/harbour/")) == all_days


def test_the_crisis_page_tells_the_newest_claims_of_a_figure_and_leads_to_the_others(
    site_from: Callable[..., SmallSite],
) -> None:
    claims = "".join(
        f"  - {{figure: ships, value: {100 + n}, by: harbour-board, as_of: {1900 + n}-01-01, source: notice}}\n"
        for n in range(70)
    )
    site = site_from()
    site.edit(STORY, "figures:\n", f"figures:\n{claims}")
    assert site.build().published, site.messages()
    page = site.page("/crises/harbour/")
    assert "(70)</span></summary>" in page
    assert '<a href="figures/ships/"><bdi>30 older claims</bdi></a>' in page
    assert ">130</" in page
    assert ">129</" not in page
    assert "The newest claims: ships waiting" in page
    assert ">100</" in site.page("/crises/harbour/figures/ships/")
    assert "All claims: ships waiting" in site.page("/crises/harbour/figures/ships/")
    site.edit("content/site.yaml", "publisher:", "leave_out: [figure-pages]\npublisher:")
    assert site.build().published
    page = site.page("/crises/harbour/")
    assert ">100</" in page
    assert "older claims" not in page


def test_the_filter_works_on_lines_as_on_events(long: SmallSite) -> None:
    page = long.page("/crises/harbour/")
    assert ":is(.event,.brief)[data-status=" in page
    assert 'data-all="180 of 385 events; the page of each year has a filter of its own"' in page


def test_a_crowded_month_is_divided_by_day(site_from: Callable[..., SmallSite]) -> None:
    site = with_events(site_from(), *many("ship", 300, "2019-04"))
    month = in_a_line(site.page("/crises/harbour/2019/04/"))
    assert len(month) == 300
    assert month["ship-1"] == "02/#ship-1"
    assert "ship-1" in in_full(site.page("/crises/harbour/2019/04/02/"))
    assert month["ship-27"] == "../../#ship-27"  # the newest days are told on the crisis page
    assert "ship-27" in in_full(site.page("/crises/harbour/"))


def test_an_event_stands_under_the_year_in_which_it_was_or_began_or_may_have_been_first(
    site_from: Callable[..., SmallSite],
) -> None:
    dates = {
        "lasted": "2017-12-30/2018-01-02",
        "window": "[2016-11..2017-02]",
        "by": "[..2015-03-02]",
        "ongoing": "2014-05/..",
        "decade": "197X",
        "ancient": "-0048",
        "none": "unknown",
    }
    site = with_events(
        site_from(), *many("ship", 201, "2019-04"), *(event(id, date) for id, date in dates.items())
    )
    places = elsewhere(site.page("/crises/harbour/"))
    assert {id: places[id].partition("/")[0] for id in dates} == {
        "lasted": "2017",
        "window": "2016",
        "by": "2015",
        "ongoing": "2014",
        "decade": "1970",
        "ancient": "bce-49",
        "none": "undated",
    }
    assert "The 1970s" in site.page("/crises/harbour/1970/")
    assert "Between 2016 and 2017" in site.page("/crises/harbour/2016/")


def test_events_that_may_have_been_on_the_same_days_stand_in_one_order_on_every_timeline(
    site_from: Callable[..., SmallSite],
) -> None:
    dates = ["2017", "2017-01/2017-12", "2017", "2017-01-01/2017-12-31", "2017-01/2017-12", "2017"]
    events = [event(f"year-{n}", date) for n, date in enumerate(dates)]
    site = with_events(site_from(), *many("ship", 201, "2019-04"), *events)
    for timeline, prefix in (("/crises/harbour/2017/", ""), ("/timeline/2017/", "harbour.")):
        assert in_full(site.page(timeline)) == [f"{prefix}year-{n}" for n in (5, 4, 3, 2, 1, 0)]


def test_a_record_that_fits_one_page_is_not_divided(site_from: Callable[..., SmallSite]) -> None:
    site = with_events(site_from(), *many("ship", 198, "2019-04"))
    assert len(in_full(site.page("/crises/harbour/"))) == 200
    assert not any("/2019/" in path for path in site.published())


def test_an_edit_of_an_old_event_leaves_the_crisis_page_as_it_is(long: SmallSite) -> None:
    before = long.published()
    long.edit(STORY, "The text of early-7.", "Another text of early-7.")
    assert long.build().published
    after = long.published()
    changed = {path for path in after if before.get(path) != after[path]}
    assert changed == {
        "crises/harbour/2018/index.html",
        "crises/harbour/closure/index.html",
        "crises/harbour/events.csv",
        "crises/harbour/events.ics",
        "crises/harbour/record.json",
        "timeline/2018/index.html",
    }


def test_links_to_a_year_of_a_long_record_are_sound_and_to_others_not(long: SmallSite) -> None:
    long.edit(STORY, "See [[event", "See [that year](/crises/harbour/2018/). See [[event")
    assert long.build().published, long.messages()
    long.edit(STORY, "/crises/harbour/2018/", "/crises/harbour/2011/")
    assert not long.build().published


def test_a_story_may_not_have_the_address_of_a_year_or_of_the_undated(
    site_from: Callable[..., SmallSite],
) -> None:
    for name in ("2018", "undated", "bce-49"):
        site = site_from()
        story = "---\ntitle: A year\ndate: 2020-05-01\npublished: 2020-05-05\nsources: [notice]\n---\nText.\n"
        site.write(f"content/crises/harbour/{name}.md", story)
        assert not site.build().published
        assert "ADDR002" in site.messages()
        site.delete(f"content/crises/harbour/{name}.md")


def test_the_sitemap_names_the_pages_of_periods(long: SmallSite) -> None:
    assert long.build(base_url="https://example.org/", now=NOON).published
    sitemap = long.published()["sitemap.xml"].decode()
    assert "https://example.org/crises/harbour/2019/04/" in sitemap
    assert "https://example.org/timeline/2018/" in sitemap


def test_the_page_of_an_actor_names_800_events_of_a_crisis_and_leads_to_the_others(
    site_from: Callable[..., SmallSite],
) -> None:
    site = site_from()
    site.edit(
        "content/site.yaml", "publisher:", "leave_out: [as-known, data, embeds, search, updates]\npublisher:"
    )
    ships = [*many("ship", 800, "2018-03"), *many("raft", 20, "2017-03"), *many("boat", 10, "2016-03")]
    ships = [line.replace("kind:", "place: Porthaven, kind:") for line in ships]
    site.write("content/actors/crew.md", "---\nname: Crew\nkind: organisation\n---\nThey sail.\n")
    others = [*many("other", 190, "2019-04"), *many("alien", 5, "2017-03")]
    with_events(site, *ships, *(line.replace("harbour-board", "crew") for line in others))
    for address, choice in (
        ("/actors/harbour-board/", "actor=harbour-board"),
        ("/places/porthaven/", "place=porthaven"),
    ):
        page = site.page(address)
        assert (len(re.findall('<li class="event"', page)), len(in_a_line(page))) == (80, 720)
        found = re.findall(
            r'>([^<]*) <small class="phase__note">(\d+) events?</small></h3>\s*'
            r'<p class="phase__more label"><a href="([^"]+)">',
            page,
        )
        assert [(title.rpartition(", ")[2], int(count)) for title, count, _ in found] == [
            ("2018", 1),  # the newest event is the closure
            ("2017", 20),
            ("2016", 10),
        ]
        for title, count, href in found:
            year = title.rpartition(", ")[2]
            assert href == f"../../crises/harbour/{year}/?{choice}#timeline"
            there = site.page(f"/crises/harbour/{year}/")
            # The filter there knows the choice that the link makes.
            assert f'<option value="{choice.partition("=")[2]}">' in there
            assert len(re.findall('<li class="(?:event|brief)"', there)) >= int(count)
    assert "Read 2018 in full" not in site.page("/actors/crew/")


@pytest.mark.browser
def test_the_link_to_the_older_events_of_an_actor_shows_no_others(
    site_from: Callable[..., SmallSite], browser: Browser
) -> None:
    site = site_from()
    site.edit(
        "content/site.yaml",
        "publisher:",
        "leave_out: [as-known, data, embeds, search, updates, share-images]\npublisher:",
    )
    site.write("content/actors/crew.md", "---\nname: Crew\nkind: organisation\n---\nThey sail.\n")
    ours = [*many("ship", 810, "2018-03"), *many("raft", 6, "2017-03")]
    others = [*many("other", 190, "2019-04"), *many("alien", 5, "2017-04")]
    with_events(site, *ours, *(line.replace("harbour-board", "crew") for line in others))
    page = browser.new_page()
    with served(site.output) as address:
        page.goto(f"{address}/actors/harbour-board/")
        page.click("text=Read 2017 in full")
        page.wait_for_url("**/crises/harbour/2017/?actor=harbour-board#timeline")
        page.wait_for_selector(".event[hidden]", state="attached")
        shown = page.locator(".event:not([hidden])")
        ids = shown.evaluate_all("found => found.map(one => one.id)")
    page.close()
    assert sorted(ids) == sorted(f"raft-{number}" for number in range(6))


@pytest.mark.browser
def test_days_stand_beside_their_month_and_on_a_phone_below_it_and_paper_has_no_links_to_other_pages(
    long: SmallSite, browser: Browser
) -> None:
    page = browser.new_page()
    places = """months => months.map(month => [...month.children].map(part => part.getBoundingClientRect())
        .map(box => [Math.round(box.left), Math.round(box.top), Math.round(box.width)]))"""
    with served(long.output) as address:
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(f"{address}/crises/harbour/#early-7")
            months = page.locator(".months-of-days__month:has(.months-of-days__title)").evaluate_all(places)
            assert len(months) == 1  # the other two have their heading
            title, days = months[0]
            if width == 390:
                assert (days[0], days[2]) == (title[0], 390 - 2 * title[0])
                assert days[1] > title[1]
            else:
                assert days[0] > title[0] + title[2]
        colour = "one => getComputedStyle(one).color"
        of_days = page.locator(".months-of-days [href='#g-disputed']").first.evaluate(colour)
        assert of_days == page.locator(".event[data-status=disputed] .event__glyph").first.evaluate(colour)
        page.emulate_media(media="print")
        for gone in (".periods", ".phase__more"):
            assert page.locator(gone).count(), gone
            assert page.locator(f"{gone}:visible").count() == 0, gone
        assert page.locator(".months-of-days a:visible").count() == 11 + 1 + 28
        together = page.locator(".months-of-days__month").evaluate_all(
            "all => all.map(one => getComputedStyle(one).breakInside)"
        )
        assert {*together} == {"avoid"}
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1280])
def test_a_link_to_an_old_event_finds_it_on_a_long_page(
    long: SmallSite, browser: Browser, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    with served(long.output) as address:
        page.goto(f"{address}/crises/harbour/#early-7")
        page.wait_for_function("document.querySelector('#early-7').getBoundingClientRect().top < 900")
        page.wait_for_timeout(300)
        top = page.evaluate("document.querySelector('#early-7').getBoundingClientRect().top")
        assert 0 <= top < 200
    page.close()


@pytest.mark.browser
def test_filter_and_order_work_on_lines_and_the_choice_goes_on_to_the_years(
    long: SmallSite, browser: Browser
) -> None:
    page = browser.new_page()
    with served(long.output) as address:
        page.goto(f"{address}/crises/harbour/?status=confirmed")
        assert page.locator(".brief:visible").count() == 0
        assert page.locator("timeline-filter output").inner_text() == (
            "1 of 180 events on this page, of 385 in all; the pages of the years keep the choice"
        )
        none = page.locator(".timeline__none")
        assert not none.is_visible()
        page.goto(f"{address}/crises/harbour/?status=disputed&place=porthaven")
        assert none.inner_text() == (
            "No event on this page matches these filters; the pages of the years keep the choice."
        )
        page.get_by_role("button", name="Clear filters").click()
        page.get_by_role("button", name="Show oldest first").click()
        assert page.locator(".months-of-days__days a").first.get_attribute("id") == "early-140"
        assert page.locator(".timeline .brief:visible").first.get_attribute("id").startswith("spring-")
        page.get_by_role("checkbox", name="Disputed").check()
        page.locator(".phase__more a", has_text="2018").click()
        page.wait_for_url("**/2018/?status=disputed")
        assert page.get_by_role("checkbox", name="Disputed").is_checked()
        page.go_back()
        with page.context.expect_page() as beside:
            page.locator(".months-of-days__days a").last.click(modifiers=["Control"])
        assert "/2018/?status=disputed#early-" in beside.value.url
        page.locator(".phase__more a").last.focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/2018/?status=disputed")
    page.close()
