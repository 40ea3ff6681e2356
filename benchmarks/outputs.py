"""What the pages of two generators tell, to see that both do the same work: addresses, and page by page the parts that
anybody can compare whatever the page looks like."""

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from hashlib import blake2b
from pathlib import Path

EVENT = re.compile(
    rb'<li class="event" ([^>]*)>.*?<time [^>]*datetime="([^"]*)".*?<h[34][^>]*><a [^>]*>([^<]*)</a>',
    re.DOTALL,
)
CHOICE = re.compile(rb'(<option [^>]*>[^<]*|type="checkbox" .*?</span>)')
RULES = re.compile(rb"<noscript><style>(.*?)</style></noscript>")
SOURCE = re.compile(rb'<li class="source" (id=.*?</cite>)')
BACK = re.compile(rb'<span class="source__back">(.*?)</span>')
LINK = re.compile(rb">([^<]*)</a>")
JSON_LD = re.compile(rb'<script type="application/ld\+json">(.*?)</script>')


def _events(page: bytes) -> list[bytes]:
    """What each can be filtered by, its date and its title."""
    return [b"\t".join(told) for told in EVENT.findall(page)]


def _ways_back(page: bytes) -> list[bytes]:
    """The places that each source is cited in, by their names."""
    return [place for places in BACK.findall(page) for place in LINK.findall(places)]


def _json_ld(page: bytes) -> list[bytes]:
    """The order of fields means nothing."""
    return [json.dumps(json.loads(one), sort_keys=True).encode() for one in JSON_LD.findall(page)]


PARTS: Mapping[str, Callable[[bytes], list[bytes]]] = {
    "events in full": _events,
    "choices of filters": CHOICE.findall,
    "filters without script": RULES.findall,
    "numbered sources": SOURCE.findall,
    "ways back from sources": _ways_back,
    "descriptions in JSON-LD": _json_ld,
}
"""What is compared, with its order: events with date, title and all that they can be filtered by, choices
with their counts. Texts are not."""
ONLY_OURS = ("actors/by-name/",)
"""How the pages begin that Hugo's site has no counterpart of: a long list of actors by letter, which Hugo writes as
one page."""
DIVIDED = "actors/index.html"
"""It tells less where there are such pages."""
Page = Mapping[str, tuple[int, bytes]]
"""Part → how many there are on a page, and a digest of them."""


def pages_in(folder: Path) -> dict[str, Page]:
    """Address → what the page tells, of all pages that a build wrote."""
    return {path.relative_to(folder).as_posix(): page(path.read_bytes()) for path in folder.rglob("*.html")}


def page(text: bytes) -> Page:
    told = {part: find(text) for part, find in PARTS.items()}
    return {part: (len(found), blake2b(b"\n".join(found)).digest()) for part, found in told.items()}


def compared(sites: Mapping[str, Mapping[str, Page]], ours: str, hugo: str) -> tuple[str, bool]:
    """A sentence on the pages of two generators, and whether they are the same but for ``ONLY_OURS``.

    Where nothing of a part was found on any page, they are not said to be.
    """
    here, there = sites.get(ours, {}), sites.get(hugo, {})
    both = sorted(here.keys() & there.keys())
    alone = {ours: sorted(here.keys() - there.keys()), hugo: sorted(there.keys() - here.keys())}
    known = any(one.startswith(ONLY_OURS) for one in alone[ours])
    said = [f"{len(both):,} addresses are pages of both {ours} and {hugo}"]
    said += [f"only {name} has {len(pages):,}: {_some(pages)}" for name, pages in alone.items() if pages]
    differ: dict[str, list[str]] = {}
    same: Counter[str] = Counter()
    for address in both:
        for part in PARTS:
            if here[address][part] == there[address][part]:
                same[part] += here[address][part][0]
            elif not (known and address == DIVIDED):
                differ.setdefault(part, []).append(address)
    said.append("alike on these are " + ", ".join(f"{same[part]:,} {part}" for part in PARTS))
    said += [f"{part} differ on {len(pages):,}: {_some(pages)}" for part, pages in differ.items()]
    alike = all(one.startswith(ONLY_OURS) for one in alone[ours]) and not alone[hugo] and not differ
    return "; ".join(said) + ".", alike and all(same[part] for part in PARTS)


def _some(pages: list[str]) -> str:
    return f"{', '.join(pages[:5])}{' …' if len(pages) > 5 else ''}"
