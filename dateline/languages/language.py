"""One language of the site: its words for dates, its numbers, and the translations of our messages.

Nothing here asks the operating system: the same language gives the same words under any locale.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Literal, Protocol

from msgspec import Struct

from dateline.languages.tongues import BEGIN, END

_LEFT_TO_RIGHT = re.compile("[A-Za-z\u00aa-\u02b8\u0370-\u058f\u0900-\u1fff]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_BY_ITSELF = re.compile(f"\u2068[^\u2068\u2069]*\u2069|{BEGIN}[^{BEGIN}{END}]*{END}")
"""A run that is isolated already, or will be."""


class Catalogue(Protocol):
    """Where translations come from; ``gettext.GNUTranslations`` is one."""

    def gettext(self, message: str, /) -> str: ...
    def ngettext(self, singular: str, plural: str, n: int, /) -> str: ...
    def pgettext(self, context: str, message: str, /) -> str: ...


class SourceMessages:
    """The catalogue of the language our messages are written in, English: it hands each one back."""

    __slots__ = ()

    def gettext(self, message: str, /) -> str:
        return message

    def ngettext(self, singular: str, plural: str, n: int, /) -> str:
        return singular if n == 1 else plural

    def pgettext(self, context: str, message: str, /) -> str:
        return message


class DateWords(Struct, frozen=True, kw_only=True, eq=False):
    """The words and patterns of dates in one language.

    Patterns are whole phrases, because languages differ in order and in the little words between; ``{…}``
    marks what is filled in. ``{start}`` and ``{end}`` appear once each, in either order.
    """

    months: tuple[str, ...]  # January first
    short_months: tuple[str, ...]
    weekdays: tuple[str, ...]  # Monday first
    seasons: tuple[str, ...]  # spring, summer, autumn, winter; as they stand inside a sentence
    day: str  # {day} {month} {year}
    day_of_month: str  # {day} {month}, where the year follows later
    month: str  # {month} {year}
    short_day: str  # the same three with a short month
    short_day_of_month: str
    short_month: str
    season: str  # {season} {year}
    decade: str  # {year}, within a sentence: “the 2020s”
    short_decade: str
    before_era: str  # {year}: years before the year 1, counted backwards
    early_era: str  # {year}: years 1 to 999, which need the era to be read as years
    at: str  # {date} {time}
    clock: str  # {time} {zone}
    utc: str  # {offset}, for a zone without a name of its own
    zones: tuple[
        tuple[str, str], ...
    ]  # (IANA name, what its clock is called), where letters like VET say less
    days: str  # {start} {end}: a stretch of days in one month, “2–8 January 2026”
    span: str  # {start} {end}: it lasted
    window: str  # {start} {end}: one moment within
    clock_span: str  # {start} {end}: the same of two times of one day
    clock_window: str  # {start} {end}
    since: str  # {date}
    on_or_after: str  # {date}
    by: str  # {date}
    about: str  # {date}
    about_within: str  # {date}: where one of the phrases above is around it
    day_within: str  # {date}: how a date with a day stands inside one of the phrases: “desde el 8 de enero”
    longer_within: str  # {date}: a month or more, after “by” and “on or after”: “a más tardar en enero”
    uncertain: str  # {date}
    # The parts of a date block, where the little word stands alone above the numeral.
    block_from: str
    block_from_joint: str  # over “2–8”
    block_from_about: str
    block_between: str
    block_since: str
    block_since_about: str
    block_on_or_after: str  # over a day
    block_on_or_after_longer: str  # over a month or more
    block_by: str  # likewise the two of “by”
    block_by_longer: str
    block_by_about: str
    block_about: str
    block_to: str  # {end}: the line under a date that says where the span ends
    block_and: str  # {end}: the same for a window
    undated: str
    note_undated: str
    note_day: str
    note_month: str
    note_year: str
    note_exact: str
    note_uncertain: str
    note_start_uncertain: str
    note_end_uncertain: str


ENGLISH_DATES = DateWords(
    months=(
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    short_months=("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    seasons=("spring", "summer", "autumn", "winter"),
    day="{day} {month} {year}",
    day_of_month="{day} {month}",
    month="{month} {year}",
    short_day="{day} {month} {year}",
    short_day_of_month="{day} {month}",
    short_month="{month} {year}",
    season="{season} {year}",
    decade="the {year}s",
    short_decade="{year}s",
    before_era="{year} BCE",
    early_era="{year} CE",
    at="{date}, {time}",
    clock="{time} {zone}",
    utc="UTC{offset}",
    zones=(),
    days="{start}–{end}",
    span="{start} to {end}",
    window="between {start} and {end}",
    clock_span="{start} to {end}",
    clock_window="between {start} and {end}",
    since="since {date}",
    on_or_after="on or after {date}",
    by="by {date}",
    about="about {date}",
    about_within="about {date}",
    day_within="{date}",
    longer_within="{date}",
    uncertain="{date} (uncertain)",
    block_from="from",
    block_from_joint="from",
    block_from_about="from about",
    block_between="between",
    block_since="since",
    block_since_about="since about",
    block_on_or_after="on or after",
    block_on_or_after_longer="on or after",
    block_by="by",
    block_by_longer="by",
    block_by_about="by about",
    block_about="about",
    block_to="to {end}",
    block_and="and {end}",
    undated="Undated",
    note_undated="date not given",
    note_day="day not given",
    note_month="month not given",
    note_year="year not given",
    note_exact="exact date not given",
    note_uncertain="uncertain",
    note_start_uncertain="start uncertain",
    note_end_uncertain="end uncertain",
)


class Language(Struct, frozen=True, kw_only=True, eq=False):
    """A language pages are written in. There is one object for each, so that it is known by identity.

    Callers pass the English message and get the words to print: ``language.gettext("Sources")``,
    ``language.ngettext("%(n)s event", "%(n)s events", count)``. A language with translations brings its own
    ``catalogue``, ``dates`` and number signs; callers do not change.
    """

    code: str  # BCP 47: "en", "es", "fa"
    name: str  # by its own name
    direction: Literal["ltr", "rtl"]
    dates: DateWords
    catalogue: Catalogue
    digits: str = "0123456789"
    group: str = ","
    least_grouped: int = 4  # how many digits a number has at least that is grouped
    decimal: str = "."
    minus: str = "−"
    range: str = "{low}–{high}"  # two numbers, or the two ends of a stretch in one numeral
    solar_hijri_months: tuple[
        str, ...
    ] = ()  # Farvardin first, where pages name that calendar beside the Gregorian
    letters: tuple[tuple[str, str], ...] = ()
    """Of a letter with several forms: the one a register has for all of them, and the one that this language writes."""
    list_comma: str = ", "
    list_and: str = " and "
    list_and_before: tuple[
        tuple[str, str], ...
    ] = ()  # (how the last item begins, a pattern; the “and” before it)

    def gettext(self, message: str, **values: object) -> str:
        """The message in this language, with each ``%(name)s`` filled in where values are given."""
        words = self.catalogue.gettext(message)
        return words % self.isolated(values) if values else words

    def pgettext(self, context: str, message: str, **values: object) -> str:
        """As ``gettext``, for a word that other languages translate differently by context."""
        words = self.catalogue.pgettext(context, message)
        return words % self.isolated(values) if values else words

    def ngettext(self, singular: str, plural: str, n: int, **values: object) -> str:
        """The form of the message that goes with ``n``, with ``%(n)s`` filled in as a grouped number."""
        words = self.catalogue.ngettext(singular, plural, n)
        return words % {"n": self.number(n), **self.isolated(values)}

    def isolate(self, text: str) -> str:
        """``text`` as part of a sentence: isolated (U+2068 … U+2069) where it runs against this language.

        A name in Latin letters does so in Arabic; the numbers and signs beside it then stay where they belong. What is
        isolated within it, or carries its language (``tongues.py``), does not count: it turns nothing round.
        """
        if text.isascii() and self.direction == "ltr":
            return text
        own = text
        while (rest := _BY_ITSELF.sub("", own)) != own:
            own = rest
        against = (_LEFT_TO_RIGHT if self.direction == "rtl" else _RIGHT_TO_LEFT).search(own)
        return f"\u2068{text}\u2069" if against else text

    def isolated(self, values: Mapping[str, object]) -> dict[str, object]:
        """The values as they are filled into a message."""
        return {
            name: self.isolate(value) if isinstance(value, str) else value for name, value in values.items()
        }

    def number(self, value: Decimal | int) -> str:
        """Every digit of ``value``, none added or dropped, the whole part grouped: ``1,200.50``."""
        if type(value) is int and 0 <= value < 1000:  # most of them: counts, and the numbers of sources
            return self.numerals(str(value))
        whole, point, fraction = format(Decimal(value), "f").partition(".")
        sign, whole = (self.minus, whole[1:]) if whole.startswith("-") else ("", whole)
        if len(whole) >= self.least_grouped:
            head = len(whole) % 3 or 3
            whole = self.group.join(
                (whole[:head], *(whole[at : at + 3] for at in range(head, len(whole), 3)))
            )
        return self.numerals(sign + whole + (self.decimal + fraction if point else ""))

    def numerals(self, text: str) -> str:
        """``text`` with its digits 0–9 written in the digits of this language."""
        if self.digits == "0123456789":
            return text
        return text.translate(str.maketrans("0123456789", self.digits))

    def join(self, items: Sequence[str]) -> str:
        """The items as a list in a sentence: “A”, “A and B”, “A, B and C”; nothing for no items."""
        if len(items) < 2:
            return "".join(items)
        *rest, last = map(self.isolate, items)
        joint = next((word for start, word in self.list_and_before if re.match(start, last)), self.list_and)
        return self.list_comma.join(rest) + joint + last

    def phrases(self, items: Iterable[str]) -> str:
        """Phrases one after the other, which may hold commas: “A says 5; B, as of May, says 7”."""
        return self.gettext("; ").join(map(self.isolate, items))

    def between(self, low: str, high: str) -> str:
        """Two numbers as one: “10–20”."""
        return self.range.format(low=low, high=high)


ENGLISH = Language(
    code="en", name="English", direction="ltr", dates=ENGLISH_DATES, catalogue=SourceMessages()
)
