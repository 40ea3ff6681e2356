"""What a page is made from, in a few characters: the same key, the same page.

A key is a digest over the page's inputs, the function that makes its view, every template it can reach, the published
assets and this program. Nothing is traced and nothing has to be listed: what a page could not read cannot change it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from dateline.memory.digests import digest
from dateline.memory.program import program
from dateline.model import Crisis, Story
from dateline.record.figures import Series
from dateline.views.inputs import Appearance, Shared

if TYPE_CHECKING:
    from dateline.views.plan import Page

_MET_AGAIN = (Crisis, Story, Series, Appearance, Shared)
_MOST_AT_HAND = 5_000
"""Values whose digests are held, and they with them: a site may have more than there is room for."""
_SHARED = frozenset(("appearances", "crises", "series", "stories"))
"""Fields that hold what other pages read, too."""


class Keys:
    """The keys of the pages of one build."""

    def __init__(self, assets: str, fingerprint: Callable[[str], str]) -> None:
        """``assets``: the fingerprint of all assets; ``fingerprint``: of all that a template can reach."""
        from msgspec.msgpack import Encoder

        self._fixed = f"{program()}\t{assets}"
        self._fingerprint = cache(fingerprint)
        self._encode = Encoder(order="deterministic").encode
        self._known: dict[int, tuple[object, bytes]] = {}

    def of(self, page: Page, inputs: tuple[Any, ...]) -> str:
        """The key of a page with its inputs: 32 hexadecimal digits."""
        made_by = f"{page.make.__module__}.{page.make.__qualname__}"
        head = f"{self._fixed}\t{self._fingerprint(page.template)}\t{page.template}\t{made_by}\t"
        return digest(head.encode(), *map(self._of, inputs)).hex()

    def of_record(self, record: Crisis) -> str:
        """A digest of a crisis as the pages read it that are not its own."""
        return self._of(record).hex()

    def _of(self, value: object) -> bytes:
        """The digest of a value; of what several pages read only once."""
        if isinstance(value, _MET_AGAIN):
            known = self._known.get(id(value))
            if known is None:
                made = self._of_fields(value) if isinstance(value, Crisis) else digest(self._encode(value))
                if len(self._known) >= _MOST_AT_HAND:
                    self._known.clear()
                known = self._known[id(value)] = value, made
            return known[1]
        if isinstance(value, tuple) and value and isinstance(value[0], _MET_AGAIN):
            return digest(b"tuple", *map(self._of, value))
        if isinstance(value, Struct) or is_dataclass(value):
            return self._of_fields(value)
        return digest(self._encode(value))

    def _of_fields(self, value: Any) -> bytes:
        """Field by field, so that what several pages read is met as what it is."""
        found: list[bytes] = []
        told = (
            value.__struct_fields__
            if isinstance(value, Struct)
            else [field.name for field in fields(value) if field.compare]
        )
        for name in told:
            one = getattr(value, name)
            shared = isinstance(one, Crisis | Story) or name in _SHARED
            found.append(self._of(one) if shared else self._encode(one))
        return digest(type(value).__qualname__.encode(), *found)
