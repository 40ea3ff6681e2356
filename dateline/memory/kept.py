"""What functions gave, kept from one run to the next for as long as they were given the same.

A result is believed where the key of all that it was made from is the one of now. As a function may find out on the way
what else it has to look at, its result says so, and the key is made with the result in hand.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, NamedTuple, TypeVar

from dateline.memory.database import Database
from dateline.memory.program import program

T = TypeVar("T")
_RECENT = 1_000
"""Things that are at hand though they are not held."""


class Kind(NamedTuple):
    """A kind of thing that is kept, each under a name. Of a crisis the name is its folder's, of a story its path; what
    is gone from the content is forgotten by that, whatever it was kept as."""

    what: str
    extent: str = ""
    """Which part of the content it is made of; empty: nothing of the content."""
    language: str = ""
    """In which it is told; empty: in none, or as it was written."""

    def __str__(self) -> str:
        """As the database knows it: “summary of all in fa”."""
        of = f" of {self.extent}" if self.extent else ""
        return f"{self.what}{of} in {self.language}" if self.language else f"{self.what}{of}"

    @classmethod
    def read(cls, text: str) -> Kind:
        """The kind that is written so."""
        what, _, language = text.partition(" in ")
        what, _, extent = what.partition(" of ")
        return cls(what, extent, language)


class Kept:
    """Results of this run and of earlier ones, by the kind of thing they are and a name."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: dict[tuple[Kind, str], tuple[bytes, Any]] = {}
        self._recent: dict[tuple[Kind, str], tuple[bytes, Any]] = {}
        """Of what is not held: the last few, so that a preview has them after the next save."""
        self._decoders: dict[object, Any] = {}

    def make(
        self,
        kind: Kind,
        name: str,
        shape: type[T],
        key: Callable[[T], bytes],
        function: Callable[[], T],
        held: bool = True,
    ) -> T:
        """``function()``, or what it gave before, as long as ``key`` gives the same for that as it did then. Of what
        is not ``held`` the last few are at hand: a process has no room for all of its kind."""
        found = self.known(kind, name, shape, key, held)
        if found is not None:
            return found
        made = function()
        return self.keep(kind, name, key(made), made, held)

    def keep(self, kind: Kind, name: str, key: bytes, made: T, held: bool = True) -> T:
        """Keep what was ``made``, in the place of what was kept under the name."""
        from msgspec.msgpack import encode

        self._hold(kind, name, (key, made), held)
        self._database.put(str(kind), name, program().encode() + key, encode(made))
        return made

    def known(
        self, kind: Kind, name: str, shape: type[T], key: Callable[[T], bytes], held: bool = True
    ) -> T | None:
        """What a function gave before, if ``key`` gives the same for that as it did then."""
        where = kind, name
        known = self._known.get(where) or self._recent.get(where) or self._load(kind, name, shape)
        if known is None or key(known[1]) != known[0]:
            return None
        self._hold(kind, name, known, held)
        kept: T = known[1]
        return kept

    def has(self, kind: Kind, name: str, key: bytes) -> bool:
        """Whether something is kept under the key, which says all that it was made from."""
        known = self._known.get((kind, name))
        if known is not None:
            return known[0] == key
        found = self._database.get(str(kind), name)
        return found is not None and found[0] == program().encode() + key

    def _hold(self, kind: Kind, name: str, known: tuple[bytes, Any], held: bool) -> None:
        if not held and len(self._recent) >= _RECENT and (kind, name) not in self._recent:
            self._recent.clear()
        (self._known if held else self._recent)[kind, name] = known

    def keep_names(self, names: Collection[str]) -> None:
        """Forget what is kept of content under other names."""
        self._forget(lambda kind: bool(kind.extent), names)

    def keep_languages(self, languages: Collection[str]) -> None:
        """Forget what is kept in other languages."""
        self._forget(lambda kind: bool(kind.language) and kind.language not in languages, ())

    def _forget(self, concerned: Callable[[Kind], bool], names: Collection[str]) -> None:
        for held in (self._known, self._recent):
            for known in [one for one in list(held) if concerned(one[0]) and one[1] not in names]:
                held.pop(known, None)  # another thread may have forgotten all that is recent
        for text in self._database.kinds():
            if concerned(Kind.read(text)):
                self._database.keep_only(text, names)

    def _load(self, kind: Kind, name: str, shape: type[T]) -> tuple[bytes, T] | None:
        found = self._database.get(str(kind), name)
        if found is None or not found[0].startswith(head := program().encode()):
            return None
        from msgspec import MsgspecError
        from msgspec.msgpack import Decoder

        if shape not in self._decoders:
            self._decoders[shape] = Decoder(shape)
        try:
            return found[0].removeprefix(head), self._decoders[shape].decode(found[1])
        except (MsgspecError, TypeError, ValueError):
            return None
