"""``build.py new``: asks for what a new file or entry needs, and writes it once the whole site passes with it."""

import argparse
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain, count

from dateline import pipeline
from dateline.dates import Shape, parse_date
from dateline.desk.disk import make_file, replace_file
from dateline.desk.edits import edited
from dateline.desk.insertion import insertion
from dateline.desk.scaffolds import SCAFFOLDS, Scaffold, new_entry, new_file
from dateline.desk.trial import new_findings
from dateline.findings.diagnostics import Diagnostic, Severity, format_text
from dateline.findings.positions import Position
from dateline.model import Story
from dateline.options import Options
from dateline.parse.contents import Content
from dateline.parse.fields import Field, ListOf
from dateline.parse.file import Parsed
from dateline.parse.reading import Reading
from dateline.parse.types import Date, Flag
from dateline.progress import Progress
from dateline.read.text import ContentFile, decode
from dateline.values.names import nearest
from dateline.values.refusal import Refusal
from dateline.values.slugs import slugify
from dateline.yaml.nodes import Scalar

_MOST_NAMED = 12
"""Crises that are named to somebody who named none of them."""
Ask = Callable[[str], str]
"""Shows a question and gives the line that was typed."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a new file or entry became: its path and bytes, and what it had before (None: it was not there)."""

    path: str
    before: bytes | None
    after: bytes


class Refused(Exception):
    """Nothing was written; the text says why."""


def add_options(parser: argparse.ArgumentParser, kind: str) -> None:
    """The options of one kind: where it goes, and a value for every field that the scaffold offers."""
    scaffold = SCAFFOLDS[kind]
    if kind in ("story", "figure"):
        parser.add_argument("--crisis", metavar="SLUG", help="the folder of the crisis it belongs to")
    if kind == "event":
        parser.add_argument(
            "--story", metavar="STORY", help="the story that tells it: crisis/story, or its path"
        )
    if not scaffold.into:
        parser.add_argument("--slug", metavar="SLUG", help="its name in addresses (made from the title)")
    for field in scaffold.fields:
        name = f"--{field.key.replace('_', '-')}"
        if isinstance(field.type, Flag):
            parser.add_argument(name, dest=field.key, action=argparse.BooleanOptionalAction, help=field.about)
        else:
            several = " (several with commas between)" if isinstance(field.type, ListOf) else ""
            parser.add_argument(name, dest=field.key, metavar=field.key.upper(), help=field.about + several)


def new(kind: str, arguments: argparse.Namespace, options: Options, ask: Ask | None) -> list[str]:
    """Write what was asked for, and give the findings about it and its path, to be printed.

    ``ask`` puts a question to somebody at a terminal; None where nobody is there. Raises ``Refused``, and OSError
    where the disk refuses.
    """
    memory = pipeline.Memory(options, trusting=False)  # a question cannot be asked again
    try:
        return _new(kind, arguments, options, ask, memory)
    finally:
        memory.database.close()


def _new(
    kind: str, arguments: argparse.Namespace, options: Options, ask: Ask | None, memory: pipeline.Memory
) -> list[str]:
    content = pipeline.load(options, Progress(quiet=True), memory)
    scaffold = SCAFFOLDS[kind]
    home = _home(kind, arguments, content.parsed, ask)
    taken = _event_ids(home, content.parsed) if kind == "event" else frozenset()
    values = _values(scaffold, arguments, options.now, ask, taken)
    if scaffold.into:
        written = _entry(options, home, scaffold.into, new_entry(kind, values))
    else:
        text = new_file(kind, values).encode("utf-8")
        written = Written(_path(kind, arguments, values, options, home), None, text)
        if (options.root / written.path).exists():
            raise Refused(f"{written.path} is there already, and nothing is overwritten")
    found, file = _checked(written, content, options, memory)
    if written.before is None:
        make_file(options.root / written.path, written.after)
    else:
        replace_file(options.root / written.path, written.before, written.after)
    return [format_text(found, {file.path: file}), f"{written.path}:{_line_of_change(written)}\n"]


def _home(
    kind: str, arguments: argparse.Namespace, files: tuple[Parsed, ...], ask: Ask | None
) -> Parsed | None:
    """The file of the crisis or story that the new thing belongs to; None for a crisis or an actor."""
    wanted = "story" if kind == "event" else "crisis" if kind in ("story", "figure") else ""
    if not wanted:
        return None
    known = {name: file for file in files for name in _called(file, wanted)}
    given = getattr(arguments, wanted) or (ask(f"{wanted}: ") if ask else "")
    if not given:
        raise Refused(f"say which {wanted} it belongs to: --{wanted} {next(iter(known), '…')}")
    name = given.rstrip("/")
    if name in known:
        return known[name]
    near = nearest(name, known)
    hint = f"; did you mean {near}?" if near else ""
    if not near and wanted == "crisis":
        slugs = [name for name in known if "/" not in name]
        hint = (
            f"; there are {', '.join(slugs[:_MOST_NAMED])}" if slugs else "; begin one: new crisis --title …"
        )
    raise Refused(f"--{wanted} {given}: there is no such {wanted}{hint}")


def _called(file: Parsed, wanted: str) -> Iterator[str]:
    """The names by which a crisis or story can be meant: its place in the site, its path, its file."""
    place = file.place
    if place is None or place.kind != wanted or place.language:
        return
    yield place.slug if wanted == "crisis" else f"{place.crisis}/{place.slug}"
    yield file.path


def _event_ids(home: Parsed | None, files: tuple[Parsed, ...]) -> frozenset[str]:
    """The ids of the events in the crisis of a story: what two of them may not have."""
    crisis = home.place.crisis if home and home.place else ""
    stories = (one.draft for one in files if one.place and one.place.crisis == crisis)
    return frozenset(event.id for story in stories if isinstance(story, Story) for event in story.all_events)


def _values(
    scaffold: Scaffold,
    arguments: argparse.Namespace,
    now: int,
    ask: Ask | None,
    taken: frozenset[str] = frozenset(),
) -> dict[str, tuple[str, ...]]:
    """What is written, by key. At a terminal a value that will not do is asked for again. ``taken``: ids that
    something else has."""
    values: dict[str, tuple[str, ...]] = {}
    missing = []
    for field in sorted(scaffold.fields, key=lambda one: one.key == "id"):  # an id is made from what it names
        given = getattr(arguments, field.key)
        if isinstance(field.type, Flag):
            given = field.key == "draft" if given is None else given
            if given:
                values[field.key] = ("true",)
            continue
        standard = _standard(scaffold, field, values, now, taken)
        while given is None and field.required and ask:
            default = f" [{standard}]" if standard else ""
            given = ask(f"{field.key} – {field.about}{default} ").strip() or standard or None
            if given and (problem := _problem(field, given)):
                sys.stderr.write(f"  {problem}\n")
                given = None
        given = standard if given is None else given
        if parts := _parts(field, given):
            if problem := _problem(field, given):
                raise Refused(f"--{field.key.replace('_', '-')}: {problem}")
            values[field.key] = parts
        elif field.required:
            missing.append(f"--{field.key.replace('_', '-')}")
    if missing:
        raise Refused(f"{scaffold.record.title} needs {' and '.join(missing)}")
    return values


def _standard(
    scaffold: Scaffold, field: Field, values: dict[str, tuple[str, ...]], now: int, taken: frozenset[str]
) -> str:
    """What is written where nobody says anything: an id, and today where a story has no day."""
    if field.key == "id" and (name := values.get("title") or values.get("label")):
        id = slugify(name[0])
        others = (f"{id}-{number}" for number in count(2))
        return next(one for one in chain((id,), others) if one not in taken)
    today = datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%d")
    if not scaffold.into and field.key == "date":
        return today
    if field.key == "published" and not _is_a_day(values["date"][0]):
        return today
    return ""


def _is_a_day(text: str) -> bool:
    date = parse_date(text)
    return not isinstance(date, Refusal) and date.shape is Shape.DAY


def _parts(field: Field, text: str) -> tuple[str, ...]:
    """The texts of a value: those between commas, for a list."""
    parts = text.split(",") if isinstance(field.type, ListOf) else [text]
    return tuple(part for one in parts if (part := " ".join(one.split())))


def _problem(field: Field, given: str) -> str:
    """Why a value will not do for a field, with what to write; empty for one that will."""
    kind = field.type.item if isinstance(field.type, ListOf) else field.type
    for text in _parts(field, given):
        file, problems = decode("", text.encode("utf-8", "surrogateescape"))
        reading = Reading(file or ContentFile("", text), list(problems))
        kind.read(Scalar(text, Position("", 1, 1, len(text)), plain=not isinstance(kind, Date)), reading)
        if reading.diagnostics:
            first = reading.diagnostics[0]
            return first.message + (f" ({first.hint})" if first.hint else "")
    return ""


def _path(
    kind: str,
    arguments: argparse.Namespace,
    values: dict[str, tuple[str, ...]],
    options: Options,
    home: Parsed | None,
) -> str:
    """Where a new file lies."""
    naming = {"story": "title", "crisis": "title", "actor": "name"}[kind]
    slug = slugify(arguments.slug or values[naming][0])
    if kind == "story" and home is not None and home.place is not None:
        day = f"{values['date'][0]}-" if _is_a_day(values["date"][0]) else ""
        return f"{options.content}/crises/{home.place.slug}/{day}{slug}.md"
    return (
        f"{options.content}/crises/{slug}/index.md"
        if kind == "crisis"
        else f"{options.content}/actors/{slug}.md"
    )


def _entry(options: Options, home: Parsed | None, into: str, lines: list[str]) -> Written:
    assert home is not None
    before = (options.root / home.path).read_bytes()
    file, _ = decode(home.path, before)
    edit = insertion(file, into, lines) if file is not None else None
    if edit is None:
        entry = "".join(f"  {'  ' if number else '- '}{line}\n" for number, line in enumerate(lines))
        message = f"{home.path} is not written so that an entry can be added safely"
        raise Refused(f"{message}; add this below `{into}:` yourself\n\n{entry}")
    return Written(home.path, before, edited(before, (edit,)))


def _checked(
    written: Written, content: Content, options: Options, memory: pipeline.Memory
) -> tuple[tuple[Diagnostic, ...], ContentFile]:
    """What ``check`` finds that it did not find before, and the file as it will be; an error is a reason to refuse."""
    file, problems = decode(written.path, written.after)
    if file is None:
        raise Refused(problems[0].message)
    found, _ = new_findings({written.path: written.after}, content, options, memory)
    if wrong := [one for one in found if one.severity is Severity.ERROR]:
        raise Refused(
            f"nothing was written, because this would be wrong:\n{format_text(wrong, {file.path: file})}"
        )
    return found, file


def _line_of_change(written: Written) -> int:
    """The first line that is new."""
    before = (written.before or b"").splitlines()
    after = written.after.splitlines()
    same = next(
        (at for at, (one, other) in enumerate(zip(before, after, strict=False)) if one != other), len(before)
    )
    return same + 1 if written.before is not None else 1
