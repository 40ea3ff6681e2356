"""The Solar Hijri calendar of Iran and Afghanistan, beside the Gregorian one.

A year begins with the spring equinox as Tehran sees it. Within the years 1178 to 1501 (March 1799 to March 2123) that
is what a cycle of 33 years says, and what every published calendar says; outside them nothing is answered.
"""

from __future__ import annotations

from dateline.dates.civil import day_number

FIRST, LAST = 1178, 1501
_EPOCH = -492_268
"""The first day of the year 1, in days from 1970-01-01."""
_LONG = 186
"""Days in the first half of a year: six months of 31; those after have 30, the last one 29 or 30."""


def new_year(year: int) -> int:
    """The first day of a Solar Hijri year, in days from 1970-01-01."""
    return _EPOCH + 365 * (year - 1) + (8 * year + 21) // 33


def solar_hijri(year: int, month: int, day: int) -> tuple[int, int, int] | None:
    """The Solar Hijri year, month and day of a Gregorian date; None outside the years we answer for."""
    number = day_number(year, month, day)
    own = year - 621
    if number < new_year(own):
        own -= 1
    if not FIRST <= own <= LAST:
        return None
    within = number - new_year(own)
    if within < _LONG:
        return own, within // 31 + 1, within % 31 + 1
    return own, (within - _LONG) // 30 + 7, (within - _LONG) % 30 + 1
