"""How dates are shown: every row of the design's table, and never more exactly than they were written."""

from __future__ import annotations

import datetime
import re
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from dateline.dates import PartialDate, parse_date
from dateline.languages.language import ENGLISH, ENGLISH_DATES
from dateline.views.dates import DatePart, DateView, date_view

CARACAS = ZoneInfo("America/Caracas")


def view(text: str, words: str | None = None, zone: str = "America/Caracas") -> DateView:
    date = parse_date(text)
    assert isinstance(date, PartialDate), f"{text}: {date}"
    return date_view(date, ENGLISH, ZoneInfo(zone), words)


# As written: prefix, big, light, small, rest, note, text, short, iso, iso_end.
ROWS = {
    # One point.
    "2026-01-08": (
        *("", "8", False, "Jan 2026", "", "Thursday"),
        *("8 January 2026", "8 Jan 2026", "2026-01-08", None),
    ),
    "2026-01-08T14:05": (
        *("", "8", False, "Jan 2026", "", "14:05 VET"),
        *("8 January 2026, 14:05 VET", "8 Jan 2026", "2026-01-08T14:05-04:00", None),
    ),
    "2026-01-08T14:05:09-04:00": (
        *("", "8", False, "Jan 2026", "", "14:05:09 VET"),
        *("8 January 2026, 14:05:09 VET", "8 Jan 2026", "2026-01-08T14:05:09-04:00", None),
    ),
    "2026-01-08T14:05Z": (
        *("", "8", False, "Jan 2026", "", "14:05 UTC"),
        *("8 January 2026, 14:05 UTC", "8 Jan 2026", "2026-01-08T14:05Z", None),
    ),
    "2026-01-08T14:05+03:30": (
        *("", "8", False, "Jan 2026", "", "14:05 UTC+3:30"),
        *("8 January 2026, 14:05 UTC+3:30", "8 Jan 2026", "2026-01-08T14:05+03:30", None),
    ),
    "2025-08": (
        *("", "Aug", True, "2025", "", "day not given"),
        *("August 2025", "Aug 2025", "2025-08", None),
    ),
    "2025-08-XX": (
        *("", "Aug", True, "2025", "", "day not given"),
        *("August 2025", "Aug 2025", "2025-08", None),
    ),
    "2024-21": (
        *("", "Spring", True, "2024", "", "month not given"),
        *("spring 2024", "spring 2024", None, None),
    ),
    "2024-24": (
        *("", "Winter", True, "2024–25", "", "month not given"),
        *("winter 2024–25", "winter 2024–25", None, None),
    ),
    "1999-24": (
        *("", "Winter", True, "1999–2000", "", "month not given"),
        *("winter 1999–2000", "winter 1999–2000", None, None),
    ),
    "2024": ("", "2024", True, "", "", "month not given", "2024", "2024", "2024", None),
    "2024-XX": ("", "2024", True, "", "", "month not given", "2024", "2024", "2024", None),
    "202X": ("", "2020s", True, "", "", "year not given", "the 2020s", "2020s", None, None),
    "200X": (
        *("between", "2000–2009", True, "", "", "year not given"),
        *("between 2000 and 2009", "between 2000 and 2009", None, None),
    ),
    "19XX": (
        *("between", "1900–1999", True, "", "", "year not given"),
        *("between 1900 and 1999", "between 1900 and 1999", None, None),
    ),
    "unknown": ("", "Undated", True, "", "", "", "date not given", "Undated", None, None),
    # It lasted.
    "2026-01-02/2026-01-08": (
        *("from", "2–8", False, "Jan 2026", "", ""),
        *("2–8 January 2026", "2–8 Jan 2026", "2026-01-02", "2026-01-08"),
    ),
    "2026-03-29/2026-04-03": (
        *("from", "29", False, "Mar 2026", "to 3 Apr 2026", ""),
        *("29 March to 3 April 2026", "29 Mar to 3 Apr 2026", "2026-03-29", "2026-04-03"),
    ),
    "2025-12-29/2026-01-03": (
        *("from", "29", False, "Dec 2025", "to 3 Jan 2026", ""),
        *("29 December 2025 to 3 January 2026", "29 Dec 2025 to 3 Jan 2026", "2025-12-29", "2026-01-03"),
    ),
    "2026-01/2026-03": (
        *("from", "Jan–Mar", True, "2026", "", ""),
        *("January to March 2026", "Jan to Mar 2026", "2026-01", "2026-03"),
    ),
    "2025-12/2026-03": (
        *("from", "Dec", True, "2025", "to Mar 2026", ""),
        *("December 2025 to March 2026", "Dec 2025 to Mar 2026", "2025-12", "2026-03"),
    ),
    "2024/2026": ("from", "2024", True, "", "to 2026", "", "2024 to 2026", "2024 to 2026", "2024", "2026"),
    "2026-01/2026-02-03": (
        *("from", "Jan", True, "2026", "to 3 Feb 2026", ""),
        *("January 2026 to 3 February 2026", "Jan 2026 to 3 Feb 2026", "2026-01", "2026-02-03"),
    ),
    "2026-01-08/2026-01-08": (
        *("", "8", False, "Jan 2026", "", "Thursday"),
        *("8 January 2026", "8 Jan 2026", "2026-01-08", None),
    ),
    "2026-01-08T14:00/2026-01-08T16:30": (
        *("from", "8", False, "Jan 2026", "14:00 to 16:30 VET", ""),
        *("8 January 2026, 14:00 to 16:30 VET", "8 Jan 2026, 14:00 to 16:30 VET"),
        *("2026-01-08T14:00-04:00", "2026-01-08T16:30-04:00"),
    ),
    "2026-01-08T14:46/2026-01-12": (
        *("from", "8", False, "Jan 2026", "14:46 VET to 12 Jan 2026", ""),
        *("8 January 2026, 14:46 VET to 12 January 2026", "8 Jan 2026 to 12 Jan 2026"),
        *("2026-01-08T14:46-04:00", "2026-01-12"),
    ),
    "2026-01-02~/2026-01-08?": (
        *("from about", "2", False, "Jan 2026", "to 8 Jan 2026", "end uncertain"),
        *("about 2 January 2026 to 8 January 2026 (uncertain)",),
        *("about 2 Jan 2026 to 8 Jan 2026 (uncertain)", None, None),
    ),
    # One moment within.
    "[2026-01-02..2026-01-08]": (
        *("between", "2–8", False, "Jan 2026", "", "exact date not given"),
        *("between 2 and 8 January 2026", "between 2 and 8 Jan 2026", None, None),
    ),
    "[2025-12-29..2026-01-03]": (
        *("between", "29", False, "Dec 2025", "and 3 Jan 2026", "exact date not given"),
        *("between 29 December 2025 and 3 January 2026", "between 29 Dec 2025 and 3 Jan 2026", None, None),
    ),
    "[2026-01-08T14:00..2026-01-08T16:30]": (
        *("between", "8", False, "Jan 2026", "14:00 and 16:30 VET", "exact date not given"),
        *("8 January 2026, between 14:00 and 16:30 VET",),
        *("8 Jan 2026, between 14:00 and 16:30 VET", None, None),
    ),
    # Open ends.
    "2026-01/..": (
        *("since", "Jan", True, "2026", "", ""),
        *("since January 2026", "since Jan 2026", "2026-01", None),
    ),
    "2026-01-08T14:05/..": (
        *("since", "8", False, "Jan 2026", "", "14:05 VET"),
        *("since 8 January 2026, 14:05 VET", "since 8 Jan 2026", "2026-01-08T14:05-04:00", None),
    ),
    "2026-01~/..": (
        *("since about", "Jan", True, "2026", "", ""),
        *("since about January 2026", "since about Jan 2026", None, None),
    ),
    "[2026-01-08..]": (
        *("on or after", "8", False, "Jan 2026", "", "exact date not given"),
        *("on or after 8 January 2026", "on or after 8 Jan 2026", None, None),
    ),
    "../2026-01-08": (
        *("by", "8", False, "Jan 2026", "", "exact date not given"),
        *("by 8 January 2026", "by 8 Jan 2026", None, None),
    ),
    "[2026-01..]": (
        *("on or after", "Jan", True, "2026", "", "exact date not given"),
        *("on or after January 2026", "on or after Jan 2026", None, None),
    ),
    "[..2026-01]": (
        *("by", "Jan", True, "2026", "", "exact date not given"),
        *("by January 2026", "by Jan 2026", None, None),
    ),
    # In doubt.
    "2026-01~": (
        *("about", "Jan", True, "2026", "", ""),
        *("about January 2026", "about Jan 2026", None, None),
    ),
    "2026-01-08~": (
        *("about", "8", False, "Jan 2026", "", ""),
        *("about 8 January 2026", "about 8 Jan 2026", None, None),
    ),
    "2024-02?": (
        *("", "Feb", True, "2024", "", "uncertain"),
        *("February 2024 (uncertain)", "Feb 2024 (uncertain)", None, None),
    ),
    "2024-02%": (
        *("about", "Feb", True, "2024", "", "uncertain"),
        *("about February 2024 (uncertain)", "about Feb 2024 (uncertain)", None, None),
    ),
    "202X~": ("about", "2020s", True, "", "", "", "about the 2020s", "about 2020s", None, None),
    # Far back: the year -499 is 500 BCE, and HTML has no word for it.
    "-0499": ("", "500 BCE", True, "", "", "month not given", "500 BCE", "500 BCE", None, None),
    "0000": ("", "1 BCE", True, "", "", "month not given", "1 BCE", "1 BCE", None, None),
    "0044": ("", "44 CE", True, "", "", "month not given", "44 CE", "44 CE", "0044", None),
    "-0499/0044": (
        *("from", "500 BCE", True, "", "to 44 CE", ""),
        *("500 BCE to 44 CE", "500 BCE to 44 CE", None, "0044"),
    ),
    "-0043-03-15": (
        *("", "15", False, "Mar 44 BCE", "", ""),
        *("15 March 44 BCE", "15 Mar 44 BCE", None, None),
    ),
}


@pytest.mark.parametrize(("text", "shown"), ROWS.items(), ids=list(ROWS))
def test_a_date_is_shown_as_the_design_says(text: str, shown: tuple[object, ...]) -> None:
    date = view(text)
    assert (
        *(date.prefix, date.big, date.light, date.small, date.rest, date.note),
        *(date.text, date.short, date.iso, date.iso_end),
    ) == shown


@pytest.mark.parametrize(
    ("text", "words", "note"),
    [
        ("2026-01", "early January", "early January"),
        ("2026-01-08", "date of the count", "Thursday, date of the count"),
        ("2026-01-08T14:05", "after lunch", "14:05 VET, after lunch"),
        ("2024-02?", "in the spring", "uncertain, in the spring"),
        ("2026-01~", "about New Year", "about New Year"),
        ("[2026-01-02..2026-01-08]", "less than a week before", "less than a week before"),
        ("[2026-01-08..]", "not long after", "not long after"),
        ("2026-01/..", "since the new year", "since the new year"),
        ("2026-01-02/2026-01-08", "for a week", "for a week"),
        ("unknown", "in the days before", "in the days before"),
    ],
)
def test_the_words_of_the_source_stand_in_the_note(text: str, words: str, note: str) -> None:
    assert view(text, words).note == note
    assert view(text, words).words == words


def test_an_undated_event_says_what_the_source_says() -> None:
    assert view("unknown").text == "date not given"
    assert view("unknown", "in the days before").text == "in the days before"
    assert [view(text).dated for text in ("unknown", "2026", "../2026")] == [False, True, True]


def test_both_ends_of_a_span_get_a_time_element_and_a_window_gets_none() -> None:
    span = view("2026-01-02/2026-01-08")
    start, end = DatePart("2", "2026-01-02"), DatePart("8", "2026-01-08")
    assert span.big_parts == (start, DatePart("–"), end)
    assert span.text_parts == (start, DatePart("–"), replace(end, text="8 January 2026"))
    apart = view("2025-12-29/2026-01-03")
    assert apart.big_parts == (DatePart("29", "2025-12-29"),)
    assert apart.rest_parts == (DatePart("to "), DatePart("3 Jan 2026", "2026-01-03"))
    window = view("[2025-12-29..2026-01-03]")
    for part in (*window.big_parts, *window.rest_parts, *window.text_parts, *window.short_parts):
        assert part.iso is None


@pytest.mark.parametrize(
    ("text", "zone", "note", "iso"),
    [
        ("2026-01-08T14:05", "America/Chicago", "14:05 CST", "2026-01-08T14:05-06:00"),
        ("2026-07-08T14:05", "America/Chicago", "14:05 CDT", "2026-07-08T14:05-05:00"),
        ("2026-01-08T14:05-05:00", "America/Chicago", "14:05 UTC−5", "2026-01-08T14:05-05:00"),
        ("2026-01-08T14:05", "Asia/Damascus", "14:05 UTC+3", "2026-01-08T14:05+03:00"),
        ("2026-01-08T14:05", "Asia/Tehran", "14:05 IRST", "2026-01-08T14:05+03:30"),
        ("2026-01-08T14:05", "UTC", "14:05 UTC", "2026-01-08T14:05+00:00"),
        ("1850-01-08T14:05", "America/Chicago", "14:05 LMT", "1850-01-08T14:05"),
    ],
)
def test_a_time_is_on_the_clock_it_was_written_for_and_names_it(
    text: str, zone: str, note: str, iso: str
) -> None:
    assert (view(text, zone=zone).note, view(text, zone=zone).iso) == (note, iso)


def test_clocks_that_differ_within_a_span_are_both_named() -> None:
    assert view("2026-11-01T00:30/2026-11-01T08:00", zone="America/Chicago").text == (
        "1 November 2026, 00:30 CDT to 08:00 CST"
    )


def test_another_language_brings_its_own_words_order_and_digits() -> None:
    spanish = replace(
        ENGLISH,
        code="es",
        dates=replace(
            ENGLISH_DATES,
            months=("enero", *ENGLISH_DATES.months[1:]),
            day="{day} de {month} de {year}",
            window="entre el {start} y el {end}",
        ),
    )
    date = parse_date("[2026-01-02..2026-01-08]")
    assert isinstance(date, PartialDate)
    assert date_view(date, spanish, CARACAS).text == "entre el 2 y el 8 de enero de 2026"
    persian = replace(ENGLISH, code="fa", digits="۰۱۲۳۴۵۶۷۸۹")
    assert date_view(date, persian, CARACAS).big == "۲–۸"
    assert date_view(date, persian, CARACAS).iso is None


# --- Never more exact than the source ---------------------------------------------------------------

_days = st.dates(min_value=datetime.date(1000, 1, 1))
_marks = st.sampled_from(["", "~", "?", "%", "/.."])
_zones = st.sampled_from(["America/Caracas", "Asia/Damascus", "UTC"])
_words = st.none() | st.just("early on")


@given(_days, _marks, _zones, _words)
def test_a_month_never_shows_a_day(day: datetime.date, mark: str, zone: str, words: str | None) -> None:
    text = day.isoformat()[:7]
    shown = view(text + mark, words, zone)
    year = str(day.year)
    for line in (shown.big, shown.small, shown.rest, shown.note, shown.text, shown.short):
        assert re.findall(r"\d+", line) in ([], [year])
        assert not any(weekday in line for weekday in ENGLISH_DATES.weekdays)
    assert shown.light
    assert shown.iso in (text, None)


@given(_days, _marks, _zones, _words)
def test_a_year_never_shows_a_month(day: datetime.date, mark: str, zone: str, words: str | None) -> None:
    shown = view(day.isoformat()[:4] + mark, words, zone)
    for line in (shown.big, shown.small, shown.rest, shown.note, shown.text, shown.short):
        assert re.findall(r"\d+", line) in ([], [day.isoformat()[:4]])
        assert not any(month in line for month in ENGLISH_DATES.short_months)
    assert shown.iso in (day.isoformat()[:4], None)


@given(_days, _days, st.sampled_from([4, 7, 10]), st.sampled_from([4, 7, 10]), st.booleans())
def test_a_stretch_shows_the_numbers_of_its_ends_and_no_others(
    first: datetime.date, last: datetime.date, start_length: int, end_length: int, lasted: bool
) -> None:
    first, last = sorted((first, last))
    start, end = first.isoformat()[:start_length], last.isoformat()[:end_length]
    date = parse_date(f"{start}/{end}" if lasted else f"[{start}..{end}]")
    assert isinstance(date, PartialDate)
    shown = date_view(date, ENGLISH, CARACAS)
    known = {int(part) for text in (start, end) for part in (text.split("-")[0], *text.split("-")[2:])}
    for line in (shown.big, shown.small, shown.rest, shown.text, shown.short):
        assert {int(number) for number in re.findall(r"\d+", line)} <= known
    if start != end and not lasted:
        assert (shown.iso, shown.iso_end) == (None, None)
    if start != end and lasted:
        assert (shown.iso, shown.iso_end) == (start, end)


@given(_days, st.sampled_from(["", "T14:05", "T14:05:06", "T14:05Z", "T14:05+03:30"]), _zones)
def test_the_value_of_a_time_element_is_a_valid_one(day: datetime.date, time: str, zone: str) -> None:
    iso = view(day.isoformat() + time, zone=zone).iso
    assert iso is not None
    assert re.fullmatch(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?)?", iso)
    read_back = datetime.datetime.fromisoformat(iso)
    assert read_back.date() == day


@given(st.sampled_from(list(ROWS)), _words)
def test_every_line_is_its_parts_joined_and_says_something(text: str, words: str | None) -> None:
    shown = view(text, words)
    for parts, line in (
        (shown.big_parts, shown.big),
        (shown.rest_parts, shown.rest),
        (shown.text_parts, shown.text),
        (shown.short_parts, shown.short),
    ):
        assert "".join(part.text for part in parts) == line
        assert all(part.text for part in parts)
        assert "{" not in line
    assert shown.big
    assert shown.text
    assert shown.short
    isos = [part.iso for part in shown.text_parts if part.iso]
    assert isos == [iso for iso in (shown.iso, shown.iso_end) if iso]
