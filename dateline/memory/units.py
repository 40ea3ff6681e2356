"""Pages that need not even be looked at: those of a crisis whose files are the ones they were made from.

A page's key (``keys.py``) is exact, and costs a walk over all that the page is made from. A unit is coarse and costs
nothing but digests of files that were read anyway: a crisis's pages are a function of its own files, of those that
every page may read, and of the crises that its texts name. Where one of these has other bytes, the keys decide.

Of the pages that are no crisis's own, many are on one topic: an actor, a place, a day of all timelines. They
stand while what each crisis contributes on that topic is the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from msgspec import Raw, Struct
from msgspec.structs import replace

from dateline.memory.digests import SIZE, digest_of_bytes
from dateline.options import Options
from dateline.parse.contents import Content

OF_THE_SITE = ""
"""The name of the unit of all pages that are no crisis's own: a crisis has a folder, so none is called this."""


def unit_name(language: str, slug: str) -> str:
    """The name of a unit: of a crisis, in another language than the site's own ``fa/aleppo``."""
    return f"{language}/{slug}" if language else slug


class Unit(Struct, frozen=True):
    """What was published last time of a crisis, or of the site as a whole."""

    key: str
    names: tuple[str, ...]
    """The other crises that its texts name."""
    record: str
    """A digest of what pages beyond the crisis read of it: the record without the texts of the stories."""
    pages: tuple[tuple[str, str], ...]
    """Path and key of each page."""
    topics: bytes = b""
    """Of a crisis: digests of what it contributes to pages on a topic, by the name of the topic; packed, as few ask."""
    read: Mapping[str, str] = {}
    """Of the site: by path, digests of what pages on a topic are made of beside the contributions."""


class Contribution(Struct, frozen=True, array_like=True):
    """What a crisis gives to pages beyond it."""

    names: tuple[str, ...]
    """The other crises that its texts name."""
    record: str
    """A digest of the record as these pages read it."""
    topics: Mapping[str, str]
    """Digests of what it contributes to pages on a topic, by the name of the topic."""


class Units:
    """The units of one build, beside those of the last one that published to the same folder."""

    def __init__(self, options: Options, design: str, content: Content) -> None:
        """``design``: a digest of what every page stands on beside content; ``content``: what is published."""
        self._path = options.kept("units", "msgpack")
        self._packed = _read(self._path)
        self._before = _decoded(self._packed)
        self._now: dict[str, Unit] = {}
        self._common = _digest([design, options.base_url, content.shared.digest.hex()])
        self._own = {slug: files.digest.hex() for slug, files in content.crises.items()}
        self._changed: dict[str, frozenset[str]] = {}
        self._keys: dict[str, Mapping[str, str]] = {}

    def standing(self, name: str) -> tuple[tuple[str, str], ...] | None:
        """Path and key of each page of the unit, where the last build's are those of now; else None."""
        before = self._before.get(name)
        if before is None or before.key != self._key(name, before.names):
            return None
        return before.pages

    def keep(self, name: str) -> None:
        """Remember a unit that stands."""
        self._now[name] = self._before[name]

    @property
    def pages(self) -> int:
        """How many pages the units of this build have."""
        return sum(len(unit.pages) for unit in self._now.values())

    def made_crisis(self, name: str, given: Contribution | None, paths: Iterable[str]) -> None:
        """Remember the unit of a crisis as it is now; of one that is shared out, by shares of its pages: what it
        contributes comes with the first."""
        pages = tuple((path, "") for path in paths)
        if given is None:
            self._now[name] = replace(self._now[name], pages=(*self._now[name].pages, *pages))
            return
        from msgspec.msgpack import encode

        key = self._key(name, given.names)
        self._now[name] = Unit(key, given.names, given.record, pages, encode(given.topics))

    def made_site(self, name: str, paths: Iterable[str], read: Mapping[str, str]) -> None:
        """Remember the unit of the site as it is now: after those of its crises."""
        pages = tuple((path, "") for path in paths)
        self._now[name] = Unit(self._key(name, ()), (), "", pages, read=read)

    def beside(self, key: str) -> str:
        """A digest of what a page on a topic is made of beside the contributions, of which ``key`` is the key."""
        return _digest([self._common, key])

    def key_of_same(self, name: str, path: str, topic: str, beside: str) -> str:
        """The key that a page of the site's unit was published with, if it was made of the same: after all crises."""
        before = self._before.get(name)
        if before is None or before.read.get(path) != beside:
            return ""
        folder = name.rpartition("/")[0]
        if folder not in self._changed:
            self._changed[folder] = frozenset(self._changed_topics(folder))
        if topic in self._changed[folder]:
            return ""
        if name not in self._keys:
            self._keys[name] = dict(before.pages)
        return self._keys[name].get(path, "")

    def _changed_topics(self, folder: str) -> Iterator[str]:
        """The topics on which a crisis does not contribute what it did. One whose unit stands does."""
        for name in {*self._before, *self._now}:
            before, now = self._before.get(name), self._now.get(name)
            if before is not now and name.rpartition("/")[0] == folder:
                was, is_now = (_unpacked(unit.topics) if unit else {} for unit in (before, now))
                yield from (topic for topic, _ in was.items() ^ is_now.items())

    def save(self, keys: Mapping[str, str]) -> None:
        """Keep the units for the next build, with the keys of the pages made in this one. Losing them costs time
        and nothing else."""
        from msgspec.msgpack import encode

        with suppress(OSError):
            beside = self._path.with_suffix(".tmp")
            data = encode({name: self._kept(name, unit, keys) for name, unit in self._now.items()})
            beside.write_bytes(digest_of_bytes(data) + data)
            beside.replace(self._path)

    def _kept(self, name: str, unit: Unit, keys: Mapping[str, str]) -> Raw | Unit:
        """A unit as it is kept; one that stands as it was."""
        return self._packed[name] if unit is self._before.get(name) else _keyed(unit, keys)

    def _key(self, name: str, names: tuple[str, ...]) -> str:
        """``name``: a crisis, in another language than the site's own ``fa/aleppo``; all other pages go without one."""
        folder, _, slug = name.rpartition("/")
        if slug == OF_THE_SITE:
            units = sorted(self._now.items())
            within = (f"{one}\t{unit.record}" for one, unit in units if one.rpartition("/")[0] == folder)
            return _digest([self._common, *within])
        return _digest([self._common, self._own.get(slug, ""), *(self._own.get(one, "") for one in names)])


def _read(path: Path) -> Mapping[str, Raw]:
    """What is kept, behind a sum of it: what a disk spoilt is not believed."""
    from msgspec import MsgspecError
    from msgspec.msgpack import decode

    try:
        head, data = (found := path.read_bytes())[:SIZE], found[SIZE:]
        return decode(data, type=dict[str, Raw]) if head == digest_of_bytes(data) else {}
    except (OSError, MsgspecError):
        return {}


def _decoded(packed: Mapping[str, Raw]) -> Mapping[str, Unit]:
    from msgspec import MsgspecError
    from msgspec.msgpack import Decoder

    decode = Decoder(Unit).decode
    try:
        return {name: decode(unit) for name, unit in packed.items()}
    except MsgspecError:
        return {}


def _unpacked(topics: bytes) -> Mapping[str, str]:
    from msgspec.msgpack import decode

    return decode(topics, type=dict[str, str]) if topics else {}


def _keyed(unit: Unit, keys: Mapping[str, str]) -> Unit:
    return replace(unit, pages=tuple((path, keys.get(path, key)) for path, key in unit.pages))


def _digest(lines: Iterable[str]) -> str:
    return digest_of_bytes("\n".join(lines).encode("utf-8", "surrogateescape")).hex()
