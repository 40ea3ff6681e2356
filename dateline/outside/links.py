"""The links of the published pages: those within the site have to lead somewhere, those that leave it are listed."""

from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

SOMEWHERE = "https://site.invalid/"
"""Stands for the site where no address of its own was given."""
_LINKS = {
    "a": "href",
    "link": "href",
    "area": "href",
    "img": "src",
    "script": "src",
    "source": "src",
    "iframe": "src",
}


def dead_links(folder: Path, base_url: str = "") -> Iterator[str]:
    """“index.html:12: leads to “pier/”, which is not there” for every link to nowhere, in the order of pages."""
    base = _base(base_url)
    read = cache(lambda path: _Page(path.read_text(encoding="utf-8")))
    for path in sorted(folder.rglob("*.html")):
        place = path.relative_to(folder).as_posix()
        for line, link in read(path).links:
            if _climbs(place, link):
                yield f"{place}:{line}: leads to “{link}”, which is above the site"
                continue
            url, _, fragment = urljoin(base + place.removesuffix("index.html"), link).partition("#")
            if not url.startswith(base) and urlsplit(url)[:2] != urlsplit(SOMEWHERE)[:2]:
                continue
            target = folder / unquote(urlsplit(url.removeprefix(base)).path.lstrip("/"))
            if target.is_dir() or url.endswith("/"):
                target /= "index.html"
            if not target.is_file():
                yield f"{place}:{line}: leads to “{link}”, which is not there"
            elif fragment and target.suffix == ".html" and unquote(fragment) not in read(target).anchors:
                yield f"{place}:{line}: leads to “{link}”, and the page there has no such place"


def outside_links(folder: Path, base_url: str = "") -> dict[str, tuple[str, int]]:
    """Every whole address outside of the site that a page leads to → the first page and line that does."""
    found: dict[str, tuple[str, int]] = {}
    base = _base(base_url)
    for path in sorted(folder.rglob("*.html")):
        for line, link in _Page(path.read_text(encoding="utf-8")).links:
            if urlsplit(link).netloc and not f"{link}/".startswith(base):
                found.setdefault(link, (path.relative_to(folder).as_posix(), line))
    return found


def _base(base_url: str) -> str:
    """The site's address, up to a slash."""
    return f"{base_url.rstrip('/')}/" if base_url else SOMEWHERE


def _climbs(place: str, link: str) -> bool:
    """Whether a relative link of the page leads out of the folder in which the site lies."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or parts.path.startswith("/"):
        return False
    depth = place.count("/")
    for step in parts.path.split("/"):
        depth += {"..": -1, ".": 0, "": 0}.get(step, 1)
        if depth < 0:
            return True
    return False


class _Page(HTMLParser):
    """The links of a page with their lines, and the places one can lead to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[tuple[int, str]] = []
        self.anchors: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if place := found.get("id"):
            self.anchors.add(place)
        if link := found.get(_LINKS.get(tag, "")):
            self.links.append((self.getpos()[0], link))
