"""One page while it is put together: how it links, cites, words dates and answers references in texts."""

from collections.abc import Callable, Iterable
from copy import copy
from dataclasses import dataclass, field

from markupsafe import Markup

from dateline.addresses import (
    actor_address,
    event_address,
    figure_address,
    figure_page_address,
    place_address,
    relative,
    story_address,
)
from dateline.dates import UNKNOWN, PartialDate
from dateline.languages import CODES, language_of, tongues
from dateline.languages.language import Language
from dateline.model import Claim, Ref, Source, Status
from dateline.prose import Answer, Kind, Prose, Reference, fill, plain_text
from dateline.record.places import place_id
from dateline.values.quantities import Form, Quantity
from dateline.views.components import SourceRef, SourceView, StatusView
from dateline.views.dates import DateView, dates_in
from dateline.views.frame_data import Link
from dateline.views.inputs import ActorCard, Lookup, Shared
from dateline.views.quantities import QuantityView, quantity_view
from dateline.views.statuses import status_view

EMPTY = Lookup({}, {}, {}, {})


@dataclass(slots=True)
class Composer:
    """Collects what the parts of one page share: above all the numbers of its sources, in order of first citation."""

    shared: Shared
    address: str  # of the page
    lookup: Lookup = EMPTY
    timezone: str = ""
    language: Language = field(init=False)
    reader: Language = field(
        init=False
    )  # what the page around is in, while a text in another language is filled in
    cited: dict[str, dict[Link, None]] = field(default_factory=dict)
    """Source id → the places that cite it; both in the order in which they came, which numbers the sources."""
    anchors: dict[str, int] = field(default_factory=dict)  # how many citations a source has had in texts
    refs: dict[str, SourceRef] = field(default_factory=dict)  # by id of the source
    actors: dict[str, Link] = field(default_factory=dict)
    dates: Callable[[PartialDate, str], DateView] = field(init=False)  # ``dates_in`` its language and zone
    statuses: dict[int, StatusView] = field(default_factory=dict)  # by identity: there is one object for each
    hrefs: dict[str, str] = field(default_factory=dict)
    here: str = field(init=False)  # the address in the language of the page

    def __post_init__(self) -> None:
        self.language = self.reader = self.shared.words
        self.dates = dates_in(self.language, self.shared.zone(self.timezone))
        self.here = self.shared.locate(self.address)

    def say(self, message: str, **values: object) -> str:
        """A message in the language of the page, its ``%(name)s`` filled in."""
        return self.language.gettext(message, **values)

    def say_whole(self, message: str, **values: str) -> str:
        """As ``say``; values that are all in one other language are said in that one, with its quotation marks, and
        what the message puts around them runs as they do."""
        codes = {tongues.whole_in(value) for value in values.values()}
        code = codes.pop() if len(codes) == 1 else ""
        if not code:
            return self.say(message, **values)
        words = language_of(code) if code in CODES else self.language
        own = {name: tongues.within(value) for name, value in values.items()}
        return tongues.marked(words.gettext(message, **own), code)

    def count(self, singular: str, plural: str, n: int) -> str:
        """“12 events”: the messages hold ``%(n)s``."""
        return self.language.ngettext(singular, plural, n)

    def href(self, address: str) -> str:
        """An address of the site as this page writes it."""
        path, hash, fragment = address.partition("#")
        href = self.hrefs.get(path)  # a page links to many places on few others
        if href is None:
            href = self.hrefs[path] = relative(self.shared.locate(path), self.here)
        if not hash:
            return href
        return f"#{fragment}" if path == self.address else f"{href}#{fragment}"

    def figure(self, crisis: str, figure: str) -> str:
        """Where a figure is told in full: on its own page, or in the record of the crisis where it has none."""
        own = self.shared.settings.publishes("figure-pages")
        return self.href(figure_page_address(crisis, figure) if own else figure_address(crisis, figure))

    def place(self, place: str, name: str) -> Link | None:
        """A place by the desk's words for it, leading to its page; None for no place. ``name``: as the original has
        it, which its address is made of."""
        if not place:
            return None
        own = self.shared.settings.publishes("place-pages")
        return Link(place, self.href(place_address(place_id(name))) if own else "")

    def link(self, text: str, address: str, count: int | None = None) -> Link:
        """A link to an address of the site; ``count``: how many things are there, where that is said."""
        return Link(text=text, href=self.href(address), current=address == self.address, count=count)

    def date(self, date: PartialDate, date_text: str = "") -> DateView:
        """A date in words, in the zone of this page; ``date_text``: what its source says, for the note beside it."""
        return self.dates(date, date_text)

    def optional_date(self, date: PartialDate | None) -> DateView | None:
        """The same; None for none."""
        return None if date is None else self.date(date)

    def quantity(self, quantity: Quantity) -> QuantityView:
        """A quantity in words and for programs."""
        return quantity_view(quantity, self.language)

    def status(self, status: Status) -> StatusView:
        """A status in words, with its mark."""
        view = self.statuses.get(id(status))
        if view is None:
            view = self.statuses[id(status)] = status_view(status, self.language)
        return view

    def actor(self, id: str) -> Link:
        """An actor by name, leading to its page; of one that nobody defined the id, leading nowhere."""
        link = self.actors.get(id)
        if link is None:
            card = self.lookup.cast.get(id)
            href = self.href(actor_address(id)) if card else ""
            link = self.actors[id] = Link(text=self._name(card) if card else id, href=href)
        return link

    def actor_name(self, ref: Ref | None) -> str:
        """The name, or the words for nobody."""
        if ref is None:
            return self.say("source not named")
        card = self.lookup.cast.get(ref.id)
        return self._name(card) if card else ref.id

    def actor_in_text(self, ref: Ref | None) -> str:
        """The name as it stands inside a sentence: “the harbour board”."""
        card = self.lookup.cast.get(ref.id) if ref else None
        return (
            card.in_text if card and card.in_text and self.language is self.reader else self.actor_name(ref)
        )

    def _name(self, card: ActorCard) -> str:
        """The name in the language that is being written in."""
        if self.language is self.reader:
            return card.name
        own = dict(card.names).get(self.language.code)
        return own or self._of_the_page(card.name)

    def _of_the_page(self, text: str) -> str:
        """A text of the page's own language within one in another."""
        foreign = self.language is not self.reader and not tongues.language_in(text)
        return tongues.marked(text, self.reader.code) if foreign else text

    def role(self, ref: Ref | None) -> str:
        """Who an actor is, in a few words; empty where nobody says."""
        card = self.lookup.cast.get(ref.id) if ref else None
        return card.role if card else ""

    def cite(self, refs: Iterable[Ref], place: Link | None = None) -> tuple[SourceRef, ...]:
        """A number for each source, in the order in which the page first cites them; ``place`` is where the list of
        sources leads back to."""
        return tuple([self._source(ref.id, place) for ref in refs])

    def _source(self, id: str, place: Link | None) -> SourceRef:
        places = self.cited.setdefault(id, {})
        if place is not None:
            places.setdefault(place)
        if (known := self.refs.get(id)) is not None:
            return known
        number = len(self.refs) + 1
        source = self.lookup.sources.get(id)
        title = source.title if source else id
        words = self.reader
        label = words.gettext("Source %(number)s: %(title)s", number=words.number(number), title=title)
        self.refs[id] = SourceRef(number=number, href=f"#s{number}", label=label)
        return self.refs[id]

    def sources(self) -> tuple[SourceView, ...]:
        """The list of sources, in the order of their numbers. Comes last: everything has been cited by then."""
        return tuple(
            self._source_view(number, self.lookup.sources[id], tuple(places))
            for number, (id, places) in enumerate(self.cited.items(), start=1)
            if id in self.lookup.sources
        )

    def _source_view(self, number: int, source: Source, places: tuple[Link, ...]) -> SourceView:
        return SourceView(  # by position, as an ``EventView``
            number,
            f"s{number}",
            source.title,
            source.publisher,
            source.url,
            source.archived,
            self.optional_date(source.published),
            self.optional_date(source.accessed),
            tongues.capital(source.kind),
            source.language,
            source.note,
            source.withdrawn,
            places,
        )

    def prose(self, prose: Prose, place: Link | None = None) -> Markup:
        """A text with its references answered for this page. ``place``: where its citations lead back to."""
        if not prose.references:
            return fill(prose, _unasked)
        writer = self._writing_as(prose)
        return fill(
            prose, lambda reference: writer.answer(reference, place), back=writer.say("Back to the text")
        )

    def plain(self, prose: Prose) -> str:
        """The same without markup and without citations."""
        writer = self._writing_as(prose)
        return plain_text(prose, lambda reference: writer.answer(reference, None))

    def _writing_as(self, prose: Prose) -> "Composer":
        """This page, writing dates, numbers and names as the language of the text does; we know no other."""
        first = prose.parts[0] if prose.parts else ""
        code = tongues.language_in(first) if isinstance(first, str) else ""
        if code not in CODES or code == self.language.code:
            return self
        writer = copy(self)
        writer.language = language_of(code, self.shared.settings.numerals)
        writer.dates = dates_in(writer.language, self.shared.zone(self.timezone))
        writer.actors, writer.statuses = {}, {}  # the numbers of sources go on
        return writer

    def answer(self, reference: Reference, place: Link | None) -> Answer:
        """What a reference says and leads to on this page."""
        match reference.kind:
            case Kind.ACTOR:
                link = self.actor(reference.id)
                return Answer(text=link.text, href=link.href)
            case Kind.EVENT:
                crisis, _, event = reference.id.partition("/")
                title = self._of_the_page(self.lookup.titles.get(reference.id, reference.id))
                return Answer(text=title, href=self.href(event_address(crisis, event)))
            case Kind.STORY:
                crisis, _, story = reference.id.partition("/")
                title = self._of_the_page(self.lookup.titles.get(reference.id, reference.id))
                return Answer(text=title, href=self.href(story_address(crisis, story)))
            case Kind.SOURCE:
                return self._citation(reference, place)
            case Kind.FIGURE:
                return self._figure(reference)
            case _:
                return Answer(text=reference.id, href=self.href(reference.id))

    def _citation(self, reference: Reference, place: Link | None) -> Answer:
        self.anchors[reference.id] = nth = self.anchors.get(reference.id, 0) + 1
        ref = self._source(reference.id, None)
        anchor = f"c{ref.number}-{nth}"
        words = self.say("text %(nth)s", nth=self.language.number(nth))
        self.cited[reference.id].setdefault(place or Link(text=words, href=f"#{anchor}"))
        return Answer(text=self.language.number(ref.number), href=ref.href, anchor=anchor, title=ref.label)

    def _figure(self, reference: Reference) -> Answer:
        """The figure's current claims in words: one number with its day, and every rival beside it."""
        series = self.lookup.series.get(reference.id)
        current = [claim for _, claim in series.current] if series else []
        crisis, _, figure = reference.id.partition("/")
        href = self.href(figure_address(crisis, figure))
        numbers = [claim for claim in current if claim.value.form not in (Form.NONE, Form.UNKNOWN)]
        if len(numbers) == 1:
            return self._one_number(numbers[0], [claim for claim in current if claim is not numbers[0]], href)
        if not current:
            return Answer(text=self.say("a number nobody has given"), href=href)
        return Answer(
            text=self.language.join([claim_in_words(self, claim) for claim in numbers or current]), href=href
        )

    def _one_number(self, claim: Claim, rivals: Iterable[Claim], href: str) -> Answer:
        value = self.quantity(claim.value)
        as_of = self.date(claim.as_of or UNKNOWN)
        day = self.say("as of {}") if as_of.dated else "{}"
        apart, next_to = self.say("; "), self.say(", ")
        words = (
            self.language.phrases(claim_in_words(self, rival) for rival in rivals)
            .replace("{", "")
            .replace("}", "")
        )
        by = self.language.isolate(self.actor_in_text(claim.by)).replace("{", "").replace("}", "")
        return Answer(
            text=value.text,
            href=href,
            value="" if value.vague else value.raw,
            as_of=as_of.text,
            as_of_iso=as_of.iso or "",
            as_of_frame=f"({by}{next_to}{day}{apart}{words})" if words else f"({day})",
        )


def claim_in_words(page: Composer, claim: Claim) -> str:
    """A claim in a few words: “Foro Penal says 863”, “the board denies any”."""
    by = page.actor_in_text(claim.by)
    match claim.value.form:
        case Form.NONE:
            return page.say("%(by)s denies any", by=by)
        case Form.UNKNOWN:
            return page.say("%(by)s gives no figure", by=by)
    value = page.quantity(claim.value).text
    if claim.promised:
        return page.say("%(by)s promised %(value)s", by=by, value=value)
    return page.say("%(by)s says %(value)s", by=by, value=value)


def _unasked(reference: Reference) -> Answer:
    raise AssertionError(f"a text without references asked for {reference}")
