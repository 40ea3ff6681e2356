"""The record of a crisis as it was known at the end of a day."""

from datetime import tzinfo

from msgspec.structs import replace

from dateline.model import Claim, Crisis, Event, KnownLine, Status, Story
from dateline.record.changes import changes, claim_day, first_day
from dateline.record.days import LONG_AGO, by_day, day_of
from dateline.record.timeline import recorded_days


def versions(crisis: Crisis, zone: tzinfo) -> tuple[str, ...]:
    """The days on which the record changed, newest first: one version of the record each."""
    return tuple(dict.fromkeys(change.day for change in changes(crisis, zone)))


def as_known(crisis: Crisis, day: str, zone: tzinfo) -> Crisis:
    """The crisis without everything that became known after ``day`` (ISO).

    Events and claims are left out until they were recorded, statuses are those of that day, withdrawals and
    corrections made later have not happened. Where a status changed and its history begins later than the event, it
    counts as reported until then: the weakest word the desk publishes. Wording stays as it is now, and the page
    says so.
    """
    start = first_day(crisis, zone)
    stories = tuple(kept for story in crisis.stories if (kept := _story(story, day, zone)) is not None)
    return replace(
        crisis,
        stories=stories,
        known=_lines(crisis.known, day, start, zone),
        unknown=_lines(crisis.unknown, day, start, zone),
        corrections=tuple(one for one in crisis.corrections if day_of(one.date, zone) <= day),
    )


def _story(story: Story, day: str, zone: tzinfo) -> Story | None:
    own, *others = recorded_days(story, zone)
    if own > day:
        return None
    return replace(
        story,
        event=_event(story.event, day, zone),
        events=tuple(
            _event(event, day, zone)
            for event, recorded in zip(story.events, others, strict=True)
            if recorded <= day
        ),
        figures=tuple(
            _claim(claim, day, zone) for claim in story.figures if claim_day(claim, story, zone) <= day
        ),
        corrections=tuple(one for one in story.corrections if day_of(one.date, zone) <= day),
    )


def _event(event: Event, day: str, zone: tzinfo) -> Event:
    if not event.history or all(day_of(change.date, zone) <= day for change in event.history):
        return event
    past = tuple(one for one in by_day(event.history, zone) if day_of(one.date, zone) <= day)
    status = past[-1].status if past else Status.REPORTED
    return replace(
        event, history=past, status=status, retraction=event.retraction if status is Status.RETRACTED else ""
    )


def _claim(claim: Claim, day: str, zone: tzinfo) -> Claim:
    later = claim.withdrawn is not None and day_of(claim.withdrawn.date, zone) > day
    return replace(claim, withdrawn=None) if later else claim


def _lines(lines: tuple[KnownLine, ...], day: str, start: str, zone: tzinfo) -> tuple[KnownLine, ...]:
    kept = []
    for line in lines:
        since = day_of(line.since, zone) if line.since else start
        until = day_of(line.until, zone)
        if since <= day and (until == LONG_AGO or until > day):
            kept.append(replace(line, until=None) if line.until and until > day else line)
    return tuple(kept)
