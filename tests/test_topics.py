"""Pages on a topic of several crises: an actor, a place, a day. What was contributed and is untouched leaves them alone."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.views.gather import periods
from dateline.views.gather.actors import Actors
from dateline.views.gather.places import Places
from tests.sites import HARBOUR, SmallSite

HARBOUR_STORY = "content/crises/harbour/2020-05-04-closure.md"
OLD_YEARS = "content/crises/bridge/1990-01-01-old-years.md"
SHUT = "content/crises/bridge/2020-05-01-shut.md"
BRIDGE = """-- content/crises/bridge/index.md --
---
title: The bridge is shut
summary: Nobody crosses.
place: Mill Lane
started: 1990-01-01
figures:
  - {id: toll, label: toll taken, unit: crowns}
---
The bridge is old.
"""
EVENTS = "".join(
    f"  - id: event-{n}\n    date: 1990-{n % 12 + 1:02}-{n // 12 + 1:02}\n    title: Number {n} of 1990\n"
    f"    place: {'Porthaven' if n % 2 else 'Long Wall'}\n    text: It went on.\n"
    f"    actors: [{'toll-office' if n % 3 else 'harbour-board'}]\n    sources: [notice]\n"
    for n in range(240)
)


@pytest.fixture
def site(tmp_path: Path) -> SmallSite:
    """Two crises; so many events in 1990 that all crises' timeline has pages for its months."""
    site = SmallSite(tmp_path / "site", HARBOUR + BRIDGE)
    for id, name in (("toll-office", "Toll office"), ("ferry", "Ferry")):
        site.write(f"content/actors/{id}.md", f"---\nname: {name}\nkind: organisation\n---\nIt is old.\n")
    site.write(
        OLD_YEARS,
        "---\ntitle: Old years\ndate: 1990-01-01\nactors: [toll-office]\nfigures:\n"
        "  - {figure: toll, value: 7, by: toll-office, as_of: 1990-01-01, source: notice}\n"
        f"events:\n{EVENTS}sources: [notice]\n---\nThey were.\n",
    )
    site.write(
        SHUT,
        "---\ntitle: The bridge shuts\ndate: 2020-05-01\nactors: [ferry]\nevents:\n"
        "  - id: ferry-sails\n    date: 1990-02-03\n    title: The ferry sails\n    place: Low Quay\n"
        "    text: After [[event:harbour/closure]], with [[figure:harbour/ships]] ships.\n"
        "    actors: [ferry]\n    sources: [notice]\nsources: [notice]\n---\nIt is shut.\n",
    )
    return site


EDITS: dict[str, tuple[Callable[[SmallSite], object], set[str]]] = {
    "the title of an event": (
        lambda site: site.edit(OLD_YEARS, "Number 7 of 1990", "Seven of 1990"),
        {"timeline/1990/08/index.html", "actors/toll-office/index.html", "places/porthaven/index.html"},
    ),
    "the day of an event": (
        lambda site: site.edit(OLD_YEARS, "date: 1990-08-01", "date: 1990-09-02"),
        {"timeline/1990/08/index.html", "timeline/1990/09/index.html", "actors/toll-office/index.html"},
    ),
    "an event more, so that a month has another neighbour": (
        lambda site: site.edit(SHUT, "date: 1990-02-03", "date: 1989-02-03"),
        {"timeline/1989/index.html", "timeline/1990/02/index.html", "timeline/1990/index.html"},
    ),
    "the place of an event": (
        lambda site: site.edit(SHUT, "place: Low Quay", "place: Porthaven"),
        {"places/porthaven/index.html", "places/index.html", "actors/ferry/index.html"},
    ),
    "the place of a crisis": (
        lambda site: site.edit("content/crises/bridge/index.md", "place: Mill Lane", "place: Long Wall"),
        {"places/long-wall/index.html"},
    ),
    "who takes part": (
        lambda site: site.edit(SHUT, "actors: [ferry]\n    sources", "actors: [toll-office]\n    sources"),
        {"actors/ferry/index.html", "actors/toll-office/index.html", "timeline/1990/02/index.html"},
    ),
    "a title that an event of another crisis names": (
        lambda site: site.edit(HARBOUR_STORY, "title: Harbour closes", "title: The harbour closes"),
        {"timeline/1990/02/index.html", "actors/ferry/index.html", "places/low-quay/index.html"},
    ),
    "a number that an event of another crisis quotes": (
        lambda site: site.edit(HARBOUR_STORY, "value: 12", "value: 13"),
        {"timeline/1990/02/index.html", "actors/ferry/index.html", "places/low-quay/index.html"},
    ),
    "a title that the text of an actor names": (
        lambda site: site.edit(OLD_YEARS, "Number 9 of 1990", "Nine of 1990"),
        {"actors/harbour-board/index.html"},
    ),
    "the name of a crisis": (
        lambda site: site.edit("content/crises/bridge/index.md", "place:", "name: Bridge of old\nplace:"),
        {"actors/ferry/index.html", "timeline/1990/02/index.html", "places/low-quay/index.html"},
    ),
    "a position of an actor in a crisis without events of the actor": (
        lambda site: site.edit("content/crises/harbour/index.md", "place:", "name: Old harbour\nplace:"),
        {"actors/ferry/index.html"},
    ),
}


@pytest.mark.parametrize("name", EDITS)
def test_after_an_edit_these_pages_are_what_a_build_from_nothing_gives(site, name):
    board = "content/actors/harbour-board.md"
    site.edit(board, "The board runs", "Since [[event:bridge/event-9]] the board runs")
    if name.startswith("a position"):
        site.edit(
            "content/actors/ferry.md",
            "kind: organisation",
            "kind: organisation\npositions:\n"
            "  - {crisis: harbour, text: Waits., date: 2020-05-04, source: notice}",
        )
    edit, changed = EDITS[name]
    assert site.build().published, site.messages()
    edit(site)
    report = site.build()
    assert site.published() == site.from_nothing()
    assert changed <= report.written


@pytest.fixture
def asked(monkeypatch) -> list[object]:
    """The pages whose inputs are put together: ids of actors and places, and periods with their timelines."""
    found: list[object] = []

    def count(where: object, name: str, which: Callable[..., object]) -> None:
        before = getattr(where, name)

        def counted(*given: object) -> object:
            found.append(which(*given))
            return before(*given)

        monkeypatch.setattr(where, name, counted)

    count(Actors, "page", lambda _, actor: actor.id)
    count(Places, "page", lambda _, id: id)
    count(periods, "period", lambda _, address, parts, *rest: (address, parts))
    return found


def test_of_pages_whose_topic_is_untouched_not_even_the_inputs_are_put_together(site, asked):
    site.build()
    asked.clear()
    site.edit(SHUT, "title: The ferry sails", "title: A ferry sails")
    report = site.build()
    assert {one for one in asked if isinstance(one, str)} == {"ferry", "low-quay"}
    assert {"actors/ferry/index.html", "timeline/1990/02/index.html"} <= report.written
    assert ("/timeline/", (1990, 2)) in asked
    assert ("/timeline/", (1990, 3)) not in asked
    asked.clear()
    site.edit(SHUT, "It is shut.", "It was shut.")
    site.build()
    assert [one for one in asked if isinstance(one, str) or one[0] == "/timeline/"] == []


def test_other_events_of_the_same_story_leave_the_pages_of_their_periods_and_places_alone(site, asked):
    site.build()
    asked.clear()
    site.edit(OLD_YEARS, "title: Number 8 of 1990", "title: Eight of 1990")
    report = site.build()
    assert "Eight of 1990" in site.page("/timeline/1990/09/")
    assert {one for one in asked if isinstance(one, str)} == {"toll-office", "long-wall"}
    periods = [one for one in asked if not isinstance(one, str)]
    assert {parts for address, parts in periods if address == "/timeline/"} == {(1990,), (1990, 9)}
    assert {path for path in report.written if path.startswith(("actors/", "places/", "timeline/1990"))} == {
        *(f"actors/toll-office/{name}" for name in ("index.html", "feed.xml", "feed.json")),
        "places/long-wall/index.html",
        "timeline/1990/09/index.html",
    }
    assert site.published() == site.from_nothing()


def test_a_source_that_a_crisis_defines_is_part_of_what_it_contributes(site):
    ledger = "sources:\n  - {id: ledger, title: The ledger, published: 1990-01-01}\n---\nThe bridge is old."
    site.edit("content/crises/bridge/index.md", "---\nThe bridge is old.", ledger)
    site.edit(OLD_YEARS, "sources: [notice]\n  - id: event-8\n", "sources: [ledger]\n  - id: event-8\n")
    site.build()
    pages = ("/timeline/1990/08/", "/actors/toll-office/", "/places/porthaven/")
    assert all("The ledger" in site.page(page) for page in pages)
    site.edit("content/crises/bridge/index.md", "title: The ledger", "title: The book")
    site.build()
    assert all("The book" in site.page(page) for page in pages)
    assert site.published() == site.from_nothing()
