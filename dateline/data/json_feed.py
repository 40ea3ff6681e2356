"""JSON Feed 1.1: the same entries under the same ids as the Atom feed beside it."""

from collections.abc import Callable
from typing import Any

from dateline.data.json_text import json_text
from dateline.views.feeds import (
    FeedEntry,
    FeedView,
    actor_feed_view,
    corrections_feed_view,
    crisis_feed_view,
    site_feed_view,
)


def _json_feed(view: Callable[..., FeedView], *inputs: Any) -> str:
    """The feed as JSON. Addresses have to be absolute there: without the site's own they are left out."""
    feed = view(*inputs)
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": _absolute(feed.href),
        "feed_url": _absolute(f"{feed.self_href.removesuffix('.xml')}.json"),
        "description": feed.subtitle,
        "language": feed.language,
        "authors": [{"name": feed.author}],
        "items": [_item(entry) for entry in feed.entries],
    }
    return json_text({key: value for key, value in document.items() if value != ""})


def _item(entry: FeedEntry) -> dict[str, Any]:
    item = {
        "id": entry.id,
        "url": _absolute(entry.href),
        "title": entry.title,
        "content_text": entry.summary,
        "date_published": entry.updated,
        "tags": [entry.category],
    }
    return {key: value for key, value in item.items() if value != ""}


def _absolute(href: str) -> str:
    return href if "://" in href else ""


def crisis_json_feed(*inputs: Any) -> str:
    return _json_feed(crisis_feed_view, *inputs)


def actor_json_feed(*inputs: Any) -> str:
    return _json_feed(actor_feed_view, *inputs)


def corrections_json_feed(*inputs: Any) -> str:
    return _json_feed(corrections_feed_view, *inputs)


def site_json_feed(*inputs: Any) -> str:
    return _json_feed(site_feed_view, *inputs)
