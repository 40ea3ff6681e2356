"""An actor's page, across crises, and the list of all of them."""

from collections.abc import Iterable, Sequence

from dateline.addresses import (
    ACTORS,
    HOME,
    actor_address,
    actor_feed,
    actors_address,
    crisis_address,
    media_address,
    story_address,
)
from dateline.languages import tongues
from dateline.model import Image, Stance
from dateline.read.dimensions import Size
from dateline.record.timeline import Entry
from dateline.views.appearances import entries_in, phases_in
from dateline.views.claims import claim_view, quote_view
from dateline.views.components import MediaView, PhaseView, PositionText
from dateline.views.composer import Composer
from dateline.views.events import labels, newest_first
from dateline.views.frame_data import Link
from dateline.views.frames import feed_at, frame
from dateline.views.inputs import ActorEntry, ActorInputs, ActorsInputs, Appearance, Shared
from dateline.views.jsonld import actor_json_ld, list_json_ld
from dateline.views.pages import ActorCrisis, ActorLine, ActorPage, ActorsPage
from dateline.views.search import letter_name, numbered_letter


def kind_word(page: Composer, kind: str) -> str:
    words = {
        "person": page.say("Person"),
        "organisation": page.say("Organization"),
        "state": page.say("State"),
        "armed-group": page.say("Armed group"),
        "court": page.say("Court"),
        "media": page.say("Media"),
    }
    return words.get(kind, "")


def actor_page(shared: Shared, inputs: ActorInputs) -> ActorPage:
    """Who an actor is, what they say per crisis, and the events they take part in."""
    actor = inputs.actor
    page = Composer(shared, actor_address(actor.id), inputs.lookup)
    text = page.prose(actor.body) if actor.body else ""
    appearances = tuple((one, entries_in(page, one)) for one in inputs.appearances)
    says = tuple(
        said
        for one in appearances
        if (said := _says(page, actor.id, *one)).positions or said.quotes or said.claims
    )
    if general := tuple(one for one in actor.positions if one.crisis is None):
        positions = _positions(page, general, Link(page.say("In general"), "#says"))
        says = (
            ActorCrisis(crisis=Link(page.say("In general")), positions=positions, quotes=(), claims=()),
            *says,
        )
    phases = tuple(phase for one in appearances for phase in _events(page, actor.id, *one))
    description = actor.role or page.say(
        "%(name)s: what they say and the events they are part of.", name=actor.name
    )
    crumbs = (page.link(page.say("Actors"), ACTORS), Link(actor.name, current=True))
    feed = feed_at(page, "actor-feeds", actor_feed(actor.id))
    return ActorPage(
        frame=frame(
            page,
            actor.name,
            description,
            crumbs=crumbs,
            kind="profile",
            feeds=((actor.name, feed),),
            json_ld=actor_json_ld(actor.name, actor.kind, actor.aliases),
            told=actor.told,
        ),
        name=actor.name,
        names=tuple(
            Link(name, language=language)
            for language, name in actor.names
            if name != tongues.bare(actor.name)
        ),
        aliases=actor.aliases,
        kind=kind_word(page, actor.kind),
        role=actor.role,
        portrait=_portrait(page, actor.portrait, inputs.picture),
        text=text,
        says=says,
        phases=phases,
        sources=page.sources(),
        feed=Link(page.say("Follow by feed"), page.href(feed)),
    )


def _portrait(page: Composer, image: Image | None, size: Size) -> MediaView | None:
    if image is None:
        return None
    src = page.href(media_address(f"actors/{image.file}"))
    return MediaView(
        alt=image.alt, credit=image.credit, caption=image.caption, src=src, width=size[0], height=size[1]
    )


def _says(page: Composer, actor: str, appearance: Appearance, entries: Sequence[Entry]) -> ActorCrisis:
    """Positions, quotes and claims in one crisis, newest first."""
    crisis = appearance.crisis
    place = Link(crisis.name, "#says")
    positions = _positions(page, appearance.stances, place)
    figures = labels(appearance.figures)
    quotes = []
    claims = []
    for entry in newest_first(entries):
        quote = entry.event.quote
        if quote and quote.by and quote.by.id == actor:
            href = page.href(story_address(crisis.slug, entry.story))
            when = page.date(entry.event.date, entry.event.date_text)
            quotes.append((quote_view(page, quote), when, Link(entry.event.title, href)))
        for claim in entry.claims:
            if claim.by and claim.by.id == actor and claim.figure:
                story = Link(entry.event.title, page.href(story_address(crisis.slug, entry.story)))
                label, unit = figures.get(claim.figure.id, ("", ""))
                claims.append(claim_view(page, claim, label, unit, story, crisis.slug))
    return ActorCrisis(
        crisis=page.link(crisis.name, crisis_address(crisis.slug)),
        positions=positions,
        quotes=tuple(quotes),
        claims=tuple(claims),
    )


def _positions(page: Composer, stances: Iterable[Stance], place: Link) -> tuple[PositionText, ...]:
    return tuple(
        PositionText(
            text=page.prose(stance.text, place),
            date=page.optional_date(stance.date),
            sources=page.cite(stance.sources, place),
        )
        for stance in stances
    )


def _events(
    page: Composer, actor: str, appearance: Appearance, entries: Sequence[Entry]
) -> tuple[PhaseView, ...]:
    """The actor's events in a crisis."""
    taking_part = tuple(
        entry for entry in entries if any(one.actor.id == actor for one in entry.event.actors)
    )
    return phases_in(page, appearance, taking_part, f"actor={actor}")


def actors_page(shared: Shared, inputs: ActorsInputs) -> ActorsPage:
    """Actors by kind, each with the number of their events and their crises."""
    address = actors_address(inputs.letter, inputs.number) if inputs.letter else ACTORS
    page = Composer(shared, address)
    titles = (
        ("person", page.say("People")),
        ("organisation", page.say("Organizations and bodies")),
        ("state", page.say("States and governments")),
        ("armed-group", page.say("Armed groups")),
        ("court", page.say("Courts")),
        ("media", page.say("Media")),
        ("", page.say("Others")),
    )
    groups = []
    for kind, group in titles:
        lines = tuple(_line(page, one) for one in inputs.entries if one.card.kind == kind)
        if lines:
            groups.append((group, lines))
    actors = page.say("Actors")
    title = page.say("Actors: %(letter)s", letter=_page_name(page, inputs)) if inputs.letter else actors
    if inputs.letter:
        lede = page.say(
            "Everyone the record names under “%(letter)s”: who they are, what they say, "
            "and the events they are part of.",
            letter=letter_name(page, inputs.letter),
        )
    elif inputs.letters:
        lede = page.say(
            "Those who take part in most events, and everyone by the first letter of their names."
        )
    else:
        lede = page.say(
            "Everyone the record names: who they are, what they say, and the events they are part of."
        )
    items = tuple((one.card.name, actor_address(one.card.id)) for one in inputs.entries)
    crumbs = [page.link(page.say("Crises"), HOME), Link(actors, current=True)]
    if inputs.letter:
        crumbs[1:] = [page.link(actors, ACTORS), Link(_page_name(page, inputs), current=True)]
    return ActorsPage(
        frame=frame(
            page,
            title,
            lede,
            crumbs=crumbs,
            json_ld=None if inputs.letter else list_json_ld(page, title, items),
            robots="noindex" if inputs.letter else "",
        ),
        title=title,
        lede=lede,
        groups=tuple(groups),
        letters=tuple(
            Link(
                letter_name(page, letter),
                page.href(actors_address(letter)),
                current=letter == inputs.letter,
                count=count,
            )
            for letter, count in inputs.letters
        ),
        back=_beside(page, inputs, -1),
        on=_beside(page, inputs, 1),
    )


def _page_name(page: Composer, held: ActorsInputs) -> str:
    """“H”, or of a letter with several pages “H, page 2”."""
    name = letter_name(page, held.letter)
    return numbered_letter(page, name, held.number) if held.of > 1 else name


def _beside(page: Composer, held: ActorsInputs, step: int) -> Link | None:
    """The page before or after this one of the same letter."""
    number = held.number + step
    if not held.letter or not 1 <= number <= held.of:
        return None
    name = numbered_letter(page, letter_name(page, held.letter), number)
    return page.link(name, actors_address(held.letter, number))


def _line(page: Composer, entry: ActorEntry) -> ActorLine:
    card, address = entry.card, actor_address(entry.card.id)
    more = page.count("%(n)s more crisis", "%(n)s more crises", entry.more) if entry.more else ""
    return ActorLine(
        actor=page.link(card.name, address),
        role=card.role,
        kind=kind_word(page, card.kind),
        events_text=page.count("%(n)s event", "%(n)s events", entry.events),
        crises=(
            *(page.link(one.name, crisis_address(one.slug)) for one in entry.crises),
            *((page.link(more, address),) if more else ()),
        ),
    )
