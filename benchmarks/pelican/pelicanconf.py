"""Settings of the generated site, and the reader for its stories."""

import json
from datetime import date, datetime
from pathlib import Path

import yaml
from markdown import Markdown
from pelican import signals
from pelican.readers import BaseReader

RECORD = json.loads((Path(__file__).parent / "record.json").read_text(encoding="utf-8"))
SITENAME = "Benchmark"
SITEURL = "https://example.org"
PATH = "content"
OUTPUT_PATH = "output"
THEME = "."
THEME_STATIC_PATHS = []
TIMEZONE = "UTC"
DEFAULT_PAGINATION = False
ARTICLE_PATHS = ["crises"]
ARTICLE_URL = "crises/{category}/{slug}/"
ARTICLE_SAVE_AS = "crises/{category}/{slug}/index.html"
CATEGORY_URL = "crises/{slug}/"
CATEGORY_SAVE_AS = "crises/{slug}/index.html"
TAG_URL = "actors/{slug}/"
TAG_SAVE_AS = "actors/{slug}/index.html"
TAGS_SAVE_AS = "actors/index.html"
TIMELINE_SAVE_AS = "timeline/index.html"
AUTHOR_SAVE_AS = ARCHIVES_SAVE_AS = CATEGORIES_SAVE_AS = AUTHORS_SAVE_AS = ""
DIRECT_TEMPLATES = ["index", "tags", "timeline"]
FEED_DOMAIN = SITEURL
FEED_ATOM = "feed.xml"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = TRANSLATION_FEED_ATOM = None
FEED_MAX_ITEMS = 50
CACHE_CONTENT = LOAD_CONTENT_CACHE = True
CACHE_PATH = "cache"


class StoryReader(BaseReader):
    """A story with YAML as front matter, of which Pelican keeps what it does not know for templates."""

    enabled = True
    file_extensions = ("md",)

    def read(self, path):
        _, head, body = Path(path).read_text(encoding="utf-8").split("---\n", 2)
        facts = yaml.load(head, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        place = Path(path)
        known = {"title": facts["title"], "date": str(facts["date"]), "slug": place.stem}
        known |= {"category": place.parent.name, "tags": ",".join(facts["actors"])}
        metadata = {name: self.process_metadata(name, value) for name, value in known.items()}
        return Markdown().convert(body), {**metadata, "summary": facts["summary"], "facts": facts}


def entries(articles):
    """The stories' own points and their events, newest first."""
    found = []
    for article in articles:
        crisis, facts = article.category.name, article.facts
        at = f"{SITEURL}/crises/{crisis}/"
        told = {**facts, "id": article.slug, "text": facts["summary"], "claims": facts["figures"]}
        found.append({**told, "crisis": crisis, "url": f"{at}{article.slug}/", "at": f"{at}#{article.slug}"})
        found += (
            {
                **event,
                "crisis": crisis,
                "url": f"{at}#{event['id']}",
                "at": f"{at}#{event['id']}",
                "claims": [],
            }
            for event in facts["events"]
        )
    return sorted(found, key=lambda entry: entry["date"], reverse=True)


def worded(day):
    """The day of a value of YAML or JSON, for people."""
    day = datetime.fromisoformat(day).date() if isinstance(day, str) else day
    return f"{day.day} {day:%B %Y}" if isinstance(day, date) else str(day)


def cited(listed):
    """The ids of the sources of these entries."""
    ids = {id for entry in listed for id in entry["sources"]}
    return sorted(ids | {claim["source"] for entry in listed for claim in entry["claims"]})


JINJA_FILTERS = {"entries": entries, "worded": worded, "cited": cited}
PLUGINS = []


def _add_reader(readers):
    readers.reader_classes["md"] = StoryReader


signals.readers_init.connect(_add_reader)
