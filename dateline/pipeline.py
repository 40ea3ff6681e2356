"""The whole program in one place: content in, site out."""

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dateline.diagnostics import Diagnostic, Severity, in_order, with_levels
from dateline.memo import Memo
from dateline.model import Settings, Site
from dateline.options import Options
from dateline.parse import Parsed, unread
from dateline.parsed import ParsedFiles
from dateline.progress import Progress
from dateline.publishable import publishable
from dateline.read import Entry, Tree, file_system_time, read, read_content, read_texts
from dateline.report import Report, Withheld
from dateline.resolve import collect, resolve
from dateline.text import ContentFile
from dateline.unchanged import Inputs
from dateline.units import OF_THE_SITE, Units

if TYPE_CHECKING:
    from dateline.design import Keyed
    from dateline.keys import Keys
    from dateline.views.plan import Plan
    from dateline.write import Publication


class Memory:
    """What a run can take over from the ones before it, in this process or another: nothing in it is needed, and
    nothing in it can change what a run gives."""

    def __init__(self, options: Options) -> None:
        self.files = ParsedFiles(options.state)
        self.content = Memo()  # all of it, linked and checked
        self.kept = Memo()  # what of it is published now
        self.views = Memo()


@dataclass(frozen=True, slots=True)
class Content:
    """All content files, parsed, with what is wrong in each."""

    parsed: tuple[Parsed, ...]
    media: Tree
    diagnostics: tuple[Diagnostic, ...]


def load(options: Options, progress: Progress, memory: Memory, inputs: Inputs | None = None) -> Content:
    """Read and parse every content file; ``inputs`` where somebody has just looked which there are."""
    if inputs is not None:
        looked, tree = inputs.looked, inputs.content
    else:
        looked = file_system_time(options.state)
        tree = read_content(options.root, options.content)
    problems = list(tree.diagnostics)
    found: dict[str, Parsed] = {}

    def new() -> Iterator[tuple[str, str, bytes]]:
        """The files whose bytes have to be looked at."""
        for done, entry in enumerate(tree.texts):
            progress.at("reading", done, len(tree.texts))
            if known := files.known(entry):
                found[entry.path] = known
            elif isinstance(data := read(options.root, entry), Diagnostic):
                found[entry.path] = unread(entry.path, entry.path.removeprefix(f"{options.content}/"), data)
            else:
                yield entry.path, entry.path.removeprefix(f"{options.content}/"), data

    with memory.files as files, collecting_nothing():
        found.update((one.path, one) for one in files.parsed(new(), options.jobs))
        files.settle(tree.texts, looked)
    parsed = [found[entry.path] for entry in tree.texts if entry.path in found]
    for one in parsed:
        problems.extend(one.diagnostics)
    return Content(tuple(parsed), tree, tuple(problems))


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

    site: Site
    kept: tuple[Parsed, ...]
    withheld: tuple[Withheld, ...]
    next_change: int | None
    diagnostics: tuple[Diagnostic, ...]


def examine(content: Content, options: Options, memory: Memory) -> Examined:
    """Link and check all content, and by itself the part of it that is published now."""
    from dateline.checks import check_record
    from dateline.checks.claims import claims_of_days_to_come
    from dateline.checks.staleness import stale_figures

    kept, withheld, moment = publishable(content.parsed, options.now)
    site, problems = _linked(content.parsed, content.media, memory.content)
    found = [*content.diagnostics, *problems, *check_record(site, memory.content)]
    early, next_day = claims_of_days_to_come(site, options.now)
    if withheld and not options.preview:
        # What is published may lean on what is withheld: that shows only once the rest is left out.
        site, of_kept = _linked(kept, content.media, memory.kept)
        known, away = set(problems), ", ".join(one.path for one in withheld)
        found += (
            Diagnostic(one.at, "NAME009", f"{one.message} among what is published", f"withheld now: {away}")
            for one in of_kept
            if one not in known
        )
    stale, next_stale = stale_figures(site, options.now)
    next_change = min((one for one in (moment, next_stale, next_day) if one is not None), default=None)
    return Examined(site, kept, withheld, next_change, (*found, *early, *stale))


def _linked(
    files: tuple[Parsed, ...], media: Tree, memo: Memo | None = None
) -> tuple[Site, list[Diagnostic]]:
    from dateline.checks import check

    site, problems = resolve(collect(files), memo)
    return site, [*problems, *check(site, media, memo)]


def levelled(diagnostics: Iterable[Diagnostic], settings: Settings, strict: bool) -> tuple[Diagnostic, ...]:
    """The diagnostics in order, at the levels the site chose; ``strict`` makes warnings errors."""
    found = with_levels(diagnostics, dict(settings.rules))
    if strict:
        found = tuple(
            replace(one, level=Severity.ERROR) if one.severity is Severity.WARNING else one for one in found
        )
    return in_order(found)


def check_site(options: Options, progress: Progress, before: Site | None = None) -> Report:
    """Report everything that is wrong in the content, and what changed in silence since ``before``; write nothing."""
    found = published(options, progress)
    if before is not None:
        from dateline.since import changes, unexplained

        silent = unexplained(changes(before, found.site))
        found = replace(found, diagnostics=(*found.diagnostics, *silent))
    return reported(found, options)


def published(options: Options, progress: Progress) -> Examined:
    """What is published now, to hold it against another state."""
    memory = Memory(options)
    return examine(load(options, progress, memory), options, memory)


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
        return _build(options, progress, inputs)


def _build(options: Options, progress: Progress, inputs: Inputs | None) -> Report:
    memory = Memory(options)
    content = load(options, progress, memory, inputs)
    examined = examine(content, options, memory)
    report, site, kept = reported(examined, options), examined.site, examined.kept
    if report.failed:
        if not options.hold_back:
            return report
        kept, held_back = _without_errors(kept, report.diagnostics)
        report = replace(report, held_back=held_back)
        if not kept:
            return report
        site, _ = _linked(kept, content.media)
    key = inputs.key if inputs else ""
    return _publish(for_address(site, options), kept, content, report, options, progress, key)


def _without_errors(
    kept: tuple[Parsed, ...], diagnostics: tuple[Diagnostic, ...]
) -> tuple[tuple[Parsed, ...], tuple[str, ...]]:
    """The files without those that errors touch, until what is left resolves without any.

    None are left where the error is in a file that all others stand on: the settings or the sources.
    """
    bad = {one.at.path for one in diagnostics if one.severity is Severity.ERROR}
    if any(file.path in bad and file.place and file.place.kind in ("site", "sources") for file in kept):
        return (), tuple(sorted(bad))
    while True:
        rest = tuple(file for file in kept if file.path not in bad and file.draft is not None)
        _, problems = resolve(collect(rest))
        more = {one.at.path for one in problems if one.severity is Severity.ERROR} - bad
        if not more:
            return rest, tuple(sorted(bad))
        bad |= more


def for_address(site: Site, options: Options) -> Site:
    """The site with the address given on the command line."""
    if not options.base_url:
        return site
    base = options.base_url if options.base_url.endswith("/") else options.base_url + "/"
    return replace(site, settings=replace(site.settings, base_url=base))


def _publish(
    site: Site,
    kept: tuple[Parsed, ...],
    content: Content,
    report: Report,
    options: Options,
    progress: Progress,
    key: str,
) -> Report:
    """Render every page beside the published folder, then swap. ``kept``: the files that ``site`` was made from."""
    from dateline.design import read_design
    from dateline.views.plan import Plan
    from dateline.write import Publication

    design = read_design(options)
    problems = [*design.diagnostics]
    with Publication(options.output, options.state) as publication:
        for path, data in design.assets.files:
            publication.add(path, data)
        for path, entry in media_of(site, content, options):
            picture = read(options.root, entry)
            if isinstance(picture, Diagnostic):
                problems.append(picture)
            else:
                publication.add(path, picture)
        keys, units = design.keys(), Units(options, design.fingerprint, kept)
        standing, planned = _planned(Plan(site), units, keys, publication)
        to_make = [one for one in planned if not publication.keep(one.page.path, one.key)]
        for number, (one, made) in enumerate(design.made(to_make, keys, options.jobs)):
            progress.at("rendering", number, len(to_make))
            if isinstance(made, Diagnostic):
                problems.append(made)
            else:
                publication.add(one.page.path, made, one.key)
        report = with_problems(report, problems, design.texts, site.settings, options.strict)
        if any(one.severity is Severity.ERROR for one in problems):
            return report
        written = publication.commit(key)
        units.save({one.page.path: one.key for one in planned})
    return replace(
        report,
        pages=standing + len(planned),
        made=len(to_make),
        written=written.written,
        removed=written.removed,
        published=True,
    )


def _planned(
    plan: "Plan", units: Units, keys: "Keys", publication: "Publication"
) -> tuple[int, list["Keyed"]]:
    """How many pages stand because their whole unit does, and all others; those that are published, with their keys."""
    from dateline.design import Keyed

    standing, planned = 0, []
    for slug in (*plan.site.crises, OF_THE_SITE):
        if (pages := units.standing(slug)) is not None and publication.keep_all(pages):
            standing += len(pages)
            continue
        made = [Keyed(page) for page in (plan.of_crisis(slug) if slug else plan.of_the_site())]
        for one in made:
            if publication.has(one.page.path):
                one.key = keys.of(one.page, one.page.gather())
        names = plan.gatherer.named_by(slug) if slug else ()
        record = keys.of_record(plan.gatherer.record(slug)) if slug else ""
        units.made(slug, names, record, [one.page.path for one in made])
        planned += made
    return standing, planned


def media_of(site: Site, content: Content, options: Options) -> Iterator[tuple[str, Entry]]:
    """The pictures that published stories and actors show, by their place in the site, each once."""
    shown = {(story.path, story.image) for crisis in site.crises.values() for story in crisis.stories}
    shown |= {(actor.path, actor.portrait) for actor in site.actors.values()}
    paths = {f"{path.rpartition('/')[0]}/{image.file}" for path, image in shown if image is not None}
    for entry in content.media.media:
        if entry.path in paths:
            yield f"media/{entry.path.removeprefix(f'{options.content}/')}", entry


def with_problems(
    report: Report,
    problems: Iterable[Diagnostic],
    files: Mapping[str, ContentFile],
    settings: Settings,
    strict: bool,
) -> Report:
    """The report with what is wrong with templates, assets and pictures."""
    found = levelled(problems, settings, strict)
    return replace(
        report,
        diagnostics=in_order((*report.diagnostics, *found)),
        files={**report.files, **{one.at.path: files[one.at.path] for one in found if one.at.path in files}},
    )
