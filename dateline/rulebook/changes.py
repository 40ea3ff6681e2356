"""Rules about changes since a revision, for ``check --against``: what was published does not change in silence."""

from __future__ import annotations

from dateline.rulebook.base import Rule, Severity

_SILENT = "Whoever read or quoted the page is not told, and the record stops being one."


def _rule(code: str, title: str, wrong: str, right: str, why: str = _SILENT) -> Rule:
    return Rule(code, Severity.ERROR, title, why, wrong, right)


CHANGES: tuple[Rule, ...] = (
    _rule(
        "CHANGE001",
        "a published figure changes with a correction",
        "value: 12, which was 10 when it was published",
        'corrections:\n  - {date: 2020-05-06, was: "10 ships", now: "12 ships", why: A ship was counted twice.}',
    ),
    _rule(
        "CHANGE002",
        "a published date changes with a correction",
        "date: 2020-05-05, which was 2020-05-04",
        'corrections:\n  - {date: 2020-05-06, was: "4 May", now: "5 May", why: The notice is dated 5 May.}',
    ),
    _rule(
        "CHANGE003",
        "a published status changes with a history or a correction",
        "status: disputed, which was confirmed",
        "history:\n  - {date: 2020-05-06, status: disputed, why: The pilots object.}",
    ),
    _rule(
        "CHANGE004",
        "published words of somebody change with a correction",
        "quote: {text: until further notice}, which was “for a week”",
        'corrections:\n  - {date: 2020-05-06, was: "for a week", now: "until further notice"}',
    ),
    _rule(
        "CHANGE005",
        "an address or id that was published keeps working",
        "closure.md renamed to harbour-closes.md",
        "harbour-closes.md with old_addresses: [/crises/harbour/closure/]; or, in site.yaml, that address in removed:",
        "Links from elsewhere lead nowhere, and nobody hears of it.",
    ),
    _rule(
        "CHANGE006",
        "a published event is retracted, not removed",
        "an event taken out of the file",
        "status: retracted and retraction: The notice was withdrawn.",
    ),
)
