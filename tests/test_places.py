"""A page for each place: what happened there, in every crisis."""

import re

import pytest

from tests.sites import HARBOUR, SmallSite, json_ld

STORY = "content/crises/harbour/2020-05-04-closure.md"
EVENT = "    date: 2020-05\n"
BRIDGE = """-- content/crises/bridge/index.md --
---
title: The bridge is shut
place: Porthaven
---
It is new.
-- content/crises/bridge/2020-05-01-shut.md --
---
title: The bridge shuts
date: 2020-05-01
published: 2020-05-02
place: Porthaven
summary: The council shut the bridge.
sources: [notice]
events:
  - {id: detour, date: 2020-05-03, title: A detour opens, place: "PORTHAVEN", sources: [notice]}
  - {id: ferry, date: 2020-05-04, title: A ferry sails, place: Old Quay, sources: [notice]}
---
It is shut.
"""


@pytest.fixture
def site(site_from) -> SmallSite:
    site = site_from(HARBOUR + BRIDGE)
    site.edit(STORY, EVENT, f"{EVENT}    place: Old Quay\n")
    assert site.build(base_url="https://harbour.example/").published, site.messages()
    return site


def events(page: str) -> list[str]:
    return re.findall(r'<li class="event" id="([^"]+)"', page)


def test_a_place_shows_its_events_of_all_crises_and_no_others(site):
    assert events(site.page("/places/porthaven/")) == ["bridge.detour", "bridge.shut", "harbour.closure"]
    assert events(site.page("/places/old-quay/")) == ["bridge.ferry", "harbour.first-ship-turns"]


def test_a_place_written_in_two_ways_is_one_and_says_so(site):
    page = site.page("/places/porthaven/")
    assert "<h1" in page
    assert "<bdi>Porthaven</bdi></h1>" in page
    assert "Also written <bdi>PORTHAVEN</bdi>" in page
    assert 'href="../../crises/bridge/"><bdi>The bridge is shut</bdi>' in page
    assert 'href="../../crises/harbour/"><bdi>The harbour is closed, and nobody says until when</bdi>' in page


def test_events_stories_and_crises_lead_to_it(site):
    assert 'href="../../places/porthaven/"><bdi>Porthaven</bdi>' in site.page("/crises/harbour/")
    assert 'href="../../../places/porthaven/"><bdi>Porthaven</bdi>' in site.page("/crises/harbour/closure/")
    assert 'href="../../places/old-quay/"><bdi>Old Quay</bdi>' in site.page("/crises/bridge/")
    assert 'href="../places/old-quay/"' in site.page("/timeline/")
    assert 'href="places/">Places' in site.page("/")


def test_the_list_names_every_place_with_its_events_and_crises(site):
    page = site.page("/places/")
    lines = re.findall(r'<li class="actors__item">(.*?)</li>', page, re.DOTALL)
    said = [" ".join(re.sub("<[^>]*>", " ", line).split()) for line in lines]
    assert said == ["Old Quay 2 events: Porthaven , Porthaven", "Porthaven 3 events: Porthaven , Porthaven"]
    (document,) = json_ld(page)
    assert [one["name"] for one in document["mainEntity"]["itemListElement"]] == ["Old Quay", "Porthaven"]
    assert "https://harbour.example/places/old-quay/" in site.page("/sitemap.xml")


def test_a_site_without_places_says_so(site_from):
    site = site_from("\n-- content/site.yaml --\ntitle: Harbour Watch\n")
    site.build()
    assert "No places have been recorded yet." in site.page("/places/")


@pytest.mark.parametrize(
    ("place", "other"),
    [("Old Quai", "Old Quay"), ("Porthaven, Northland", "Porthaven"), ("Porthavn", "Porthaven")],
)
def test_a_place_that_looks_like_another_is_a_notice(site, place, other):
    site.edit(STORY, EVENT, f"{EVENT}")
    site.edit(
        "content/crises/bridge/2020-05-01-shut.md",
        'date: 2020-05-03, title: A detour opens, place: "PORTHAVEN"',
        f'date: 2020-05-03, title: A detour opens, place: "{place}"',
    )
    found = [one for one in site.check().diagnostics if one.code == "NAME010"]
    assert [one.message.split(" in ")[0] for one in found] in (
        [f"the place “{place}” looks like “{other}”"],
        [f"the place “{other}” looks like “{place}”"],
    )


def test_places_that_differ_in_a_number_or_are_short_are_not_reported(site):
    site.edit("content/crises/bridge/2020-05-01-shut.md", '"PORTHAVEN"', '"Old Quay 2"')
    assert not [one for one in site.check().diagnostics if one.code == "NAME010"]


def test_a_place_that_ends_in_a_comma_does_not_look_like_itself(site):
    site.edit("content/crises/bridge/2020-05-01-shut.md", '"PORTHAVEN"', '"Lighthouse,"')
    assert not [one for one in site.check().diagnostics if one.code == "NAME010"]


def test_an_event_that_moves_rewrites_the_two_places_it_concerns(site):
    site.build()
    site.edit("content/crises/bridge/2020-05-01-shut.md", "place: Old Quay", "place: New Quay")
    written = {path for path in site.build().written if path.startswith("places/")}
    assert written == {"places/index.html", "places/old-quay/index.html", "places/new-quay/index.html"}
    site.edit("content/crises/bridge/2020-05-01-shut.md", "A ferry sails", "A ferry leaves")
    written = {path for path in site.build().written if path.startswith("places/")}
    assert written == {"places/new-quay/index.html"}
