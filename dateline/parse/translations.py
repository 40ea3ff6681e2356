"""Translations, read: the words in ``closure.es.md``, and what it repeats of the original.

A translation has the fields of its original, none of them required. Which of them are words and which are facts is
declared with the fields, in ``schema.py``; words are kept, facts are kept to be held against the original.
"""

from collections.abc import Sequence as SequenceOf
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from msgspec import structs

from dateline.findings.positions import Position
from dateline.model import Actor, Crisis, Ref, Settings, Story, TextPage
from dateline.model.translation import Fact, Listing, Place, Translation, Words
from dateline.parse import schema
from dateline.parse.fields import Either, Field, ListOf, Pairs, Record
from dateline.parse.reading import Reading, Type, is_empty
from dateline.parse.texts import Text
from dateline.parse.types import Name
from dateline.prose import Prose
from dateline.yaml.nodes import Entry, Mapping, Node, Scalar, Sequence

ORIGINALS = {
    "site": schema.SETTINGS,
    "crisis": schema.CRISIS,
    "story": schema.STORY,
    "actor": schema.ACTOR,
    "page": schema.TEXT_PAGE,
}
"""What each kind of file holds."""
BODY = ("body",)


@dataclass(slots=True)
class _Found:
    """What has been read so far."""

    words: list[Words] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    lists: list[Listing] = field(default_factory=list)


def translation(
    kind: str,
    entries: SequenceOf[Entry],
    body: Prose,
    at: Position,
    reading: Reading,
    **where: Any,
) -> Translation:
    """The translation in these entries; ``where``: crisis, slug, language and path."""
    own = {one.key for one in schema.TRANSLATION.fields}
    about = [entry for entry in entries if entry.key.value in own]
    values = schema.TRANSLATION.read_entries(about, at, reading) or {}
    found = _Found()
    rest = [entry for entry in entries if entry.key.value not in own]
    _read_record(ORIGINALS[kind], rest, (), reading, found)
    if body:
        found.words.append(Words(place=BODY, prose=body, at=at))
    return Translation(
        kind=kind,
        **where,
        **{key: value for key, value in values.items() if key != "at"},
        words=tuple(found.words),
        facts=tuple(found.facts),
        lists=tuple(found.lists),
        at=at,
    )


def _read_record(
    record: Record, entries: SequenceOf[Entry], place: Place, reading: Reading, found: _Found
) -> None:
    for entry in entries:
        declared = record.by_key.get(entry.key.value)
        if declared is None:
            replace(
                record, fields=tuple(structs.replace(one, required=False) for one in record.fields)
            ).report_unknown(entry, entries, reading)
        elif not is_empty(entry.value):
            _read_value(declared, declared.type, entry.value, (*place, declared.key), reading, found)


def _read_value(
    declared: Field, kind: Type, node: Node, place: Place, reading: Reading, found: _Found
) -> None:
    match kind:
        case Record() if isinstance(node, Mapping):
            _read_record(kind, node.entries, place, reading, found)
        case Record() if kind.short and isinstance(node, Scalar):
            short = kind.by_key[kind.short]
            _read_value(short, short.type, node, (*place, short.key), reading, found)
        case Either() if isinstance(node, Mapping):
            _read_value(declared, kind.group, node, place, reading, found)
        case Either():
            _read_value(declared, kind.text, node, place, reading, found)
        case ListOf(item=Record() | Either()) if isinstance(node, Sequence):
            _read_list(declared, kind, node, place, reading, found)
        case ListOf(item=Record() | Either()) if kind.one and isinstance(node, Scalar):
            _read_value(declared, kind.item, node, (*place, "0"), reading, found)
        case Pairs() if declared.words and isinstance(node, Mapping):
            _read_pairs(kind, node, place, reading, found)
        case _:
            value = kind.read(node, reading)
            if value is not None:
                _keep(declared, kind, value, place, node.at, found)


def _read_list(
    declared: Field, kind: ListOf, node: Sequence, place: Place, reading: Reading, found: _Found
) -> None:
    group = kind.item.group if isinstance(kind.item, Either) else kind.item
    by_id = isinstance(group, Record) and "id" in group.by_key
    items: list[str] = []
    for number, item in enumerate(node.items):
        name = _id_of(item) if by_id else str(number)
        if name is None:
            hint = "begin it with the `id:` that the original has, or the slug of its title there"
            reading.report(item.at, "FIELD002", "this item of a translation needs `id:`", hint)
            continue
        items.append(name)
        if not (by_id and isinstance(item, Scalar)):
            _read_value(declared, kind.item, item, (*place, name), reading, found)
    at = (node.at, *(item.at for item in node.items))
    found.lists.append(Listing(place=place, items=tuple(items), by_id=by_id, at=at))


def _id_of(item: Node) -> str | None:
    """What an item calls itself: by its id, or as the name that stands for it."""
    if isinstance(item, Scalar):
        return item.value
    for entry in item.entries if isinstance(item, Mapping) else ():
        if entry.key.value == "id" and isinstance(entry.value, Scalar) and entry.value.value:
            return entry.value.value
    return None


def _read_pairs(kind: Pairs, node: Mapping, place: Place, reading: Reading, found: _Found) -> None:
    """Parts of a claim: their names are words, their values facts."""
    places = [node.at]
    for number, entry in enumerate(node.entries):
        inner = (*place, str(number))
        label = Text(200).read(entry.key, reading)
        if label:
            found.words.append(Words(place=(*inner, "label"), text=label, at=entry.key.at))
        value = kind.value.read(entry.value, reading)
        if value is not None:
            found.facts.append(Fact(place=(*inner, "value"), values=written(value), at=entry.value.at))
        places.append(entry.key.at)
    items = tuple(map(str, range(len(node.entries))))
    found.lists.append(Listing(place=place, items=items, by_id=False, at=tuple(places)))


def _keep(declared: Field, kind: Type, value: Any, place: Place, at: Position, found: _Found) -> None:
    if declared.words and isinstance(value, Prose):
        found.words.append(Words(place=place, prose=value, at=at))
    elif declared.words and isinstance(value, str):
        found.words.append(Words(place=place, text=value, at=at))
    elif declared.words and isinstance(value, tuple):
        found.words.append(Words(place=place, texts=value, at=at))
    else:
        inner = kind.item if isinstance(kind, ListOf) else kind
        names = inner.of if isinstance(inner, Name) else ""
        found.facts.append(Fact(place=place, values=written(value), names=names, at=at))


def written(value: Any) -> tuple[str, ...]:
    """A fact as texts that can be compared, in the order of the file: ids of references, the source of prose; none for
    nothing."""
    if isinstance(value, tuple):
        return tuple(text for one in value for text in written(one))
    if isinstance(value, Ref):
        return (value.id,)
    if isinstance(value, bool):
        return ("true" if value else "false",)
    if isinstance(value, Prose):
        return (value.source,)
    return () if value is None or value == "" else (str(value),)


def languages_of(settings: Settings) -> tuple[str, ...]:
    """The languages of the site, its own first."""
    return tuple(dict.fromkeys((settings.language, *settings.languages)))


def original_language(thing: Story | Crisis | Actor | TextPage | Settings, settings: Settings) -> str:
    """The language in which something was written."""
    own = thing.language if isinstance(thing, Story | Crisis) else ""
    return own or settings.language


def part(thing: Any, name: str) -> Any:
    """What a file says under a field: of a story some of it belongs to the story's own point on the timeline."""
    return getattr(thing, name) if name in names_of(thing.__class__) else getattr(thing.event, name)


def key_of(kind: Any, item: Any, number: int) -> str:
    """What an item of a list, or of pairs, is called in a place: its id as written, or its number."""
    if isinstance(kind, Pairs):
        return str(number)
    group = kind.item.group if isinstance(kind.item, Either) else kind.item
    if isinstance(group, Record) and "id" in group.by_key:
        id: str = item.id
        return id.rpartition("/")[2]
    return str(number)


@cache
def names_of(kind: Any) -> frozenset[str]:
    """The fields of a class of the model."""
    return frozenset(kind.__struct_fields__)
