"""Where in the content the addresses are written that pages lead to."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from urllib.parse import unquote, urldefrag, urlsplit

from dateline.findings.positions import Position
from dateline.read.text import ContentFile

_WRITTEN = re.compile(r"https?://[^\s\"'<>`|\\]+", re.IGNORECASE)
_BEHIND = re.compile(r"[^\w/=&%#~-]$|_$")
"""A sign that may be the sentence's or the markup's, and not the address's."""


def places_of(addresses: Iterable[str], files: Iterable[ContentFile]) -> Mapping[str, list[Position]]:
    """Address → every place where a file has it, in whatever spelling; addresses that no file has are left out."""
    wanted = {_plain(address): address for address in addresses}
    found: dict[str, list[Position]] = defaultdict(list)
    for file in files:
        for number, line in enumerate(file.text.split("\n"), 1):
            for written in _WRITTEN.finditer(line) if "://" in line else ():
                for text in _readings(written[0]):
                    if address := wanted.get(_plain(text)):
                        found[address].append(Position(file.path, number, written.start() + 1, len(text)))
                        break
    return found


def _readings(text: str) -> Iterator[str]:
    """The longest address that may be meant, then ever shorter ones without what may belong to the text around."""
    address, mark, fragment = text.partition("#")
    if mark:
        while fragment and _BEHIND.search(fragment):
            fragment = fragment[:-1]
        yield f"{address}#{fragment}"
        return
    yield text
    while text and _BEHIND.search(text):
        text = text[:-1]
        yield text


def _plain(address: str) -> str:
    """What two spellings of an address have in common."""
    parts = urlsplit(urldefrag(unescape(address)).url)
    return f"{parts.scheme}://{parts.netloc.lower()}{unquote(parts.path) or '/'}?{unquote(parts.query)}"
