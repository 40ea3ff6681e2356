"""Translations, linked: each held against its original, which alone says what is so."""

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from dateline.findings.diagnostics import Diagnostic
from dateline.findings.positions import Position
from dateline.memory.memo import Memo
from dateline.model import Actor, Crisis, Ref, Settings, Story, TextPage, Translation
from dateline.model.translation import Fact, Listing, Place, Words
from dateline.parse.fields import Either, Field, ListOf, Pairs, Record
from dateline.parse.salvage import is_among
from dateline.parse.translations import (
    BODY,
    ORIGINALS,
    key_of,
    languages_of,
    original_language,
    part,
    written,
)
from dateline.resolve.linker import Linked, Linker, linked
from dateline.resolve.names import CrisisNames, Elsewhere, SiteNames
from dateline.values.names import fold, nearest

Original = Story | Crisis | Actor | TextPage | Settings


Translations = Mapping[tuple[str, str, str, str], Translation]
"""By language, and kind, crisis and slug of the original."""


class Originals(Struct, frozen=True):
    """What translations can be of: a crisis with its stories, or all that belongs to none."""

    settings: Settings
    crisis: Crisis | None
    actors: Mapping[str, Actor]
    pages: Mapping[str, TextPage]
    crises: tuple[str, ...]

    def of(self, one: Translation) -> Original | None:
        """What it is a translation of."""
        match one.kind:
            case "site":
                return self.settings
            case "crisis":
                return self.crisis
            case "actor":
                return self.actors.get(one.slug)
            case "page":
                return self.pages.get(one.slug)
        stories = self.crisis.stories if self.crisis else ()
        return next((story for story in stories if story.slug == one.slug), None)

    def names(self, kind: str) -> tuple[str, ...]:
        """What there is of the same kind."""
        stories = self.crisis.stories if self.crisis else ()
        return {
            "crisis": self.crises,
            "actor": tuple(self.actors),
            "page": tuple(self.pages),
            "story": tuple(story.slug for story in stories),
        }.get(kind, ())


def link_translations(
    drafts: tuple[Translation, ...], originals: Originals, around: Linker, memo: Memo
) -> Linked[Translations]:
    """The translations among ``drafts`` that have an original. ``around``: the names they may use."""
    found: dict[tuple[str, str, str, str], Translation] = {}
    names, own = around.site, around.crisis
    for draft in drafts:
        original = originals.of(draft)
        start = Position(draft.path, 1, 1)
        unread = names.unread | (own.unread if own else frozenset())
        if original is not None and fold(draft.slug) in unread:
            continue  # of the original only a part could be read: there is nothing to hold it against
        if original is None:
            if is_among(draft.slug, unread):
                continue  # it is in a file that could not be read: that is reported
            near = nearest(draft.slug, originals.names(draft.kind))
            hint = (
                f"did you mean {near}?"
                if near
                else "it has the name of its original, with the language before .md"
            )
            message = f"there is no {draft.kind} “{draft.slug}” to translate"
            around.diagnostics.append(Diagnostic(start, "LANG003", message, hint))
            continue
        if draft.language == original_language(original, originals.settings):
            message = f"the original is written in “{draft.language}” itself"
            hint = "write into the original, or give the file the language it is in"
            around.diagnostics.append(Diagnostic(start, "LANG003", message, hint))
            continue
        if draft.language not in languages_of(originals.settings):
            message = f"this translation is not published: the site has no “{draft.language}”"
            hint = f"add {draft.language} to `languages:` in site.yaml"
            around.diagnostics.append(Diagnostic(start, "LANG004", message, hint))
        inputs = draft, original, names, own
        one = linked(memo, ("translation", draft.path), _link, *inputs, elsewhere=around.elsewhere)
        around.take(one)
        found[draft.language, *draft.of] = one.value
    return around.done(found)


def _link(
    draft: Translation, original: Original, names: SiteNames, own: CrisisNames | None, elsewhere: Elsewhere
) -> Linked[Translation]:
    linker = Linker(names, elsewhere, own)
    if isinstance(original, Story | Crisis):
        linker.sources = {one.id.rpartition("/")[2]: one.id for one in original.sources}
    held = _Held(draft, original, linker)
    lost = tuple(place for one in draft.lists for place in held.lost(one))
    words = tuple(
        replace(one, prose=linker.prose(one.prose)) if one.prose else one
        for one in draft.words
        if not _within(one.place, lost) and held.has(one)
    )
    for fact in draft.facts:
        if not _within(fact.place, lost):
            held.agree(fact)
    held.is_up_to_date()
    return linker.done(replace(draft, words=words, facts=(), lists=()))


def _within(place: Place, lost: tuple[Place, ...]) -> bool:
    return any(place[: len(one)] == one for one in lost)


class _Held(Struct, frozen=True):
    """A translation held against its original."""

    draft: Translation
    original: Original
    linker: Linker

    def report(self, at: Position, code: str, message: str, hint: str) -> None:
        self.linker.diagnostics.append(Diagnostic(at, code, message, hint))

    def lost(self, listing: Listing) -> Iterator[Place]:
        """What of a list has no counterpart: items by their ids, or the whole list where its length differs."""
        found = self._find(listing.place)
        field, there = found if found else (None, ())
        if field is None or not isinstance(there, tuple):
            return
        kind = field.type
        known = tuple(key_of(kind, item, number) for number, item in enumerate(there))
        if listing.by_id:
            cites = {one.id.rpartition("/")[2] for one in getattr(self.original, "cites", ())}
            for item, at in zip(listing.items, listing.at[1:], strict=False):
                if item not in known and not (field.key == "sources" and item in cites):
                    near = nearest(item, known)
                    hint = (
                        f"did you mean {near}?" if near else f"the original has {', '.join(known) or 'none'}"
                    )
                    self.report(at, "LANG006", f"the original has no “{item}” under `{field.key}:`", hint)
                    yield (*listing.place, item)
        elif len(listing.items) != len(known):
            message = f"the original has {len(known)} under `{field.key}:`, and this translation {len(listing.items)}"
            hint = "until they are as many, readers get them as in the original"
            self.report(listing.at[0], "LANG007", message, hint)
            yield listing.place

    def has(self, words: Words) -> bool:
        """Whether the original has a text where the translation has one."""
        if words.place == BODY:
            there = getattr(self.original, "body", None)
        else:
            found = self._find(words.place)
            there = found and found[1]
        if there:
            return True
        name = "text below the fields" if words.place == BODY else f"`{words.place[-1]}:`"
        hint = "take it out, or add it to the original first"
        self.report(words.at, "LANG006", f"the original has no {name} here", hint)
        return False

    def agree(self, fact: Fact) -> None:
        """A fact that is repeated is that of the original."""
        if fact.place == ("language",):
            expected: tuple[str, ...] = (self.draft.language,)
        else:
            found = self._find(fact.place)
            expected = self._expected(found[1]) if found else ()
            if fact.place[-1] == "id":  # of a story's own source: what it is called there
                expected = tuple(one.rpartition("/")[2] for one in expected)
        said = fact.values
        if fact.names in ("actor", "source", "figure", "event"):
            said = tuple(self._id(fact, one) for one in fact.values)
        if said != expected:
            name = fact.place[-1] if not fact.place[-1].isdigit() else fact.place[-2]
            there = ", ".join(expected) or "nothing"
            message = f"`{name}:` says {', '.join(fact.values)}, and the original {there}"
            self.report(fact.at, "LANG005", message, "leave it out: facts are those of the original")

    def _expected(self, value: Any) -> tuple[str, ...]:
        return tuple(one.rpartition("/")[2] for one in written(value)) if _has_refs(value) else written(value)

    def _id(self, fact: Fact, name: str) -> str:
        ref = Ref(name, fact.at)
        if fact.names == "actor":
            found = self.linker.actor(ref)
            return found.id if found else name
        return name.rpartition("/")[2]

    def _find(self, place: Place) -> tuple[Field, Any] | None:
        """The declared field at a place, and what the original has there; None where it has no such place."""
        record: Any = ORIGINALS[self.draft.kind]
        thing: Any = self.original
        field: Field | None = None
        for name in place:
            if isinstance(record, Record):
                field = record.by_key[name]
                thing = part(thing, field.name or field.key)
                record = field.type
            elif isinstance(record, ListOf):
                inner = record.item.group if isinstance(record.item, Either) else record.item
                keys = {key_of(record, item, number): item for number, item in enumerate(thing)}
                if name not in keys:
                    return None
                thing, record = keys[name], inner
            elif isinstance(record, Pairs):
                if not name.isdigit() or int(name) >= len(thing):
                    return None
                thing, record = thing[int(name)], None
            else:
                thing = getattr(thing, name)
            if thing is None:
                return None
        return (field, thing) if field else None

    def is_up_to_date(self) -> None:
        """The version that was translated is the last one."""
        version = self.draft.translated
        if version is None:
            return
        last = max((str(date)[:10] for date in _changed(self.original)), default="")
        if last > str(version)[:10]:
            message = f"the original changed on {last}, and this translates the version of {version}"
            hint = "bring it up to date, then set `translated:` to that day"
            self.report(self.draft.at, "LANG008", message, hint)


def _changed(original: Original) -> Iterator[Any]:
    """The days on which the original says that it changed."""
    if isinstance(original, Story) and original.updated:
        yield original.updated
    if isinstance(original, Story | Crisis):
        yield from (one.date for one in original.corrections)


def _has_refs(value: Any) -> bool:
    return isinstance(value, Ref) or (isinstance(value, tuple) and any(isinstance(one, Ref) for one in value))
