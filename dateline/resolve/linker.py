"""Links the names in one file."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any, Generic, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from dateline.findings.diagnostics import Diagnostic
from dateline.memory.memo import Memo
from dateline.model import (
    Claim,
    Correction,
    Event,
    KnownLine,
    Question,
    Quote,
    Ref,
    Source,
    Stance,
    Statement,
)
from dateline.parse.salvage import is_among
from dateline.prose import Kind, Prose, Reference
from dateline.resolve.names import CrisisNames, Elsewhere, SiteNames
from dateline.values.names import fold, nearest
from dateline.values.slugs import slugify

T = TypeVar("T")


class Linked(Struct, Generic[T], frozen=True):
    """Something linked, with the names in it that lead nowhere, and what was asked of other crises for it."""

    value: T
    diagnostics: tuple[Diagnostic, ...]
    asked: Mapping[tuple[str, str], bool]
    """Ids looked for in other crises and whether they were there."""
    guessed: bool
    """Whether a hint names the nearest of all names there are."""

    def holds(self, elsewhere: Elsewhere) -> bool:
        """Whether linking it again would give the same, as far as it depends on other crises."""
        return not self.guessed and all(elsewhere.has(*name) == there for name, there in self.asked.items())


def linked(
    memo: Memo, name: Hashable, link: Callable[..., Linked[T]], *inputs: object, elsewhere: Elsewhere
) -> Linked[T]:
    """``link(*inputs, elsewhere)``, or what it gave last time for these inputs where that still holds."""
    return memo.make(
        name, lambda *given: link(*given, elsewhere), *inputs, holds=lambda known: known.holds(elsewhere)
    )


class Linker:
    """Links the names of one file; what leads nowhere is collected in ``diagnostics``."""

    def __init__(self, site: SiteNames, elsewhere: Elsewhere, crisis: CrisisNames | None = None) -> None:
        self.site = site
        self.elsewhere = elsewhere
        self.crisis = crisis
        self.sources: dict[str, str] = {}  # defined in the file itself: as written → site-wide id
        self.diagnostics: list[Diagnostic] = []
        self.asked: dict[tuple[str, str], bool] = {}
        self.guessed = False

    def define(self, sources: tuple[Source, ...], prefix: str) -> tuple[Source, ...]:
        """The sources defined in the file, under ids unique in the site; from now on the file may name them."""
        kept: list[Source] = []
        for source in sources:
            if source.id in self.sources:
                message = f"a source “{source.id}” is already defined here"
                self.diagnostics.append(
                    Diagnostic(source.at, "NAME004", message, "give one of them another id")
                )
                continue
            self.sources[source.id] = f"{prefix}/{source.id}"
            kept.append(replace(source, id=self.sources[source.id]))
        return tuple(kept)

    def take(self, other: "Linked[Any]") -> None:
        """Take over what was found while a part of this was linked."""
        self.diagnostics += other.diagnostics
        self.asked.update(other.asked)
        self.guessed |= other.guessed

    def done(self, value: T) -> Linked[T]:
        """``value`` with all that was found while it was linked."""
        return Linked(value, tuple(dict.fromkeys(self.diagnostics)), self.asked, self.guessed)

    def _unknown(self, what: str, ref: Ref | Reference, known: Iterable[str]) -> None:
        """Report a name that leads nowhere, unless it leads into a file that could not be read: that is reported."""
        own = self.crisis.unread if self.crisis else frozenset()
        if is_among(ref.id, own | self.site.unread) or self.elsewhere.is_unread(ref.id):
            self.guessed = True
            return
        self.guessed |= "/" in ref.id  # it may be called by a crisis whose files can be read again
        near = nearest(ref.id, known)
        hint = f"did you mean {near}?" if near else _WHERE_TO_DEFINE[what]
        self.diagnostics.append(Diagnostic(ref.at, "NAME001", f"there is no {what} “{ref.id}”", hint))

    def _actor_id(self, ref: Ref | Reference) -> str | None:
        found = self.site.actors.get(fold(ref.id))
        if found is None:
            near = nearest(ref.id, (*self.site.actor_ids, *self.site.actors))
            self._unknown("actor", ref, [self.site.actors.get(near, near)] if near else ())
        return found

    def _source_id(self, ref: Ref | Reference) -> str | None:
        crisis = self.crisis.sources if self.crisis else {}
        found = (
            self.sources.get(ref.id)
            or crisis.get(ref.id)
            or (ref.id if ref.id in self.site.sources else None)
        )
        if found is None:
            self._unknown("source", ref, (*self.sources, *crisis, *sorted(self.site.sources)))
        return found

    def _figure_id(self, ref: Ref | Reference) -> str | None:
        figures = self.crisis.figures if self.crisis else frozenset()
        if ref.id in figures:
            return ref.id
        self._unknown("figure", ref, sorted(figures))
        return None

    def _within(self, ref: Ref | Reference, what: str) -> str | None:
        """The “crisis/id” of a story, event or figure: of this crisis when no crisis is named."""
        own = self.crisis.of(what) if self.crisis else frozenset()
        if self.crisis and ref.id in own:
            return f"{self.crisis.crisis}/{ref.id}"
        there = self.asked[what, ref.id] = self.elsewhere.has(what, ref.id)
        if there:
            return ref.id
        self.guessed = True
        self._unknown(what, ref, (*sorted(own), *self.elsewhere.every(what)))
        return None

    def ref(self, ref: Ref | None, find: Callable[[Ref], str | None]) -> Ref | None:
        """``ref`` with the id it stands for. One that leads nowhere stays as written: nobody left it out."""
        if ref is None or (found := find(ref)) is None:
            return ref
        return ref if found == ref.id else Ref(found, ref.at)

    def actor(self, ref: Ref | None) -> Ref | None:
        return self.ref(ref, self._actor_id)

    def source_refs(self, refs: Iterable[Ref]) -> tuple[Ref, ...]:
        return tuple(found for ref in refs if (found := self.ref(ref, self._source_id)))

    def reference(self, reference: Reference) -> str | None:
        """The id that a reference in a text stands for, or None with the reason reported."""
        match reference.kind:
            case Kind.ACTOR:
                return self._actor_id(reference)
            case Kind.SOURCE:
                return self._source_id(reference)
            case Kind.FIGURE | Kind.EVENT | Kind.STORY:
                return self._within(reference, reference.kind.value)
        return reference.id

    def prose(self, prose: Prose) -> Prose:
        """``prose`` with ids in its references; one that leads nowhere stays as written and is reported."""
        if not prose.references:
            return prose
        return prose.with_ids(tuple(self.reference(one) or one.id for one in prose.references))

    def quote(self, quote: Quote | None) -> Quote | None:
        return None if quote is None else replace(quote, by=self.actor(quote.by))

    def statement(self, statement: Statement) -> Statement:
        return replace(statement, text=self.prose(statement.text))

    def event(self, event: Event) -> Event:
        return replace(
            event,
            text=self.prose(event.text) if event.text else None,
            kind=self.kind(event),
            quote=self.quote(event.quote),
            statements=tuple(map(self.statement, event.statements)),
            actors=tuple(
                replace(one, actor=found) for one in event.actors if (found := self.actor(one.actor))
            ),
            sources=self.source_refs(event.sources),
        )

    def kind(self, event: Event) -> str:
        """The id of the event's kind, given by id or label. A crisis and site without kinds take any."""
        kinds = self.crisis.kinds if self.crisis else ()
        if not event.kind or not kinds:
            return event.kind
        for id, label in kinds:
            if event.kind in (id, label):
                return id
        self._unknown("kind", Ref(event.kind, event.kind_at or event.title_at), [id for id, _ in kinds])
        return ""

    def claim(self, claim: Claim) -> Claim:
        figure = claim.figure or Ref(slugify(claim.label), claim.at)
        return replace(
            claim,
            figure=self.ref(figure, self._figure_id),
            by=self.actor(claim.by),
            sources=self.source_refs(claim.sources),
        )

    def correction(self, correction: Correction) -> Correction:
        if correction.event is None:
            return correction
        own = self.crisis.events if self.crisis else frozenset()
        if correction.event.id not in own:
            self._unknown("event", correction.event, sorted(own))
            return replace(correction, event=None)
        return correction

    def known(self, line: KnownLine) -> KnownLine:
        return replace(line, text=self.prose(line.text), sources=self.source_refs(line.sources))

    def question(self, question: Question) -> Question:
        return replace(question, answer=self.prose(question.answer))

    def stance(self, stance: Stance) -> Stance:
        crisis = stance.crisis
        if crisis is not None and crisis.id not in self.site.crises:
            self._unknown("crisis", crisis, self.site.crises)
            crisis = None
        return replace(
            stance, text=self.prose(stance.text), crisis=crisis, sources=self.source_refs(stance.sources)
        )


_WHERE_TO_DEFINE = {
    "actor": "add a file to content/actors/ with its `name:`",
    "source": "define it under `sources:` in this file or in content/sources.yaml",
    "figure": "define it under `figures:` in the crisis's index.md",
    "event": "an event is called by its `id:`, a story by its file name without the date",
    "story": "a story is called by its file name without the date",
    "crisis": "a crisis is called by its folder in content/crises/",
    "kind": "define it under `kinds:` in the crisis's index.md or in site.yaml",
}
