"""``leave_out:`` in ``site.yaml``: kinds of files that a site does not publish, and no link to any of them."""

import pytest

from dateline.model import OUTPUTS
from dateline.outside.links import dead_links
from tests.sites import HARBOUR

ADDRESS = "https://news.example/"
DATA = (
    "datapackage.json",
    "record.json",
    "events.csv",
    "claims.csv",
    "sources.csv",
    "sources.csl.json",
    "sources.bib",
)
GONE = {
    "as-known": {"crises/harbour/as-of/2020-05-05/index.html"},
    "updates": {"updates/index.html", "crises/harbour/updates/index.html"},
    "crisis-feeds": {"crises/harbour/feed.xml", "crises/harbour/feed.json"},
    "actor-feeds": {"actors/harbour-board/feed.xml", "actors/harbour-board/feed.json"},
    "json-feeds": {
        f"{place}feed.json" for place in ("", "corrections/", "crises/harbour/", "actors/harbour-board/")
    },
    "data": {f"crises/harbour/{name}" for name in DATA}
    | {f"crises/harbour/figures/ships/claims.{ending}" for ending in ("csv", "json")},
    "calendars": {"crises/harbour/events.ics"},
    "figure-pages": {
        f"crises/harbour/figures/ships/{name}"
        for name in ("index.html", "claims.csv", "claims.json", "oembed.json")
    },
    "embeds": {
        "crises/harbour/oembed.json",
        "crises/harbour/figures/ships/oembed.json",
        "embed/harbour/timeline/index.html",
        "embed/harbour/figure/ships/index.html",
    },
    "search": {"search/index.html", "search/index.json"},
    "place-pages": {"places/index.html", "places/porthaven/index.html"},
    "share-images": {"share.png", "crises/harbour/share.png", "crises/harbour/closure/share.png"},
}
"""What goes with each kind, and nothing else."""


def leaving_out(words: str) -> str:
    return HARBOUR.replace("publisher: Harbour Watch", f"publisher: Harbour Watch\nleave_out: {words}")


def paths(site) -> set[str]:
    return {path for path in site.published() if not path.startswith("assets/")}


@pytest.mark.parametrize("kind", OUTPUTS)
def test_a_kind_that_is_left_out_is_not_published_and_nothing_leads_to_it(site_from, kind: str) -> None:
    site = site_from()
    site.build(base_url=ADDRESS)
    everything = paths(site)
    site.edit("content/site.yaml", "publisher: Harbour Watch", f"publisher: Harbour Watch\nleave_out: {kind}")
    assert site.build(base_url=ADDRESS).published
    assert everything - paths(site) == GONE[kind]
    assert not paths(site) - everything
    assert list(dead_links(site.output, ADDRESS)) == []
    for path, text in site.published().items():
        for gone in GONE[kind] if path.endswith((".html", ".xml", ".json", ".txt")) else ():
            assert f"{ADDRESS}{gone.removesuffix('index.html')}<".encode() not in text, path
            assert f'{ADDRESS}{gone.removesuffix("index.html")}"'.encode() not in text, path


def test_with_every_kind_left_out_pages_lead_to_the_feed_that_is_left(site_from) -> None:
    site = site_from(leaving_out(f"[{', '.join(OUTPUTS)}]"))
    site.build(base_url=ADDRESS)
    assert list(dead_links(site.output, ADDRESS)) == []
    for address, up in (
        ("/crises/harbour/", "../../"),
        ("/crises/harbour/closure/", "../../../"),
        ("/actors/harbour-board/", "../../"),
    ):
        page = site.page(address)
        assert page.count('type="application/atom+xml"') == 1
        assert f'title="Harbour Watch" href="{up}feed.xml"' in page
        assert "As known on" not in page
    crisis = site.page("/crises/harbour/")
    assert 'href="../../feed.xml">Follow by feed' in crisis
    assert "Cite this record" in crisis
    assert "Take it along" not in crisis


def test_data_without_a_calendar_does_not_name_one(site_from) -> None:
    site = site_from(leaving_out("calendars"))
    site.build()
    assert b"events.ics" not in site.published()["crises/harbour/datapackage.json"]
    assert "events.csv" in site.page("/crises/harbour/")
    assert "events.ics" not in site.page("/crises/harbour/")


def test_days_of_updates_lead_nowhere_where_the_record_is_not_kept_as_known(site_from) -> None:
    site = site_from()
    site.build()
    assert "as it was known then" in site.page("/crises/harbour/updates/")
    site.edit(
        "content/site.yaml", "publisher: Harbour Watch", "publisher: Harbour Watch\nleave_out: as-known"
    )
    site.build()
    updates = site.page("/crises/harbour/updates/")
    assert "as it was known then" not in updates
    assert "as-of/" not in updates
    assert "Event added" in updates


@pytest.mark.parametrize(
    ("kind", "address"),
    [
        ("updates", "/crises/harbour/updates/"),
        ("updates", "/updates/"),
        ("crisis-feeds", "/crises/harbour/feed.xml"),
        ("actor-feeds", "/actors/harbour-board/feed.xml"),
    ],
)
def test_a_text_may_link_to_what_is_published_and_not_to_what_is_left_out(
    site_from, kind: str, address: str
) -> None:
    text = HARBOUR.replace("The harbour is old.", f"The harbour is [old]({address}).")
    assert site_from(text).check().diagnostics == ()
    site = site_from(text.replace("tagline:", f"leave_out: [{kind}]\ntagline:"))
    assert [one.code for one in site.check().diagnostics] == ["LINK001"]


def test_a_word_that_is_no_kind_is_reported_with_the_nearest_one(site_from) -> None:
    site = site_from(leaving_out("[calendar]"))
    (found,) = site.check().diagnostics
    assert (found.code, found.hint) == ("FIELD005", "did you mean calendars?")
