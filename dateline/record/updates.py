"""The changes of a long record divided by the days on which they were made."""

from collections.abc import Iterator, Sequence

from dateline.record.changes import Change
from dateline.record.periods import Parts, Period, by_period

MOST_CHANGES = 300
"""Changes that one page tells: about as much to read, and to lay out, as two hundred events."""


def divided_updates(listed: Sequence[Change], most: int = MOST_CHANGES) -> tuple[Period[Change], ...]:
    """Every change of a record, newest first, in periods, newest first; nothing for a record of one page.

    A year, a month of a crowded year, a day of a crowded month. A record that was brought in whole has all its
    changes on one day: that is divided by number. The day itself is its first part, (2019, 3, 14, 2) the next.
    """
    return tuple(_within_a_day(by_period(listed, day_parts, most), most))


def day_parts(change: Change) -> Parts:
    return tuple(map(int, change.day.split("-")))


def _within_a_day(periods: Sequence[Period[Change]], most: int) -> Iterator[Period[Change]]:
    for period in periods:
        yield Period(period.parts, period.entries[:most])
        for number, start in enumerate(range(most, len(period.entries), most), start=2):
            yield Period((*period.parts, number), period.entries[start : start + most])
