"""The last stages in one place: what is published now becomes files, made before the published folder is touched."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from functools import partial

from dateline.findings.diagnostics import Diagnostic, Severity, in_order
from dateline.making import MadePage, Maker
from dateline.memory.keys import Keys
from dateline.memory.units import OF_THE_SITE, Units, unit_name
from dateline.model import Settings
from dateline.options import Options
from dateline.parse.contents import Content
from dateline.pipeline import Examined, Memory, for_address, levelled
from dateline.progress import Progress
from dateline.read.dimensions import Size, dimensions
from dateline.read.folders import FileEntry, Tree, read
from dateline.read.text import ContentFile
from dateline.record.pieces import KeptRecords
from dateline.render.design import read_design
from dateline.report import Report
from dateline.views.plan import Page, Plan
from dateline.write.errors import was_changed
from dateline.write.publication import Publication


def publish(
    examined: Examined,
    media: Tree,
    report: Report,
    options: Options,
    progress: Progress,
    memory: Memory,
    key: str,
) -> Report:
    """Make every page beside the published folder, then swap. With an error in a template or asset the report is not of
    something published. ``key``: of all that the site is made from, kept with it; empty where nobody looked. Raises
    PublishError."""
    site = for_address(examined.site, options)
    design = read_design(options, memory.kept)
    problems = [*design.diagnostics]
    with Publication(options.output, options.state) as publication:
        for path, data in design.assets.files:
            publication.add(path, data)
        sizes: dict[str, Size] = {}
        for path, entry in media_of(examined.shown.pictures, media, options):
            picture = read(options.root, entry)
            if isinstance(picture, Diagnostic):
                problems.append(picture)
            else:
                sizes[entry.path] = dimensions(path, picture)
                publication.add(path, picture)
        # The pages of a crisis take the size of a picture from its file, which is none of theirs.
        keys, units = design.keys(), Units(options, f"{design.fingerprint}\t{sizes}", examined.shown.content)
        maker = Maker(design, keys, publication, memory.database, options.jobs)
        plans = Plan(site, sizes=sizes, records=partial(KeptRecords, examined.shown)).in_languages()
        rendered, found = 0, dict[str, str]()
        for one in (
            *_of_crises(plans, units, maker, publication, examined.shown.content, progress),
            *(
                made
                for plan in plans
                for made in _of_the_site(plan, units, keys, maker, publication, progress)
            ),
        ):
            found[one.path] = one.key
            rendered += not one.stands
            if one.problem:
                problems.append(one.problem)
            elif one.staged:
                publication.take(one.path, one.staged, one.key)
            elif not publication.keep(one.path, one.key):
                raise was_changed(one.path)
        report = with_problems(report, problems, design.texts, site.settings, options.strict)
        if any(one.severity is Severity.ERROR for one in problems):
            return report
        written = publication.commit(key)
        units.save(found)
    return replace(
        report,
        pages=units.pages,
        made=rendered,
        written=written.written,
        removed=written.removed,
        published=True,
    )


def _of_crises(
    plans: Sequence[Plan],
    units: Units,
    maker: Maker,
    publication: Publication,
    content: Content,
    progress: Progress,
) -> Iterator[MadePage]:
    """What becomes of the pages of crises, but of those that stand because their whole unit does."""
    changed: dict[str, list[Plan]] = {}
    for plan in plans:
        for slug in plan.site.crises:
            name = unit_name(plan.language, slug)
            pages = units.standing(name)
            if pages is not None and publication.keep_all(pages):
                units.keep(name)
            else:
                changed.setdefault(slug, []).append(plan)
    files = {slug: len(content.crises[slug].digests) for slug in changed}
    done: set[str] = set()
    for one in maker.crises(changed, files):
        progress.at("crises", len(done), len(changed))
        done.add(one.slug)
        paths = [page.path for page in one.pages]
        units.made_crisis(unit_name(one.language, one.slug), one.given, paths)
        yield from one.pages


def _of_the_site(
    plan: Plan, units: Units, keys: Keys, maker: Maker, publication: Publication, progress: Progress
) -> Iterator[MadePage]:
    """The same of the pages that are no crisis's own."""
    name = unit_name(plan.language, OF_THE_SITE)
    if (pages := units.standing(name)) is not None and publication.keep_all(pages):
        units.keep(name)
        return
    paths: list[str] = []
    read: dict[str, str] = {}
    unsure: list[tuple[Page, str]] = []
    for page in plan.of_the_site():
        path, key = page.path, ""
        if page.topic:
            read[path] = units.beside(keys.of(page, page.beside()))
            key = units.key_of_same(name, path, page.topic, read[path])
        if key and publication.stands(path, key):
            yield MadePage(path, key)
        else:
            unsure.append((page, key))
        paths.append(path)
    for number, one in enumerate(maker.pages(unsure)):
        progress.at("rendering", number, len(unsure))
        yield one
    units.made_site(name, paths, read)


def media_of(pictures: Set[str], media: Tree, options: Options) -> Iterator[tuple[str, FileEntry]]:
    """The files of the pictures that are shown, by their place in the site."""
    for entry in media.media:
        if entry.path in pictures:
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
