"""Feeds, the sitemap and robots.txt, read as other programs read them."""

import json
import re
from datetime import datetime
from xml.etree import ElementTree

from tests.sites import HARBOUR
from tests.test_warm import SECOND

ATOM = "{http://www.w3.org/2005/Atom}"
STORY = "content/crises/harbour/2020-05-04-closure.md"


FEEDS = ("/feed.xml", "/crises/harbour/feed.xml", "/actors/harbour-board/feed.xml", "/corrections/feed.xml")
CORRECTED = """
-- content/crises/harbour/2020-05-06-later.md --
---
title: Two ships leave
date: 2020-05-06
summary: They were let out.
sources: [notice]
corrections:
  - {date: 2020-05-08, was: three ships, now: two ships, why: We counted one twice.}
---
Two ships left.
"""
# What JSON Feed 1.1 says of each member: its type, and the members that an object may have.
TYPES = {
    "version": str, "title": str, "home_page_url": str, "feed_url": str, "description": str, "language": str,
    "authors": list, "items": list, "id": str, "url": str, "content_text": str, "date_published": str,
    "tags": list, "name": str,
}  # fmt: skip
OF_A_FEED = {
    "version", "title", "home_page_url", "feed_url", "description", "user_comment", "next_url", "icon", "favicon",
    "authors", "language", "expired", "hubs", "items",
}  # fmt: skip
OF_AN_ITEM = {
    "id", "url", "external_url", "title", "content_html", "content_text", "summary", "image", "banner_image",
    "date_published", "date_modified", "authors", "tags", "language", "attachments",
}  # fmt: skip


def feed(site, address):
    return ElementTree.fromstring(site.page(address))


def beside(address):
    return address.replace(".xml", ".json")


def assert_json_feed(document):
    """The document is a JSON Feed 1.1, member by member as its specification has them."""
    assert document["version"] == "https://jsonfeed.org/version/1.1"
    assert document["title"]
    assert document.keys() <= OF_A_FEED
    assert len({item["id"] for item in document["items"]}) == len(document["items"])
    for item in document["items"]:
        assert item.keys() <= OF_AN_ITEM
        assert item["id"]
        assert item["content_text"]
        assert all(isinstance(tag, str) and tag for tag in item["tags"])
        assert datetime.fromisoformat(item["date_published"]).tzinfo
    for one in (document, *document["authors"], *document["items"]):
        assert all(isinstance(value, TYPES[name]) for name, value in one.items())
        for name in ("url", "home_page_url", "feed_url"):
            assert one.get(name, "https://").startswith("https://")


def test_a_feed_has_what_atom_asks_for(site_from):
    site = site_from(HARBOUR + CORRECTED)
    site.build(base_url="https://harbour.example/")
    for address in FEEDS:
        root = feed(site, address)
        entries = root.findall(f"{ATOM}entry")
        assert len(entries) >= 1
        ids = [root.find(f"{ATOM}id").text, *(entry.find(f"{ATOM}id").text for entry in entries)]
        assert len(set(ids)) == len(ids)
        assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", id) for id in ids)
        updated = [entry.find(f"{ATOM}updated").text for entry in entries]
        assert all(re.fullmatch(r"2020-05-\d\dT00:00:00Z", value) for value in updated)
        assert root.find(f"{ATOM}updated").text == max(updated)
        for link in root.iter(f"{ATOM}link"):
            assert link.get("href").startswith("https://harbour.example/")
        (own,) = [link for link in root.findall(f"{ATOM}link") if link.get("rel") == "self"]
        assert own.get("href") == f"https://harbour.example{address}"


def test_beside_every_atom_feed_lies_a_json_feed_with_the_same_entries(site_from):
    site = site_from(HARBOUR + CORRECTED)
    site.build(base_url="https://harbour.example/")
    for address in FEEDS:
        document = json.loads(site.page(beside(address)))
        assert_json_feed(document)
        assert document["feed_url"] == f"https://harbour.example{beside(address)}"
        entries = feed(site, address).findall(f"{ATOM}entry")
        assert [item["id"] for item in document["items"]] == [one.find(f"{ATOM}id").text for one in entries]
        assert [item["title"] for item in document["items"]] == [
            one.find(f"{ATOM}title").text for one in entries
        ]


def test_a_json_feed_of_a_site_without_an_address_gives_no_half_addresses(site_from):
    site = site_from(HARBOUR + CORRECTED)
    site.build()
    for address in FEEDS:
        document = json.loads(site.page(beside(address)))
        assert_json_feed(document)
        assert "home_page_url" not in document
        assert "url" not in document["items"][0]


def test_one_change_has_one_id_in_every_feed(site_from):
    site = site_from(HARBOUR + CORRECTED)
    site.build()
    of_site, of_crisis, of_actor, of_corrections = (
        {item["id"]: item["title"] for item in json.loads(site.page(beside(address)))["items"]}
        for address in FEEDS
    )
    assert of_site == of_crisis
    assert of_actor.items() <= of_site.items()
    assert of_corrections.items() <= of_site.items()
    assert sorted(of_actor.values()) == [
        "Event added: Harbour closes",
        "Figure recorded: 12 ships waiting, according to Harbour board",
    ]


def test_the_feed_of_corrections_says_what_was_said_and_what_is_said_now(site_from):
    site = site_from(HARBOUR + CORRECTED)
    site.build()
    (item,) = json.loads(site.page("/corrections/feed.json"))["items"]
    assert item["content_text"] == "It said: “three ships” It says: “two ships” We counted one twice."
    assert item["date_published"] == "2020-05-08T00:00:00Z"


def test_each_correction_of_the_site_has_a_place_of_its_own(site_from):
    bridge = SECOND.replace(
        "summary: The council shut",
        "corrections:\n  - {date: 2020-05-07, was: open, now: shut, why: A slip.}\nsummary: The council shut",
    )
    site = site_from(HARBOUR + CORRECTED + bridge)
    site.build()
    assert re.findall('id="(correction-[0-9]+)"', site.page("/corrections/")) == [
        "correction-1",
        "correction-2",
    ]


def test_pages_lead_to_their_feeds(site_from):
    site = site_from(HARBOUR + CORRECTED)
    site.build()
    for page in (
        "/",
        "/crises/harbour/",
        "/crises/harbour/closure/",
        "/actors/harbour-board/",
        "/corrections/",
    ):
        links = re.findall(
            r'<link rel="alternate" type="application/(atom\+xml|feed\+json)" title="[^"]+" href="([^"]+)">',
            site.page(page),
        )
        assert len(links) in (2, 4)
        for kind, href in links:
            path = (site.output / page.lstrip("/") / href).resolve()
            assert path.is_file(), (page, href)
            assert path.suffix == (".json" if kind == "feed+json" else ".xml")


def test_ids_stay_when_a_title_changes(site_from):
    site = site_from()
    site.build()
    before = {entry.find(f"{ATOM}id").text for entry in feed(site, "/feed.xml").findall(f"{ATOM}entry")}
    site.edit(STORY, "title: Harbour closes", "title: The harbour closes for ships")
    site.build()
    after = {entry.find(f"{ATOM}id").text for entry in feed(site, "/feed.xml").findall(f"{ATOM}entry")}
    assert after == before


def test_a_feed_changes_with_the_record_and_not_with_a_word_of_a_text(site_from):
    site = site_from(HARBOUR + CORRECTED)
    site.build()
    before = {address: site.page(address) for one in FEEDS for address in (one, beside(one))}
    site.edit(STORY, "counted [[figure:ships]] ships", "has counted [[figure:ships]] ships")
    site.edit(STORY, "summary: The board closed the harbour.", "summary: The board shut the harbour.")
    site.edit("content/crises/harbour/index.md", "The harbour is old.", "The harbour is very old.")
    assert site.build().written
    assert {address: site.page(address) for address in before} == before
    site.edit(STORY, "published: 2020-05-05\n", "published: 2020-05-05\nupdated: 2020-05-09\nhistory: [{date: 2020-05-09, status: disputed}]\n")  # fmt: skip
    site.edit(STORY, "status: confirmed\nkind", "status: disputed\nkind")
    assert site.build().published, site.messages()
    assert "<updated>2020-05-09T00:00:00Z</updated>" in site.page("/feed.xml")
    assert site.page("/corrections/feed.xml") == before["/corrections/feed.xml"]


def test_the_sitemap_lists_pages_for_search_engines_and_no_earlier_version(site_from):
    site = site_from()
    site.build(base_url="https://harbour.example/")
    found = [
        one.text
        for one in ElementTree.fromstring(site.page("/sitemap.xml")).iter(
            "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
        )
    ]
    assert "https://harbour.example/crises/harbour/closure/" in found
    assert not [address for address in found if "as-of" in address or "404" in address]
    assert "Sitemap: https://harbour.example/sitemap.xml" in site.page("/robots.txt")


def test_more_addresses_than_a_sitemap_may_hold_go_into_several(site_from, monkeypatch):
    spaces = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    site = site_from()
    site.build(base_url="https://harbour.example/")
    whole = [one.text for one in ElementTree.fromstring(site.page("/sitemap.xml")).iter(f"{spaces}loc")]
    monkeypatch.setattr("dateline.views.gather.sitemap.MOST_ADDRESSES", 5)
    site.write("content/pages/more.md", "---\ntitle: More\n---\nOf it.\n")
    site.build(base_url="https://harbour.example/")
    index = ElementTree.fromstring(site.page("/sitemap.xml"))
    assert index.tag == f"{spaces}sitemapindex"
    parts = [
        one.text.removeprefix("https://harbour.example")
        for one in index.findall(f"{spaces}sitemap/{spaces}loc")
    ]
    assert parts == [f"/sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    listed = [
        [one.text for one in ElementTree.fromstring(site.page(part)).iter(f"{spaces}loc")] for part in parts
    ]
    assert [len(one) for one in listed[:-1]] == [5] * (len(parts) - 1)
    assert [one for part in listed for one in part] == sorted([*whole, "https://harbour.example/more/"])
    monkeypatch.undo()
    site.delete("content/pages/more.md")
    site.build(base_url="https://harbour.example/")
    assert [one for one in site.published() if one.startswith("sitemap-")] == ["sitemap-news.xml"]
