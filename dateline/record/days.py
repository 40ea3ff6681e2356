"""Calendar days of the record, as ISO texts that sort: the grain of “what was known when”."""

from datetime import UTC, datetime, tzinfo
from functools import lru_cache

from dateline.dates import FAR_FUTURE, PartialDate
from dateline.model import StatusChange

LONG_AGO = "0000-00-00"
"""Before every day: for what is in the record without a day of its own."""


@lru_cache(maxsize=16_384)  # a record asks for the same few thousand days again and again
def day_of(date: PartialDate | None, zone: tzinfo) -> str:
    """The last day that ``date`` can mean in ``zone``, as YYYY-MM-DD; ``LONG_AGO`` where it says none.

    The last one: what was reported “in January” was surely known only when January was over.
    """
    if date is None:
        return LONG_AGO
    _, latest = date.bounds(zone)
    if (
        not 0 <= latest < min(FAR_FUTURE, 253_370_764_800)
    ):  # 1970 to 9998: outside, no desk was keeping a record
        return LONG_AGO
    return datetime.fromtimestamp(latest, UTC).astimezone(zone).date().isoformat()


def by_day(history: tuple[StatusChange, ...], zone: tzinfo) -> tuple[StatusChange, ...]:
    """A history in the order of its days, whatever order it was written in; one day keeps the order of the file."""
    return tuple(sorted(history, key=lambda change: day_of(change.date, zone)))
