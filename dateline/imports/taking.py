"""``build.py import``: files from elsewhere become content files, where nothing that is there is overwritten."""

from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from pathlib import Path

from dateline import pipeline
from dateline.desk.edits import edited
from dateline.desk.insertion import insertion
from dateline.desk.trial import new_findings
from dateline.findings.diagnostics import Diagnostic, Severity, in_order
from dateline.findings.positions import Position
from dateline.imports import Format
from dateline.imports.adding import Addition, FileChange, carry_out, planned
from dateline.imports.brought import Brought, Fields, Known, Notes, documents
from dateline.imports.event_table import read_events
from dateline.imports.located_json import Located, read_json
from dateline.imports.markwhen import read_markwhen
from dateline.imports.record import content_files, plain
from dateline.imports.timelinejs import read_timelinejs
from dateline.model import Actor, Crisis, Settings, Source
from dateline.options import Options
from dateline.parse.contents import Content
from dateline.parse.file import parse
from dateline.progress import Progress
from dateline.read.filenames import name_problem
from dateline.read.text import ContentFile, decode
from dateline.values.names import fold
from dateline.values.refusal import Refusal
from dateline.values.slugs import slugify
from dateline.yaml.writing import yaml_text

READERS: dict[Format, Callable[[ContentFile, str, Notes, Known], Brought | None]] = {
    "timelinejs": read_timelinejs,
    "markwhen": read_markwhen,
    "csv": read_events,
}
"""The formats that become a crisis: each reads a file into what it brings, with notes."""
_LARGEST = 32 * 1024 * 1024
"""Bytes in the largest file that is read: tens of thousands of events."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Paths below the content folder; what was found, with the files in which it was found by their paths."""

    written: tuple[str, ...]
    kept: tuple[str, ...] = ()
    """What was there already and stays as it is."""
    notes: tuple[Diagnostic, ...] = ()
    files: Mapping[str, ContentFile] = field(default_factory=dict)

    @property
    def refused(self) -> bool:
        """Whether nothing was written because something is wrong."""
        return any(one.severity is Severity.ERROR for one in self.notes)


def take_file(
    kind: Format, file: Path, crisis: str, options: Options, dry_run: bool = False
) -> Taken | Refusal:
    """A file of one of the ``READERS`` as a crisis, or stories of one that is there; or why nothing was written.

    Nothing is written either where ``check`` would find an error that it does not find now. Raises OSError where the
    disk does.
    """
    if slugify(crisis) != crisis:
        return Refusal(f"--crisis {crisis}: this cannot be part of an address", f"write {slugify(crisis)}")
    if problem := name_problem(crisis):
        return Refusal(f"--crisis {crisis}: this {problem}")
    text, problems = decode(str(file), _bytes(file), _LARGEST)
    shown = {str(file): text} if text else {}
    if text is None:
        return Taken((), notes=problems, files=shown)
    notes = Notes([one for one in problems if one.severity is not Severity.ERROR])
    known = pipeline.remembering(
        options, lambda memory: _known(pipeline.load(options, Progress(quiet=True), memory))
    )
    brought = READERS[kind](text, crisis, notes, known)
    if brought is None or any(one.severity is Severity.ERROR for one in notes.found):
        return Taken((), notes=in_order(notes.found), files=shown)
    content = options.root / options.content
    addition = _planned(brought, crisis, content, Position(str(file), 1, 1), notes, known)
    if isinstance(addition, Refusal):
        return addition
    written = {f"{options.content}/{path}": one.after for path, one in addition.changes.items()}
    found, texts = _tried(written, options)
    notes.found += (one for one in found if one.severity is Severity.ERROR)
    taken = Taken(tuple(addition.changes), addition.kept, in_order(notes.found), {**shown, **texts})
    if not taken.refused and not dry_run:
        carry_out(addition, content)
    return taken


def _tried(
    written: Mapping[str, bytes], options: Options
) -> tuple[tuple[Diagnostic, ...], dict[str, ContentFile]]:
    def run(memory: pipeline.Memory) -> tuple[tuple[Diagnostic, ...], dict[str, ContentFile]]:
        content = pipeline.load(options, Progress(quiet=True), memory)
        return new_findings(written, content, options, memory)

    return pipeline.remembering(options, run)


def _bytes(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(_LARGEST + 1)


def _known(content: Content) -> Known:
    """The names that everything in the site may use."""
    drafts = [one.draft for one in content.shared.parsed]
    actors = [one for one in drafts if isinstance(one, Actor)]
    settings = next((one for one in drafts if isinstance(one, Settings)), None)
    sources = (source for one in drafts if isinstance(one, tuple) for source in one)
    return Known(
        actors=frozenset(fold(name) for one in actors for name in (one.id, one.name, *one.aliases)),
        sources=frozenset(source.id for source in sources),
        kinds=frozenset(kind.id for kind in settings.kinds) if settings else frozenset(),
    )


def _planned(
    brought: Brought, crisis: str, content: Path, at: Position, notes: Notes, known: Known
) -> Addition | Refusal:
    index = f"crises/{crisis}/index.md"
    there = (content / index).read_bytes() if (content / index).exists() else None
    files = dict(documents(brought, crisis))
    if {one["id"] for one in brought.fields.get("kinds", ())} <= known.kinds:
        plain = documents(replace(brought, fields={**brought.fields, "kinds": []}), crisis)
        if there in (None, plain[index].encode()):  # the kinds of the site will do
            files = dict(plain)
    if there is None and not brought.titled:
        message = (
            f"the file names no title, so the crisis is called “{brought.fields['title']}” after its folder"
        )
        notes.say(at, "IMPORT003", message, "write a title in index.md that says where things stand")
    becomes: dict[str, FileChange] = {}
    if there is not None and there != files[index].encode():
        change = _extended(content / index, brought, at, notes, known)
        if isinstance(change, Refusal):
            return change
        becomes[index] = change
    if not (content / "site.yaml").exists():
        files = {"site.yaml": yaml_text({"title": brought.fields["title"]}), **files}
    return planned(files, content, becomes=becomes)


def _extended(place: Path, brought: Brought, at: Position, notes: Notes, site: Known) -> FileChange | Refusal:
    """The file of a crisis that is there, with the kinds and phases it lacks; everything else in it stays as it is."""
    before, fields = place.read_bytes(), brought.fields
    file, _ = decode(place.name, before)
    draft = parse(file, f"crises/{place.parent.name}/index.md").draft if file else None
    if not isinstance(draft, Crisis):
        return Refusal(f"{place} cannot be read, so nothing can be added to it", "see build.py check")
    kinds = {one.id for one in draft.kinds} or site.kinds
    missing = [one["id"] for one in fields.get("kinds", ()) if one["id"] not in kinds]
    if missing and not draft.kinds and site.kinds:
        hint = "add them to site.yaml, or give the crisis kinds of its own"
        return Refusal(f"{place} has the kinds of the site, which lack {', '.join(missing)}", hint)
    known = {"kinds": kinds, "phases": {one.title for one in draft.phases}}
    after = before
    for key, entry in _lacking(fields, known):
        file, _ = decode(place.name, after)
        lines = yaml_text(entry).splitlines()
        edit = insertion(file, key, lines) if file else None
        if edit is None:
            listed = "\n".join(f"  {'  ' if number else '- '}{line}" for number, line in enumerate(lines))
            reason = f"{place} is not written so that an entry can be added to `{key}:`"
            return Refusal(reason, f"add it yourself:\n{listed}")
        after = edited(after, (edit,))
    if brought.titled:
        title = fields["title"]
        message = f"the crisis is there already and keeps its words; left out: “{title}” and its text"
        notes.say(at, "IMPORT005", message)
    return FileChange(before, after)


def _lacking(fields: Fields, known: Mapping[str, Set[str]]) -> Iterator[tuple[str, Fields]]:
    for key, name in (("kinds", "id"), ("phases", "title")):
        yield from ((key, one) for one in fields.get(key, ()) if one[name] not in known[key])


def take_record(file: Path, content: Path) -> Taken | Refusal:
    """The record in ``file`` as content files in ``content``; or why nothing was written.

    A crisis or story that is there otherwise is a refusal; settings and actors of the site stay its own, and sources
    that ``sources.yaml`` lacks are added to it. Raises OSError where the disk does.
    """
    text, problems = decode(str(file), _bytes(file), _LARGEST)
    if text is None:
        return Taken((), notes=problems)
    found = read_json(text)
    if not isinstance(found, Located):
        at, wrong = found
        hint = "take the file record.json beside the page of the crisis"
        note = Diagnostic(at, "IMPORT001", wrong.reason, hint)
        return Taken((), notes=(note,), files={str(file): text})
    record = found.value
    has_settings = (content / "site.yaml").exists()
    files = content_files(record, with_settings=not has_settings)
    if isinstance(files, Refusal):
        return files
    added = _added(content / "sources.yaml", record["sources"]) if "sources.yaml" in files else None
    if isinstance(added, Refusal):
        return added
    own = {path for path in files if path.startswith("actors/")}
    addition = planned(files, content, own, {"sources.yaml": added} if added else {})
    if isinstance(addition, Refusal):
        return addition
    carry_out(addition, content)
    return Taken(tuple(addition.changes), (*addition.kept, *(("site.yaml",) if has_settings else ())))


def _added(path: Path, sources: list[dict[str, object]]) -> FileChange | Refusal | None:
    """What ``sources.yaml`` is and what it becomes; None where there is none yet."""
    if not path.exists():
        return None
    before = path.read_bytes()
    file, _ = decode("sources.yaml", before)
    draft = parse(file, "sources.yaml").draft if file else None
    if not isinstance(draft, tuple):
        return Refusal("sources.yaml cannot be read, so nothing can be added to it", "see build.py check")
    known = {source.id for source in draft if isinstance(source, Source)}
    missing = [source for source in sources if source["id"] not in known]
    more = yaml_text(plain(missing)) if missing else ""
    end = b"" if not before or before.endswith(b"\n") else b"\n"
    return FileChange(before, before + end + more.encode() if more else before)
