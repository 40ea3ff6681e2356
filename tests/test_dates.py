"""Dates as editors write them: what is read, what is refused with which advice, and how they are ordered."""

from __future__ import annotations

import datetime
import itertools
import re
from zoneinfo import ZoneInfo

import edtf
import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dateline.dates import (
    FAR_FUTURE,
    FAR_PAST,
    PartialDate,
    Point,
    Precision,
    Shape,
    parse_date,
)
from dateline.dates.civil import day_number, days_in_month, weekday
from dateline.values.refusal import Refusal

UTC = datetime.UTC
CARACAS = ZoneInfo("America/Caracas")
CHICAGO = ZoneInfo("America/Chicago")
DAMASCUS = ZoneInfo("Asia/Damascus")


def read(text: str) -> PartialDate:
    date = parse_date(text)
    assert isinstance(date, PartialDate), f"{text}: {date}"
    return date


def refused(text: str) -> Refusal:
    refusal = parse_date(text)
    assert isinstance(refusal, Refusal), f"{text} was read as {refusal!r}"
    return refusal


def at(text: str) -> int:
    """Seconds since 1970 of an ISO time with offset; the test's own arithmetic is the standard library's."""
    return int(datetime.datetime.fromisoformat(text).timestamp())


FORMS = {
    "2026-01-08": Shape.DAY,
    "2024-02-29": Shape.DAY,
    "2000-02-29": Shape.DAY,
    "2026-01": Shape.MONTH,
    "2026": Shape.YEAR,
    "0000": Shape.YEAR,
    "0001": Shape.YEAR,
    "9999-12-31": Shape.DAY,
    "2026-01-08T14:30-04:00": Shape.TIME,
    "2026-01-08T14:30Z": Shape.TIME,
    "2026-01-08T14:30+05:30": Shape.TIME,
    "2026-01-08T14:30": Shape.TIME,
    "2026-01-08T14:30:05": Shape.TIME,
    "2026-01-08T14:30:05+14:00": Shape.TIME,
    "2026-01-02/2026-01-08": Shape.SPAN,
    "2025-12/2026-01-08": Shape.SPAN,
    "2026-01/2026-01-08": Shape.SPAN,
    "2026-01-08/2026-01-08": Shape.SPAN,
    "2024-21/2024-22": Shape.SPAN,
    "2011-03-11T14:46/2011-03-12": Shape.SPAN,
    "2026-01~/2026-02?": Shape.SPAN,
    "-0499/0044": Shape.SPAN,
    "2026-01/..": Shape.SINCE,
    "2026-01-08T14:30/..": Shape.SINCE,
    "2026-01~/..": Shape.SINCE,
    "../2026-01-08": Shape.UNTIL,
    "[2026-01-02..2026-01-08]": Shape.WINDOW,
    "[2025..2026-01-08]": Shape.WINDOW,
    "[2026-01-08T14:00..2026-01-08T16:30]": Shape.WINDOW,
    "[2026-01-08..]": Shape.ON_OR_AFTER,
    "[..2026-01-08]": Shape.BY,
    "2026-01~": Shape.MONTH,
    "2024-02?": Shape.MONTH,
    "2024-02%": Shape.MONTH,
    "2026-01-08~": Shape.DAY,
    "2026?": Shape.YEAR,
    "202X": Shape.DECADE,
    "202X~": Shape.DECADE,
    "20XX": Shape.CENTURY,
    "2026-01-XX": Shape.MONTH,
    "2026-XX": Shape.YEAR,
    "2026-XX-XX": Shape.YEAR,
    "2024-21": Shape.SEASON,
    "2024-22": Shape.SEASON,
    "2024-23": Shape.SEASON,
    "2024-24?": Shape.SEASON,
    "-0499": Shape.YEAR,
    "-0499-03-01": Shape.DAY,
    "-0004-02-29": Shape.DAY,
    "unknown": Shape.UNKNOWN,
}


@pytest.mark.parametrize(("text", "shape"), FORMS.items(), ids=list(FORMS))
def test_every_form_of_the_content_format_is_read_and_written_back(text: str, shape: Shape) -> None:
    date = read(text)
    assert date.shape is shape
    assert str(date) == text


@pytest.mark.parametrize("text", FORMS)
def test_a_date_survives_the_cache(text: str) -> None:
    date = read(text)
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(date), type=PartialDate) == date


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [
        ("2026-01", False, False),
        ("2026-01~", True, False),
        ("2026-01?", False, True),
        ("2026-01%", True, True),
        ("2026-01/2026-02~", True, False),
        ("2026-01?/..", False, True),
        ("unknown", False, False),
    ],
)
def test_a_date_says_whether_any_part_of_it_is_in_doubt(
    text: str, approximate: bool, uncertain: bool
) -> None:
    assert (read(text).approximate, read(text).uncertain) == (approximate, uncertain)


# What is refused: the text, words of the reason, words of the hint, and the part at fault ("" for all of it).
REFUSALS = [
    # Impossible days and times.
    ("2026-02-30", "February 2026 has 28 days", "01 to 28", "30"),
    ("2024-02-30", "February 2024 has 29 days", "01 to 29", "30"),
    ("1900-02-29", "February 1900 has 28 days", "01 to 28", "29"),
    ("2026-04-31", "April 2026 has 30 days", "01 to 30", "31"),
    ("2026-01-00", "no day 00", "write 2026-01 ", "00"),
    ("2026-00", "no month 00", "write 2026 ", "00"),
    ("2026-13", "no month 13", "01 to 12", "13"),
    ("2026-13-01", "no month 13", "2026-01-13", "13"),
    ("2026-2-30", "February 2026 has 28 days", "01 to 28", ""),
    ("2026-01-08T24:00", "ends at 23:59", "00:00 on the following day", "24"),
    ("2026-01-08T25:00", "no hour 25", "00 to 23", "25"),
    ("2026-01-08T14:60", "no minute 60", "00 to 59", "60"),
    ("2026-01-08T14:30:60", "second 60", "00 to 59", "60"),
    ("2026-01-08T14:30+15:00", "+15:00", "-12:00 to +14:00", "+15:00"),
    ("2026-01-08T14:30-00:00", "-00:00", "Z", "-00:00"),
    ("2026-01-02/2026-02-30", "February 2026 has 28 days", "01 to 28", "30"),
    ("[2026-02-30..2026-03]", "February 2026 has 28 days", "01 to 28", "30"),
    ("30 February 2026", "February 2026 has 28 days", "01 to 28", ""),
    # The wrong way round.
    ("2026-01-08/2026-01-02", "ends before it begins", "write 2026-01-02/2026-01-08", ""),
    ("2026/2025", "ends before it begins", "write 2025/2026", ""),
    ("[2026-01-08..2026-01-02]", "ends before it begins", "[2026-01-02..2026-01-08]", ""),
    ("2026-01-08T14:30/2026-01-08T14:29", "ends before it begins", "", ""),
    # Two readings.
    ("08/01/2026", "8 January or 1 August", "write 2026-01-08 for 8 January or 2026-08-01 for 1 August", ""),
    ("8.1.2026", "8 January or 1 August", "2026-08-01", ""),
    ("08-01-2026", "8 January or 1 August", "2026-08-01", ""),
    ("8/1/26", "several orders", "year, month, day", ""),
    ("13/01/2026", "not written as a date", "write 2026-01-13", ""),
    ("08/08/2026", "not written as a date", "write 2026-08-08", ""),
    ("31/31/2026", "no day of the calendar", "", ""),
    ("2026-01-02 to 2026-01-08", "can mean", "write 2026-01-02/2026-01-08 if it lasted", ""),
    ("2026-01-02–2026-01-08", "can mean", "or [2026-01-02..2026-01-08] for one moment", ""),
    ("2026-01..2026-02", "can mean", "[2026-01..2026-02]", ""),
    ("between 2 January 2026 and 8 January 2026", "can mean", "[2026-01-02..2026-01-08]", ""),
    # Almost right.
    ("2026-1-8", "not written as a date", "write 2026-01-08", ""),
    ("2026/01/08", "not written as a date", "write 2026-01-08", ""),
    ("2026.1.8", "not written as a date", "write 2026-01-08", ""),
    ("20260108", "not written as a date", "write 2026-01-08", ""),
    ("2026‑01‑08", "not written as a date", "write 2026-01-08", ""),
    ("۲۰۲۶-۰۱-۰۸", "not written as a date", "write 2026-01-08", ""),
    (" 2026-01-08", "spaces", "write 2026-01-08", ""),
    ("2026-01-02 / 2026-01-08", "not written", "write 2026-01-02/2026-01-08", ""),
    ("[2026-01-02 .. 2026-01-08]", "not written", "write [2026-01-02..2026-01-08]", ""),
    ("[2026-01-02..2026-1-8]", "2026-1-8", "write 2026-01-08", "2026-1-8"),
    ("[2026-01-02..2026-01-08", "bracket", "write [2026-01-02..2026-01-08]", ""),
    ("[2026-01-08]", "no brackets", "write 2026-01-08", ""),
    ("[2026-01-02/2026-01-08]", "two dots", "write [2026-01-02..2026-01-08]", ""),
    ("2026-01-08 14:30", "not written", "write 2026-01-08T14:30", ""),
    ("2026-01-08t14:30z", "not written", "write 2026-01-08T14:30Z", ""),
    ("2026-01-08T9:05", "not written", "write 2026-01-08T09:05", ""),
    ("2026-01-08T14:30-0400", "not written", "write 2026-01-08T14:30-04:00", ""),
    ("2026-01-08T14:30-04", "not written", "write 2026-01-08T14:30-04:00", ""),
    ("2026-01-08T14:30:00.000Z", "fractions", "write 2026-01-08T14:30:00Z", ""),
    ("2026-01-xx", "not written", "write 2026-01-XX", ""),
    ("202u", "not written", "write 202X", ""),
    ("26", "four digits", "write 0026", ""),
    ("12026", "four digits", "", ""),
    ("Y-17000", "four digits", "", ""),
    ("-0000", "no sign", "write 0000", ""),
    # Words.
    ("8 Jan 2026", "in words", "write 2026-01-08", ""),
    ("January 8 2026", "in words", "write 2026-01-08", ""),
    ("Thursday, 8th of January, 2026", "in words", "write 2026-01-08", ""),
    ("January 2026", "in words", "write 2026-01", ""),
    ("8 January", "in words", "date_text", ""),
    ("spring 2024", "in words", "write 2024-21", ""),
    ("the 1990s", "in words", "write 199X", ""),
    ("500 BCE", "in words", "write -0499", ""),
    ("1 BC", "in words", "write 0000", ""),
    ("early January 2026", "no exact start", "write 2026-01 and add `date_text: early January 2026`", ""),
    ("mid-2026", "no exact start", "write 2026 and add `date_text: mid-2026`", ""),
    ("early January", "no exact start", "add `date_text: early January`", ""),
    (">=2026-01-08", "“>=”", "write [2026-01-08..]", ">="),
    (">=2026-1-8", "not written", "write 2026-01-08", ""),
    ("since January 2026", "“since”", "write 2026-01/..", "since"),
    ("before 2026-01-08", "“before”", "write ../2026-01-08", "before"),
    ("c. 2026", "“c.”", "write 2026~", "c."),
    ("~2026-01", "“~”", "write 2026-01~", "~"),
    ("today", "depends on the day", "the date itself", ""),
    ("TBD", "not the word", "write `unknown`", ""),
    ("Unknown", "not the word", "write `unknown`", ""),
    ("8 de enero de 2026", "is not a date", "write a date such as", ""),
    ("sometime", "is not a date", "write a date such as", ""),
    # Open and missing ends.
    ("", "empty", "unknown", ""),
    ("  ", "empty", "unknown", ""),
    ("2026-01/", "needs its end", "write 2026-01/.. if it goes on", "/"),
    ("/2026-01", "needs its start", "write ../2026-01", "/"),
    ("2026-01/now", "two dots", "write 2026-01/..", "now"),
    ("2026-01/present", "two dots", "write 2026-01/..", "present"),
    ("../..", "open at both ends", "unknown", ""),
    ("[..]", "open at both ends", "unknown", ""),
    ("/", "open at both ends", "unknown", ""),
    ("[2026....]", "", "", ""),
    # EDTF that is not read.
    ("2026-W02", "weeks", "2026-01-05/2026-01-11", "W02"),
    ("2026-008", "counted through the year", "month and day", "008"),
    ("2026-34", "quarters", "write 2026-04/2026-06", "34"),
    ("Q1 2026", "quarters", "write 2026-01/2026-03", ""),
    ("2026-41", "no month 41", "21 spring", "41"),
    ("2026-21-05", "spring", "", "05"),
    ("{2025,2026}", "braces", "one event for each date", ""),
    ("[2025,2026]", "choice", "[2026-01-02..2026-01-08]", ""),
    ("2026-01~?", "one sign", "write 2026-01%", ""),
    ("2026~-01", "at the end", "write 2026-01~", ""),
    ("2026-XX-08", "needs its month", "write 2026 ", "08"),
    ("2026-0X", "X stands for", "202X", "X"),
    ("XXXX", "X stands for", "202X", ""),
    ("000X", "before the year 1", "0001/0009", ""),
    ("202X-01", "whole year", "", "202X"),
    ("202X/2030", "single dates only", "2020 or 2029", "202X"),
    ("2026-01-XX/2026-03", "single dates only", "write 2026-01", "2026-01-XX"),
    ("[2026-01~..2026-02]", "not known", "write 2026-01 ", "2026-01~"),
    ("[2026-01-02..2026-01-08]~", "nothing follows", "write [2026-01-02..2026-01-08]", ""),
    ("2026-01-08T14:30~", "cannot carry", "write 2026-01-08~ ", "~"),
    ("2026-01-XXT14:30", "needs a day", "write 2026-01", "T14:30"),
]


@pytest.mark.parametrize(("text", "reason", "hint", "fault"), REFUSALS, ids=[row[0] for row in REFUSALS])
def test_anything_else_is_refused_by_name_with_advice(text: str, reason: str, hint: str, fault: str) -> None:
    refusal = refused(text)
    assert reason in refusal.reason
    assert hint in refusal.hint
    length = len(text) - refusal.start if refusal.length is None else refusal.length
    if fault:
        assert text[refusal.start : refusal.start + length].startswith(fault)
    assert 0 <= refusal.start <= len(text)
    assert refusal.start + length <= len(text)


def test_what_the_advice_says_to_write_is_read() -> None:
    advised = {}
    for text, *_ in REFUSALS:
        for candidate in re.findall(r"(?:write|or) ([-.\[]*\d{3}[^\s,]*)", refused(text).hint):
            advised[candidate] = parse_date(candidate)
    assert len(advised) > 30
    assert [candidate for candidate, date in advised.items() if isinstance(date, Refusal)] == []


# Far more common than real dates: strings made of the pieces that dates are made of.
_PIECES = (
    *(
        "2026",
        "-01",
        "-08",
        "-30",
        "-",
        "/",
        "..",
        "[",
        "]",
        "{",
        "}",
        ",",
        "X",
        "XX",
        "~",
        "?",
        "%",
        ">",
        "=",
    ),
    *("T14:30", "Z", "-04:00", "unknown", "21", "0", "8", "January", "early", "since", "to", " ", "٣"),
)
_pieces = st.lists(st.sampled_from(_PIECES), max_size=8).map("".join)


@given(st.one_of(st.text(max_size=60), _pieces, st.text(alphabet="0123456789-/.[]XT:Z~?%", max_size=24)))
@example("?" * 100)
@example("since " * 16 + "x")
@example("[" * 100)
@example("../" * 33)
@example("²⁰²⁶-①")
@settings(max_examples=500)
def test_any_text_is_answered_and_what_is_read_is_written_back_as_it_was(text: str) -> None:
    date = parse_date(text)
    if isinstance(date, Refusal):
        assert date.reason
        assert date.hint
    else:
        assert str(date) == text
        earliest, latest = date.bounds(CARACAS)
        assert earliest <= latest


# --- Instants -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2026-01-08", "2026-01-08T00:00:00-04:00", "2026-01-08T23:59:59-04:00"),
        ("2026-01-08T14:30", "2026-01-08T14:30:00-04:00", "2026-01-08T14:30:59-04:00"),
        ("2026-01-08T14:30:05", "2026-01-08T14:30:05-04:00", "2026-01-08T14:30:05-04:00"),
        ("2026-01-08T14:30+03:30", "2026-01-08T11:00:00Z", "2026-01-08T11:00:59Z"),
        ("2026-02", "2026-02-01T00:00:00-04:00", "2026-02-28T23:59:59-04:00"),
        ("2024-02-XX", "2024-02-01T00:00:00-04:00", "2024-02-29T23:59:59-04:00"),
        ("2024", "2024-01-01T00:00:00-04:00", "2024-12-31T23:59:59-04:00"),
        ("202X", "2020-01-01T00:00:00-04:00", "2029-12-31T23:59:59-04:00"),
        ("2024-21", "2024-03-01T00:00:00-04:00", "2024-05-31T23:59:59-04:00"),
        ("2024-22", "2024-06-01T00:00:00-04:00", "2024-08-31T23:59:59-04:00"),
        ("2024-23", "2024-09-01T00:00:00-04:00", "2024-11-30T23:59:59-04:00"),
        ("2023-24", "2023-12-01T00:00:00-04:00", "2024-02-29T23:59:59-04:00"),
        ("2026-01-02/2026-01-08", "2026-01-02T00:00:00-04:00", "2026-01-08T23:59:59-04:00"),
        ("[2026-01-02..2026-01]", "2026-01-02T00:00:00-04:00", "2026-01-31T23:59:59-04:00"),
        ("2011-03-11T14:46+09:00/2011-03-12", "2011-03-11T05:46:00Z", "2011-03-12T23:59:59-04:30"),
        ("2026-01~", "2026-01-01T00:00:00-04:00", "2026-01-31T23:59:59-04:00"),
        ("2026-01?", "2026-01-01T00:00:00-04:00", "2026-01-31T23:59:59-04:00"),
    ],
)
def test_bounds_are_the_first_and_last_second_in_the_zone_and_doubt_does_not_widen_them(
    text: str, earliest: str, latest: str
) -> None:
    assert read(text).bounds(CARACAS) == (at(earliest), at(latest))


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2026-01/..", "2026-01-01T00:00:00Z", None),
        ("[2026-01-08..]", "2026-01-08T00:00:00Z", None),
        ("../2026-01-08", None, "2026-01-08T23:59:59Z"),
        ("[..2026-01]", None, "2026-01-31T23:59:59Z"),
        ("unknown", None, None),
    ],
)
def test_open_ends_reach_to_the_far_past_and_future(
    text: str, earliest: str | None, latest: str | None
) -> None:
    assert read(text).bounds(UTC) == (
        at(earliest) if earliest else FAR_PAST,
        at(latest) if latest else FAR_FUTURE,
    )


def test_years_before_the_common_era_count_on() -> None:
    first, last = read("0000").bounds(UTC)
    assert last + 1 == at("0001-01-01T00:00:00Z")
    assert last + 1 - first == 366 * 86_400  # 1 BCE is a leap year
    assert read("-0001").bounds(UTC)[1] + 1 == first
    assert read("-0499").bounds(CARACAS)[0] < read("-0498").bounds(CARACAS)[0]
    assert read("-9999").bounds(DAMASCUS)[0] > FAR_PAST
    assert read("9999-24").bounds(CARACAS)[1] < FAR_FUTURE


def test_a_day_on_which_clocks_change_has_the_hours_it_had() -> None:
    def hours(text: str) -> float:
        first, last = read(text).bounds(CHICAGO)
        return (last + 1 - first) / 3600

    assert (hours("2026-03-07"), hours("2026-03-08"), hours("2026-11-01")) == (24, 23, 25)


def test_days_meet_without_gap_or_overlap_even_where_clocks_change_at_midnight() -> None:
    for text, following, zone in [
        ("2026-03-07", "2026-03-08", CHICAGO),
        ("2022-03-24", "2022-03-25", DAMASCUS),  # clocks went from 00:00 to 01:00 on the 25th
        ("2022-03-25", "2022-03-26", DAMASCUS),
        ("2021-10-28", "2021-10-29", DAMASCUS),  # and back from 24:00 to 23:00 of the 28th
    ]:
        assert read(text).bounds(zone)[1] + 1 == read(following).bounds(zone)[0], text


def test_a_time_that_the_clock_showed_twice_covers_both() -> None:
    assert read("2026-11-01T01:30").bounds(CHICAGO) == (
        at("2026-11-01T01:30:00-05:00"),
        at("2026-11-01T01:30:59-06:00"),
    )


def test_the_days_of_the_calendar_agree_with_the_standard_library() -> None:
    for day in map(datetime.date.fromordinal, itertools.chain(range(1, 900), range(730_000, 735_000))):
        assert day_number(day.year, day.month, day.day) == day.toordinal() - 719_163
        assert weekday(day.year, day.month, day.day) == day.weekday()
    assert [days_in_month(year, 2) for year in (1900, 2000, 2023, 2024, 0, -1, -4, -100, -400)] == [
        *(28, 29, 28, 29, 29, 28, 29, 28, 29),
    ]


# --- Order and round trips ------------------------------------------------------------------------

_days = st.dates(min_value=datetime.date(1, 1, 1), max_value=datetime.date(9999, 12, 31))
_marks = st.sampled_from(["", "~", "?", "%"])
_times = st.times().map(lambda time: time.isoformat("minutes"))
_offsets = st.sampled_from(["", "Z", "-04:00", "+05:30", "+14:00", "-12:00"])
_points = st.one_of(
    st.builds(lambda day, mark: day.isoformat() + mark, _days, _marks),
    st.builds(lambda day, mark: day.isoformat()[:7] + mark, _days, _marks),
    st.builds(lambda year, mark: f"{year:04d}{mark}", st.integers(0, 9999), _marks),
    st.builds(lambda year, mark: f"-{year:04d}-12{mark}", st.integers(1, 9999), _marks),
    st.builds(lambda year, season: f"{year:04d}-{season}", st.integers(0, 9999), st.integers(21, 24)),
    st.builds(lambda day, time, offset: f"{day.isoformat()}T{time}{offset}", _days, _times, _offsets),
)
_singles = st.one_of(
    _points,
    st.integers(1, 999).map(lambda year: f"{year:03d}X"),
    st.integers(1, 99).map(lambda year: f"{year:02d}XX"),
    _days.map(lambda day: day.isoformat()[:7] + "-XX"),
    _days.map(lambda day: day.isoformat()[:4] + "-XX-XX"),
)
_plain = _points.filter(lambda text: text[-1] not in "~?%")
_dates = st.one_of(
    _singles,
    _points.map(lambda point: f"{point}/.."),
    _points.map(lambda point: f"../{point}"),
    _plain.map(lambda point: f"[{point}..]"),
    _plain.map(lambda point: f"[..{point}]"),
    st.tuples(_points, _points).map("/".join),
    st.tuples(_plain, _plain).map(lambda ends: f"[{ends[0]}..{ends[1]}]"),
    st.just("unknown"),
)
_readable = _dates.map(parse_date).filter(lambda date: isinstance(date, PartialDate))


@given(_dates)
@settings(max_examples=300)
def test_a_date_reads_back_as_it_was_written(text: str) -> None:
    date = parse_date(text)
    if isinstance(date, Refusal):  # of these forms, only ends in the wrong order
        assert "ends before it begins" in date.reason
        return
    assert str(date) == text
    assert parse_date(str(date)) == date
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(date), type=PartialDate) == date
    assert hash(parse_date(text)) == hash(date)


@given(_readable, st.sampled_from([UTC, CARACAS, CHICAGO, DAMASCUS]))
def test_the_earliest_instant_is_never_after_the_latest(date: PartialDate, zone: datetime.tzinfo) -> None:
    earliest, latest = date.bounds(zone)
    assert FAR_PAST <= earliest <= latest <= FAR_FUTURE


@given(_days, st.sampled_from([CARACAS, CHICAGO, DAMASCUS]))
def test_a_vaguer_date_contains_the_exact_one(day: datetime.date, zone: datetime.tzinfo) -> None:
    exact = PartialDate.of(day).bounds(zone)
    for precision in (Precision.MONTH, Precision.YEAR):
        earliest, latest = PartialDate.of(day, precision).bounds(zone)
        assert earliest <= exact[0] <= exact[1] <= latest


@given(_days, st.sampled_from([Precision.DAY, Precision.MONTH, Precision.YEAR]))
def test_a_date_cut_to_a_precision_forgets_what_is_finer(day: datetime.date, precision: Precision) -> None:
    date = PartialDate.of(day, precision)
    assert parse_date(str(date)) == date
    assert date.start is not None
    assert (date.start.day is None) == (precision is not Precision.DAY)
    assert (date.start.month is None) == (precision is Precision.YEAR)


def test_a_span_and_a_window_alike_in_data_stay_apart() -> None:
    span, window = read("2026-01-02/2026-01-08"), read("[2026-01-02..2026-01-08]")
    assert span != window
    assert span.bounds(UTC) == window.bounds(UTC)
    assert (span.start, span.end) == (window.start, window.end)


def test_equal_instants_written_differently_stay_different_dates() -> None:
    assert read("2026-01-08T14:30Z") != read("2026-01-08T14:30+00:00")
    assert read("2026-01") != read("2026-01-XX")


def test_points_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        read("2026").start.year = 2027  # type: ignore[misc, union-attr]
    assert Point(precision=Precision.YEAR, year=2026) == read("2026").start


# --- A second opinion -----------------------------------------------------------------------------

_shared = st.one_of(
    st.builds(
        lambda day, length, mark: day.isoformat()[:length] + mark, _days, st.sampled_from([4, 7, 10]), _marks
    ),
    st.builds(lambda year, season: f"{year:04d}-{season}", st.integers(1000, 9998), st.integers(21, 23)),
    st.integers(100, 999).map(lambda decade: f"{decade}X"),
    st.tuples(_days, _days).map(lambda days: "/".join(day.isoformat() for day in sorted(days))),
)


@given(_shared)
@settings(max_examples=40, deadline=None)
def test_the_edtf_library_reads_the_same_days_in_the_shared_forms(text: str) -> None:
    theirs = edtf.parse_edtf(text)
    first, last = (
        day_number(*bound[:3]) * 86_400 for bound in (theirs.lower_strict(), theirs.upper_strict())
    )
    assert read(text).bounds(UTC) == (first, last + 86_399)


@pytest.mark.parametrize(
    "text", ["2026-02-30", "2026-1-8", "2026-13", "8 January 2026", "2026-01-08T25:00", "2026-00", ""]
)
def test_the_edtf_library_refuses_these_too(text: str) -> None:
    refused(text)
    with pytest.raises(edtf.parser.edtf_exceptions.EDTFParseException):
        edtf.parse_edtf(text)
