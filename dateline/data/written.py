"""The model back in the words of content files: the same field names, from the same tables that read them.

A date is written as EDTF with the bounds that follow from it, a quantity as stated with the numbers in it. What only
concerns the desk (drafts, embargoes, expiry) is left out.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from functools import partial
from typing import Any

from dateline.dates import PartialDate
from dateline.model import Part, Ref
from dateline.parse.fields import Either, ListOf, Pairs, Record
from dateline.parse.reading import Type
from dateline.parse.texts import Markdown
from dateline.parse.types import Amount, Date, Days, Name
from dateline.values.quantities import Quantity

OF_THE_DESK = frozenset(("draft", "publish_at", "expires"))
_FIRST, _LAST = (
    -62_135_510_400,
    253_402_214_400,
)  # a day inside of the years that ISO 8601 writes with four digits


@dataclass(slots=True)
class Writer:
    """Writes values of one crisis, whose clocks are those of ``where``."""

    where: tzinfo
    known: dict[PartialDate, dict[str, str | None]] = field(default_factory=dict)

    def fields(self, record: Record, get: Callable[[str], Any]) -> dict[str, Any]:
        """The fields of ``record`` that are given, in the order of its table; ``get`` finds a value by name."""
        found: dict[str, Any] = {}
        for one in record.fields:
            if one.key not in OF_THE_DESK:
                value = get(one.name or one.key)
                if value or (value == 0 and value is not False):
                    found[one.key] = self.value(one.type, value)
        return found

    def value(self, type: Type, value: Any) -> Any:
        match type:
            case Markdown():
                return value.source
            case Date():
                return self.date(value)
            case Amount():
                return quantity(value)
            case Days():
                return f"{value}d"
            case Name():
                return local_id(value) if type.of == "source" else value.id
            case ListOf():
                return [self.value(type.item, one) for one in value]
            case Pairs():
                pairs = ((one.label, one.value) if isinstance(one, Part) else one for one in value)
                return {key: self.value(type.value, one) for key, one in pairs}
            case Either():
                return self.value(type.text if isinstance(value, Ref) else type.group, value)
            case Record():
                found = self.fields(type, partial(getattr, value))
                if "id" in found:  # of a source: in the record of its file it goes by the name it has there
                    found["id"] = found["id"].rpartition("/")[2]
                return found
        return value

    def date(self, date: PartialDate) -> dict[str, str | None]:
        """The date as written, and the first and last second it can mean; null where it is open."""
        if date not in self.known:
            earliest, latest = (bound(one, self.where) for one in date.bounds(self.where))
            self.known[date] = {"edtf": str(date), "earliest": earliest, "latest": latest}
        return self.known[date]


def bound(instant: int, where: tzinfo) -> str | None:
    """An instant on the clock of ``where``, with its offset; None for open ends and years of other than four digits."""
    if not _FIRST <= instant <= _LAST:
        return None
    return datetime.fromtimestamp(instant, UTC).astimezone(where).isoformat()


def quantity(value: Quantity) -> dict[str, Any]:
    """A quantity as stated, and the least and most it can mean; null where it says nothing on that side."""
    low, high = value.bounds
    return {"value": value.text, "form": value.form.value, "low": low, "high": high}


def local_id(ref: Ref) -> str:
    """What the files of the crisis call a source: the nearest definition of a name counts there."""
    return ref.id.rpartition("/")[2]
