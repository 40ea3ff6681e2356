"""Feeds, the sitemap and robots.txt, read as other programs read them."""

import re
from xml.etree import ElementTree

ATOM = "{http://www.w3.org/2005/Atom}"
STORY = "content/crises/harbour/2020-05-04-closure.md"


def feed(site, address):
    return ElementTree.fromstring(site.page(address))


def test_a_feed_has_what_atom_asks_for(site_from):
    site = site_from()
    site.build(base_url="https://harbour.example/")
    for address in ("/feed.xml", "/crises/harbour/feed.xml"):
        root = feed(site, address)
        entries = root.findall(f"{ATOM}entry")
        assert len(entries) >= 4
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


def test_ids_stay_when_a_title_changes(site_from):
    site = site_from()
    site.build()
    before = {entry.find(f"{ATOM}id").text for entry in feed(site, "/feed.xml").findall(f"{ATOM}entry")}
    site.edit(STORY, "title: Harbour closes", "title: The harbour closes for ships")
    site.build()
    after = {entry.find(f"{ATOM}id").text for entry in feed(site, "/feed.xml").findall(f"{ATOM}entry")}
    assert after == before


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
