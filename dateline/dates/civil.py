"""Days of the calendar as numbers, for any year.

Years are astronomical, as EDTF writes them: the year 0 is 1 BCE, -1 is 2 BCE. The Gregorian rules are applied
to all of history. ``datetime`` stops at the year 1, so the arithmetic is ours.
"""

from __future__ import annotations

_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def days_in_month(year: int, month: int) -> int:
    """28 to 31; ``month`` is 1 to 12."""
    if month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0):
        return 29
    return _DAYS[month - 1]


def day_number(year: int, month: int, day: int) -> int:
    """Days from 1970-01-01 to the given day, negative before it.

    Counts from March so that the leap day is the last of its year (Howard Hinnant, “chrono-Compatible
    Low-Level Date Algorithms”, ``days_from_civil``).
    """
    if month <= 2:
        year -= 1
    era, of_era = divmod(year, 400)
    of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    return era * 146_097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719_468


def weekday(year: int, month: int, day: int) -> int:
    """0 for Monday to 6 for Sunday."""
    return (day_number(year, month, day) + 3) % 7
