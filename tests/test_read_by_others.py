"""What we publish for other programs, read by programs that others wrote."""

import json
from datetime import UTC, datetime
from pathlib import Path

import feedparser
import jsonschema
import pytest
from pybtex.database import parse_string
from pybtex.richtext import Text

from dateline.data.citations import tex
from tests.sites import ROOT

JSON_FEED = json.loads((ROOT / "tests/schemas/json-feed-1.1.json").read_text(encoding="utf-8"))


def feeds(built: Path, name: str) -> list[Path]:
    found = sorted(built.rglob(name))
    assert len(found) > 6, "the site, its corrections, and each crisis and actor have one"
    return found


def test_a_feed_reader_reads_every_atom_feed_without_a_complaint(built):
    for path in feeds(built, "feed.xml"):
        feed = feedparser.parse(path.read_bytes())
        assert (feed.bozo, feed.version, feed.encoding) == (False, "atom10", "utf-8"), path
        assert feed.feed.id.startswith("urn:uuid:")
        assert feed.feed.title
        assert {link.rel for link in feed.feed.links} >= {"self", "alternate"}
        assert len({entry.id for entry in feed.entries}) == len(feed.entries)
        moments = [datetime(*entry.updated_parsed[:6], tzinfo=UTC) for entry in feed.entries]
        assert moments == sorted(moments, reverse=True)
        if moments:
            assert datetime(*feed.feed.updated_parsed[:6], tzinfo=UTC) == moments[0]
        for entry in feed.entries:
            assert entry.title
            assert entry.link.startswith("https://known.example/")


def test_every_json_feed_keeps_to_the_format_and_says_what_the_atom_feed_says(built):
    checker = jsonschema.Draft202012Validator(JSON_FEED, format_checker=jsonschema.FormatChecker())
    for path in feeds(built, "feed.json"):
        document = json.loads(path.read_text(encoding="utf-8"))
        assert [error.message for error in checker.iter_errors(document)] == [], path
        atom = feedparser.parse(path.with_suffix(".xml").read_bytes())
        assert [one["id"] for one in document["items"]] == [entry.id for entry in atom.entries]
        assert [one["title"] for one in document["items"]] == [entry.title for entry in atom.entries]


@pytest.mark.parametrize(
    "wrong",
    [
        {"version": "https://jsonfeed.org/version/1"},
        {"title": 5},
        {"feed_url": "feed.json"},
        {"items": [{"url": "https://known.example/"}]},
        {"items": [{"id": "1"}]},
        {"items": [{"id": "1", "content_text": "x", "date_published": "yesterday"}]},
    ],
)
def test_the_schema_of_json_feeds_notices_what_is_wrong(wrong):
    right = {"version": "https://jsonfeed.org/version/1.1", "title": "x", "items": []}
    checker = jsonschema.Draft202012Validator(JSON_FEED, format_checker=jsonschema.FormatChecker())
    assert not list(checker.iter_errors(right))
    assert list(checker.iter_errors({**right, **wrong}))


def words(latex: str) -> str:
    """What a reference manager shows for a field."""
    return str(Text.from_latex(latex))


@pytest.mark.parametrize("title", ["50% of #1 & more_of it", "Rocío’s “list”", "تهران", "}{"])
def test_a_reference_manager_shows_a_title_as_it_is(title):
    (entry,) = parse_string(f"@misc{{one,\n  title = {{{tex(title)}}},\n}}", "bibtex").entries.values()
    assert words(entry.fields["title"]) == (title if title != "}{" else "")


def test_a_reference_manager_reads_every_source(built):
    read = 0
    for path in sorted(built.rglob("sources.bib")):
        sources = json.loads(path.with_name("sources.csl.json").read_text(encoding="utf-8"))
        entries = parse_string(path.read_text(encoding="utf-8"), "bibtex").entries
        by_id = {one["id"].replace("/", ":"): one for one in sources}
        assert set(entries.keys()) == set(by_id)
        for key, entry in entries.items():
            assert words(entry.fields["title"]) == by_id[key]["title"], key
            assert entry.fields.get("url", "") == by_id[key].get("URL", "")
            read += 1
    assert read
