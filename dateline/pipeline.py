"""The whole program in one place: content in, site out."""

import gc
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from msgspec import structs

from dateline.examination import Examination, More, forget_removed
from dateline.findings.diagnostics import Diagnostic, Severity, in_order, with_levels
from dateline.memory.database import Database
from dateline.memory.kept import Kept
from dateline.memory.last_build import Inputs
from dateline.memory.memo import Memo
from dateline.model import Settings, Site
from dateline.options import Options
from dateline.parse.contents import Content, content_of
from dateline.parse.parsed import Changed, ParsedFiles
from dateline.progress import Progress
from dateline.read.folders import (
    TEXT_ENDINGS,
    FileEntry,
    file_system_time,
    read_content,
    read_texts,
)
from dateline.report import Report, Withheld
from dateline.resolve.publishable import publishable

T = TypeVar("T")


class Memory:
    """What a run can take over from the ones before it, in this process or another: nothing in it is needed, and
    nothing in it can change what a run gives."""

    def __init__(self, options: Options, trusting: bool = True) -> None:
        """``trusting``: whether a file is taken for the one that an earlier run read where its times say so."""
        self.database = Database(options.state)
        self.files = ParsedFiles(self.database, options.root, options.content, trusting)
        self.kept = Kept(self.database)
        self.content = Memo()  # all of it, linked
        self.published = Memo()  # what of it is published now
        self.views = Memo()


def remembering(options: Options, run: Callable[[Memory], T]) -> T:
    """``run`` with what earlier runs left, and without where a file is not what its times say."""
    memory = Memory(options)
    try:
        return run(memory)
    except Changed:
        memory.database.close()
        memory = Memory(options, trusting=False)
        return run(memory)
    finally:
        memory.database.close()


def load(options: Options, progress: Progress, memory: Memory, inputs: Inputs | None = None) -> Content:
    """Find every content file, and read those that are new; ``inputs`` where somebody has just looked which there
    are."""
    if inputs is not None:
        looked, tree = inputs.looked, inputs.content
    else:
        looked = file_system_time(options.state)
        tree = read_content(options.root, options.content)
    with collecting_nothing():
        digests = _digests(tree.texts, options, progress, memory)
        gone = memory.files.settle(tree.texts, digests, looked)
        memory.database.save()
    content = content_of(digests, memory.files.said, tree, options.content)
    forget_removed(memory.kept, content, gone)
    return content


def load_again(content: Content, inputs: Inputs, options: Options, memory: Memory) -> Content:
    """``content`` with the files of it that changed since, as ``inputs`` knows them: the only ones that are read."""
    changed = inputs.changed or ()
    texts = [entry for entry in changed if entry.path.endswith(TEXT_ENDINGS)]
    if len(texts) < len(changed):
        content = replace(content, media=inputs.content)
    return content.with_digests(_digests(texts, options, Progress(quiet=True), memory))


def _digests(
    texts: Sequence[FileEntry], options: Options, progress: Progress, memory: Memory
) -> dict[str, bytes]:
    """The digests of these files by path; those that are new are read."""
    files = memory.files
    found = files.known(texts)
    new = [entry for entry in texts if entry.path not in found] if len(found) < len(texts) else []
    for done, (entry, digest) in enumerate(zip(new, files.read(new, options.jobs), strict=True)):
        progress.at("reading", done, len(new))
        found[entry.path] = digest
    return found


@contextmanager
def collecting_nothing() -> Iterator[None]:
    """Millions of frozen objects are made here and none can go: looking for garbage among them costs a third."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@dataclass(frozen=True, slots=True)
class Examined:
    """What is published now, linked, and everything wrong with the content, published or not."""

    shown: Examination
    """Of the content that is published now."""
    withheld: tuple[Withheld, ...]
    next_change: int | None
    """The instant at which this would be another answer, in seconds since 1970; None where it never will."""
    diagnostics: tuple[Diagnostic, ...]

    @property
    def site(self) -> Site:
        """What is published now, linked: a crisis of it when somebody asks."""
        return self.shown.site


def examine(
    content: Content, options: Options, memory: Memory, more: Callable[[Examination], More] | None = None
) -> Examined:
    """Link and check all content, and by itself the part of it that is published now. ``more``: what workers make of
    crises while they have them at hand."""
    from dateline.checks import next_change

    whole = shown = Examination("all", content, memory.kept, memory.content, options.now)
    whole.ahead(memory.database, options.jobs, more and more(whole))
    public, withheld, moment = publishable(content, whole.outlines, options.now)
    problems = [*whole.for_readers()]
    found = [*content.media.diagnostics, *problems, *whole.of_the_record()]
    if withheld and not options.preview:
        # What is published may lean on what is withheld: that shows only once the rest is left out.
        shown = Examination("published", public, memory.kept, memory.published, options.now, whole)
        shown.ahead(memory.database, options.jobs)
        known, away = set(problems), ", ".join(one.path for one in withheld)
        found += (
            Diagnostic(one.at, "NAME009", f"{one.message} among what is published", f"withheld now: {away}")
            for one in shown.for_readers()
            if one not in known
        )
    moments = (moment, next_change(whole.findings, options.now))
    return Examined(
        shown,
        withheld,
        min((one for one in moments if one is not None), default=None),
        tuple(found),
    )


def levelled(diagnostics: Iterable[Diagnostic], settings: Settings, strict: bool) -> tuple[Diagnostic, ...]:
    """The diagnostics in order, at the levels the site chose; ``strict`` makes warnings errors."""
    found = with_levels(diagnostics, dict(settings.rules))
    if strict:
        found = tuple(
            replace(one, level=Severity.ERROR) if one.severity is Severity.WARNING else one for one in found
        )
    return in_order(found)


def check(options: Options, progress: Progress, before: Site | None = None) -> Report:
    """Report everything that is wrong in the content, and what changed in silence since ``before``; write nothing."""

    def run(memory: Memory) -> Report:
        found = examine(load(options, progress, memory), options, memory)
        if before is not None:
            from dateline.since.differences import differences, unexplained

            silent = unexplained(differences(before, found.site))
            found = replace(found, diagnostics=(*found.diagnostics, *silent))
        return reported(found, options)

    return remembering(options, run)


def published(options: Options, progress: Progress) -> Examined:
    """What is published now, to hold it against another state."""

    def run(memory: Memory) -> Examined:
        found = examine(load(options, progress, memory), options, memory)
        tuple(found.site.crises.values())  # linked while the memory is there
        return found

    return remembering(options, run)


def published_of(content: Content, options: Options) -> Examined:
    """What would be published of ``content`` now. Nothing of it is kept for later runs, as it is not what lies here."""
    with tempfile.TemporaryDirectory() as folder:
        memory = Memory(options._replace(output=Path(folder) / "output"))
        try:
            found = examine(content, options, memory)
            tuple(found.site.crises.values())
        finally:
            memory.database.close()
    return found


def reported(found: Examined, options: Options) -> Report:
    """What was found, at the levels the site chose."""
    diagnostics = levelled(found.diagnostics, found.site.settings, options.strict)
    files = read_texts(options.root, {one.at.path for one in diagnostics})
    return Report(diagnostics, files, found.withheld, next_change=found.next_change)


def build(options: Options, progress: Progress, inputs: Inputs | None = None) -> Report:
    """Build the site and publish it, or say why not and leave the published folder as it is.

    ``inputs``: what it is made from, where somebody has just looked; their key stays with what is published.
    """
    with collecting_nothing():
        return remembering(options, lambda memory: _build(options, progress, inputs, memory))


def _build(options: Options, progress: Progress, inputs: Inputs | None, memory: Memory) -> Report:
    content = load(options, progress, memory, inputs)
    examined = examine(content, options, memory)
    report = reported(examined, options)
    if report.failed:
        if not options.hold_back:
            return report
        rest, held_back = _without_errors(examined.shown.content, report.diagnostics, options, memory)
        report = replace(report, held_back=held_back)
        if rest is None:
            return report
        examined = replace(examined, shown=rest)
    key = inputs.key if inputs else ""
    from dateline.publishing import publish

    return publish(examined, content.media, report, options, progress, memory, key)


def _without_errors(
    content: Content, diagnostics: tuple[Diagnostic, ...], options: Options, memory: Memory
) -> tuple[Examination | None, tuple[str, ...]]:
    """The content without files that errors touch, until readers meet none in what is left; the paths left out.

    Nothing is left where the error is in a file that all others stand on: the settings or the sources.
    """
    files = content.parsed
    needed = {file.path for file in files if file.place and file.place.kind in ("site", "sources")}
    empty = {file.path for file in files if file.draft is None}
    bad: set[str] = set()
    more = _with_errors(diagnostics)
    while more:
        bad |= more
        if bad & needed:
            return None, tuple(sorted(bad))
        rest = Examination("held back", content.without(bad | empty), memory.kept, Memo(), options.now)
        found = levelled(rest.for_readers(), rest.site.settings, options.strict)
        more = _with_errors(found) - bad
    return rest if rest.content.parsed else None, tuple(sorted(bad))


def _with_errors(diagnostics: Iterable[Diagnostic]) -> set[str]:
    return {one.at.path for one in diagnostics if one.severity is Severity.ERROR}


def for_address(site: Site, options: Options) -> Site:
    """The site with the address given on the command line."""
    if not options.base_url:
        return site
    base = options.base_url if options.base_url.endswith("/") else options.base_url + "/"
    return structs.replace(site, settings=structs.replace(site.settings, base_url=base))
