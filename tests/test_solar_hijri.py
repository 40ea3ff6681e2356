"""The Solar Hijri calendar: right on every day it answers for, and no more exact than a date is known."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from dateline.dates import PartialDate, parse_date
from dateline.dates.solar_hijri import FIRST, LAST, solar_hijri
from dateline.languages import CODES, language_of
from dateline.views.dates import DateView, date_view

# Of each year 1178 to 1501 the day in March on which it begins, less 19: as persiantools 6.2 has it, for every year.
NEW_YEARS = (
    "222232223222322232223222322232222222222222222222222222222222222221222122212221222"
    "122212221222122211222233223322332233223322332233222322232223222322232223222322232"
    "222222222222222222222222222222222221222122212221222122212221222122211221122112211"
    "221122112211221122111211121112111211121112111211121111111122222222222222222222222"
)  # fmt: skip


def view(text: str, code: str = "fa", numerals: str = "") -> DateView:
    read = parse_date(text)
    assert isinstance(read, PartialDate)
    return date_view(read, language_of(code, numerals), ZoneInfo("Asia/Tehran"))


def test_every_year_begins_on_the_day_that_calendars_give() -> None:
    assert len(NEW_YEARS) == LAST - FIRST + 1
    for year, offset in enumerate(NEW_YEARS, start=FIRST):
        assert solar_hijri(year + 621, 3, 19 + int(offset)) == (year, 1, 1)


def test_every_day_follows_the_one_before() -> None:
    day, last = date(1799, 3, 21), date(2123, 3, 20)
    assert solar_hijri(1799, 3, 20) is None
    before = (FIRST - 1, 12, 30)
    while day <= last:
        now = solar_hijri(day.year, day.month, day.day)
        assert now is not None
        year, month, number = before
        length = 31 if month <= 6 else 30
        following = {(year, month, number + 1)}
        if number >= length - (month == 12):
            following.add((year, month + 1, 1) if month < 12 else (year + 1, 1, 1))
        assert now in following
        assert 1 <= now[2] <= (31 if now[1] <= 6 else 30)
        before, day = now, day + timedelta(days=1)
    assert solar_hijri(day.year, day.month, day.day) is None


@pytest.mark.parametrize(
    ("day", "there"),
    [
        ((1953, 8, 19), (1332, 5, 28)),
        ((1979, 2, 11), (1357, 11, 22)),
        ((2021, 3, 20), (1399, 12, 30)),  # the last day of a leap year
        ((2026, 1, 8), (1404, 10, 18)),
        ((2026, 3, 20), (1404, 12, 29)),
        ((2026, 3, 21), (1405, 1, 1)),
    ],
)
def test_days_that_history_names_in_both_calendars(
    day: tuple[int, int, int], there: tuple[int, int, int]
) -> None:
    assert solar_hijri(*day) == there


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("2026-01-08", "۱۸ دی ۱۴۰۴"),
        ("2026-01-08T14:05", "۱۸ دی ۱۴۰۴"),
        ("2026-01", "\u2067دی–بهمن\u2069 ۱۴۰۴"),
        ("2026-03", "\u2067اسفند ۱۴۰۴–فروردین ۱۴۰۵\u2069"),
        ("2026", "\u2067۱۴۰۴–۱۴۰۵\u2069"),
        ("2025-12-29/2026-01-03", "۸ تا ۱۳ دی ۱۴۰۴"),
        ("2026-01-18/2026-01-25", "از ۲۸ دی تا ۵ بهمن ۱۴۰۴"),
        ("2026-03-19/2026-03-22", "از ۲۸ اسفند ۱۴۰۴ تا ۲ فروردین ۱۴۰۵"),
        ("[2026-01-02..2026-01-08]", "بین ۱۲ و ۱۸ دی ۱۴۰۴"),
        ("2026-01-08~", "۱۸ دی ۱۴۰۴"),
        ("../2026-01-08", "۱۸ دی ۱۴۰۴"),
        ("2026-01/2026-03", ""),
        ("2024-21", ""),
        ("202X", ""),
        ("unknown", ""),
        ("1790-05-01", ""),
        ("-0499", ""),
    ],
)
def test_a_date_is_named_in_the_other_calendar_no_more_exactly_than_it_is_known(
    written: str, shown: str
) -> None:
    assert view(written).other == shown


def test_only_persian_pages_name_it() -> None:
    assert {code for code in CODES if view("2026-01-08", code).other} == {"fa"}
    assert view("2026-01-08", numerals="latin").other == "18 دی 1404"
