"""What a translation says, in the fields of its original: as its file could have it, with nothing that is a fact."""

from collections.abc import Mapping, Sequence, Set
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from dateline.data.written import Writer
from dateline.model import Actor, Crisis, Settings, Story, Translation
from dateline.model.translation import Place, Words
from dateline.parse.fields import Either, ListOf, Pairs, Record
from dateline.parse.translations import BODY, ORIGINALS, key_of, part


class Translated(Struct, frozen=True):
    """A translation with its original."""

    words: Translation
    original: Crisis | Story | Actor | Settings


def translation(writer: Writer, told: Translated) -> dict[str, Any]:
    """One translation in the record. What it says nothing of is left out, but for the place of items without an id."""
    words = told.words
    places = {one.place: one for one in words.words}
    telling = _Telling(places, frozenset(place[:depth] for place in places for depth in range(1, len(place))))
    said = telling.group(ORIGINALS[words.kind], told.original, ())
    if body := places.get(BODY):
        said["body"] = _text(body)
    return {
        "language": words.language,
        "kind": words.kind,
        **({"slug": words.slug} if words.slug else {}),
        **({"translated": writer.date(words.translated)} if words.translated else {}),
        **({"translator": words.translator} if words.translator else {}),
        "words": said,
    }


def cut_down(told: Translation, positions: Sequence[int]) -> Translation:
    """The translation of an actor, cut to what the record has of one: without body and portrait, and with these of its
    positions."""

    def place(of: Place) -> Place:
        if of[0] in ("body", "portrait"):
            return ()
        if of[0] != "positions":
            return of
        number = int(of[1])
        return (of[0], str(positions.index(number)), *of[2:]) if number in positions else ()

    kept = ((one, place(one.place)) for one in told.words)
    return replace(told, words=tuple(replace(one, place=there) for one, there in kept if there))


class _Telling(Struct, frozen=True):
    """The words of a translation by their places, and every place above one."""

    words: Mapping[Place, Words]
    above: Set[Place]

    def group(self, record: Record, thing: Any, place: Place) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for field in record.fields:
            here = (*place, field.key)
            if here in self.words:
                found[field.key] = _text(self.words[here])
            elif here in self.above:
                found[field.key] = self._inner(field.type, part(thing, field.name or field.key), here)
        return found

    def _inner(self, kind: Any, value: Any, place: Place) -> Any:
        match kind:
            case Record():
                return self.group(kind, value, place)
            case ListOf():
                return self._items(kind, value, place)
            case Pairs():
                return {
                    self._label(item.label, (*place, str(n), "label")): item.value.text
                    for n, item in enumerate(value)
                }
        raise AssertionError(f"no words lie below {place}")

    def _items(self, kind: ListOf, items: Any, place: Place) -> list[dict[str, Any]]:
        group = kind.item.group if isinstance(kind.item, Either) else kind.item
        assert isinstance(group, Record)
        found = []
        for number, item in enumerate(items):
            name = key_of(kind, item, number)
            inside = (*place, name)
            if "id" not in group.by_key:
                found.append(self.group(group, item, inside) if inside in self.above else {})
            elif inside in self.above:
                found.append({"id": name, **self.group(group, item, inside)})
        return found

    def _label(self, label: str, place: Place) -> str:
        return self.words[place].text if place in self.words else label


def _text(words: Words) -> str | list[str]:
    if words.prose is not None:
        return words.prose.source
    return list(words.texts) if words.texts is not None else words.text
