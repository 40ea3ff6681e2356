"""Rules about dates and quantities as an editor writes them."""

from __future__ import annotations

from dateline.rulebook.base import Rule, Severity

DATES: tuple[Rule, ...] = (
    Rule(
        "DATE001",
        Severity.ERROR,
        "a date is written in one of the forms that are read, and exists",
        "A date that has to be guessed puts an event in the wrong place; 08/01/2026 is two different days.",
        "date: 8/1/2026",
        "date: 2026-01-08, or 2026-01 where the day is not known",
        fixed=True,
    ),
    Rule(
        "DATE002",
        Severity.ERROR,
        "a date that orders what was published, updated or corrected is a full day",
        "The record as known on a day, the feeds and the order of updates are built from it.",
        "published: 2026-01",
        "published: 2026-01-09, or 2026-01-09T08:00",
        fixed=True,
    ),
    Rule(
        "QTY001",
        Severity.ERROR,
        "a quantity is a number, a bound, a range or one of the words for a vague count",
        "A comma or a unit inside a number can make it a different number in another country.",
        "value: 1,200 people",
        "value: 1200, with the unit in the figure",
        fixed=True,
    ),
)
