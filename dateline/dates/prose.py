"""Dates in English words: never read, but where they are wholly clear the hint says how to write them."""

from __future__ import annotations

import re
from collections.abc import Callable

from dateline.dates.grammar import read
from dateline.dates.partial import PartialDate
from dateline.dates.repairs import FORMS, repair, short, suggest
from dateline.languages.language import ENGLISH
from dateline.values.refusal import Refusal

_MONTHS = {
    name.casefold(): number
    for names in (ENGLISH.dates.months, ENGLISH.dates.short_months)
    for number, name in enumerate(names, 1)
} | {"sept": 9}
_SEASONS = {**{name: 21 + index for index, name in enumerate(ENGLISH.dates.seasons)}, "fall": 23}
UNKNOWN_WORDS = frozenset(
    (
        "unknown",
        "undated",
        "n/a",
        "na",
        "none",
        "not known",
        "not given",
        "unclear",
        "?",
        "tba",
        "tbc",
        "tbd",
        "-",
    )
)
NOW_WORDS = frozenset(("today", "yesterday", "tomorrow", "now", "present", "ongoing", "open", "tonight"))
_OPENERS = {
    ">=": ("[{}..]", "on or after"),
    "≥": ("[{}..]", "on or after"),
    ">": ("[{}..]", "on or after"),
    "on or after": ("[{}..]", "one moment, not before"),
    "after": ("[{}..]", "on or after"),
    "not before": ("[{}..]", "on or after"),
    "since": ("{}/..", "it goes on"),
    "from": ("{}/..", "it goes on"),
    "<=": ("../{}", "by then"),
    "≤": ("../{}", "by then"),
    "<": ("../{}", "by then"),
    "before": ("../{}", "by then"),
    "by": ("../{}", "by then"),
    "until": ("../{}", "by then"),
    "till": ("../{}", "by then"),
    "about": ("{}~", "about"),
    "around": ("{}~", "about"),
    "circa": ("{}~", "about"),
    "ca.": ("{}~", "about"),
    "ca": ("{}~", "about"),
    "c.": ("{}~", "about"),
    "approximately": ("{}~", "about"),
    "approx.": ("{}~", "about"),
    "~": ("{}~", "about"),
    "≈": ("{}~", "about"),
    "?": ("{}?", "uncertain"),
    "possibly": ("{}?", "uncertain"),
    "perhaps": ("{}?", "uncertain"),
}
_OPENER = re.compile(
    "("
    + "|".join(
        re.escape(word) + (r"\b" if word[-1].isalpha() else "") for word in sorted(_OPENERS, key=len)[::-1]
    )
    + r")\s*(.+)",
    re.IGNORECASE | re.DOTALL,
)
_ROUGH = re.compile(
    r"(?:early|mid|middle of|late|end of|beginning of|start of)[\s-]+(?:in\s+)?(.+)", re.IGNORECASE
)
_BETWEEN = re.compile(r"(?:between|from)\s+(.+?)\s+(?:and|to|until)\s+(.+)", re.IGNORECASE)
_STRETCH = re.compile(
    r"(.+?)(?:\s+-\s+|\s+to\s+|\s*\.\.\s*|\s*--\s*|\s*-\s*(?=\d{4}-\d\d))(.+)", re.IGNORECASE
)


def empty(text: str) -> Refusal | None:
    """Words that say nothing is known, or that hang on the day of reading."""
    word = text.strip().casefold()
    if word in UNKNOWN_WORDS:
        reason = f"“{short(text)}” is not the word for a date that is not known"
        return Refusal(reason, "write `unknown`", instead="unknown")
    if word in NOW_WORDS or word in {day.casefold() for day in ENGLISH.dates.weekdays}:
        return Refusal(
            f"“{short(text)}” depends on the day it is read", "write the date itself, such as 2026-01-08"
        )
    return None


def rough(text: str) -> Refusal | None:
    """“early January 2026”: the part that is a date, and the words kept beside it."""
    found = _ROUGH.fullmatch(text.strip())
    if found is None:
        return None
    words = short(text)
    date = _from_prose(found[1])
    if date is None:
        date = found[1] if isinstance(read(found[1]), PartialDate) else None
    first = f"write {date}" if date else "write year and month, as in 2026-01,"
    return Refusal(f"“{words}” has no exact start and end", f"{first} and add `date_text: {words}`")


def opened(text: str, explain: Callable[[str], Refusal]) -> Refusal | None:
    """A word or sign before a date: “since”, “about”, “>=”; ``explain`` says what is wrong with the rest."""
    if _BETWEEN.fullmatch(text.strip()):
        return None
    found = _OPENER.fullmatch(text.strip())
    if found is None:
        return None
    pattern, meaning = _OPENERS[found[1].casefold()]
    rest = found[2].strip()
    date = str(rest) if isinstance(read(rest), PartialDate) else _from_prose(rest)
    if date is None:
        refusal = explain(rest)
        return Refusal(refusal.reason, refusal.hint)
    candidate = pattern.format(date)
    if isinstance(read(candidate), PartialDate):
        return Refusal(
            f"“{found[1]}” is not read in a date", f"write {candidate} ({meaning})", 0, len(found[1])
        )
    return Refusal(f"“{found[1]}” is not read in a date", FORMS, 0, len(found[1]))


def stretch(text: str) -> Refusal | None:
    """Two dates with a dash, “to” or bare dots between: the editor says which of two meanings it has."""
    text = repair(text)
    between = _BETWEEN.fullmatch(text)
    found = between or _STRETCH.fullmatch(text)
    if found is None:
        return None
    ends = [end if isinstance(read(end), PartialDate) else _from_prose(end) for end in found.groups()]
    if None in ends:
        return None
    lasted, within = f"{ends[0]}/{ends[1]}", f"[{ends[0]}..{ends[1]}]"
    usable = [isinstance(read(one), PartialDate) for one in (lasted, within)]
    if not any(usable):
        refusal = read(lasted)
        return Refusal(refusal.reason, refusal.hint) if isinstance(refusal, Refusal) else None
    if not all(usable):
        return Refusal(
            f"“{short(text)}” is not written as an interval", f"write {lasted if usable[0] else within}"
        )
    reason = f"“{short(text)}” can mean a stretch that lasted or one moment within it"
    return Refusal(reason, f"write {lasted} if it lasted, or {within} for one moment within")


def whole(text: str) -> Refusal | None:
    """A date in English words."""
    date = _from_prose(text)
    if date is not None:
        weekday = any(
            name.casefold() in text.casefold() for name in ENGLISH.dates.weekdays
        )  # may be another day's
        return suggest(text, date, f"“{short(text)}” is a date in words", sure=not weekday)
    words = text.strip().casefold().replace(",", " ").split()
    if any(word in _MONTHS or word in _SEASONS for word in words):
        hint = "write the figures, as in 2026-01-08 or 2026-01, and keep the words in `date_text:`"
        return Refusal(f"“{short(text)}” is a date in words", hint)
    return None


def _from_prose(text: str) -> str | None:
    """What an English date would be in our form, for a hint; None where it is not wholly clear."""
    day_names = {name.casefold() for name in (*ENGLISH.dates.weekdays,)}
    words = re.sub(r"[,.]", " ", repair(text).casefold()).split()
    words = [re.sub(r"^(\d+)(?:st|nd|rd|th)$", r"\1", word) for word in words]
    words = [word for word in words if word not in day_names and word not in ("of", "the", "in", "on")]
    match words:
        case [month, year] if month in _MONTHS and re.fullmatch(r"\d{4}", year):
            return f"{year}-{_MONTHS[month]:02d}"
        case [season, year] if season in _SEASONS and re.fullmatch(r"\d{4}", year):
            return f"{year}-{_SEASONS[season]}"
        case [_, _, _]:
            for day, month, year in (words, (words[1], words[0], words[2]), (words[2], words[1], words[0])):
                if month in _MONTHS and re.fullmatch(r"\d{1,2}", day) and re.fullmatch(r"\d{4}", year):
                    return f"{year}-{_MONTHS[month]:02d}-{int(day):02d}"
        case [year, "bc" | "bce"] if re.fullmatch(r"[1-9]\d{0,3}", year):
            return f"-{int(year) - 1:04d}" if int(year) > 1 else "0000"
        case [year, "ad" | "ce"] | ["ad", year] if re.fullmatch(r"[1-9]\d{0,3}", year):
            return year.zfill(4)
        case [decade] if re.fullmatch(r"\d{3}0['’]?s", decade):
            return decade[:3] + "X"
        case [year] if re.fullmatch(r"\d{4}", year):
            return year
    return None
