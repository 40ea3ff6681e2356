"""Feeds and sitemaps against the schemas of their own standards."""

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from tests.sites import HARBOUR, ROOT

SCHEMAS = ROOT / "tests/schemas"
SPACES = {"atom": "http://www.w3.org/2005/Atom"}
Check = Callable[[bytes], list[str]]


@pytest.fixture(scope="module")
def atom() -> Check:
    """What is wrong with an Atom document: the grammar, then the assertions that RFC 4287 adds to it."""
    grammar = etree.RelaxNG(etree.parse(SCHEMAS / "atom.rng"))

    def check(data: bytes) -> list[str]:
        document = etree.fromstring(data)
        found = [] if grammar.validate(document) else [str(one) for one in grammar.error_log]
        for path, said in (
            (
                "self::atom:feed[not(atom:author)][atom:entry[not(atom:author)]]",
                "a feed without an author has entries without one",
            ),
            (
                "//atom:entry[not(atom:link[@rel='alternate'] or atom:link[not(@rel)] or atom:content)]",
                "an entry leads nowhere and has no content",
            ),
            (
                "//atom:entry[not(atom:author or ../atom:author or atom:source/atom:author)]",
                "an entry has no author",
            ),
        ):
            found += [said] * len(document.xpath(path, namespaces=SPACES))
        return found

    return check


@pytest.fixture(scope="module")
def sitemap() -> Check:
    """What is wrong with a sitemap, one for news or one that lists others."""
    spaces = {
        "http://www.sitemaps.org/schemas/sitemap/0.9": "sitemap.xsd",
        "http://www.google.com/schemas/sitemap-news/0.9": "sitemap-news.xsd",
        "http://www.w3.org/1999/xhtml": "sitemap-alternates.xsd",
    }
    imports = "".join(
        f'<xsd:import namespace="{space}" schemaLocation="{(SCHEMAS / name).as_uri()}"/>'
        for space, name in spaces.items()
    )
    together = f'<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema">{imports}</xsd:schema>'
    of_pages = etree.XMLSchema(etree.fromstring(together))
    of_sitemaps = etree.XMLSchema(etree.parse(SCHEMAS / "sitemap-index.xsd"))

    def check(data: bytes) -> list[str]:
        document = etree.fromstring(data)
        schema = of_sitemaps if document.tag.endswith("}sitemapindex") else of_pages
        return [] if schema.validate(document) else [str(one) for one in schema.error_log]

    return check


def test_every_atom_feed_of_the_site_keeps_to_rfc_4287(built: Path, atom: Check) -> None:
    found = sorted(built.rglob("feed.xml"))
    assert len([path for path in found if "fa" in path.relative_to(built).parts]) > 5
    assert {str(path): atom(path.read_bytes()) for path in found if atom(path.read_bytes())} == {}


def test_a_feed_keeps_to_it_without_an_address_without_entries_and_with_every_sign(
    site_from, atom: Check
) -> None:
    site = site_from(
        HARBOUR.replace("title: Harbour closes", 'title: "Harbour <closes> & \\"opens\\" ]]> مرفأ"')
    )
    site.build()
    for path in ("/feed.xml", "/crises/harbour/feed.xml", "/corrections/feed.xml"):
        assert atom(site.page(path).encode()) == [], path


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<id>", "<id>x</id><id>"),
        ("<updated>2", "<updated>on 2"),
        ("<title>", "<titel/><title>"),
        ("<author>", "<contributor>"),
        ('rel="alternate"', 'rel="related"'),
        ('type="application/', 'type="'),
    ],
)
def test_the_grammar_of_atom_notices_what_is_wrong(site_from, atom: Check, old: str, new: str) -> None:
    site = site_from()
    site.build(base_url="https://harbour.example/")
    right = site.page("/feed.xml")
    wrong = right.replace(old, new).replace("</author>", "</contributor>" if "author" in old else "</author>")
    assert right != wrong
    assert atom(right.encode()) == []
    assert atom(wrong.encode())


def test_every_sitemap_of_the_site_keeps_to_its_schema(built: Path, sitemap: Check) -> None:
    found = sorted(built.rglob("sitemap*.xml"))
    assert [path.name for path in found] == ["sitemap-news.xml", "sitemap.xml"]
    assert b"xhtml:link" in (built / "sitemap.xml").read_bytes()
    assert b"news:title" in (built / "sitemap-news.xml").read_bytes()
    assert {path.name: sitemap(path.read_bytes()) for path in found if sitemap(path.read_bytes())} == {}


def test_several_sitemaps_and_the_one_that_lists_them_keep_to_their_schemas(
    site_from, sitemap: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dateline.views.gather.sitemap.MOST_ADDRESSES", 5)
    site = site_from()
    site.build(base_url="https://harbour.example/")
    found = [path for path in site.published() if path.startswith("sitemap")]
    assert {"sitemap.xml", "sitemap-1.xml", "sitemap-2.xml"} <= set(found)
    for path in found:
        assert sitemap(site.published()[path]) == [], path


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<loc>", "<loc>/</loc><loc>"),
        ("<lastmod>2", "<lastmod>May 2"),
        ("</lastmod>", "</lastmod><lastmod>2020-05-05</lastmod>"),
        ('hreflang="ar"', 'hreflang="Arabic"'),
        ("<news:title>", "<news:title/><news:title>"),
        ("<news:language>en", "<news:language>English"),
    ],
)
def test_the_schemas_of_sitemaps_notice_what_is_wrong(
    built: Path, sitemap: Check, old: str, new: str
) -> None:
    right = "\n".join((built / name).read_text() for name in ("sitemap.xml", "sitemap-news.xml"))
    assert old in right
    for name in ("sitemap.xml", "sitemap-news.xml"):
        text = (built / name).read_text()
        if old in text:
            assert sitemap(text.replace(old, new, 1).encode())
