"""What is equal wherever it was written: moving a line in a file changes nothing that the file says."""

from functools import cache
from operator import attrgetter
from typing import Any

from msgspec import Struct


class Written(Struct, frozen=True, eq=False, array_like=True):
    """A part of a file. Fields named ``at`` or ``…_at`` say where it stands, and are left out of equality."""

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if type(self) is not type(other):
            return NotImplemented
        told = _told(type(self))
        return bool(told(self) == told(other))

    def __hash__(self) -> int:
        return hash(_told(type(self))(self))


@cache
def _told(kind: type[Written]) -> "attrgetter[Any]":
    """What an object of this kind says, apart from where."""
    return attrgetter(*(name for name in kind.__struct_fields__ if name != "at" and not name.endswith("_at")))
