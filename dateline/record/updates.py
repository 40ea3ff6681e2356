"""The changes of a long record divided by the days on which they were made."""

from collections.abc import Iterator, Sequence

from dateline.record.changes import Change
from dateline.record.periods import Parts, Period, by_period_and_number, newest_in_full, pages_of

MOST_CHANGES = 300
"""Changes that one page tells: about as much to read, and to lay out, as two hundred events."""


def divided_updates(listed: Sequence[Change]) -> tuple[Period[Change], ...]:
    """Every change of a record, newest first, in periods, newest first; nothing for a record of one page.

    A year, a month of a crowded year, a day of a crowded month. A record that was brought in whole has all its
    changes on one day: that is divided by number. The day itself is its first part, (2019, 3, 14, 2) the next.
    """
    return by_period_and_number(listed, day_parts, MOST_CHANGES)


def told_at_once(periods: Sequence[Period[Change]]) -> frozenset[Parts]:
    """The newest of them, which the list of changes tells in full."""
    return newest_in_full(periods, MOST_CHANGES)


def pages_of_updates(
    periods: Sequence[Period[Change]],
) -> Iterator[tuple[Parts, tuple[Period[Change], ...]]]:
    """The pages of changes beside that list, and the periods each holds, newest first."""
    return pages_of(periods, told_at_once(periods))


def day_parts(change: Change) -> Parts:
    """The day of a change as a period."""
    return tuple(map(int, change.day.split("-")))
