"""Rules about events: their place in time, their reasons and their quotes."""

from collections.abc import Iterator
from datetime import tzinfo

from dateline.dates import FAR_FUTURE, FAR_PAST, Shape
from dateline.findings.diagnostics import Diagnostic
from dateline.languages.language import ENGLISH
from dateline.model import Crisis, Event, Site, Status, Story
from dateline.prose import Kind
from dateline.prose.said import NUMBER
from dateline.values.names import fold

_SMALL_WORDS = frozenset(("a", "an", "the"))


def _events(site: Site) -> Iterator[tuple[Crisis, Story, Event]]:
    for crisis in site.crises.values():
        for story in crisis.stories:
            for event in story.all_events:
                yield crisis, story, event


def retractions_have_reasons(site: Site) -> Iterator[Diagnostic]:
    """What is retracted says why: in `retraction:`, in its history or in a correction."""
    for _, story, event in _events(site):
        if event.status is not Status.RETRACTED or event.retraction:
            continue
        told = any(change.status is Status.RETRACTED and change.why for change in event.history)
        told |= any(
            one.kind == "retraction" and one.why and (one.event.id if one.event else story.slug) == event.id
            for one in story.corrections
        )
        if not told:
            yield Diagnostic(
                event.status_at or event.title_at,
                "STATUS003",
                "this is retracted without a reason",
                "add `retraction:`",
            )


def quotes_have_speakers(site: Site) -> Iterator[Diagnostic]:
    """A quote names its speaker."""
    for _, _, event in _events(site):
        if event.quote and event.quote.by is None:
            yield Diagnostic(
                event.quote.at, "QUOTE001", "nobody is named for this quote", "add `by:` with an actor"
            )


def key_events_say_when(site: Site) -> Iterator[Diagnostic]:
    """A key event says when, or in words that nobody does."""
    for _, _, event in _events(site):
        if event.key and event.date.shape is Shape.UNKNOWN and not event.date_text:
            hint = "add `date_text:` with what is said about it, or leave `key:` out"
            yield Diagnostic(event.date_at, "EVENT003", "this key event has no date", hint)


def events_are_within_their_crisis(site: Site) -> Iterator[Diagnostic]:
    """An event does not end before its crisis, with all its phases, began; nor begin after one that has ended."""
    for crisis in site.crises.values():
        where = site.zone_of(crisis)
        events = [event for story in crisis.stories for event in story.all_events]
        starts = [date for date in (crisis.started, *(one.date for one in crisis.phases)) if date is not None]
        began = min((date.bounds(where)[0] for date in starts), default=FAR_PAST)
        for event in events:
            if FAR_PAST < event.date.bounds(where)[1] < began:
                message = f"{event.date} is before the crisis began"
                hint = "look the year up, or add a phase that covers it to the crisis"
                yield Diagnostic(event.date_at, "EVENT001", message, hint)
        if crisis.status != "ended" or not crisis.phases:
            continue
        ended = max(phase.date.bounds(where)[1] for phase in crisis.phases)
        for event in events:
            if ended < event.date.bounds(where)[0] < FAR_FUTURE:
                message = f"{event.date} is after the crisis ended"
                hint = "look the year up, or make the last phase of the crisis longer"
                yield Diagnostic(event.date_at, "EVENT001", message, hint)


def events_to_come(site: Site, now: int) -> Iterator[tuple[int, Diagnostic]]:
    """Events called confirmed that begin after ``now`` and after their story is published, each with the instant at
    which it is no longer one. What is planned is reported, until it happens."""
    for crisis, story, event in _events(site):
        if event.status is not Status.CONFIRMED:
            continue
        where = site.zone_of(crisis)
        days = [one.bounds(where)[1] for one in (story.published, story.publish_at) if one is not None]
        start = event.date.bounds(where)[0]
        if max((now, *days)) < start < FAR_FUTURE:
            hint = "look the year up, or write `status: reported` for what is planned"
            message = f"this is called confirmed, and {event.date} is still to come"
            yield start, Diagnostic(event.date_at, "EVENT001", message, hint)


def events_are_told_once(site: Site) -> Iterator[Diagnostic]:
    """No two events of a crisis have dates that overlap and the same words in their titles, or titles of five words and
    more that differ in one."""
    for crisis in site.crises.values():
        where = site.zone_of(crisis)
        by_words: dict[frozenset[str], list[Event]] = {}
        nearly: dict[frozenset[str], list[tuple[frozenset[str], Event]]] = {}
        for event in (event for story in crisis.stories for event in story.all_events):
            words = frozenset(fold(event.title).split()) - _SMALL_WORDS
            by_words.setdefault(words, []).append(event)
            yield from _nearly_told(event, words, nearly, where)
        for alike in by_words.values():
            yield from _overlapping(alike, where)


def _overlapping(alike: list[Event], where: tzinfo) -> Iterator[Diagnostic]:
    """Events with one title of which one can be the other: each is held against the one that reaches furthest."""
    if len(alike) < 2:
        return
    unknown = [event for event in alike if event.date.shape is Shape.UNKNOWN]
    for event in unknown[1:]:
        yield _told_already(event, unknown[0])
    spans = [
        (*event.date.bounds(where), number, event)
        for number, event in enumerate(alike)
        if event.date.shape is not Shape.UNKNOWN
    ]
    furthest: tuple[int, int, Event] | None = None
    for first, last, number, event in sorted(spans, key=lambda span: span[:3]):
        if furthest is not None and first <= furthest[0]:
            pair = sorted(((number, event), furthest[1:]), key=lambda one: one[0])
            yield _told_already(pair[1][1], pair[0][1])
        if furthest is None or last > furthest[0]:
            furthest = last, number, event


_LEAST_IN_COMMON = 4
"""Words that two titles share before one word more or less can be a slip."""
_MOST_COMPARED = 60
"""Events with the same words but one that are compared with each other: a list of more was not typed by hand."""


def _nearly_told(
    event: Event,
    words: frozenset[str],
    nearly: dict[frozenset[str], list[tuple[frozenset[str], Event]]],
    where: tzinfo,
) -> Iterator[Diagnostic]:
    """The event before it, among ``nearly``, whose title differs in a word: they meet in what is left without it."""
    if len(words) < _LEAST_IN_COMMON:
        return
    keys = [words]
    if len(words) > _LEAST_IN_COMMON:
        keys += (words - {word} for word in sorted(words))
    for others, other in (one for key in keys for one in nearly.get(key, ())):
        if others != words and not any(map(_counts, words ^ others)) and _can_be_one(event, other, where):
            yield _told_already(event, other, "looks like what")
            break
    for key in keys:
        if len(known := nearly.setdefault(key, [])) < _MOST_COMPARED:
            known.append((words, event))


def _can_be_one(event: Event, other: Event, where: tzinfo) -> bool:
    """Whether two events can be of one day and place."""
    if event.place and other.place and fold(event.place) != fold(other.place):
        return False
    if Shape.UNKNOWN in (event.date.shape, other.date.shape):
        return event.date.shape is other.date.shape
    (first, last), (begin, end) = event.date.bounds(where), other.date.bounds(where)
    return first <= end and begin <= last


_NAMES_OF_TIMES = frozenset(map(str.casefold, (*ENGLISH.dates.months, *ENGLISH.dates.weekdays)))


def _counts(word: str) -> bool:
    """Whether a word tells two alike events apart: a number, in figures or words, a month or a day of the week."""
    return (
        any(character.isdigit() for character in word)
        or word in _NAMES_OF_TIMES
        or NUMBER.fullmatch(word) is not None
    )


def _told_already(event: Event, first: Event, how: str = "") -> Diagnostic:
    message = f"“{event.title}” {f'{how} ' if how else ''}is told already, at {first.title_at}"
    return Diagnostic(event.title_at, "EVENT002", message, f"refer to it with [[event:{first.id}]]")


def events_have_sources(site: Site) -> Iterator[Diagnostic]:
    """An event has a source: its own, cited in its text, or, for a story's own point, anywhere in the story."""
    for _, story, event in _events(site):
        if event.sources:
            continue
        texts = [event.text, *(one.text for one in event.statements)]
        if event is story.event:
            texts.append(story.body)
        cited = any(one.kind is Kind.SOURCE for text in texts if text for one in text.references)
        claimed = event is story.event and any(claim.sources for claim in story.figures)
        if cited or claimed:
            continue
        yield Diagnostic(
            event.title_at, "SRC001", "no source is given for this", "add `sources:`, or cite one as [@id]"
        )
        for statement in event.statements:
            if statement.status is Status.CONFIRMED:
                message = "this is called confirmed, and no source is given"
                yield Diagnostic(
                    statement.at, "SRC001", message, "add `sources:` to the event, or cite one as [@id]"
                )
