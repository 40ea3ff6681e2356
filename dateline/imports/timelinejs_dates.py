"""Dates of TimelineJS as dates of ours, no more exact than they were; what has no one reading stays unread.

Years before our era are counted there without a year 0: its -500 is 500 BCE, our -0499.
"""

import re
from dataclasses import dataclass
from datetime import UTC

from dateline.dates import parse_date
from dateline.exports.timelinejs_dates import as_parts
from dateline.imports.markup import as_words
from dateline.imports.slides import AS_JSON, Slide
from dateline.values.refusal import Refusal

UNITS = ("year", "month", "day", "hour", "minute", "second", "millisecond")
_WHOLE = re.compile(r"[+-]?[0-9]{1,9}")
_YEAR_FIRST = re.compile(r"(-?[0-9]{1,9})(?:([-,/])([0-9]{1,2})(?:\2([0-9]{1,2}))?)?")
_MONTH_FIRST = re.compile(r"(?:([0-9]{1,2})/)?([0-9]{1,2})/([0-9]{3,4})")
_COMMAS = re.compile(r"-?[0-9]+(?:,[0-9]+){3,6}")
_CLOCK = re.compile(
    r"(?P<hour>[0-9]{1,2})(?:[:.](?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:\.(?P<fraction>[0-9]+))?)?)?"
    r"\s*(?P<half>[ap]\.?\s*m\.?)?|(?P<both>[0-9]{4})",
    re.IGNORECASE,
)

_LONGEST_WORDS = 200
"""Characters that `date_text:` takes."""


@dataclass(frozen=True, slots=True)
class When:
    """A date as EDTF, and the words for it where there are any."""

    date: str
    words: str = ""


def split_date(text: str) -> dict[str, str] | None:
    """A date in one text, in parts: the forms that TimelineJS defines (2014, 2014-03, 2014,3,4, 3/4/2014 with the
    month first), each perhaps with a time; None for any other."""
    text = text.strip()
    if _COMMAS.fullmatch(text):
        return dict(zip(UNITS, text.split(","), strict=False))
    day, _, time = text.partition("T") if re.match(r"-?[0-9]+-[0-9]+-[0-9]+T", text) else text.partition(" ")
    if found := _YEAR_FIRST.fullmatch(day):
        if found[2] == "/" and len(found[1].lstrip("-")) < 3:  # 1/2 and 1/2/12: nobody can tell
            return None
        parts = {"year": found[1], "month": found[3] or "", "day": found[4] or ""}
    elif found := _MONTH_FIRST.fullmatch(day):
        month, date = (found[1], found[2]) if found[1] else (found[2], "")
        parts = {"year": found[3], "month": month, "day": date}
    else:
        return None
    clock = split_time(time.strip()) if time.strip() else {}
    if parts["month"] and not 1 <= int(parts["month"]) <= 12:
        return None
    return None if clock is None else {**{unit: part for unit, part in parts.items() if part}, **clock}


def split_time(text: str) -> dict[str, str] | None:
    """A time of day in parts: 14:30, 2:30 pm, 1430, 14:30:05.25; None for any other."""
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        return None
    if found["both"]:
        parts = {"hour": found["both"][:2], "minute": found["both"][2:]}
    else:
        hour = int(found["hour"])
        if half := found["half"]:
            if not 1 <= hour <= 12:
                return None
            hour = hour % 12 + (12 if half.lower().startswith("p") else 0)
        elif found["minute"] is None:
            return None
        parts = {"hour": str(hour), "minute": found["minute"] or "00"}
        if found["second"]:
            parts["second"] = found["second"]
        if found["fraction"]:
            parts["millisecond"] = str(round(int(found["fraction"]) * 1000 / 10 ** len(found["fraction"])))
    fits = int(parts["hour"]) < 24 and int(parts["minute"]) < 60 and int(parts.get("second", 0)) < 60
    return parts if fits else None


def ours(slide: Slide) -> When | None:
    """The date that our own export wrote beside TimelineJS's, where the two still mean the same."""
    text = slide.look("x-dateline.date")
    date = parse_date(text) if text else None
    if date is None or isinstance(date, Refusal):
        return None
    meant = as_parts(date, UTC)
    for name, parts in (("start_date", meant.start), ("end_date", meant.end)):
        written = {unit: slide.look(f"{name}.{unit}") for unit in UNITS if slide.look(f"{name}.{unit}")}
        if written != {unit: str(part) for unit, part in parts.items()}:
            return None
    for name in ("start_date", "end_date"):
        _done(slide, name)
    slide.take("x-dateline.date")
    slide.take("display_date")
    return When(text, _fits(slide.take("x-dateline.date_text")))


def when(slide: Slide) -> When:
    """When a slide happened. What cannot be taken over stays in it, or goes under ``foreign:``."""
    key = "display_date" if slide.look("display_date") else "start_date.display_date"
    original = slide.look(key)
    words = as_words(original).text
    if words and len(words) <= _LONGEST_WORDS:
        slide.take(key)
        if words != original or key != "display_date":
            slide.keep_words(key, original)
    start, end = _point(slide, "start_date"), _point(slide, "end_date")
    if start is None and not _given(slide, "start_date"):
        slide.notes.say(
            slide.at(""),
            "IMPORT004",
            f"{slide.name} has no start date, so TimelineJS does not show it; its date is `unknown` here",
            "write when it happened, as far as that is known",
        )
    problem = next((one for one in (start, end) if isinstance(one, Refusal)), None)
    text = start if isinstance(start, str) and end in (None, start) else f"{start}/{end}"
    date = parse_date(text) if isinstance(start, str) and problem is None else None
    if date is None or isinstance(date, Refusal):
        refusal = problem or date
        if refusal is not None or end is not None:
            why = refusal.reason if refusal else "it ends and has no beginning"
            _unknown(slide, why)
        return When("unknown", _fits(words or _as_words(slide)))
    _done(slide, "start_date")
    if end == start:
        for unit in UNITS:
            slide.keep(f"end_date.{unit}")
    else:
        _done(slide, "end_date")
    return When(str(date), _fits(words))


def _fits(words: str) -> str:
    return words if len(words) <= _LONGEST_WORDS else ""


def _given(slide: Slide, name: str) -> bool:
    return any(slide.look(f"{name}.{unit}") for unit in UNITS) or bool(slide.look(name))


def _unknown(slide: Slide, why: str) -> None:
    """Say that the date of a slide stays unread, and keep its parts."""
    key = next((key for key in slide.fields if key.startswith(("start_date", "end_date"))), "")
    slide.notes.say(
        slide.at(key),
        "IMPORT004",
        f"{slide.name}: the date cannot be taken over, because {why}; it is `unknown` here",
        "write the date in the story, as far as it is known",
    )
    for name in ("start_date", "end_date"):
        for unit in UNITS:
            slide.keep(f"{name}.{unit}")
        slide.keep(name)


def _as_words(slide: Slide) -> str:
    """The date of a slide as it was written, for one that could not be read."""
    found = []
    for name in ("start_date", "end_date"):
        kept = (
            slide.kept.get(f"{name}.{unit}") or slide.kept.get(f"{name}.{unit}{AS_JSON}") for unit in UNITS
        )
        parts = [one for one in kept if one]
        if words := slide.kept.get(name) or "-".join(parts):
            found.append(words)
    return " – ".join(found)


def _point(slide: Slide, name: str) -> str | Refusal | None:
    """One end of a date as EDTF; None where nothing is said, a refusal where it is not one point of the calendar."""
    if text := slide.look(name):
        return Refusal(f"“{text[:60]}” is no date of one reading")
    parts: dict[str, int] = {}
    for unit in UNITS:
        key = f"{name}.{unit}"
        text = slide.look(key).replace(",", "").replace(" ", "")
        if not text:
            if slide.fields.get(key) not in (None, "", {}, []):
                return Refusal(f"the {unit} is no number")
            continue
        if not _WHOLE.fullmatch(text):
            return Refusal(f"“{text[:60]}” is no {unit}")
        parts[unit] = int(text)
    if not parts:
        return None
    return _edtf(slide, name, parts)


def _edtf(slide: Slide, name: str, parts: dict[str, int]) -> str | Refusal:
    known = [unit for unit in UNITS[:-1] if unit in parts]
    if not known:
        return Refusal("it has no year")
    if known != list(UNITS[: len(known)]):
        missing = next(unit for unit in UNITS if unit not in parts)
        return Refusal(f"it has a {known[-1]} and no {missing}")
    year = parts["year"]
    if year == 0:
        return Refusal("there is no year 0 in this format: it could be 1 BCE or a slip")
    year = year + 1 if year < 0 else year
    if not -9999 <= year <= 9999:
        return Refusal(f"the year {parts['year']} is beyond those the content format has")
    text = f"{year:04d}" if year >= 0 else f"-{-year:04d}"
    for unit in ("month", "day"):
        if unit in parts:
            if not 0 < parts[unit] <= (12 if unit == "month" else 99):
                return Refusal(f"there is no {unit} {parts[unit]}")
            text += f"-{parts[unit]:02d}"
    if "hour" in parts and "minute" not in parts:
        slide.keep(f"{name}.hour", "an hour alone is no time of ours, so the day stands for it")
    elif "hour" in parts:
        clock = [parts[unit] for unit in ("hour", "minute", "second") if unit in parts]
        if any(not 0 <= one < 60 for one in clock):
            return Refusal("there is no such time of day")
        text += "T" + ":".join(f"{one:02d}" for one in clock)
    slide.keep(
        f"{name}.millisecond",
        "the content format knows no parts of a second" if parts.get("millisecond") else "",
    )
    date = parse_date(text)
    return date if isinstance(date, Refusal) else text


def _done(slide: Slide, name: str) -> None:
    for unit in UNITS:
        slide.fields.pop(f"{name}.{unit}", None)
