"""What functions gave, kept from one run to the next for as long as they were given the same.

A result is believed where the key of all that it was made from is the one of now. As a function may find out on the way
what else it has to look at, its result says so, and the key is made with the result in hand.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, TypeVar

from dateline.memory.database import Database
from dateline.memory.program import program

T = TypeVar("T")


class Kept:
    """Results of this run and of earlier ones, by the kind of thing they are and a name."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: dict[tuple[str, str], tuple[bytes, Any]] = {}
        self._decoders: dict[object, Any] = {}

    def make(
        self,
        kind: str,
        name: str,
        shape: type[T],
        key: Callable[[T], bytes],
        function: Callable[[], T],
        held: bool = True,
    ) -> T:
        """``function()``, or what it gave before, as long as ``key`` gives the same for that as it did then. What is
        not ``held`` is read again each time: a process has no room for all of its kind."""
        found = self.known(kind, name, shape, key, held)
        if found is not None:
            return found
        made = function()
        return self.keep(kind, name, key(made), made, held)

    def keep(self, kind: str, name: str, key: bytes, made: T, held: bool = True) -> T:
        """Keep what was ``made``, in the place of what was kept under the name."""
        from msgspec.msgpack import encode

        if held:
            self._known[kind, name] = key, made
        self._database.put(kind, name, program().encode() + key, encode(made))
        return made

    def known(
        self, kind: str, name: str, shape: type[T], key: Callable[[T], bytes], held: bool = True
    ) -> T | None:
        """What a function gave before, if ``key`` gives the same for that as it did then."""
        known = self._known.get((kind, name)) or self._load(kind, name, shape)
        if known is None or key(known[1]) != known[0]:
            return None
        if held:
            self._known[kind, name] = known
        kept: T = known[1]
        return kept

    def keep_only(self, kind: str, names: Collection[str]) -> None:
        """Forget what is kept of a kind under other names; likewise in each language, as “lane in fa” is of “lane”."""
        of_kind = (one for one in list(self._known) if one[0].partition(" in ")[0] == kind)
        for known in [one for one in of_kind if one[1] not in names]:
            del self._known[known]
        self._database.keep_only(kind, names)

    def _load(self, kind: str, name: str, shape: type[T]) -> tuple[bytes, T] | None:
        found = self._database.get(kind, name)
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
