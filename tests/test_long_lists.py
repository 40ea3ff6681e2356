"""Lists of a large site: of its crises those that changed last, of its actors those in most events, and the others by name."""

import re
from collections.abc import Callable

import pytest

from tests.sites import NOON, SmallSite

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
    found = re.findall(r'class="periods__link" href="([^"]+)"[^>]*>([^<]+) <span[^>]*>([\d,]+)', page)
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
