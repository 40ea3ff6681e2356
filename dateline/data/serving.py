"""What a web server says about each file of the site: one place for deployments, ``_headers`` and the nginx example."""

import hashlib
import re

FOREVER = "public, max-age=31536000, immutable"
"""A file whose name changes with its content."""
HOUR = "public, max-age=3600"
"""Pictures: heavy, and changed in place at most now and then."""
FRESH = "public, max-age=0, s-maxage=60, must-revalidate"
"""Pages, feeds and data: browsers ask each time, shared caches once a minute, so a correction is there within one."""

SECURITY = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    # What scripts and styles a page may have stands in the page itself, with their digests: both policies hold.
    (
        "Content-Security-Policy",
        "base-uri 'none'; object-src 'none'; form-action 'self'; frame-ancestors 'self'",
    ),
)
"""Said with every file. An embed may stand in any frame: there ``EMBEDS`` replaces the policy."""
EMBEDS = "base-uri 'none'; object-src 'none'; form-action 'self'; frame-ancestors *"

FEEDS = {
    "feed.xml": "application/atom+xml; charset=utf-8",
    "feed.json": "application/feed+json; charset=utf-8",
}
"""Types of files that are known by their whole name."""
TYPES = {
    "avif": "image/avif",
    "bib": "application/x-bibtex; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "gif": "image/gif",
    "html": "text/html; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "mjs": "text/javascript; charset=utf-8",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "webmanifest": "application/manifest+json; charset=utf-8",
    "webp": "image/webp",
    "woff2": "font/woff2",
    "xml": "application/xml; charset=utf-8",
}
"""Types by ending; anything else is ``OTHER``."""
OTHER = "application/octet-stream"
PICTURES = ("avif", "gif", "jpeg", "jpg", "png", "svg", "webp")
_FINGERPRINTED = re.compile(r"assets/(?:[^/]+/)*[^/]+\.[0-9a-f]{10}\.[^./]+")


def is_fingerprinted(path: str) -> bool:
    """Whether the name of a file changes with its content."""
    return _FINGERPRINTED.fullmatch(path) is not None


def content_type(path: str) -> str:
    """What kind of file it is."""
    name = path.rpartition("/")[2]
    return FEEDS.get(name) or TYPES.get(name.rpartition(".")[2].lower(), OTHER)


def cache_control(path: str) -> str:
    """How long browsers and shared caches may keep it."""
    if is_fingerprinted(path):
        return FOREVER
    return HOUR if path.rpartition(".")[2].lower() in PICTURES else FRESH


def rules() -> str:
    """A digest that changes when any file would be served in another way."""
    all = FOREVER, HOUR, FRESH, FEEDS, TYPES, OTHER, PICTURES
    return hashlib.md5(repr(all).encode(), usedforsecurity=False).hexdigest()
