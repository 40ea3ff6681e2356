"""What a text says in its own words where it refers to a figure or an event, and slips that show in the text alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from dateline.languages.language import ENGLISH
from dateline.prose.parts import Kind
from dateline.prose.scan import Finding

_MONTHS = {name.casefold(): number for number, name in enumerate(ENGLISH.dates.months, 1)}
_MONTH = "|".join(ENGLISH.dates.months)
_DAY = "|".join(ENGLISH.dates.weekdays)
DATE = re.compile(
    rf"\b(?:(?P<month>{_MONTH})(?: (?P<day>\d{{1,2}})(?!\d))?|(?P<day_first>\d{{1,2}}) (?P<month_after>{_MONTH}))"
    r"(?:,? (?P<year>\d{4}))?\b",
    re.IGNORECASE,
)
# fmt: off
_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
# fmt: on
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
_WORDS = {
    **{word: number for number, word in enumerate(_ONES)},
    **{word: 10 * number for number, word in enumerate(_TENS, 2)},
    **_SCALES,
}
_NUMBER_WORD = "(?:" + "|".join(sorted(_WORDS, key=len, reverse=True)) + ")"
NUMBER = re.compile(
    rf"(?<![\w.,])(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?![\w.,]*\d)|\b{_NUMBER_WORD}(?:(?:[ -]| and ){_NUMBER_WORD})*\b",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(rf"\b(?P<weekday>{_DAY}),? (?=(?P<date>{DATE.pattern}))")
_CLAUSE = 60
"""Characters before a reference in brackets that can be what it stands for."""


def stated(source: str, kind: Kind, label: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the text itself gives the number of a figure or the date of an event or story: offset and length.

    That is in the words of the reference, or in those right before one in brackets: “twelve ships ([[figure:ships]])”.
    """
    if label:
        begin, stop = source.find("|", start, end) + 1, end - 2
    elif source[start - 1 : start] == "(" and source[end : end + 1] == ")":
        begin, stop = max(0, start - _CLAUSE), start - 1
        for mark in (". ", "; ", ", ", "\n", ")", "]"):
            begin = max(begin, source.rfind(mark, begin, stop) + 1)
    else:
        return None
    if kind in (Kind.EVENT, Kind.STORY):
        dates = list(DATE.finditer(source, begin, stop))
        found = dates[-1] if dates and any(dates[-1].group("day", "day_first", "year")) else None
    elif kind is Kind.FIGURE:
        taken = [one.span() for one in DATE.finditer(source, begin, stop)]
        numbers = [
            one
            for one in NUMBER.finditer(source, begin, stop)
            if one[0].casefold() != "one" and not any(a <= one.start() < b for a, b in taken)
        ]
        found = numbers[-1] if len(numbers) == 1 else None
    else:
        return None
    return (found.start(), found.end() - found.start()) if found else None


def number(words: str) -> int:
    """The number that digits or English words say: 863, 1,200, eight hundred and sixty-three."""
    if words[0].isdigit():
        return int(words.replace(",", ""))
    total = group = 0
    for word in re.split(r"[ -]+", words.casefold()):
        value = _WORDS.get(word, 0)
        if word not in _SCALES:
            group += value
        elif value == 100:
            group = max(group, 1) * 100
        else:
            total, group = total + max(group, 1) * value, 0
    return total + group


def day_of(found: re.Match[str]) -> tuple[int | None, int, int | None]:
    """Year, month and day that a match of ``DATE`` says; None for what it leaves out."""
    day, year = found["day"] or found["day_first"], found["year"]
    month = _MONTHS[(found["month"] or found["month_after"]).casefold()]
    return int(year) if year else None, month, int(day) if day else None


def slips(source: str) -> Iterator[Finding]:
    """Weekdays that are not those of their dates."""
    if "day" not in source:
        return  # asked of every field: most have none
    for found in _WEEKDAY.finditer(source):
        year, month, day = day_of(found)
        if not year or not day:
            continue
        try:
            meant = ENGLISH.dates.weekdays[date(year, month, day).weekday()]
        except ValueError:
            message, hint = f"there is no {found['date']}", "look the date up"
            yield Finding(found.start("date"), len(found["date"]), "TEXT015", message, hint)
            continue
        if meant.casefold() != found["weekday"].casefold():
            message = f"{found['date']} was a {meant}"
            hint = f"write {meant}, or look the date up"
            yield Finding(found.start(), len(found["weekday"]), "TEXT015", message, hint)


_HEADING = re.compile(r"\n {0,3}(?:(?P<fence>```+|~~~+)|(?P<marks>#{1,6})[ \t]+\S)")


def skipped_levels(source: str) -> Iterator[Finding]:
    """Headings more than one level below the one before."""
    before, fence = 0, ""
    for found in _HEADING.finditer(f"\n{source}"):
        if found["fence"]:
            fence = "" if fence and found["fence"].startswith(fence) else fence or found["fence"]
        elif not fence:
            level = len(found["marks"])
            if before and level > before + 1:
                message = f"this heading skips from level {before} to {level}"
                hint = f"begin it with {'#' * (before + 1)}"
                yield Finding(found.start("marks") - 1, level, "TEXT016", message, hint)
            before = level
