"""Lists of a large site: of its crises those that changed last, of its actors those in most events, and the others by name."""

import re
from collections.abc import Callable
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser

from tests.chromium import served
from tests.sites import NOON, SmallSite
from tests.test_browser import violations_by_width

STORY = "content/crises/harbour/2020-05-04-closure.md"
LEFT_OUT = (
    "leave_out: [as-known, updates, crisis-feeds, actor-feeds, json-feeds, data, calendars, share-images, "
    "figure-pages, place-pages, embeds]\npublisher:"
)
ACTORS = "/actors/"


def with_actors(site: SmallSite, *named: tuple[str, int]) -> SmallSite:
    """Actors by how their names begin, and how many; ``Board`` 7 takes part in seven events."""
    events = []
    for name, count in named:
        for number in range(count):
            id = f"{name.lower().replace(' ', '-')}-{number}"
            text = f"---\nname: {name} {number} of the record\nkind: organisation\n---\nAn office.\n"
            site.write(f"content/actors/{id}.md", text)
    for number in range(1, 120):
        for event in range(number // 10):
            events.append(
                f"  - {{id: e-{number}-{event}, date: 2020-05-01, title: A, actors: [board-{number}]}}\n"
            )
    site.edit(STORY, "events:\n", f"events:\n{''.join(events)}")
    site.edit("content/site.yaml", "publisher:", LEFT_OUT)
    assert site.build(base_url="https://example.org/", now=NOON).published
    return site


def actors(page: str) -> list[str]:
    return re.findall(r'class="actors__name"><a href="[^"]*?([^/"]+)/"', page)


def letters(page: str) -> list[tuple[str, str, int]]:
    found = re.findall(r'class="periods__link" href="([^"]+)"[^>]*>([^<]+) <bdi[^>]*>([\d,]+)', page)
    return [(href, letter, int(count)) for href, letter, count in found]


def test_of_very_many_crises_the_front_page_tells_of_sixty_and_names_the_others(
    site_from: Callable[..., SmallSite],
) -> None:
    site = site_from()
    site.edit("content/site.yaml", "publisher:", LEFT_OUT)
    for number in range(64):
        crisis = f"content/crises/pier-{number:02}"
        site.write(f"{crisis}/index.md", f"---\ntitle: Pier {number:02} is shut\n---\nText.\n")
        day = f"2020-0{number // 28 + 1}-{number % 28 + 1:02}"
        story = f"---\ntitle: It shuts\ndate: 2020-01-01\npublished: {day}\n---\nText.\n"
        site.write(f"{crisis}/shut.md", story)
    assert site.build(now=NOON).published
    page = site.page("/")
    assert "65 ongoing crises" in page
    assert page.count('<article class="card">') == 59  # and the one that leads
    named = page.split('id="named-title">More crises</h2>')[1].split("</ul>")[0]
    assert re.findall(r'href="crises/([^/]+)/"', named) == [f"pier-{number:02}" for number in range(5)]
    for number in range(5):
        site.delete(f"content/crises/pier-{number:02}/index.md")
        site.delete(f"content/crises/pier-{number:02}/shut.md")
    assert site.build(now=NOON).published
    assert site.page("/").count('<article class="card">') == 59
    assert "More crises" not in site.page("/")


@pytest.fixture
def long(site_from: Callable[..., SmallSite]) -> SmallSite:
    return with_actors(site_from(), ("Board", 150), ("Crew", 520), ("The dock", 30))


def test_the_list_has_those_in_most_events_and_leads_to_each_letter(long: SmallSite) -> None:
    page = long.page(ACTORS)
    assert len(actors(page)) == 100
    assert {f"board-{number}" for number in range(21, 120)} <= {*actors(page)}
    assert "Those who take part in most events" in page
    assert letters(page) == [
        ("by-name/b/", "B", 150),
        ("by-name/c/", "C", 520),
        ("by-name/d/", "D", 30),
        ("by-name/h/", "H", 1),
    ]


def test_everyone_is_on_the_page_of_a_letter_and_a_long_one_goes_on(long: SmallSite) -> None:
    assert len(actors(long.page(f"{ACTORS}by-name/b/"))) == 150
    assert actors(long.page(f"{ACTORS}by-name/d/"))[0] == "the-dock-0"
    first, second = long.page(f"{ACTORS}by-name/c/"), long.page(f"{ACTORS}by-name/c/2/")
    assert len(actors(first)) == 500
    assert len({*actors(first), *actors(second)}) == 520
    assert '<a href="2/" rel="next">C, page 2</a>' in first
    assert '<a href="../" rel="prev">C, page 1</a>' in second
    assert "Actors: C, page 2" in second
    assert '<meta name="robots" content="noindex">' in second
    assert re.findall(r'aria-current="true">(\w)', second) == ["C"]


def test_the_page_of_a_letter_says_which_it_is_and_marks_it_among_the_others(long: SmallSite) -> None:
    page = long.page(f"{ACTORS}by-name/h/")
    assert actors(page) == ["harbour-board"]
    assert re.findall("<title>([^<]+)", page) == ["Actors: H | Harbour Watch"]
    assert re.findall("<h1[^>]*>([^<]+)", page) == ["Actors: H"]
    crumbs = page.split('aria-label="Breadcrumb"')[1].split("</nav>")[0]
    assert re.findall(r'href="([^"]+)"', crumbs) == ["../../../", "../../"]
    assert re.findall(r'aria-current="page">([^<]+)', crumbs) == ["H"]
    lede = (
        "Everyone the record names under “H”: who they are, what they say, and the events they are part of."
    )
    assert f'<meta name="description" content="{lede}">' in page
    assert re.findall(r'<a class="periods__link" href="([^"]+)" aria-current="true">', page) == ["./"]
    assert re.findall("<h([1-6])", page) == ["1", "2", "3"]
    for href, letter, _ in letters(page):
        there = long.page(urljoin(f"{ACTORS}by-name/h/", href))
        assert re.findall(r'aria-current="true">(\w)', there) == [letter]


def test_names_stand_under_a_letter_whatever_they_begin_with(site_from: Callable[..., SmallSite]) -> None:
    """And where the list becomes short enough for one page the letters go, and what leads to them is reported."""
    site = site_from()
    names = {
        "digit": "3 October committee",
        "emoji": "🚢 crew of the Meridian",
        "quoted": "“Free crews” campaign",
        "barred": "Łódź port authority",
        "arabic": "هيئة الميناء",
        "signs": "?!",
    }
    for id, name in names.items():
        site.write(f"content/actors/{id}.md", f'---\nname: "{name}"\nkind: organisation\n---\nA body.\n')
    with_actors(site, ("Board", 500))
    listed = letters(site.page(ACTORS))
    assert [(letter, count) for _, letter, count in listed] == [
        ("0–9", 1),
        ("B", 500),
        ("C", 1),
        ("F", 1),
        ("H", 1),
        ("L", 1),
        ("ه", 1),
        ("Other signs", 1),
    ]
    first = {href: actors(site.page(urljoin(ACTORS, href)))[0] for href, _, _ in listed}
    assert list(first.values()) == [
        *("digit", "board-0", "emoji", "quoted", "harbour-board", "barred", "arabic", "signs"),
    ]
    site.edit(STORY, "See [[event", f"[C]({ACTORS}by-name/c/) [Ł]({ACTORS}by-name/l/) See [[event")
    assert site.build(base_url="https://example.org/", now=NOON).published
    for number in range(120, 130):
        site.delete(f"content/actors/board-{number}.md")
    assert {*re.findall(r"there is no page (\S+)", site.messages())} == {
        f"{ACTORS}by-name/c/",
        f"{ACTORS}by-name/l/",
    }
    site.edit(STORY, f"[C]({ACTORS}by-name/c/) [Ł]({ACTORS}by-name/l/) See", "See")
    assert site.build(base_url="https://example.org/", now=NOON).published
    assert not any("by-name" in path for path in site.published())
    assert len(actors(site.page(ACTORS))) == 497


def test_letters_are_written_as_the_language_writes_them(site_from: Callable[..., SmallSite]) -> None:
    """Arabic and Persian are searched alike, by one form of kaf and yeh; a heading has the form of its language."""
    for code, written in (("ar", "كي"), ("fa", "کی")):
        site = site_from()
        site.edit("content/site.yaml", "publisher:", f"language: {code}\npublisher:")
        for id, name in (("kaf", "كتيبة"), ("yeh", "يد")):
            site.write(f"content/actors/{id}.md", f"---\nname: {name}\nkind: organisation\n---\nA body.\n")
        page = with_actors(site, ("Board", 500)).page(ACTORS)
        shown = re.findall(r'class="periods__link" href="[^"]+">([^<]+) <bdi', page)
        assert shown[:2] == [*written], code
        titles = [site.page(f"{ACTORS}by-name/{letter}/") for letter in "کی"]
        assert [re.findall("<h1[^>]*>[^<]+(.)</h1>", page) for page in titles] == [[one] for one in written]
        site.edit(STORY, "See [[event", f"[x]({ACTORS}by-name/ك/) See [[event")
        assert f"did you mean {ACTORS}by-name/ک/?" in site.messages()


@pytest.mark.browser
def test_axe_finds_nothing_on_the_page_of_a_letter_and_it_fits_a_phone_and_paper(
    long: SmallSite, browser: Browser
) -> None:
    page = browser.new_page()
    with served(long.output) as address:
        found = violations_by_width(page, f"{address}{ACTORS}by-name/d/")
        page.emulate_media(media="print")
        assert page.locator(".actors__item:visible").count() == 30
        assert not page.locator(".periods").is_visible()
        # Rows that hold on to each other would leave the first page of paper empty.
        parts = page.locator(".actors__item").evaluate_all(
            "all => all.map(one => getComputedStyle(one).breakInside)"
        )
        names = page.locator(".actors__name").evaluate_all(
            "all => all.map(one => getComputedStyle(one).breakAfter)"
        )
        assert ({*parts}, {*names}) == ({"avoid"}, {"auto"})
    page.close()
    assert {name: listed for name, listed in found.items() if listed} == {}


def test_an_actor_may_be_called_as_the_folder_of_the_letters(long: SmallSite) -> None:
    long.write("content/actors/by-name.md", "---\nname: By name\n---\nA body.\n")
    assert long.build(base_url="https://example.org/", now=NOON).published
    assert "<h1" in long.page(f"{ACTORS}by-name/")
    assert '<a href="../"><bdi>By name</bdi></a>' in long.page(f"{ACTORS}by-name/b/")


def test_links_to_the_pages_of_letters_are_sound_and_to_letters_that_have_none_not(
    site_from: Callable[..., SmallSite],
) -> None:
    """In every language: names, and the letters of a register, differ."""
    site = site_from()
    site.edit("content/site.yaml", "publisher:", "languages: [en, es]\npublisher:")
    site.write("content/actors/harbour-board.es.md", "---\nname: Junta del puerto\n---\nUna oficina.\n")
    with_actors(site, ("Board", 150), ("Crew", 520), ("The dock", 30))
    published = {
        "/" + path.removesuffix("index.html")
        for path in site.published()
        if path.endswith("/index.html") and re.match("(es/)?(actors/by-name|search/.)", path)
    }
    assert {f"{ACTORS}by-name/c/2/", "/es/actors/by-name/j/", "/search/h/", "/es/search/c/2/"} <= published
    wrong = {
        f"{ACTORS}by-name/z/",
        f"{ACTORS}by-name/c/3/",
        f"{ACTORS}by-name/j/",  # in Spanish alone
        "/es/actors/by-name/h/",  # in English alone
        "/search/z/",
        "/es/search/c/9/",
    }
    links = " ".join(f"[x]({address})" for address in sorted(published | wrong))
    site.edit(STORY, "See [[event", f"{links} See [[event")
    for _ in range(2):  # also from what was kept
        assert {*re.findall(r"there is no page (\S+)", site.messages())} == wrong
    site.edit("content/site.yaml", "embeds]", "embeds, search]")
    assert {*re.findall(r"there is no page (\S+)", site.messages())} == wrong | {
        address for address in published if "/search/" in address
    }


def test_a_link_to_a_letter_that_is_not_there_may_mean_another_or_the_list(
    site_from: Callable[..., SmallSite],
) -> None:
    site = with_actors(site_from(), ("Board", 300), ("Eel", 300), ("Index", 1))
    meant = {
        f"{ACTORS}by-name/B/": f"{ACTORS}by-name/b/",
        f"{ACTORS}by-name/É/": f"{ACTORS}by-name/e/",
        f"{ACTORS}by-name/b/2/": f"{ACTORS}by-name/b/",
        f"{ACTORS}by-name/z/": ACTORS,
        f"{ACTORS}by-name/": ACTORS,
        f"{ACTORS}by-name/%C3%89/": f"{ACTORS}by-name/e/",
        f"{ACTORS}by-name/E%CC%81/2/": f"{ACTORS}by-name/e/",
        f"{ACTORS}by-name/Index-0/": "",
        "/search/I/": "/search/i/",
        "/search/z/": "/search/",
        "/search/index/": "",
    }
    for wrong in meant:
        site.edit(STORY, "See [[event", f"[x]({wrong}) See [[event")
    found = re.findall(
        r"there is no page (\S+)\n.*\n.*(?:did you mean (\S+)\?|write the address)", site.messages()
    )
    assert dict(found) == meant


def test_a_list_that_fits_one_page_has_everyone_and_no_letters(site_from: Callable[..., SmallSite]) -> None:
    page = with_actors(site_from(), ("Board", 150), ("Crew", 300)).page(ACTORS)
    assert len(actors(page)) == 451
    assert letters(page) == []
    assert "Everyone the record names" in page


def test_of_many_crises_an_actor_is_listed_with_those_in_which_it_takes_part_most(
    site_from: Callable[..., SmallSite],
) -> None:
    site = site_from()
    for number in range(1, 7):
        crisis = f"content/crises/pier-{number}"
        site.write(f"{crisis}/index.md", f"---\ntitle: Pier {number} is shut\n---\nText.\n")
        events = "".join(
            f"  - {{id: p-{event}, date: 2020-05-01, title: A, actors: [harbour-board]}}\n"
            for event in range(number)
        )
        site.write(
            f"{crisis}/shut.md",
            f"---\ntitle: It shuts\ndate: 2020-05-01\npublished: 2020-05-05\nevents:\n{events}---\nText.\n",
        )
    assert site.build().published, site.messages()
    line = re.search(r'class="actors__note label">(.*?)</p>', site.page(ACTORS))
    assert line
    crises = re.findall(r'href="../crises/([^/]+)/"', line[1])
    assert crises == ["pier-6", "pier-5", "pier-4"]
    assert '<a href="harbour-board/"><bdi>4 more crises</bdi></a>' in line[1]
