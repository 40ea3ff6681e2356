"""The crisis page: what is known and not known, figures, the timeline, who says what. Live, or as known on a day."""

from collections import Counter
from collections.abc import Sequence
from datetime import tzinfo

from msgspec.structs import replace

from dateline.addresses import (
    CORRECTIONS,
    HOME,
    as_known_address,
    crisis_address,
    crisis_feed,
    event_embed,
    period_address,
    timeline_embed,
    updates_address,
)
from dateline.dates import UNKNOWN
from dateline.model import Crisis, KnownLine, Stance
from dateline.record.as_known import as_known
from dateline.record.changes import Change, changes, first_day
from dateline.record.corrections import made_in_crisis
from dateline.record.days import day_of
from dateline.record.figures import Series, all_series
from dateline.record.periods import (
    MOST,
    MOST_AS_KNOWN,
    MOST_LINES,
    NEWEST,
    Period,
    divide,
    pages_of_crisis,
    parts_of,
)
from dateline.record.timeline import Entry, timeline
from dateline.views.claims import correction_view
from dateline.views.components import (
    EmbedCode,
    EventView,
    FigureView,
    KeyEventView,
    KnownView,
    PositionGroup,
    PositionText,
    PositionView,
    QuestionView,
)
from dateline.views.composer import Composer
from dateline.views.embeds import FEWEST_KEY_EVENTS, embed_code
from dateline.views.events import event_view, key_event_view, newest_first, phase_views, story_line
from dateline.views.figures import count_views, figure_view, figures_by_id, is_minor
from dateline.views.filters import faded_by, filter_view
from dateline.views.frame_data import Link
from dateline.views.frames import about_language, feed_at, frame
from dateline.views.inputs import CrisisInputs, Shared
from dateline.views.jsonld import crisis_json_ld
from dateline.views.pages import CrisisPage
from dateline.views.periods import index_of, newest_told, period_name, period_phases
from dateline.views.share import picture_of
from dateline.views.strips import crisis_strip
from dateline.views.take_along import take_along
from dateline.views.titles import crisis_name, crisis_status, hold_short_start, kinds_of
from dateline.views.versions import day_view_date, earlier_then, named_then, version_banner, version_list

GROUPS = ("in power", "affected", "counting and checking", "outside")
MOST_EARLIER, FEWEST_EARLIER = 40, 10
"""Earlier claims that the page of the crisis tells and draws: of each figure a few; of those that have more, so many
together. On a day in the past it is the few, since there is a page for each."""
MOST_KEY_EVENTS = 6
NEWEST_STORIES, NEWEST_CORRECTIONS = 40, 20
"""Of a record with more events than one page tells. Of any other the page has all."""


def crisis_page(shared: Shared, inputs: CrisisInputs) -> CrisisPage:
    """The live page of a crisis."""
    return _page(shared, inputs, inputs.crisis, day="")


def as_known_page(shared: Shared, inputs: CrisisInputs, day: str) -> CrisisPage:
    """The crisis as it was known at the end of ``day``."""
    where = shared.zone(inputs.crisis.timezone)
    return _page(shared, inputs, as_known(inputs.crisis, day, where), day=day)


def _page(shared: Shared, inputs: CrisisInputs, crisis: Crisis, day: str) -> CrisisPage:
    live = inputs.crisis
    address = as_known_address(crisis.slug, day) if day else crisis_address(crisis.slug)
    page = Composer(shared, address, inputs.lookup, crisis.timezone)
    where = shared.zone(crisis.timezone)
    entries = timeline(crisis, where)
    history = changes(live, where)
    kinds = kinds_of(shared, crisis)
    figures = figures_by_id(crisis.figures)
    series = all_series(crisis, where)
    newest = next((change.day for change in history if not day or change.day <= day), "")
    as_of = day_view_date(newest)

    counts = count_views(page, crisis.slug, series)
    strip = crisis_strip(page, crisis, entries, kinds, as_of)
    here = Link(page.say("What we know"), page.href(f"{address}#brief"))
    until = as_of.bounds(where)[1] if as_of is not None else None
    start = first_day(live, where)
    known = tuple(_known(page, line, here, start) for line in crisis.known if line.until is None)
    unknown = tuple(_known(page, line, here, start) for line in crisis.unknown if line.until is None)
    key_events = _key_events(page, entries)
    changed = {} if day else _last_claims(history)
    # What nobody has counted yet is a gap, and shown; on a day in the past it may not have been looked for.
    shown = [one for one in series if one.all or one.figure.lead or not day]

    most_earlier = _most_earlier(shown, day)

    def draw(one: Series) -> FigureView:
        view = figure_view(page, crisis.slug, one, where, until, most=most_earlier)
        return replace(view, changed=changed.get(one.figure.id, ""))

    drawn = [(is_minor(one), draw(one)) for one in shown]
    figure_views = tuple(view for minor, view in drawn if not minor)
    minor_views = tuple(view for minor, view in drawn if minor)
    named = named_then(entries, live) if day else entries
    periods = divide(named, lambda entry: where, MOST_AS_KNOWN if day else MOST)
    filtered: Sequence[Entry] = entries
    if periods:
        labels = dict(kinds)

        def told(entry: Entry) -> EventView:
            return event_view(page, entry, figures, labels)

        listed = newest_told(periods, *((MOST_AS_KNOWN, len(named)) if day else (NEWEST, MOST_LINES)))
        filtered = [entry for one in listed for entry in (*one.full, *one.lines)]
        list_at = crisis_address(crisis.slug)
        unpaged = [period.parts for period in periods] if day else ()
        phases = period_phases(page, listed, told, lambda entry: where, list_at, unpaged)
        phases += earlier_then(page, len(phases), crisis, len(entries) - len(named))
    else:
        phases = phase_views(page, crisis, entries, figures, dict(kinds))
    filters = filter_view(page, filtered, kinds, inputs.lookup.cast, of=len(entries)) if not day else None
    positions = _positions(page, inputs.stances, Link(page.say("Who says what"), "#who"))
    body = page.prose(crisis.body) if crisis.body else ""
    questions = tuple(
        QuestionView(anchor=f"q{number}", question=one.question, answer=page.prose(one.answer))
        for number, one in enumerate(crisis.questions, start=1)
    )
    long = len(entries) > MOST
    made = made_in_crisis(crisis, where)
    corrections = tuple(
        correction_view(page, crisis.slug, one, number)
        for number, one in enumerate(made[:NEWEST_CORRECTIONS] if long else made, start=1)
    )
    page.cite(crisis.cites)
    sources = page.sources()
    told_by = [entry for entry in newest_first(entries) if entry.is_story]
    stories = tuple(story_line(page, entry) for entry in (told_by[:NEWEST_STORIES] if long else told_by))
    sections = _sections(
        page,
        known or unknown,
        (*figure_views, *minor_views),
        entries,
        told_by,
        positions,
        body or questions,
        made,
        sources,
    )
    name = crisis_name(crisis)
    feed = feed_at(page, "crisis-feeds", crisis_feed(crisis.slug))
    description = crisis.summary or crisis.title
    title = crisis.title
    if day and as_of is not None:
        title = page.say("%(title)s (as known on %(day)s)", title=crisis.title, day=page.date(as_of).text)
    as_of_view = page.date(as_of) if as_of is not None else None
    crumbs = [page.link(page.say("Crises"), HOME)]
    crumbs.append(page.link(name, crisis_address(crisis.slug)) if day else Link(name, current=True))
    if day:
        crumbs.append(
            Link(page.say("As known on %(day)s", day=as_of_view.text if as_of_view else day), current=True)
        )
    return CrisisPage(
        frame=frame(
            page,
            title,
            description,
            crumbs=crumbs,
            record_as_of=as_of_view.text if as_of_view else "",
            robots="noindex" if day else "",
            kind="article",
            json_ld=None if day else crisis_json_ld(page, crisis, newest, sources, corrections),
            feeds=((name, feed),),
            canonical=crisis_address(crisis.slug),
            oembed=not day,
            image="" if day else picture_of(shared, address, name, crisis.title),
            told=crisis.told,
            notice=_notice(page, crisis),
        ),
        title=hold_short_start(crisis.title),
        summary=crisis.summary,
        as_of=as_of_view,
        events_text=page.count("%(n)s event", "%(n)s events", len(entries)),
        sources_text=page.count("%(n)s source", "%(n)s sources", len(sources)),
        corrections_text=page.count("%(n)s correction", "%(n)s corrections", len(made))
        if made
        else page.say("No corrections"),
        ongoing=crisis_status(page, crisis.status),
        started=page.date(crisis.started) if crisis.started and crisis.started != UNKNOWN else None,
        place=page.place(crisis.place, crisis.place_name),
        counts=counts,
        strip=faded_by(filters, strip),
        versions=version_list(page, live, history, day) if shared.settings.publishes("as-known") else (),
        since=version_list(page, live, history, "") if not day else (),
        banner=version_banner(page, live, history, day) if day else None,
        sections=sections,
        known=known,
        unknown=unknown,
        key_events=key_events,
        figures=figure_views,
        minor_figures=minor_views,
        filters=filters,
        phases=phases,
        stories=stories,
        older_stories=_older_stories(page, told_by[len(stories) :], where, () if day else periods),
        older_stories_text=_older_stories_text(page, len(told_by) - len(stories)),
        positions=positions,
        body=body,
        questions=questions,
        corrections=corrections,
        older_corrections=_older_corrections(page, crisis.slug, len(made) - len(corrections)),
        sources=sources,
        updates=page.link(page.say("All updates"), updates_address(crisis.slug))
        if shared.settings.publishes("updates")
        else Link(""),
        feed=Link(page.say("Follow by feed"), page.href(feed)),
        index=index_of(page, periods, phases),
        take_along=take_along(page, crisis, as_of) if not day else None,
        embeds=_embeds(page, crisis, entries) if not day else (),
    )


def _most_earlier(figures: Sequence[Series], day: str) -> int:
    """How many earlier claims the page tells of each figure."""
    long = sum(len(one.earlier) > FEWEST_EARLIER for one in figures)
    return FEWEST_EARLIER if day else max(FEWEST_EARLIER, MOST_EARLIER // max(1, long))


def _older_stories_text(page: Composer, count: int) -> str:
    if not count:
        return ""
    return page.count("%(n)s older story, in the timeline:", "%(n)s older stories, in the timeline:", count)


def _older_stories(
    page: Composer, stories: Sequence[Entry], where: tzinfo, periods: Sequence[Period[Entry]]
) -> tuple[Link, ...]:
    """The years that tell them by their titles, each leading to its page if it has one."""
    paged = {parts[:1] for parts, _ in pages_of_crisis(periods)}
    counts = Counter(parts_of(entry, where)[:1] for entry in stories)
    return tuple(
        Link(
            page.say("%(period)s (%(n)s)", period=period_name(page, year), n=page.language.number(number)),
            page.href(period_address(crisis_address(stories[0].crisis), year)) if year in paged else "",
        )
        for year, number in counts.items()
    )


def _older_corrections(page: Composer, crisis: str, count: int) -> Link | None:
    """To where the others stand: among the changes of this record, or where those are left out, with all others."""
    if not count:
        return None
    if page.shared.settings.publishes("updates"):
        words = page.count(
            "%(n)s earlier correction, among all updates",
            "%(n)s earlier corrections, among all updates",
            count,
        )
        return page.link(words, updates_address(crisis))
    words = page.count(
        "%(n)s earlier correction, among those of all crises",
        "%(n)s earlier corrections, among those of all crises",
        count,
    )
    return page.link(words, CORRECTIONS)


def _embeds(page: Composer, crisis: Crisis, entries: Sequence[Entry]) -> tuple[EmbedCode, ...]:
    """Of the timeline, and of the newest key events; a story has that of its own on its page."""
    key = [entry for entry in newest_first(entries) if entry.event.key][:MOST_KEY_EVENTS]
    return (
        *embed_code(page, "timeline", timeline_embed(crisis.slug), crisis.title),
        *(
            code
            for entry in key
            for code in embed_code(page, "event", event_embed(crisis.slug, entry.event.id), entry.event.title)
        ),
    )


def _notice(page: Composer, crisis: Crisis) -> str:
    """How the page came to be in its language, where that takes more than a word on the crisis's own text."""
    stories = [story.told is not None and not story.told.translated for story in crisis.stories]
    said = about_language(page, crisis.told)
    if crisis.told is not None and crisis.told.translated and any(stories):
        rest = page.say("What has not been translated yet is shown in the language it was written in.")
        return f"{said} {rest}"
    return said


def _last_claims(history: Sequence[Change]) -> dict[str, str]:
    """The last day on which a claim was added or withdrawn, by figure; ``history`` is newest first."""
    days: dict[str, str] = {}
    for change in history:
        if change.claim is not None and change.claim.figure is not None:
            days.setdefault(change.claim.figure.id, change.day)
    return days


def _known(page: Composer, line: KnownLine, place: Link, start: str) -> KnownView:
    """``start``: the day the record began; a line as old as the record needs no “since”."""
    later = line.since is not None and day_of(line.since, page.shared.zone(page.timezone)) > start
    return KnownView(
        text=page.prose(line.text, place),
        status=page.status(line.status) if line.status else None,
        since=page.optional_date(line.since) if later else None,
        sources=page.cite(line.sources, place),
    )


def _key_events(page: Composer, entries: Sequence[Entry]) -> tuple[KeyEventView, ...]:
    chosen = [entry for entry in newest_first(entries) if entry.event.key and entry.dated][:MOST_KEY_EVENTS]
    if len(chosen) < FEWEST_KEY_EVENTS:
        return ()
    return tuple(key_event_view(page, entry) for entry in chosen)


def _positions(
    page: Composer, stances: Sequence[tuple[str, tuple[Stance, ...]]], place: Link
) -> tuple[PositionGroup, ...]:
    """“Who says what”, by `group:` (docs/format.md); an actor without one stands with those outside."""
    titles = {
        "in power": page.say("In power"),
        "affected": page.say("Held, freed or otherwise affected"),
        "counting and checking": page.say("Counting and checking"),
        "outside": page.say("Outside governments and others"),
    }
    found: dict[str, list[PositionView]] = {group: [] for group in GROUPS}
    for actor, said in stances:
        card = page.lookup.cast[actor]
        texts = tuple(
            PositionText(
                text=page.prose(one.text, place),
                date=page.optional_date(one.date),
                sources=page.cite(one.sources, place),
            )
            for one in said
        )
        found[card.group or "outside"].append(
            PositionView(actor=page.actor(actor), role=card.role, texts=texts)
        )
    return tuple(
        PositionGroup(title=titles[group], actors=tuple(listed)) for group, listed in found.items() if listed
    )


def _sections(
    page: Composer,
    brief: object,
    figures: Sequence[object],
    entries: Sequence[Entry],
    stories: Sequence[object],
    positions: Sequence[PositionGroup],
    background: object,
    corrections: Sequence[object],
    sources: Sequence[object],
) -> tuple[Link, ...]:
    """“On this page”: the sections that are there."""
    actors = sum(len(group.actors) for group in positions)
    listed = (
        (brief, Link(page.say("What we know"), "#brief")),
        (figures, Link(page.say("Key figures"), "#figures", count=len(figures))),
        (True, Link(page.say("Timeline"), "#timeline", count=len(entries))),
        (stories, Link(page.say("Stories"), "#stories", count=len(stories))),
        (positions, Link(page.say("Who says what"), "#who", count=actors)),
        (background, Link(page.say("Background"), "#background")),
        (True, Link(page.say("Corrections"), "#corrections", count=len(corrections))),
        (sources, Link(page.say("Sources"), "#sources", count=len(sources))),
    )
    return tuple(link for there, link in listed if there)
