"""The strip of all crises: drawn lane by lane, and each lane only where it is another one than before."""

import re
import shutil
import sqlite3
from copy import copy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.charts.axis import Reach, choose_axis, spread_of
from dateline.dates.clock import DAY, Clock
from tests.sites import SmallSite

CRISES = ("bridge", "mill", "port")
PLAIN = "---\ntitle: The {0} is shut\nsummary: Nobody goes there.\n---\nIt is old.\n"
STORY = """---
title: The {0} shuts
date: 2020-03-{1:02}
published: 2020-05-{1:02}
summary: It was shut.
events:
{2}---
It is shut.
"""


def _events(crisis: str, dates: list[str]) -> str:
    return "".join(
        f"  - {{id: {crisis}-{number}, date: '{date}', title: The {crisis} is looked at {number}}}\n"
        for number, date in enumerate(dates, start=1)
    )


@pytest.fixture
def site(site_from) -> SmallSite:
    """Three crises on whose strip bars carry the links."""
    site = site_from("")
    site.write("content/site.yaml", "title: Shut\nlanguages: [es]\n")
    for day, crisis in enumerate(CRISES, start=2):
        dates = [f"2020-{month:02}-{day + number:02}" for month in (1, 2, 4) for number in range(0, 9, 3)]
        events = _events(crisis, ["2019", "2020-02", *dates, "unknown"])
        site.write(f"content/crises/{crisis}/index.md", PLAIN.format(crisis))
        site.write(f"content/crises/{crisis}/shut.md", STORY.format(crisis, day, events))
    return site


def _lanes(site: SmallSite) -> dict[tuple[str, str], bytes]:
    with sqlite3.connect(site.folder / ".dateline" / "kept.sqlite") as database:
        rows = database.execute("select kind, name, key from kept where kind like 'lane of %'").fetchall()
    database.close()
    return {(kind, name): key for kind, name, key in rows}


def _cold(site: SmallSite) -> dict[str, bytes]:
    fresh = copy(site)
    fresh.output = site.folder / "cold" / "output"
    shutil.rmtree(site.folder / "cold", ignore_errors=True)
    assert fresh.build().published
    return fresh.published()


def _changed(site: SmallSite) -> set[tuple[str, str]]:
    """Builds, and says which lanes were drawn."""
    before = _lanes(site)
    assert site.build().published
    after = _lanes(site)
    return {lane for lane, key in after.items() if before.get(lane) != key}


def test_after_an_edited_event_only_the_lane_of_its_crisis_is_drawn(site):
    every = {(f"lane of all in {code}", crisis) for code in ("en", "es") for crisis in CRISES}
    site.build()
    assert set(_lanes(site)) == every
    site.edit("content/crises/port/shut.md", "The port is looked at 1}", "The port burns}")
    assert _changed(site) == {("lane of all in en", "port"), ("lane of all in es", "port")}
    assert "First: The port is shut, 2019. Reported. The port burns" in site.page("/timeline/")
    assert site.published() == _cold(site)


def test_a_lane_that_moves_to_another_row_is_not_drawn_again(site):
    site.build()
    rows = re.findall(r'class="strip__lane"[^>]*>([^<]+)', site.page("/timeline/"))
    assert rows == ["The port is shut", "The mill is shut", "The bridge is shut"]
    more = _events("bridge", ["2020-02-03"]).replace("bridge-1", "again").replace("at 1", "again")
    site.write("content/crises/bridge/more.md", STORY.format("bridge", 4, more).replace("shuts", "stays"))
    assert _changed(site) == {("lane of all in en", "bridge"), ("lane of all in es", "bridge")}
    rows = re.findall(r'class="strip__lane"[^>]*>([^<]+)', site.page("/timeline/"))
    assert rows == ["The bridge is shut", "The port is shut", "The mill is shut"]
    assert site.published() == _cold(site)


def test_where_the_axis_moves_every_lane_is_drawn_again(site):
    site.build()
    site.edit("content/crises/mill/shut.md", "date: '2019'", "date: '1970'")
    assert len(_changed(site)) == 6
    assert site.published() == _cold(site)


def test_nothing_is_kept_of_the_lane_of_a_crisis_that_is_gone(site):
    site.build()
    shutil.rmtree(site.folder / "content/crises/port")
    assert site.build().published
    assert {name for _, name in _lanes(site)} == {"bridge", "mill"}
    assert site.published() == _cold(site)


def test_marks_name_the_actors_and_places_that_can_be_chosen_beside_them_and_no_others(site_from):
    """A number stands for hundreds of events: with all their actors it would weigh more than what is drawn."""
    site = site_from("")
    site.write("content/site.yaml", "title: Shut\n")
    events = ""
    for number in range(60):
        site.write(f"content/actors/actor-{number}.md", f"---\nname: Actor {number}\n---\nSomebody.\n")
        events += (
            f"  - {{id: e-{number}, date: 2020-02-{number % 3 + 1:02}, title: Event {number}, place: Pier, "
            f"actors: [actor-{number}]}}\n"
        )
    site.write("content/crises/mill/index.md", PLAIN.format("mill"))
    site.write("content/crises/mill/shut.md", STORY.format("mill", 2, events))
    assert site.build().published, site.messages()

    def named(page: str, kind: str) -> set[str]:
        marks = re.findall(r'<g class="strip__mark[^>]*>', page)
        assert len(marks) > 2
        return {
            value
            for mark in marks
            for found in re.findall(f'{kind}="([^"]+)"', mark)
            for value in found.split()
        }

    page = site.page("/crises/mill/")
    offered = {*re.findall(r'<option value="(actor-[^"]+)"', page)}
    assert len(offered) == 40
    assert named(page, "data-actors") == offered
    assert named(page, "data-place") == {"pier"}
    assert named(site.page("/"), "data-actors") == named(site.page("/"), "data-place") == set()
    assert named(site.page("/"), "data-status") == {"confirmed", "reported"} & named(page, "data-status")


def test_of_many_crises_those_that_changed_last_have_a_lane_and_a_sentence_counts_the_others(site):
    for number in range(19):
        crisis = f"pier-{number:02}"
        site.write(f"content/crises/{crisis}/index.md", PLAIN.format(crisis))
        site.write(
            f"content/crises/{crisis}/shut.md", STORY.format(crisis, 1, _events(crisis, ["2020-01-03"]))
        )
    assert site.build().published
    for page in (site.page("/"), site.page("/timeline/")):
        rows = re.findall(r'class="strip__lane"[^>]*>([^<]+)', page.rpartition('class="strip"')[2])
        assert len(rows) == 20
        assert rows[:3] == ["The port is shut", "The mill is shut", "The bridge is shut"]
        assert "2 crises that changed earlier aren’t drawn." in page
    assert "The crises that changed last, on one axis." in site.page("/")
    for number in (3, 7):
        shutil.rmtree(site.folder / f"content/crises/pier-{number:02}")
    assert site.build().published
    assert "changed earlier" not in site.page("/timeline/")
    assert "All crises on one axis." in site.page("/")
    assert site.published() == _cold(site)


_reaches = st.builds(
    lambda start, length: Reach(start, start + length),
    st.integers(-20_000 * DAY, 20_000 * DAY) | st.integers(19_900 * DAY, 20_000 * DAY),
    st.sampled_from((1, 60, DAY - 1, DAY, 31 * DAY, 366 * DAY)),
)


@settings(max_examples=200)
@given(st.lists(st.lists(_reaches, max_size=8), min_size=1, max_size=5).filter(any))
def test_lanes_by_themselves_ask_for_the_axis_that_all_their_events_ask_for(lanes):
    together = spread_of([reach for lane in lanes for reach in lane])
    assert choose_axis(map(spread_of, lanes), (), Clock()) == choose_axis([together], (), Clock())
