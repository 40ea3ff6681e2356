"""Rules about how a status came to be what it is."""

from collections.abc import Iterator

from dateline.findings.diagnostics import Diagnostic
from dateline.model import Site
from dateline.record.days import by_day


def histories_end_in_the_status(site: Site) -> Iterator[Diagnostic]:
    """The newest entry of a history says the status that the event has.

    Why: the page would say one thing, and the record as known today another.
    """
    for crisis in site.crises.values():
        where = site.zone_of(crisis)
        for story in crisis.stories:
            for event in story.all_events:
                if event.history and (last := by_day(event.history, where)[-1]).status is not event.status:
                    message = f"the newest entry says “{last.status}”, and the status is “{event.status}”"
                    hint = f"write `status: {last.status}`, or add an entry for the change"
                    yield Diagnostic(last.at, "STATUS001", message, hint)
