"""Files that static hosts read, and the news sitemap: each by the rules of its readers."""

import re
from datetime import date
from fnmatch import fnmatchcase
from xml.etree import ElementTree

from dateline.data.serving import EMBEDS, FOREVER, SECURITY
from tests.sites import HARBOUR

CRISIS = "content/crises/harbour/index.md"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def said(site, path: str) -> dict[str, list[str]]:
    """What a host says with a file, by name: a value for each rule that fits, as Netlify and Cloudflare read them."""
    found: dict[str, list[str]] = {}
    pattern = ""
    for line in site.page("/_headers").splitlines():
        if not line.startswith(" "):
            pattern = line
        elif fnmatchcase(path, pattern):
            name, _, value = line.strip().partition(": ")
            found.setdefault(name, []).append(value)
    return found


def test_every_file_gets_the_security_headers_once(site_from):
    site = site_from(HARBOUR)
    site.write("content/pages/how-we-work.md", "---\ntitle: How we work\n---\nWe ask.\n")
    assert site.build().published
    pages = [path for path in site.published() if path.endswith("index.html")]
    assert len(pages) > 8
    for path in pages:
        found = said(site, f"/{path.removesuffix('index.html')}")
        policy = EMBEDS if path.startswith("embed/") else dict(SECURITY)["Content-Security-Policy"]
        said_once = dict(SECURITY) | {"Content-Security-Policy": policy}
        assert {name: [value] for name, value in said_once.items()} == found, path


def test_every_page_in_every_language_gets_the_policy_of_its_kind_once(site_from):
    site = site_from(HARBOUR)
    site.edit("content/site.yaml", "publisher:", "languages: [en, ar, fa]\npublisher:")
    assert site.build().published, site.messages()
    pages = [path for path in site.published() if path.endswith("index.html")]
    assert "ar/embed/harbour/timeline/index.html" in pages
    for path in pages:
        embed = "embed/" in path
        policy = said(site, f"/{path.removesuffix('index.html')}")["Content-Security-Policy"]
        assert policy == [EMBEDS if embed else dict(SECURITY)["Content-Security-Policy"]], path


def test_only_names_that_change_with_the_file_may_be_kept_for_ever(site_from):
    site = site_from()
    site.build()
    for path in site.published():
        kept = said(site, f"/{path}").get("Cache-Control", [])
        fingerprinted = re.search(r"\.[0-9a-f]{10}\.", path) is not None
        assert kept == ([FOREVER] if fingerprinted else []), path


def test_an_embed_may_stand_in_any_frame(site_from):
    site = site_from()
    site.build()
    assert said(site, "/embed/harbour/")["Content-Security-Policy"] == [EMBEDS]


def test_old_addresses_lead_on_and_removed_ones_are_gone(site_from):
    site = site_from()
    site.build()
    assert "_redirects" not in site.published()
    site.edit(CRISIS, "place: Porthaven\n", "place: Porthaven\nold_addresses: [/crises/quay/]\n")
    site.edit("content/site.yaml", "tagline:", "removed: [/crises/harbour/mistake/]\ntagline:")
    assert site.build().published, site.messages()
    assert site.page("/_redirects").splitlines() == [
        "/crises/quay/ /crises/harbour/ 301",
        "/crises/harbour/mistake/ /404.html 410",
    ]


def test_what_is_there_is_not_called_removed(site_from):
    site = site_from()
    site.edit("content/site.yaml", "tagline:", "removed: /crises/harbour/closure/\ntagline:")
    (line,) = site.first_lines()
    assert "ADDR003" in line


def test_github_publishes_names_with_an_underscore(site_from):
    site = site_from()
    site.build()
    assert site.published()[".nojekyll"] == b""


def test_the_news_sitemap_lists_the_stories_of_the_last_two_days(site_from):
    story = HARBOUR.partition("-- content/crises/harbour/2020-05-04-closure.md --\n")[2]
    later = "".join(
        f"-- content/crises/harbour/{name}.md --\n"
        + story.replace("published: 2020-05-05", f"published: {published}")
        .replace("Harbour closes", f"Ship & crew {name}")
        .replace("first-ship-turns", f"turn-{name}")
        for name, published in (("one", "2020-05-07"), ("two", "2020-05-08T09:30"))
    )
    site = site_from(HARBOUR + later)
    assert site.build(base_url="https://harbour.example/").published, site.messages()
    found = ElementTree.fromstring(site.page("/sitemap-news.xml"))
    assert found.tag == f"{SITEMAP}urlset"
    listed = []
    for url in found:
        assert [child.tag for child in url] == [f"{SITEMAP}loc", f"{NEWS}news"]
        news = url.find(f"{NEWS}news")
        assert [child.tag.removeprefix(NEWS) for child in news] == [
            "publication",
            "publication_date",
            "title",
        ]
        assert [(child.tag.removeprefix(NEWS), child.text) for child in news[0]] == [
            ("name", "Harbour Watch"),
            ("language", "en"),
        ]
        date.fromisoformat(news[1].text[:10])
        listed.append((url[0].text, news[1].text, news[2].text))
    assert listed == [
        ("https://harbour.example/crises/harbour/one/", "2020-05-07", "Ship & crew one"),
        ("https://harbour.example/crises/harbour/two/", "2020-05-08T09:30+00:00", "Ship & crew two"),
    ]
    assert "Sitemap: https://harbour.example/sitemap-news.xml" in site.page("/robots.txt")


def test_without_an_address_there_is_no_sitemap_to_name(site_from):
    site = site_from()
    site.build()
    assert "Sitemap" not in site.page("/robots.txt")
    assert "sitemap-news.xml" not in site.published()
