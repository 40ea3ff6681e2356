"""Every front-matter field, declared once.

What is declared here drives the parser today; the reference, the JSON Schema and the scaffolds read the same tables.
A group becomes one object of ``dateline.model``; the field names there are the keys here unless ``name`` says so.
"""

from collections.abc import Callable
from typing import Any

from dateline.model import (
    OUTPUTS,
    Claim,
    Correction,
    Figure,
    Image,
    Involvement,
    Kind,
    KnownLine,
    Media,
    Part,
    Phase,
    Question,
    Quote,
    Source,
    Stance,
    Statement,
    Status,
    StatusChange,
    Withdrawal,
)
from dateline.parse.fields import Either, Field, ListOf, Pairs, Record
from dateline.parse.texts import Markdown, Text, Verbatim
from dateline.parse.types import Address, Amount, Choice, Date, Days, FileName, Flag, Id, Name, Url

ACTOR_KINDS = ("person", "organisation", "state", "armed-group", "court", "media")
ACTOR_GROUPS = ("in power", "affected", "counting and checking", "outside")
CRISIS_STATUSES = ("ongoing", "dormant", "ended")
CORRECTION_KINDS = ("correction", "clarification", "update", "retraction")
LEVELS = ("error", "warning", "notice", "off")

_status = Choice(("confirmed", "reported", "disputed", "retracted"), Status)
_statement_status = Choice(("confirmed", "reported", "disputed", "retracted", "not-stated"), Status)
_names_of_sources = ListOf(Name("source"), one=True)


def _without_place(make: Callable[..., Any]) -> Callable[..., Any]:
    """``make`` for an object that does not remember where it was written."""

    def made(at: object, **values: Any) -> Any:
        return make(**values)

    return made


_foreign = Field(
    "foreign",
    Pairs(Pairs(Verbatim())),
    "What other formats say of it and ours has no field for, by format; no page shows it, and `export` gives it back.",
)
INVOLVEMENT = Record(
    "an actor's part",
    (
        Field("actor", Name("actor"), "An id, a name or an alias from content/actors/.", required=True),
        Field("role", Text(200), "What the actor does in it.", words=True),
    ),
    _without_place(Involvement),
    short="actor",
)
QUOTE = Record(
    "a quote",
    (
        Field("text", Text(), "The exact words, without quotation marks.", required=True, words=True),
        Field("by", Name("actor"), "Who said them."),
    ),
    Quote,
)
STATEMENT = Record(
    "a statement",
    (
        Field("status", _statement_status, "How sure this statement is.", required=True, example="reported"),
        Field("text", Markdown(), "What is said.", required=True, words=True),
        Field("label", Text(80), "Who or what, in a word or two.", words=True),
    ),
    Statement,
)
STATUS_CHANGE = Record(
    "a change of status",
    (
        Field("date", Date(full=True), "The day of the change.", required=True, example="2026-01-10"),
        Field("status", _status, "The status from that day on.", required=True, example="disputed"),
        Field("why", Text(500), "What led to it.", words=True),
    ),
    StatusChange,
)
MEDIA = Record(
    "a link to media",
    (
        Field("url", Url(), "Where it is; it is never loaded from there.", required=True),
        Field("caption", Text(500), "What it shows.", words=True),
        Field("credit", Text(200), "Whose it is.", words=True),
        Field("alt", Text(500), "What it shows, for those who cannot see it.", words=True),
    ),
    Media,
)
IMAGE = Record(
    "an image",
    (
        Field("file", FileName(), "A file beside this one.", required=True, example="photo.jpg"),
        Field("alt", Text(500), "What it shows, for those who cannot see it.", words=True),
        Field("credit", Text(200), "Whose it is.", words=True),
        Field("caption", Text(500), "What it shows.", words=True),
    ),
    Image,
)
SOURCE = Record(
    "a source",
    (
        Field("id", Id(), "What citations call it.", required=True, example="briefing"),
        Field("title", Text(500), "What it is called.", required=True),
        Field("publisher", Text(200), "Who published it."),
        Field("url", Url(), "Where it is."),
        Field("archived", Url(), "A copy that lasts."),
        Field(
            "published",
            Date(),
            "When it was published; `unknown` where it does not say.",
            example="2026-01-09",
        ),
        Field("accessed", Date(), "When we read it."),
        Field(
            "kind",
            Text(80),
            "Official, party to the conflict, organisation, agency, eyewitness, …",
            words=True,
        ),
        Field("language", Text(35), "The language it is in (BCP 47)."),
        Field("note", Text(500), "What a reader should know about it.", words=True),
        Field("withdrawn", Text(500), "Why we no longer rely on it.", words=True),
    ),
    Source,
)
WITHDRAWAL = Record(
    "a withdrawal",
    (
        Field("date", Date(), "When it was withdrawn.", required=True, example="2026-01-10"),
        Field("why", Text(500), "Why.", words=True),
    ),
    _without_place(Withdrawal),
)
CLAIM = Record(
    "a claim",
    (
        Field("figure", Name("figure"), "A figure of the crisis; or give `label:` and `unit:` here."),
        Field("label", Text(200), "What is counted, for a figure of this story alone.", words=True),
        Field("unit", Text(80), "In what.", keeps="unit_at", words=True),
        Field(
            "value", Amount(), "What the claimant says it is.", required=True, keeps="value_at", example="863"
        ),
        Field("by", Name("actor"), "Who says so."),
        Field(
            "as_of",
            Date(),
            "The day it describes; `unknown` prints “date not given”.",
            keeps="as_of_at",
            example="2025-12-29",
        ),
        Field("source", _names_of_sources, "Where it is said.", name="sources"),
        Field("status", _status, "How sure it is.", keeps="status_at"),
        Field("reported", Date(), "When it became known."),
        Field("published", Date(), "When we published it, if not with the story."),
        Field("quote", Text(), "The claimant's own words.", words=True),
        Field("note", Text(), "What a reader must know about it.", words=True),
        Field("method", Text(), "A change of definition; marks the series.", words=True),
        Field(
            "includes",
            Pairs(Amount(), lambda key, value, at: Part(label=key, value=value, at=at)),
            "Parts of it.",
            words=True,
        ),
        Field("withdrawn", WITHDRAWAL, "Taken back by the claimant."),
        Field("promised", Flag(), "A promise, not yet a count."),
    ),
    Claim,
)
_EVENT_FIELDS = (
    Field(
        "status",
        _status,
        "How sure it is that this happened; `reported` unless given.",
        keeps="status_at",
        example="confirmed",
    ),
    Field(
        "kind",
        Text(80),
        "A lane of the overview strip, one of the kinds of the crisis or the site.",
        keeps="kind_at",
    ),
    Field("place", Text(200), "Where.", words=True),
    Field("key", Flag(), "A key event: shown in the short list on top of the crisis."),
    Field("date_text", Text(200), "The source's own words for the date.", words=True),
    Field("statements", ListOf(STATEMENT), "What is said inside the event, each with its own status."),
    Field("quote", QUOTE, "Exact words."),
    Field("actors", ListOf(INVOLVEMENT, one=True), "Who takes part."),
    Field("reported", Date(), "When it became known."),
    Field("history", ListOf(STATUS_CHANGE), "Where the status changed."),
    Field("media", MEDIA, "A link to something elsewhere."),
    Field("retraction", Text(500), "Why it was withdrawn, for the status `retracted`.", words=True),
    Field("old_ids", ListOf(Id(), one=True), "Ids it had before; links to them keep working."),
    _foreign,
)
_title = Field(
    "title", Text(300), "A sentence that says what happened.", required=True, keeps="title_at", words=True
)
_date = Field("date", Date(), "When it happened.", required=True, keeps="date_at", example="2026-01-08")
EVENT = Record(
    "an event",
    (
        Field("id", Id(), "Its anchor; the slug of its title unless given."),
        _date,
        _title,
        Field("text", Markdown(), "At most 60 words.", words=True),
        *_EVENT_FIELDS,
        Field("sources", _names_of_sources, "Where it is said."),
    ),
    dict,
)
CORRECTION = Record(
    "a correction",
    (
        Field("date", Date(full=True), "The day it was made.", required=True, example="2026-01-10"),
        Field("was", Text(), "What was published.", required=True, words=True),
        Field("now", Text(), "What it says now.", required=True, words=True),
        Field("why", Text(), "Why.", words=True),
        Field("kind", Choice(CORRECTION_KINDS), "A correction unless given."),
        Field("event", Name("event"), "The event it concerns, if not the story."),
    ),
    Correction,
)
_sources = Field(
    "sources", ListOf(Either(Name("source"), SOURCE), one=True), "Defined here, or named from sources.yaml."
)
_publication = (
    Field(
        "published",
        Date(full=True),
        "When we published it.",
        keeps="published_at",
        example="2026-01-09T08:00",
    ),
    Field("updated", Date(full=True), "When it last changed in substance."),
    Field("draft", Flag(), "Not published."),
    Field("language", Text(35), "The language of the text, if not the site's."),
    Field("old_addresses", ListOf(Address(), one=True), "Addresses it had before.", keeps="old_addresses_at"),
)
STORY = Record(
    "a story",
    (
        _title,
        _date,
        *_publication,
        Field("summary", Text(500), "One or two sentences.", words=True),
        *_EVENT_FIELDS,
        Field("figures", ListOf(CLAIM), "What somebody says a number is, on a day."),
        Field("events", ListOf(EVENT), "Further dated points this story tells."),
        _sources,
        Field("corrections", ListOf(CORRECTION), "What we had wrong."),
        Field("tags", ListOf(Text(80), one=True), "Words to find it by.", words=True),
        Field("image", IMAGE, "A picture of ours."),
        Field("publish_at", Date(full=True, known=True), "Withheld until then."),
        Field("expires", Date(full=True, known=True), "Withheld from then on."),
    ),
    dict,
)
FIGURE = Record(
    "a figure",
    (
        Field("id", Id(), "What claims call it.", required=True),
        Field("label", Text(200), "What is counted.", required=True, words=True),
        Field("unit", Text(80), "In what.", words=True),
        Field("definition", Text(), "What counts and what does not.", words=True),
        Field("lead", Flag(), "Shown on top of the crisis."),
        Field("review_after", Days(), "Its newest claim counts as stale after so many days.", example="30d"),
    ),
    Figure,
)
KIND = Record(
    "a kind",
    (
        Field("id", Id(), "What events call it.", required=True),
        Field("label", Text(80), "What readers see.", required=True, words=True),
    ),
    Kind,
)
PHASE = Record(
    "a phase",
    (
        Field("title", Text(200), "What this stretch of time is called.", required=True, words=True),
        Field("date", Date(), "From when to when.", required=True, example="2026-01-01/.."),
        Field("note", Text(300), "What happened in it, in a few words.", words=True),
        _foreign,
    ),
    Phase,
)
KNOWN = Record(
    "a known line",
    (
        Field("text", Markdown(), "What is known.", required=True, words=True),
        Field("status", _status, "How sure it is."),
        Field("since", Date(), "Since when."),
        Field("until", Date(), "Until when, for a line that moved to the other list."),
        Field("sources", _names_of_sources, "Where it is said."),
    ),
    KnownLine,
    short="text",
)
QUESTION = Record(
    "a question",
    (
        Field("question", Text(300), "As a reader would ask it.", required=True, words=True),
        # Below a heading of the third level, with the anchor “q1” on the page of the crisis.
        Field(
            "answer",
            Markdown(inline=False, heading_base=4, prefix="q"),
            "In Markdown.",
            required=True,
            words=True,
        ),
    ),
    Question,
)
CRISIS = Record(
    "a crisis",
    (
        Field("title", Text(300), "A sentence that says where things stand.", required=True, words=True),
        Field("name", Text(80), "A short name for lists; the place unless given.", words=True),
        Field("summary", Text(500), "One or two sentences.", words=True),
        Field("status", Choice(CRISIS_STATUSES), "Ongoing unless given."),
        Field("place", Text(200), "Where.", words=True),
        Field("started", Date(), "Since when."),
        *(one for one in _publication if one.key != "updated"),
        Field("figures", ListOf(FIGURE), "What the desk tracks."),
        Field("phases", ListOf(PHASE), "Titled stretches of time, which may overlap."),
        Field("known", ListOf(KNOWN), "What is known."),
        Field("unknown", ListOf(KNOWN), "What is not known."),
        Field("questions", ListOf(QUESTION), "Background, in questions and answers."),
        Field("kinds", ListOf(KIND), "The lanes of the overview strip, in order."),
        Field("timezone", Text(80), "Where it differs from the site's.", keeps="timezone_at"),
        _sources,
        Field("corrections", ListOf(CORRECTION), "What we had wrong."),
        _foreign,
    ),
    dict,
)
STANCE = Record(
    "a position",
    (
        Field("text", Markdown(), "What the actor says.", required=True, words=True),
        Field("crisis", Name("crisis"), "In which crisis."),
        Field("date", Date(), "When."),
        Field("source", _names_of_sources, "Where it is said.", name="sources"),
    ),
    Stance,
)
ACTOR = Record(
    "an actor",
    (
        Field("name", Text(200), "As readers know it.", required=True, words=True),
        Field("kind", Choice(ACTOR_KINDS), "What it is."),
        Field("in_text", Text(200), "Its name inside a sentence: “the harbour board”.", words=True),
        Field("aliases", ListOf(Text(200), one=True), "Other names it goes by.", words=True),
        Field("names", Pairs(Text(200)), "Its name in other languages."),
        Field("role", Text(200), "What it is or does, in a few words.", words=True),
        Field("group", Choice(ACTOR_GROUPS), "Its place in “Who says what”."),
        Field("positions", ListOf(STANCE), "What it says, per crisis."),
        Field("portrait", IMAGE, "A picture of ours."),
        Field("draft", Flag(), "Not published."),
    ),
    dict,
)
TEXT_PAGE = Record(
    "a page",
    (
        Field("title", Text(300), "Its heading.", required=True, words=True),
        Field("summary", Text(500), "One sentence.", words=True),
        Field("draft", Flag(), "Not published."),
    ),
    dict,
)
TRANSLATION = Record(
    "a translation",
    (
        Field(
            "translated", Date(full=True), "The day of the version that was translated.", example="2026-01-09"
        ),
        Field("translator", Text(200), "Who translated it, if not the desk."),
        Field("draft", Flag(), "Not published."),
    ),
    dict,
)
SETTINGS = Record(
    "site.yaml",
    (
        Field("title", Text(120), "The site's name.", required=True, words=True),
        Field("tagline", Text(300), "What it is, in a sentence.", words=True),
        Field("mark", Text(20), "The brand mark."),
        Field("base_url", Url(site=True), "Its address, where a standard wants absolute addresses."),
        Field(
            "timezone",
            Text(80),
            "Of dates without an offset (IANA).",
            keeps="timezone_at",
            example="America/Caracas",
        ),
        Field("language", Text(35), "Of the site (BCP 47)."),
        Field("languages", ListOf(Text(35), one=True), "All languages of the site."),
        Field("publisher", Text(200), "Who publishes it.", words=True),
        Field("contact", Text(300), "Where errors are reported."),
        Field("numerals", Choice(("latin", "native")), "Which digits."),
        Field("fonts", Choice(("own", "system")), "The site's own fonts, or the reader's."),
        Field(
            "leave_out",
            ListOf(Choice(OUTPUTS), one=True),
            "Kinds of files that are not published; `docs/writing.md` says what each is.",
        ),
        Field("kinds", ListOf(KIND), "Lanes of the strip for crises that list none."),
        Field("rules", Pairs(Choice(LEVELS)), "Levels of rules, by code."),
        Field(
            "removed",
            ListOf(Address(), one=True),
            "Addresses of what was taken down for good: hosts that can answer “gone” (410).",
            keeps="removed_at",
        ),
    ),
    dict,
)
