"""Dates of markwhen as dates of ours.

Its own definitions count: 3/4/2014 has the month first unless the file says otherwise. What hangs on other events or on
today stays unread, but for an end: “now” leaves it open, and a length in days is counted from the first day.
"""

import re
from dataclasses import dataclass

from dateline.dates import PartialDate, Shape, parse_date
from dateline.dates.civil import date_of, day_number
from dateline.languages.language import ENGLISH
from dateline.values.refusal import Refusal

_MONTHS = {
    name.casefold(): number
    for names in (ENGLISH.dates.months, ENGLISH.dates.short_months)
    for number, name in enumerate(names, 1)
} | {"sept": 9}
_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
_TIME = r"(?:\d{1,2}(?::\d{2}){0,2}\s?[ap]m|\d{1,2}:\d{2}(?::\d{2})?)"
_UNIT = (
    r"(?:milliseconds?|ms|seconds?|secs?|s|minutes?|mins?|hours?|hrs?|h"
    r"|(?:business|work|week)\s?days?|days?|d|weeks?|w|months?|years?|y)"
)
_AMOUNT = rf"(?:\d+\s*{_UNIT}(?:\s*(?:,|and|&)?\s*\d+\s*{_UNIT})*)"
_ISO = (
    r"-?\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?"
    rf"|-?\d{{4}}-\d\d-\d\d(?:\s{_TIME})?|-?\d{{4}}-\d\d(?![-\d])"
)
_POINT = "|".join(
    (
        _ISO,
        r"\d{4}-W\d\d(?:-\d)?",
        rf"\d{{1,2}}/\d{{1,2}}/\d{{4}}(?:\s+{_TIME})?",
        r"\d{1,2}/\d{4}",
        rf"(?:{_NAMES})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}(?:\s+{_TIME})?",
        rf"\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{_NAMES})\.?,?\s+\d{{4}}(?:\s+{_TIME})?",
        rf"(?:{_NAMES})\.?\s+\d{{4}}",
        r"\d{1,6}\s*(?:BCE|BC|CE|AD)\b",
        r"-?\d{4}(?![-\d])",
        r"now\b",
        rf"(?:after|before|by)\s+(?:![\w-]+(?:\.(?:start|end))?\s*)?(?:{_AMOUNT})?",
        rf"![\w-]+(?:\.(?:start|end))?(?:\s+{_AMOUNT})?",
        _AMOUNT,
        _TIME,
    )
)
_EVERY = r"\s+(?:every\b[^:]*|x\s*\d+\s*times[^:]*)"
EVENT = re.compile(
    rf"\s*(?P<start>{_POINT})(?:\s*(?P<to>/|\s-\s|–|\bto\b)\s*(?P<end>{_POINT}))?(?P<every>{_EVERY})?\s*:(?![/:\d])",
    re.IGNORECASE,
)
"""What a line that begins an event begins with: its dates and a colon."""
_SLASHES = re.compile(r"(?:(\d{1,2})/)?(\d{1,2})/(\d{4})(?:\s+(.+))?")
_WORDS = re.compile(
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+)?(?P<month>{_NAMES})\.?(?:\s+(?P<after>\d{{1,2}})(?:st|nd|rd|th)?)?,?\s+(?P<year>\d{{4}})(?:\s+(?P<time>.+))?",
    re.IGNORECASE,
)
_ERA = re.compile(r"(\d{1,6})\s*(BCE|BC|CE|AD)", re.IGNORECASE)
_LENGTH = re.compile(r"(\d{1,4})\s*(d|days?|w|weeks?)", re.IGNORECASE)
_CLOCK = re.compile(r"(\d{1,2})(?::(\d{2}))?(?::(\d{2}))?\s?([ap]m)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Order:
    """How a file writes days in figures: with the month first, as markwhen does unless it says otherwise."""

    day_first: bool = False


def read_dates(start: str, end: str, order: Order) -> str | Refusal:
    """The date between two texts of an event line as EDTF; ``end`` is empty for a single one."""
    first = _point(start, order)
    if isinstance(first, Refusal) or not end:
        return first
    if end.casefold() == "now":
        return _checked(f"{first}/..")
    if found := _LENGTH.fullmatch(end):
        return _lasting(first, int(found[1]) * (7 if found[2][0] in "wW" else 1))
    last = _clock_of_the_same_day(first, end) or _point(end, order)
    return last if isinstance(last, Refusal) else _checked(first if first == last else f"{first}/{last}")


def _point(text: str, order: Order) -> str | Refusal:
    text = " ".join(text.split())
    if found := _SLASHES.fullmatch(text):
        first, second, year, time = found.groups()
        month, day = (
            (second, first) if order.day_first and first else (first, second) if first else (second, "")
        )
        return _dated(int(year), int(month), int(day) if day else 0, time or "")
    if (found := _WORDS.fullmatch(text)) and not (found["day"] and found["after"]):
        day = found["day"] or found["after"] or ""
        month = _MONTHS[found["month"].casefold()]
        return _dated(int(found["year"]), month, int(day) if day else 0, found["time"] or "")
    if found := _ERA.fullmatch(text):
        year = int(found[1])
        if found[2].upper().startswith("B"):
            year = 1 - year
        return _checked(f"{year:04d}" if year >= 0 else f"-{-year:04d}")
    day, _, time = text.replace("T", " ").partition(" ")
    if re.fullmatch(r"-?\d{4}(?:-\d\d){0,2}", day):
        offset = re.search(r"(?:Z|[+-]\d\d:?\d\d)$", time)
        zone = offset[0] if offset else ""
        clock = _clock(time.removesuffix(zone)) if time else ""
        if clock is None:
            return Refusal(f"“{time}” is no time of day")
        zone = f"{zone[:3]}:{zone[3:]}" if len(zone) == 5 else zone
        return _checked(f"{day}T{clock}{zone}" if clock else day)
    if re.match(r"(?i)now|after|before|by|!|\d+\s*[a-z]", text):
        return Refusal(f"“{text}” hangs on another event or on today")
    return Refusal(f"“{text}” is no date of one reading")


def _dated(year: int, month: int, day: int, time: str) -> str | Refusal:
    if not 1 <= month <= 12:
        return Refusal(f"there is no month {month}")
    text = f"{year:04d}-{month:02d}" + (f"-{day:02d}" if day else "")
    clock = _clock(time) if time else ""
    if clock is None:
        return Refusal(f"“{time}” is no time of day")
    return _checked(f"{text}T{clock}" if clock else text)


def _clock(text: str) -> str | None:
    found = _CLOCK.fullmatch(re.sub(r"\.\d+$", "", text.strip()))
    if found is None or not (found[2] or found[4]):
        return None
    hour = int(found[1])
    if found[4]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found[4].lower() == "pm" else 0)
    return f"{hour:02d}:{found[2] or '00'}" + (f":{found[3]}" if found[3] else "")


def _clock_of_the_same_day(first: str, end: str) -> str | Refusal | None:
    """“18:30” behind a moment is a time of that day; None where ``end`` is no time alone."""
    clock = _clock(end) if re.fullmatch(_TIME, end.strip(), re.IGNORECASE) else None
    if clock is None:
        return None
    return f"{first[:10]}T{clock}" if "T" in first else Refusal(f"“{end}” is a time without a day")


def _lasting(first: str, days: int) -> str | Refusal:
    """So many days from a day on, that day among them."""
    date = parse_date(first)
    point = date.start if isinstance(date, PartialDate) and date.shape is Shape.DAY else None
    if point is None or point.month is None or point.day is None or days < 1:
        return Refusal("a length in days needs a first day")
    year, month, day = date_of(day_number(point.year, point.month, point.day) + days - 1)
    return _checked(first if days == 1 else f"{first}/{year:04d}-{month:02d}-{day:02d}")


def _checked(text: str) -> str | Refusal:
    date = parse_date(text)
    return date if isinstance(date, Refusal) else text
