"""A date as pages show it: a block with a large numeral, a line of text, and values for ``<time>``.

Nothing here is more exact than what was written.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import tzinfo
from functools import cache, lru_cache

from msgspec import Struct
from msgspec.structs import replace

from dateline.dates import PartialDate, Point, Precision, Shape
from dateline.dates.civil import weekday
from dateline.languages.language import Language
from dateline.views.solar_hijri import in_solar_hijri
from dateline.views.wording import Wording, iso_value

__all__ = ["DatePart", "DateView", "date_view", "dates_in", "iso_value"]

# Before the Gregorian calendar was introduced the day of the week follows from no date that sources give.
_FIRST_WEEKDAY_YEAR = 1583


class DatePart(Struct, frozen=True):
    """A piece of a line; ``iso`` is its ``<time datetime>`` value, None where it gets no ``<time>``."""

    text: str
    iso: str | None = None


class DateView(Struct, frozen=True, kw_only=True):
    """One date in all the forms that components use. Every line is empty where there is nothing to say.

    The block reads from top to bottom: ``prefix``, ``big`` with ``small`` beside or under it, ``rest``,
    ``note``. ``…_parts`` are the lines cut where a ``<time>`` begins and ends; joined they are the line.
    Where ``big`` is a single part with an ``iso``, the ``<time>`` goes around ``small`` too.
    """

    prefix: str = ""  # from · between · since · on or after · by · about
    big_parts: tuple[DatePart, ...] = ()  # 8 · 2–8 · Aug · 2024 · 2020s · Undated
    light: bool = False  # set lighter: the day is not known
    small: str = ""  # Jan 2026
    rest_parts: tuple[DatePart, ...] = ()  # to 3 Jan 2026: where the stretch ends, unless ``big`` says it
    note: str = ""  # Thursday · 14:05 VET · day not given · the source's own words
    text_parts: tuple[DatePart, ...] = ()  # between 2 and 8 January 2026
    short_parts: tuple[DatePart, ...] = ()  # 29 Dec 2025
    iso: str | None = None  # of the date or its start, where ``<time>`` can say it
    iso_end: str | None = None  # of the end of a span
    other: str = ""  # the same in the other calendar that readers of the language live by: ۱۸ دی ۱۴۰۴
    words: str = ""  # the source's own words, as given
    dated: bool = True  # False: no date is known

    @property
    def big(self) -> str:
        """The large part of the block."""
        return _joined(self.big_parts)

    @property
    def rest(self) -> str:
        """The line of the block that says where a stretch ends."""
        return _joined(self.rest_parts)

    @property
    def text(self) -> str:
        """The date in one line, months in full."""
        return _joined(self.text_parts)

    @property
    def short(self) -> str:
        """The date in one line for dense places, months abbreviated, without the time of day."""
        return _joined(self.short_parts)


def date_view(date: PartialDate, language: Language, zone: tzinfo, date_text: str | None = None) -> DateView:
    """How ``date`` is shown in ``language``; times without an offset are on the clock of ``zone``.

    ``date_text`` is what the source says instead, shown in the note beside what we know.
    """
    return dates_in(language, zone)(date, date_text or "")


@cache
def dates_in(language: Language, zone: tzinfo) -> Callable[[PartialDate, str], DateView]:
    """``date_view`` for one language and zone, of a date and its text. Remembered: many pages word the same dates."""
    wording = Wording(language, zone)

    @lru_cache(maxsize=4096)
    def view(date: PartialDate, words: str) -> DateView:
        shown = _shown(date, wording, words)
        other = in_solar_hijri(date, wording)
        return replace(shown, other=other) if other else shown

    return view


def _shown(date: PartialDate, wording: Wording, words: str) -> DateView:
    start, end = date.start, date.end
    match date.shape:
        case Shape.UNKNOWN:
            return _undated(wording, words)
        case Shape.SPAN if start is not None and end is not None:
            return _stretch(start, end, wording, words, lasted=True)
        case Shape.WINDOW if start is not None and end is not None:
            return _stretch(start, end, wording, words, lasted=False)
        case Shape.SINCE | Shape.ON_OR_AFTER | Shape.UNTIL | Shape.BY:
            return _one_sided(date.shape, start or end, wording, words)
        case _ if start is not None:
            return _single(start, wording, words)
    raise AssertionError(f"{date!r} has no point")  # the grammar makes none such


def _single(point: Point, wording: Wording, words: str) -> DateView:
    """One point. An exact day says its weekday, anything vaguer says what is missing."""
    language = wording.words
    marked = point.approximate or point.uncertain
    iso = None if marked else iso_value(point, wording.zone)
    big, small, note = _block(point, wording)
    if point.uncertain:
        note = language.note_uncertain
    elif point.approximate or (words and point.precision not in (Precision.DAY, Precision.TIME)):
        note = ""  # “about” or the source's words say it better
    prefix = language.block_about if point.approximate else ""
    if point.precision in (Precision.DECADE, Precision.CENTURY) and not wording.has_short_name(point):
        prefix = prefix or language.block_between  # “2000–2009” alone would look as if it had lasted
    return DateView(
        prefix=prefix,
        big_parts=(DatePart(big, iso),),
        light=_is_light(point),
        small=small,
        note=_listed(wording, note, words),
        text_parts=(DatePart(wording.qualified(point, short=False), iso),),
        short_parts=(DatePart(wording.qualified(point, short=True, time=False), iso),),
        iso=iso,
        words=words,
    )


def _block(point: Point, wording: Wording) -> tuple[str, str, str]:
    """The large and the small part of the block of a point, and the note when nothing else is to be noted."""
    language = wording.words
    match point.precision:
        case Precision.DAY | Precision.TIME:
            small = wording.month_of_year(point, short=True)
            if point.precision is Precision.TIME:
                return wording.figures(point.day or 1), small, wording.clock(point)
            note = ""
            if point.year >= _FIRST_WEEKDAY_YEAR:
                note = language.weekdays[weekday(point.year, point.month or 1, point.day or 1)]
            return wording.figures(point.day or 1), small, note
        case Precision.MONTH:
            return wording.month(point, short=True), wording.year(point.year), language.note_day
        case Precision.SEASON:
            season, year = wording.season(point)
            return season[:1].upper() + season[1:], year, language.note_month
        case Precision.YEAR:
            return wording.year(point.year), "", language.note_month
        case _:
            return wording.period(point), "", language.note_year


def _one_sided(shape: Shape, point: Point | None, wording: Wording, words: str) -> DateView:
    """Since, on or after, by: one end is known."""
    if point is None:
        raise AssertionError("an open date has one end")
    language = wording.words
    since = shape is Shape.SINCE
    pattern = language.since if since else language.on_or_after if shape is Shape.ON_OR_AFTER else language.by
    if since:
        prefix = language.block_since_about if point.approximate else language.block_since
    elif shape is Shape.ON_OR_AFTER:
        prefix = language.block_on_or_after if point.day is not None else language.block_on_or_after_longer
    elif point.approximate:
        prefix = language.block_by_about
    else:
        prefix = language.block_by if point.day is not None else language.block_by_longer
    iso = iso_value(point, wording.zone) if since and not point.approximate and not point.uncertain else None
    big, small, _ = _block(point, wording)
    time = wording.clock(point) if point.precision is Precision.TIME else ""
    doubt = language.note_uncertain if point.uncertain else ""
    missing = "" if since or words or doubt else language.note_exact
    within = "phrase" if since else "limit"
    line = wording.qualified(point, short=False, within=within)
    short = wording.qualified(point, short=True, time=False, within=within)
    return DateView(
        prefix=prefix,
        big_parts=(DatePart(big, iso),),
        light=_is_light(point),
        small=small,
        note=_listed(wording, time, doubt, missing, words),
        text_parts=_filled(pattern, date=DatePart(line, iso)),
        short_parts=_filled(pattern, date=DatePart(short, iso)),
        iso=iso,
        words=words,
    )


def _stretch(start: Point, end: Point, wording: Wording, words: str, lasted: bool) -> DateView:
    """A span that lasted, or a window around one moment: alike in data, told apart by their little words."""
    if start == end:  # “from 8 to 8 January” is 8 January
        return _single(start, wording, words)
    language = wording.words
    iso, iso_end = (_span_iso(start, wording.zone), _span_iso(end, wording.zone)) if lasted else (None, None)
    pattern = language.span if lasted else language.window
    marked = any((start.approximate, start.uncertain, end.approximate, end.uncertain))
    joint = not marked and _joins(start, end)
    if joint:
        big_parts = _filled(
            wording.language.range,
            low=DatePart(_block(start, wording)[0], iso),
            high=DatePart(_block(end, wording)[0], iso_end),
        )
        small = _block(end, wording)[1]
        rest_parts: tuple[DatePart, ...] = ()
    else:
        big, small, _ = _block(start, wording)
        big_parts = (DatePart(big, iso),)
        rest_parts = _rest(start, end, wording, DatePart("", iso_end), lasted)
    if lasted:
        alone = language.block_from_joint if joint else language.block_from
        prefix = language.block_from_about if start.approximate else alone
        doubts = {
            (True, True): language.note_uncertain,
            (True, False): language.note_start_uncertain,
            (False, True): language.note_end_uncertain,
        }
        note = _listed(wording, doubts.get((start.uncertain, end.uncertain), ""), words)
    else:
        prefix = language.block_between
        note = words or language.note_exact
    return DateView(
        prefix=prefix,
        big_parts=big_parts,
        light=_is_light(start) or (joint and _is_light(end)),
        small=small,
        rest_parts=rest_parts,
        note=note,
        text_parts=_line(start, end, wording, pattern, (iso, iso_end), short=False, lasted=lasted),
        short_parts=_line(start, end, wording, pattern, (iso, iso_end), short=True, lasted=lasted),
        iso=iso,
        iso_end=iso_end,
        words=words,
    )


def _joins(start: Point, end: Point) -> bool:
    """Whether both ends share the small part of the block: days of one month, months of one year."""
    if start.precision is not end.precision or start.year != end.year:
        return False
    return start.precision is Precision.MONTH or (
        start.precision is Precision.DAY and start.month == end.month
    )


def _rest(start: Point, end: Point, wording: Wording, ending: DatePart, lasted: bool) -> tuple[DatePart, ...]:
    """The line under the start that names the end; a time of the start stands before it."""
    pattern = wording.words.block_to if lasted else wording.words.block_and
    timed = start.precision is Precision.TIME
    if timed and _same_day(start, end):
        clock = wording.hour(start) if _same_clock(start, end, wording) else wording.clock(start)
        return (DatePart(clock + " "), *_filled(pattern, end=DatePart(wording.clock(end), ending.iso)))
    text = wording.qualified(_without_doubt(end), short=True)
    lead = (DatePart(wording.clock(start) + " "),) if timed else ()
    return (*lead, *_filled(pattern, end=DatePart(text, ending.iso)))


def _line(
    start: Point,
    end: Point,
    wording: Wording,
    pattern: str,
    isos: tuple[str | None, str | None],
    *,
    short: bool,
    lasted: bool,
) -> tuple[DatePart, ...]:
    """Both ends in one line; what they share is said once, with the end."""
    language = wording.words
    iso, iso_end = isos
    time = not short or _same_day(start, end)
    last = wording.qualified(end, short, time, within="phrase")
    first = wording.qualified(start, short, time, within="phrase")
    marked = any((start.approximate, start.uncertain, end.approximate, end.uncertain))
    if not marked and start.year == end.year and start.precision is end.precision:
        if start.precision is Precision.DAY:
            first = wording.figures(start.day or 1)
            if start.month != end.month:
                days = language.short_day_of_month if short else language.day_of_month
                first = days.format(day=first, month=wording.month(start, short))
            elif lasted:
                last = wording.qualified(end, short, time)
                return _filled(language.days, start=DatePart(first, iso), end=DatePart(last, iso_end))
            first = language.day_within.format(date=first)
        elif start.precision is Precision.MONTH:
            first = wording.month(start, short)
        elif start.precision is Precision.TIME and _same_day(start, end):
            times = _filled(
                language.clock_span if lasted else language.clock_window,
                start=DatePart(
                    wording.hour(start) if _same_clock(start, end, wording) else wording.clock(start), iso
                ),
                end=DatePart(wording.clock(end), iso_end),
            )
            before, after = language.at.format(date=wording.plain(end, short, time=False), time="\0").split(
                "\0"
            )
            return tuple(part for part in (DatePart(before), *times, DatePart(after)) if part.text)
    return _filled(pattern, start=DatePart(first, iso), end=DatePart(last, iso_end))


def _undated(wording: Wording, words: str) -> DateView:
    language = wording.words
    line = (DatePart(words or language.note_undated),)
    return DateView(
        big_parts=(DatePart(language.undated),),
        light=True,
        note=words,
        text_parts=line,
        short_parts=(DatePart(language.undated),),
        words=words,
        dated=False,
    )


def _span_iso(point: Point, zone: tzinfo) -> str | None:
    return None if point.approximate or point.uncertain else iso_value(point, zone)


def _same_day(start: Point, end: Point) -> bool:
    return start.precision is end.precision is Precision.TIME and (start.year, start.month, start.day) == (
        end.year,
        end.month,
        end.day,
    )


def _same_clock(start: Point, end: Point, wording: Wording) -> bool:
    return wording.zone_name(start) == wording.zone_name(end)


def _without_doubt(point: Point) -> Point:
    return replace(point, uncertain=False) if point.uncertain else point


def _is_light(point: Point) -> bool:
    return point.day is None


def _listed(wording: Wording, *notes: str) -> str:
    return wording.language.gettext(", ").join(note for note in notes if note)


def _joined(parts: tuple[DatePart, ...]) -> str:
    return "".join(part.text for part in parts)


def _filled(pattern: str, **values: DatePart) -> tuple[DatePart, ...]:
    """The pattern with each ``{name}`` replaced by its part, cut around the parts."""
    pieces = re.split(r"\{(\w+)\}", pattern)
    parts = [values[piece] if index % 2 else DatePart(piece) for index, piece in enumerate(pieces)]
    return tuple(part for part in parts if part.text)
