"""For the changes of a crisis: one list, or of a long record one for each year, month or day."""

from collections.abc import Iterator, Sequence

from dateline.addresses import period_address, updates_address
from dateline.model import Crisis
from dateline.record.changes import Change, changes
from dateline.record.periods import Parts, Period
from dateline.record.updates import divided_updates, pages_of_updates, told_at_once
from dateline.views.gather.cuts import named_by_changes
from dateline.views.gather.gatherer import Gatherer
from dateline.views.inputs import DayOfChange, UpdatesInputs
from dateline.views.uses import Uses

Periods = tuple[Period[Change], ...]


def divided(gatherer: Gatherer, record: Crisis) -> Periods:
    """The periods of a crisis with very many changes, newest first; none of another."""
    return gatherer.memo.make(("divided updates", record.slug), divided_updates, _changes(gatherer, record))


def with_pages(gatherer: Gatherer, record: Crisis) -> Iterator[tuple[Parts, Periods]]:
    """The years, months and days that have pages of their own, with the periods they hold."""
    periods = divided(gatherer, record)
    return pages_of_updates(periods)


def updates(gatherer: Gatherer, record: Crisis) -> UpdatesInputs:
    """For the page of all changes of a crisis: the newest in full, of the others the days."""
    periods = divided(gatherer, record)
    if not periods:
        whole = (Period((), _changes(gatherer, record)),)
        return _inputs(gatherer, record, (), whole, whole, frozenset())
    told = told_at_once(periods)
    first = [period for period in periods if period.parts in told]
    return _inputs(gatherer, record, (), periods, first, told)


def updates_of_period(
    gatherer: Gatherer, record: Crisis, parts: Parts, held: Periods, older: Parts, newer: Parts
) -> UpdatesInputs:
    """For the page of a year, a month or a day, which holds these periods."""
    if len(parts) > 3:
        held = tuple(
            one for one in divided(gatherer, record) if one.parts[:3] == parts[:3] and one.parts >= parts
        )
    first = [period for period in held if period.parts == parts]
    told = told_at_once(divided(gatherer, record))
    return _inputs(gatherer, record, parts, held, first, told, older, newer)


def _changes(gatherer: Gatherer, record: Crisis) -> tuple[Change, ...]:
    return gatherer.memo.make(("changes", record.slug), changes, record, gatherer.where(record))


def _inputs(
    gatherer: Gatherer,
    record: Crisis,
    parts: Parts,
    held: Sequence[Period[Change]],
    first: Sequence[Period[Change]],
    on_the_list: frozenset[Parts],
    older: Parts = (),
    newer: Parts = (),
) -> UpdatesInputs:
    """``first``: of the periods ``held`` those that the page tells; ``on_the_list``: those the list of all
    tells."""
    told = tuple(change for period in first for change in period.entries)
    shown = {period.parts for period in first}
    days: dict[str, DayOfChange] = {}
    for period in held:
        at = updates_address(record.slug)
        if period.parts not in on_the_list:
            at = period_address(at, period.parts)
        for change in period.entries if period.parts not in shown else ():
            known = days.get(change.day, DayOfChange(change.day, at, 0))
            days[change.day] = DayOfChange(change.day, known.address, known.changes + 1)
    further = days.pop(told[-1].day, None) if told else None
    uses = Uses()
    for change in told:
        uses.prose(change.text)
        if change.claim:
            uses.claim(change.claim)
    return UpdatesInputs(
        crisis=named_by_changes(record, told),
        parts=parts,
        told=told,
        further=further,
        others=tuple(days.values()),
        older=older,
        newer=newer,
        lookup=gatherer.lookup(uses),
    )
