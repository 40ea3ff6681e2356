"""Files → drafts: what each content file says, its names not yet linked to anything.

One file is parsed by itself: the same path and text always give the same draft and the same diagnostics.
"""

import re
from collections.abc import Callable
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from dateline.dates import Shape
from dateline.findings.diagnostics import Diagnostic
from dateline.findings.positions import Position
from dateline.languages import CODES
from dateline.model import Actor, Claim, Crisis, Event, Ref, Settings, Source, Story, TextPage, Translation
from dateline.parse import schema
from dateline.parse.fields import Record
from dateline.parse.frontmatter import split_front_matter
from dateline.parse.reading import Reading
from dateline.parse.salvage import ANY, names_in
from dateline.parse.translations import translation
from dateline.prose import Prose, read_prose
from dateline.read.filenames import is_reserved
from dateline.read.text import ContentFile, decode
from dateline.rulebook import RULES
from dateline.values.names import fold, nearest
from dateline.values.slugs import slugify
from dateline.yaml.nodes import Entry, Mapping, Node, Scalar, Sequence, read_yaml


class Place(Struct, frozen=True):
    """What a content file is, by where it lies."""

    kind: str  # site · sources · crisis · story · actor · page
    slug: str = ""
    crisis: str = ""  # of a story
    language: str = ""  # of a translation: story.es.md


Draft = Settings | tuple[Source, ...] | Crisis | Story | Actor | TextPage | Translation
"""What one file says. Names in it are as written."""


class Parsed(Struct, frozen=True):
    """One file, parsed. ``draft`` is None where nothing usable is in it; ``diagnostics`` then says why."""

    path: str
    place: Place | None
    draft: Draft | None
    diagnostics: tuple[Diagnostic, ...]
    lost: frozenset[str] = frozenset()
    """Names that it would define, as far as can be told, where not all of it could be read: see ``salvage``."""
    digest: bytes = b""
    """Of its bytes, its path and this program: the same digest, the same of all this. Empty where nobody made one."""


_CODE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_LANGUAGE = r"(?:\.(?P<language>[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*))?"
_PLACES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("site", re.compile(rf"site{_LANGUAGE}\.yaml")),
    ("sources", re.compile(r"sources\.yaml")),
    ("crisis", re.compile(rf"crises/(?P<slug>[^/.]+)/index{_LANGUAGE}\.md")),
    (
        "story",
        re.compile(
            rf"crises/(?P<crisis>[^/.]+)/(?:\d{{4}}-\d\d-\d\d-|\d{{4}}-\d\d-)?(?P<slug>[^/.]+){_LANGUAGE}\.md"
        ),
    ),
    ("actor", re.compile(rf"actors/(?P<slug>[^/.]+){_LANGUAGE}\.md")),
    ("page", re.compile(rf"pages/(?P<slug>[^/.]+){_LANGUAGE}\.md")),
)


def place_of(inner: str) -> Place | None:
    """What the file at ``inner``, a path below the content folder, is; None where the format has no place for it."""
    for kind, pattern in _PLACES:
        if match := pattern.fullmatch(inner):
            parts = match.groupdict()
            return Place(
                kind, parts.get("slug") or "", parts.get("crisis") or "", parts.get("language") or ""
            )
    return None


def parse_bytes(path: str, inner: str, data: bytes) -> Parsed:
    """What the file at ``path`` with these bytes says: ``parse``, and what is wrong with the bytes as such."""
    file, problems = decode(path, data)
    if file is None:
        place = place_of(inner)
        return Parsed(path, place, None, problems, _lost(place, data.decode("utf-8", "replace"), problems))
    found = parse(file, inner)
    return replace(found, diagnostics=(*problems, *found.diagnostics))


def parse(file: ContentFile, inner: str) -> Parsed:
    """The draft in ``file``, which lies at ``inner`` below the content folder, and everything that is wrong with it."""
    place = place_of(inner)
    start = Position(file.path, 1, 1)
    if place is None:
        hint = "stories lie in content/crises/<crisis>/, actors in content/actors/, pages in content/pages/"
        found = (Diagnostic(start, "PLACE001", "the content format has no place for this file", hint),)
        return Parsed(file.path, None, None, found)
    if place.slug and slugify(place.slug) != place.slug:
        hint = f"rename it to {slugify(place.slug)}"
        why = ": it is reserved on Windows" if is_reserved(place.slug) else ""
        found = (Diagnostic(start, "PLACE002", f"“{place.slug}” cannot be part of an address{why}", hint),)
        return Parsed(file.path, place, None, found, _lost(place, file.text, found))
    reading = Reading(file)
    draft = (_read_translation if place.language else _READERS[place.kind])(file, place, reading)
    problems = tuple(reading.diagnostics)
    return Parsed(file.path, place, draft, problems, _lost(place, file.text, problems))


def unread(path: str, inner: str, problem: Diagnostic) -> Parsed:
    """A file that nobody could read."""
    place = place_of(inner)
    return Parsed(path, place, None, (problem,), _lost(place, "", (problem,)))


def _lost(place: Place | None, text: str, problems: tuple[Diagnostic, ...]) -> frozenset[str]:
    """The names in a file of which a part is missing, for a reason that keeps every site from being published.

    A translation gives nothing a name.
    """
    if place is None or place.language or not any(RULES[one.code].fixed for one in problems):
        return frozenset()
    names = names_in(text.replace("\0", ""))  # two bytes a letter: no UTF-8, and still names
    return (names or frozenset((ANY,))) | {fold(place.slug)}


def _entries(node: Node | None, file: ContentFile, reading: Reading) -> tuple[Entry, ...] | None:
    """The top-level fields of a file, or None with the reason reported."""
    if isinstance(node, Mapping):
        return node.entries
    if node is None and not reading.diagnostics:
        reading.report(
            Position(file.path, 1, 1), "FIELD002", "there are no fields in this file", "add `title:`"
        )
    if node is not None:
        reading.report(
            node.at, "FIELD003", "fields are expected here", "write each as `key: value`, as in `title: …`"
        )
    return None


def _front_matter(file: ContentFile, reading: Reading) -> tuple[tuple[Entry, ...], Prose, Position] | None:
    """Fields, body and the place of the first field of a Markdown file."""
    front, problems = split_front_matter(file)
    reading.diagnostics.extend(problems)
    if front is None:
        return None
    node, problems = read_yaml(file, front.yaml, front.yaml_offset)
    reading.diagnostics.extend(problems)
    body, problems = read_prose(front.body, file, front.body_offset)
    reading.diagnostics.extend(problems)
    entries = _entries(node, file, reading)
    if entries is None:
        return None
    _check_language(entries, reading)
    return entries, body, entries[0].key.at if entries else Position(file.path, 1, 1)


def _read_file(record: Record, file: ContentFile, reading: Reading) -> tuple[dict[str, Any], Prose] | None:
    parts = _front_matter(file, reading)
    if parts is None:
        return None
    entries, body, at = parts
    values = record.read_entries(entries, at, reading)
    return None if values is None else (values, body)


def _read_settings(file: ContentFile, place: Place, reading: Reading) -> Settings | None:
    node, problems = read_yaml(file, file.text, 0)
    reading.diagnostics.extend(problems)
    entries = _entries(node, file, reading)
    if entries is None:
        return None
    values = schema.SETTINGS.read_entries(
        entries, entries[0].key.at if entries else Position(file.path, 1, 1), reading
    )
    if values is None:
        return None
    _check_levels(entries, reading)
    _check_language(entries, reading)
    if (base := values.get("base_url")) and not base.endswith("/"):
        values["base_url"] = base + "/"
    return Settings(**values)


def _check_language(entries: tuple[Entry, ...], reading: Reading) -> None:
    """The site is in languages that we have words for; a text may be in any, by the code that browsers know."""
    for entry in entries:
        if entry.key.value == "languages" or (
            entry.key.value == "language" and reading.file.path.endswith(".yaml")
        ):
            items = entry.value.items if isinstance(entry.value, Sequence) else (entry.value,)
            for one in items:
                if isinstance(one, Scalar) and one.value not in ("", *CODES):
                    near = nearest(one.value, CODES)
                    hint = f"did you mean {near}?" if near else f"there is {', '.join(CODES)}"
                    reading.report(one.at, "LANG001", f"there are no words for pages in “{one.value}”", hint)
        elif entry.key.value == "language" and isinstance(entry.value, Scalar):
            code = entry.value
            if code.value and not _CODE.fullmatch(code.value):
                hint = "write a code such as en, fa or pt-BR"
                reading.report(code.at, "LANG002", f"“{code.value}” is not the code of a language", hint)


def _check_levels(entries: tuple[Entry, ...], reading: Reading) -> None:
    """Levels are given to rules that exist, and to none that a site cannot do without."""
    chosen = next((one.value for one in entries if one.key.value == "rules"), None)
    for entry in chosen.entries if isinstance(chosen, Mapping) else ():
        code = entry.key.value
        if code not in RULES:
            near = nearest(code, RULES)
            hint = f"did you mean {near}?" if near else "a rule's code stands in brackets in its messages"
            reading.report(entry.key.at, "RULE001", f"there is no rule “{code}”", hint)
        elif RULES[code].fixed:
            hint = "take the line out, and mend what the rule reports"
            reading.report(entry.key.at, "RULE002", f"{code} is an error on every site", hint)


def _read_sources(file: ContentFile, place: Place, reading: Reading) -> tuple[Source, ...] | None:
    node, problems = read_yaml(file, file.text, 0)
    reading.diagnostics.extend(problems)
    if node is None:
        return ()
    if not isinstance(node, Sequence):
        reading.wrong_type(node, "a list of sources", "begin each source with “- id: …”")
        return None
    found: list[Source] = []
    for item in node.items:
        source = schema.SOURCE.read(item, reading)
        if source is not None:
            found.append(source)
    return tuple(found)


def _split_sources(values: dict[str, Any]) -> None:
    """Part the list of sources into those defined in the file and those only named there."""
    given = values.pop("sources", ())
    values["sources"] = tuple(one for one in given if isinstance(one, Source))
    values["cites"] = tuple(one for one in given if isinstance(one, Ref))


def _read_crisis(file: ContentFile, place: Place, reading: Reading) -> Crisis | None:
    found = _read_file(schema.CRISIS, file, reading)
    if found is None:
        return None
    values, body = found
    values.pop("published_at", None)
    _split_sources(values)
    return Crisis(slug=place.slug, path=file.path, body=body, **values)


def _read_actor(file: ContentFile, place: Place, reading: Reading) -> Actor | None:
    found = _read_file(schema.ACTOR, file, reading)
    return None if found is None else Actor(id=place.slug, path=file.path, body=found[1], **found[0])


def _read_page(file: ContentFile, place: Place, reading: Reading) -> TextPage | None:
    found = _read_file(schema.TEXT_PAGE, file, reading)
    return None if found is None else TextPage(slug=place.slug, path=file.path, body=found[1], **found[0])


_OF_THE_EVENT = (
    *(
        one.name or one.key
        for one in schema.EVENT.fields
        if one.key not in ("id", "text", "sources", "reported")
    ),
    *("title_at", "date_at", "status_at", "kind_at"),
)
"""What a story's front matter says about the story's own point on the timeline."""


def _read_story(file: ContentFile, place: Place, reading: Reading) -> Story | None:
    found = _read_file(schema.STORY, file, reading)
    if found is None:
        return None
    values, body = found
    own = {key: values.pop(key) for key in _OF_THE_EVENT if key in values}
    reported = values.pop("reported", None)
    _split_sources(values)
    given = values.pop("published_at", None)
    if values.get("published") is None:
        if own["date"].shape is Shape.DAY:
            values["published"] = own["date"]
        elif given is None:
            reading.report(
                values["at"],
                "FIELD002",
                "a story whose date is not a full day needs `published:`",
                "add `published:` with the day it was or will be published",
            )
    cited = (*(Ref(one.id, one.at) for one in values["sources"]), *values["cites"])
    event = Event(id=place.slug, at=own["title_at"], sources=cited, reported=reported, **own)
    values["events"] = _events(values.get("events", ()))
    values["figures"] = _claims(values.get("figures", ()), reading)
    return Story(path=file.path, slug=place.slug, event=event, body=body, **values)


def _events(drafts: tuple[dict[str, Any], ...]) -> tuple[Event, ...]:
    """The further events of a story; one without an id is called by the slug of its title."""
    return tuple(
        Event(**values) if "id" in values else Event(id=slugify(values["title"]), **values)
        for values in drafts
    )


def _claims(claims: tuple[Claim, ...], reading: Reading) -> tuple[Claim, ...]:
    """The claims; one that names no figure defines one by its label."""
    found: list[Claim] = []
    for claim in claims:
        if claim.figure is None and not claim.label:
            reading.report(
                claim.at,
                "FIELD002",
                "a claim needs `figure:`",
                "add `figure:` with an id of the crisis, or `label:` and `unit:`",
            )
            continue
        found.append(claim)
    return tuple(found)


def _read_translation(file: ContentFile, place: Place, reading: Reading) -> Translation | None:
    """The words of a file in another language; all but the site's own are Markdown."""
    start = Position(file.path, 1, 1)
    if place.kind == "site":
        node, problems = read_yaml(file, file.text, 0)
        reading.diagnostics.extend(problems)
        entries, body = _entries(node, file, reading), Prose()
        parts = None if entries is None else (entries, body, entries[0].key.at if entries else start)
    else:
        parts = _front_matter(file, reading)
    if parts is None:
        return None
    entries, body, at = parts
    where = {"crisis": place.crisis, "slug": place.slug, "language": place.language, "path": file.path}
    return translation(place.kind, entries, body, at, reading, **where)


_READERS: dict[str, Callable[[ContentFile, Place, Reading], Draft | None]] = {
    "site": _read_settings,
    "sources": _read_sources,
    "crisis": _read_crisis,
    "story": _read_story,
    "actor": _read_actor,
    "page": _read_page,
}
