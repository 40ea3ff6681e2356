"""The site as it is told in one language: its originals overlaid with translations into it.

Where there is no translation a text stays as it was written, and carries its language (``languages/tongues.py``).
Facts, ids and positions are always those of the original. The walk follows the declared fields (``parse/schema.py``),
so a field added there is translated and marked without a line here.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from dateline.languages import tongues
from dateline.memory.memo import Memo
from dateline.memory.ondemand import OnDemand
from dateline.model import (
    Actor,
    Crisis,
    Event,
    Figure,
    Settings,
    Site,
    Source,
    Sources,
    Story,
    TextPage,
    Told,
    Translation,
)
from dateline.model.translation import Place, Words
from dateline.parse.fields import Either, Field, ListOf, Pairs, Record
from dateline.parse.schema import SOURCE
from dateline.parse.translations import BODY, ORIGINALS, key_of, names_of, original_language, part
from dateline.prose import Prose

T = TypeVar("T", Story, Crisis, Actor, TextPage, Settings)


def localised(site: Site, language: str, memo: Memo) -> Site:
    """The site in ``language``; what is written in that is there as the objects it was. Crises come when asked for.
    No language: the site as it was written."""
    if not language:
        return site
    settings = site.settings

    def one(thing: T, kind: str, crisis: str, slug: str) -> T:
        if original_language(thing, settings) == language:
            return thing
        own = slug if kind == "crisis" else crisis

        def translation() -> Translation | None:
            return site.translations.get(own, {}).get((language, kind, crisis, slug))

        return told_in(language, thing, (kind, crisis, slug), translation, settings, memo)

    def crisis(slug: str) -> Crisis:
        whole = site.crises[slug]
        stories = tuple(one(story, "story", slug, story.slug) for story in whole.stories)
        return memo.make(
            ("localised with stories", slug), with_stories, one(whole, "crisis", "", slug), *stories
        )

    crises = OnDemand(site.crises, crisis)
    known = site.sources
    own = known.own if isinstance(known, Sources) else {id: one for id, one in known.items() if "/" not in id}
    told = (
        memo.make(("localised source", id), _told_source, source, settings.language, language)
        for id, source in own.items()
    )
    return replace(
        site,
        settings=one(settings, "site", "", ""),
        crises=crises,
        actors={id: one(actor, "actor", "", id) for id, actor in site.actors.items()},
        pages={slug: one(page, "page", "", slug) for slug, page in site.pages.items()},
        sources=Sources(told, crises),
    )


def told_in(
    language: str,
    thing: T,
    of: tuple[str, str, str],
    translation: Callable[[], Translation | None],
    settings: Settings,
    memo: Memo,
) -> T:
    """One original in ``language``; ``of``: its kind, crisis and slug; ``settings``: as they were written."""
    original = original_language(thing, settings)
    if original == language:
        return thing
    told: T = memo.make(("localised", *of), _told, thing, translation(), of[0], original, language)
    return told


def _told(thing: T, translation: Translation | None, kind: str, original: str, language: str) -> T:
    """One original in another ``language``."""
    words = {one.place: one for one in translation.words} if translation else {}
    if isinstance(thing, Actor) and ("name",) not in words and (name := dict(thing.names).get(language)):
        words["name",] = Words(place=("name",), text=name, at=thing.at)
    overlay = _Overlay(words, original, language)
    told: T = overlay.group(ORIGINALS[kind], thing, ())
    if isinstance(told, Actor) and isinstance(thing, Actor):
        told = replace(told, names=((original, thing.name), *told.names))
        if ("in_text",) not in words:  # “the” belongs into a sentence in the language of the original
            told = replace(told, in_text="")
    if isinstance(told, Settings):
        return told
    version = translation.translated if translation else None
    by = translation.translator if translation else ""
    return replace(
        told,
        body=overlay.words_at(told.body, BODY),
        told=Told(original=original, translated=translation is not None, version=version, translator=by),
    )


def _told_source(source: Source, original: str, language: str) -> Source:
    """A source of ``sources.yaml``."""
    if original == language:
        return source
    told: Source = _Overlay({}, original, language).group(SOURCE, source, ())
    return told


def with_stories(crisis: Crisis, *stories: Story) -> Crisis:
    """The crisis with its stories; the figures that a story defines have the words it says them in."""
    said = {
        claim.figure.id: (claim.label, claim.unit)
        for story in reversed(stories)
        for claim in reversed(story.figures)
        if claim.figure and claim.label
    }

    def own(figure: Figure) -> Figure:
        if not figure.story or figure.id not in said:
            return figure
        label, unit = said[figure.id]
        return replace(figure, label=label, unit=unit)

    if all(one is other for one, other in zip(stories, crisis.stories, strict=True)):
        return crisis
    return replace(crisis, figures=tuple(map(own, crisis.figures)), stories=stories)


class _Overlay(Struct, frozen=True):
    """What goes over one original."""

    words: Mapping[Place, Words]
    original: str  # the language that all other words of it carry
    language: str  # that of the page

    def group(self, record: Any, thing: Any, place: Place) -> Any:
        """A group of fields: its words in the language of the page, or carrying their own."""
        changes: dict[str, Any] = {}
        for field in record.fields:
            name = field.name or field.key
            old = part(thing, name)
            new = self._value(field, field.type, old, (*place, field.key))
            if new is not old and new != old:
                changes[name] = new
        match thing:
            case Source() if (own := thing.language or self.original) != self.language:
                changes["title"] = tongues.marked(thing.title, own)  # documents keep their titles
            case Event() | Story() | Crisis() if "place" in changes:
                changes["place_as_written"] = part(thing, "place")
            case Figure() if "unit" in changes:
                changes["unit_as_written"] = thing.unit
        return _replaced(thing, changes)

    def _value(self, field: Field, kind: Any, value: Any, place: Place) -> Any:
        match kind:
            case Record():
                return None if value is None else self.group(kind, value, place)
            case ListOf(item=Record() | Either()):
                group = kind.item.group if isinstance(kind.item, Either) else kind.item
                return tuple(
                    self.group(group, item, (*place, key_of(kind, item, number)))
                    for number, item in enumerate(value)
                )
            case Pairs() if field.words:
                return tuple(
                    replace(item, label=self.words_at(item.label, (*place, str(number), "label")))
                    for number, item in enumerate(value)
                )
        return self.words_at(value, place) if field.words else value

    def words_at(self, value: Any, place: Place) -> Any:
        """A text, as the translation has it at ``place``, or else as it was written."""
        said = self.words.get(place)
        match value:
            case str():
                return said.text if said and said.text else tongues.marked(value, self.original)
            case Prose() if value.parts:
                return said.prose if said and said.prose else self._marked(value)
            case tuple():
                if said and said.texts is not None:
                    return said.texts
                return tuple(tongues.marked(one, self.original) for one in value)
        return value

    def _marked(self, prose: Prose) -> Prose:
        return replace(prose, parts=(tongues.begin(self.original), *prose.parts, tongues.END))


def _replaced(thing: Any, changes: Mapping[str, Any]) -> Any:
    own = {name: value for name, value in changes.items() if name in names_of(thing.__class__)}
    of_event = {name: value for name, value in changes.items() if name not in own}
    if of_event:
        own["event"] = replace(thing.event, **of_event)
    return replace(thing, **own) if own else thing
