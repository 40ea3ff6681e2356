"""Why a text is not a date, and what to type instead.

Only reached for texts outside the grammar, so it may take its time. What looks like a date is suggested,
never read: the editor decides. A form with two readings gets both.
"""

from __future__ import annotations

import re

from dateline.dates import prose
from dateline.dates.grammar import read
from dateline.dates.partial import PartialDate
from dateline.dates.repairs import FORMS, repair, repaired, short, suggest
from dateline.languages.language import ENGLISH
from dateline.values.refusal import Refusal

_NUMERIC = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{2}|\d{4})", re.ASCII)


def explain(text: str) -> Refusal:
    """Why ``text``, which the grammar does not read, is not a date: the part at fault and what to write."""
    if not text.strip():
        return Refusal("the date is empty", FORMS)
    if text != text.strip() and isinstance(read(text.strip()), PartialDate):
        return Refusal("there are spaces around the date", f"write {text.strip()}")
    if len(text) > 100:
        return Refusal(f"a text of {len(text)} characters is not a date", FORMS)
    for attempt in (
        _ends,
        prose.empty,
        _ambiguous,
        _numbers,
        prose.rough,
        _opened,
        prose.stretch,
        prose.whole,
        _edtf,
    ):
        refusal = attempt(text)
        if refusal is not None:
            return refusal
    return Refusal(f"“{short(text)}” is not a date", FORMS)


def _ends(text: str) -> Refusal | None:
    """Intervals and windows: what is wrong with an end is said of that end."""
    if text[0] in "[{":
        return _set(text)
    if _NUMERIC.fullmatch(text) or re.fullmatch(r"\d{4}/\d{1,2}(/\d{1,2})?", text, re.ASCII):
        return None
    first, slash, last = text.partition("/")
    if not slash or "/" in last:
        return None
    blank = prose.UNKNOWN_WORDS | {""}
    if {first.strip().casefold(), last.strip().casefold()} <= blank | {".."}:
        return Refusal("an interval open at both ends says nothing", "write `unknown`")
    if last.strip().casefold() in blank:
        hint = f"write {first}/.. if it goes on, or {first} if the end is not known"
        return _first_fault((first, 0)) or Refusal("an interval needs its end", hint, len(first))
    if first.strip().casefold() in blank:
        return _first_fault((last, len(first) + 1)) or Refusal(
            "an interval needs its start", f"write ../{last} (by then)", 0, len(first) + 1
        )
    if last.strip().casefold() in prose.NOW_WORDS:
        reason = f"an open end is written with two dots, not “{last.strip()}”"
        return _first_fault((first, 0)) or Refusal(reason, f"write {first}/..", len(first) + 1)
    if re.search(r"[^\W\d_]{4}", text):
        return None
    return repaired(text) or _first_fault((first, 0), (last, len(first) + 1))


def _set(text: str) -> Refusal | None:
    """Texts in brackets: the window is the only set that is read."""
    closing = {"[": "]", "{": "}"}[text[0]]
    body, closed, rest = text[1:].partition(closing)
    if not closed:
        return suggest(text, text + closing, f"the bracket is not closed with “{closing}”") or Refusal(
            f"the bracket is not closed with “{closing}”", FORMS
        )
    window = "one moment within a stretch is written [2026-01-02..2026-01-08]"
    if rest:
        return suggest(text, f"{text[0]}{body}{closing}", "nothing follows a window") or Refusal(
            "nothing follows a window", window, len(text) - len(rest)
        )
    if text[0] == "{":
        return Refusal("a set of several dates in braces is not read", "write one event for each date")
    if "," in body:
        return Refusal("a choice of dates is not read", window)
    first, dots, last = body.partition("..")
    if not dots:
        within = suggest(text, f"[{body.replace('/', '..')}]", "a window is written with two dots")
        return (within if "/" in body else suggest(text, body.strip(), "one date needs no brackets")) or _at(
            body, 1
        )
    ends = tuple((end, at) for end, at in ((first, 1), (last, len(first) + 3)) if end)
    return repaired(text) or _first_fault(*ends) or Refusal(f"“{short(text)}” is not a window", window)


def _opened(text: str) -> Refusal | None:
    return prose.opened(text, explain)


def _first_fault(*ends: tuple[str, int]) -> Refusal | None:
    """What is wrong with the first end that is not a date by itself, told at its place."""
    for end, at in ends:
        if end == ".." or isinstance(read(end), PartialDate):
            continue
        return _at(end, at)
    return None


def _at(end: str, at: int) -> Refusal:
    refusal = read(end) or explain(end)
    if isinstance(refusal, PartialDate):
        return Refusal(f"“{end}” cannot be an end of an interval or a window", FORMS, at, len(end))
    length = refusal.length if refusal.length is not None else len(end) - refusal.start
    return Refusal(refusal.reason, refusal.hint, at + refusal.start, length)


def _ambiguous(text: str) -> Refusal | None:
    """Day, month and year in figures, where the order of the first two differs between countries."""
    found = _NUMERIC.fullmatch(repair(text))
    if found is None:
        return None
    first, second, year = int(found[1]), int(found[3]), found[4]
    if len(year) == 2:
        return Refusal(f"“{short(text)}” can be read in several orders", "write year, month, day: 2026-01-08")
    readings = [
        (f"{year}-{month:02d}-{day:02d}", f"{day} {ENGLISH.dates.months[month - 1]}")
        for day, month in dict.fromkeys(((first, second), (second, first)))
        if month in range(1, 13) and isinstance(read(f"{year}-{month:02d}-{day:02d}"), PartialDate)
    ]
    if len(readings) == 2:
        (iso, words), (other_iso, other_words) = readings
        reason = f"“{short(text)}” can be {words} or {other_words}"
        return Refusal(reason, f"write {iso} for {words} or {other_iso} for {other_words}")
    if readings:
        iso = readings[0][0]
        return Refusal(f"“{short(text)}” is not written as a date", f"write {iso}", instead=iso)
    return Refusal(f"“{short(text)}” is no day of the calendar", "write year, month, day: 2026-01-08")


def _numbers(text: str) -> Refusal | None:
    """Dates in figures that miss the form by little: one-digit months, other separators, other times."""
    figures = repair(text)
    if refusal := repaired(text):
        return refusal
    found = re.fullmatch(r"(-?\d{4})([-/.])(\d{1,2})(?:\2(\d{1,2}))?([~?%])?", figures, re.ASCII)
    if found:
        year, sign, month, day, mark = found.groups()
        date = "-".join(part.zfill(2) for part in (year, month, day) if part) + (mark or "")
        return suggest(text, date, sure=bool(day) or sign != "/")  # 2004/05 can be a winter
    found = re.fullmatch(r"(\d{4})(\d\d)(\d\d)", figures, re.ASCII)
    if found:
        return suggest(text, "-".join(found.groups()), sure=True)
    found = re.fullmatch(
        r"(\d{4}-\d\d-\d\d)[T ]\s*(\d{1,2})[:.]?(\d\d)(?:[:.]?(\d\d)([.,]\d+)?)?\s*(Z|[+-]\d\d(?::?\d\d)?)?",
        figures,
        re.ASCII | re.IGNORECASE,
    )
    if found:
        day, hour, minute, second, fraction, zone = found.groups()
        if zone and zone not in "Zz":
            zone = zone[:3] + ":" + (zone[3:].lstrip(":") or "00")
        time = ":".join(part for part in (hour.zfill(2), minute, second) if part)
        reason = "fractions of a second are not read" if fraction else ""
        return suggest(text, f"{day}T{time}{(zone or '').upper()}", reason, sure=not fraction)
    if re.match(r"Y-?\d{5}|[+-]?\d{5,}(-|$)", figures, re.ASCII):
        return Refusal("a year has four digits", "years from -9999 to 9999 are read, such as 2026 or -0499")
    if re.fullmatch(r"-?\d{1,3}", figures, re.ASCII):
        return Refusal(
            "a year has four digits",
            f"write {'-' if figures[0] == '-' else ''}{figures.lstrip('-').zfill(4)} if that is the year",
        )
    if found := re.fullmatch(r"(\d{4})-W\d\d(-\d)?", figures, re.ASCII):
        return Refusal("weeks are not read", "write the first and the last day: 2026-01-05/2026-01-11", 5)
    if re.fullmatch(r"\d{4}-\d{3}", figures, re.ASCII):
        return Refusal("days counted through the year are not read", "write month and day: 2026-01-08", 5)
    return None


def _edtf(text: str) -> Refusal | None:
    """EDTF that is valid and not in our subset, or that only just misses it."""
    if marks := re.fullmatch(r"(.+?)([~?%]{2,})", text):
        approximate, uncertain = set(marks[2]) & set("~%"), set(marks[2]) & set("?%")
        mark = "%" if approximate and uncertain else "~" if approximate else "?"
        return suggest(text, marks[1] + mark, "one sign says how sure a date is")
    if "X" in text and re.fullmatch(r"[\dX~?%-]+", text):
        reason = (
            "X stands for whole parts at the end of a date, or for the last one or two digits of the year"
        )
        return Refusal(reason, "write 202X, 20XX, 2026-XX or 2026-01-XX", text.index("X"))
    if inner := re.search(r"[~?%]", text[:-1]):
        if re.fullmatch(r"[\d~?%-]+", text):
            candidate = re.sub("[~?%]", "", text) + inner[0]
            return suggest(text, candidate, f"“{inner[0]}” is read at the end of a date only")
        return None
    if found := re.fullmatch(r"(\d{4})-?Q([1-4])|Q([1-4])[\s-]*(\d{4})", text.strip(), re.IGNORECASE):
        year, quarter = found[1] or found[4], int(found[2] or found[3])
        return suggest(
            text, f"{year}-{quarter * 3 - 2:02d}/{year}-{quarter * 3:02d}", "quarters are not read"
        )
    return None
