"""Pages over several crises: what they say of each, and that they read of no crisis more than they show."""

import re
import sqlite3
import time
from collections.abc import Iterable

import pytest

from tests.sites import HARBOUR, SmallSite

STORY = "content/crises/harbour/2020-05-04-closure.md"
OLD_YEARS = "content/crises/mill/1990-01-01-old-years.md"
BETTER_YEARS = "content/crises/mill/1995-01-01-better-years.md"
NEW_WHEEL = "content/crises/mill/2020-05-02-new-wheel.md"
MILL = f"""-- content/crises/mill/index.md --
---
title: The mill turns again
name: The mill
summary: It had stood still.
started: 1990-01-01
published: 2020-05-01
sources:
  - {{id: ledger, title: The ledger of the mill, published: 1990-01-01}}
---
The mill is old.
-- {OLD_YEARS} --
---
title: Old years
date: 1990-01-01
published: 2020-05-01
actors: [miller]
events:
OF_1990
sources: [notice]
---
They were.
-- {BETTER_YEARS} --
---
title: Better years
date: 1995-01-01
published: 2020-05-01
actors: [miller]
events:
OF_1995
sources: [notice]
---
They were, too.
-- {NEW_WHEEL} --
---
title: A new wheel
date: 2020-05-02
published: 2020-05-02
actors: [harbour-board]
sources:
  - {{id: bill, title: The bill for the wheel, published: 2020-05-02}}
  - ledger
---
It turns.
-- content/actors/miller.md --
---
name: The miller
kind: person
---
Grinds.
"""


def events_of(year: int) -> str:
    return "\n".join(
        f"  - id: event-{year}-{n}\n    date: {year}-{n % 12 + 1:02}-{n // 12 + 1:02}\n"
        f"    title: Number {n} of {year}\n    text: It went on.\n    actors: [miller]\n    sources: [ledger]"
        for n in range(240)
    )


@pytest.fixture
def site(site_from) -> SmallSite:
    """A short record beside a long one, of which the timeline of all crises tells no event of 1990 in full."""
    mill = MILL.replace("OF_1990", events_of(1990)).replace("OF_1995", events_of(1995))
    return site_from(HARBOUR + mill)


def forgotten(site: SmallSite, *names: str) -> None:
    """Forget what is kept of crises or stories as other pages read them."""
    with sqlite3.connect(site.folder / ".dateline" / "kept.sqlite") as database:
        for name in names:
            of = "kind glob 'head of*' or kind glob 'story of*'"
            assert database.execute(f"delete from kept where name = ? and ({of})", (name,)).rowcount
    database.close()


def kept(site: SmallSite) -> set[str]:
    """Of which crises and stories that is kept."""
    with sqlite3.connect(site.folder / ".dateline" / "kept.sqlite") as database:
        of = "kind glob 'head of*' or kind glob 'story of*'"
        found = {name for (name,) in database.execute(f"select name from kept where {of}")}
    database.close()
    return found


@pytest.mark.parametrize("languages", ["", "languages: [es]\n"], ids=["one language", "two languages"])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: A first ship turns back", "title: A first ship turns round"),
        ("date: 2020-05\n", "date: 2020-04\n"),
        ("value: 12", "value: 13"),
        ("summary: The board closed", "summary: The whole board closed"),
    ],
    ids=["title", "date", "number", "summary"],
)
def test_after_an_edit_pages_over_several_crises_read_of_the_others_only_what_they_show(
    site, old, new, languages
):
    site.edit("content/site.yaml", "title: Harbour Watch\n", f"title: Harbour Watch\n{languages}")
    time.sleep(2.1)  # until times of files are believed
    assert site.build().published
    assert {"harbour", "mill", STORY, OLD_YEARS, BETTER_YEARS, NEW_WHEEL} == kept(site)
    forgotten(
        site, OLD_YEARS, BETTER_YEARS
    )  # of the latter the timeline shows events, and needs no story for them
    site.edit(STORY, old, new)
    assert site.build().published
    assert kept(site) == {"harbour", "mill", STORY, NEW_WHEEL}
    assert site.published() == site.from_nothing()


def test_what_lists_read_of_every_crisis_holds_its_newest_events_and_others_are_read_month_by_month(site):
    site.build()
    with sqlite3.connect(site.folder / ".dateline" / "kept.sqlite") as database:
        of = "select kind, data from kept where name = 'mill'"
        told = {kind.partition(" ")[0] for kind, data in database.execute(of) if b"Number 7 of 1990" in data}
        eighth = [data for kind, data in database.execute(of) if kind.startswith("events 1990-8 ")]
        newest = {kind.partition(" ")[0] for kind, data in database.execute(of) if b"A new wheel" in data}
    database.close()
    assert "summary" in newest
    assert "marks" in told  # read where its lane is drawn
    assert "summary" not in told
    assert [b"Number 7 of 1990" in data and b"Number 8 of 1990" not in data for data in eighth] == [True]


def test_what_is_kept_of_a_story_goes_with_it(site):
    time.sleep(2.1)  # until times of files are believed
    site.build()
    site.delete(NEW_WHEEL)
    site.build()
    assert kept(site) == {"harbour", "mill", STORY, OLD_YEARS, BETTER_YEARS}
    assert site.published() == site.from_nothing()


def test_pages_over_several_crises_cite_sources_of_a_crisis_and_of_a_story(site):
    site.build()
    for page in ("/timeline/", "/actors/harbour-board/"):
        assert "The bill for the wheel" in site.page(page)
        assert "The ledger of the mill" in site.page(page)
    assert "The ledger of the mill" in site.page("/timeline/1990/03/")


def titles_in(feed: str) -> Iterable[str]:
    return re.findall(r"<title[^>]*>Event added: ([^<]*)</title>", feed)


def test_the_newest_changes_come_from_all_crises_and_are_as_many_as_a_page_may_have(site):
    """The harbour changed last; of the mill's 482 events of one day there is room for some."""
    site.build()
    feed = list(titles_in(site.page("/feed.xml")))
    assert {"Harbour closes", "A first ship turns back", "A new wheel"} == set(feed[:3])
    assert all(title.startswith(("Number", "Old years")) for title in feed[3:])
    assert site.page("/feed.xml").count("<entry>") == 50
    updates = site.page("/updates/")
    assert updates.index("Harbour closes") < updates.index("A new wheel") < updates.index("Old years")
    assert updates.count("Event added") == 300 - 3  # a figure, what is known, and what is not


def test_a_crisis_that_changes_again_leads_the_home_page(site):
    site.build()
    names = ("The harbour is closed", "The mill turns again")
    home = site.page("/")
    assert home.index(names[0]) < home.index(names[1])
    site.edit(NEW_WHEEL, "published: 2020-05-02\nactors", "published: 2020-05-06\nactors")
    site.build()
    home = site.page("/")
    assert home.index(names[1]) < home.index(names[0])
    assert site.published() == site.from_nothing()


def test_a_word_of_the_site_that_is_translated_anew_is_new_on_pages_over_several_crises(site):
    site.edit("content/site.yaml", "title: Harbour Watch\n", "title: Harbour Watch\nlanguages: [en, es]\n")
    words = "tagline: Lo que se sabe del puerto\nkinds:\n  - {id: closure, label: Cierres}\n"
    site.write("content/site.es.yaml", words)
    assert site.build().published, site.messages()
    pages = ("/es/actors/harbour-board/", "/es/timeline/")
    assert all("Cierres" in site.page(page) for page in pages)
    site.edit("content/site.es.yaml", "Cierres", "Clausuras")
    site.build()
    assert all("Clausuras" in site.page(page) and "Cierres" not in site.page(page) for page in pages)
    assert site.published() == site.from_nothing()
