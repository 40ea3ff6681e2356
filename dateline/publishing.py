"""The last stages in one place: what is published now becomes files, made before the published folder is touched."""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import replace

from dateline.findings.diagnostics import Diagnostic, Severity, in_order
from dateline.memory.keys import Keys
from dateline.memory.units import OF_THE_SITE, Units
from dateline.model import Settings
from dateline.options import Options
from dateline.pipeline import Examined, Memory, for_address, levelled
from dateline.progress import Progress
from dateline.read.dimensions import Size, dimensions
from dateline.read.folders import Entry, Tree, read
from dateline.read.text import ContentFile
from dateline.render.design import Keyed, read_design
from dateline.report import Report
from dateline.views.plan import Plan
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
    """Render every page beside the published folder, then swap."""
    site = for_address(examined.site, options)
    design = read_design(options, memory.kept)
    memory.database.save()  # before workers are forked
    problems = [*design.diagnostics]
    with Publication(options.output, options.state) as publication:
        for path, data in design.assets.files:
            publication.add(path, data)
        sizes: dict[str, Size] = {}
        for path, entry in media_of(examined.pictures, media, options):
            picture = read(options.root, entry)
            if isinstance(picture, Diagnostic):
                problems.append(picture)
            else:
                sizes[entry.path] = dimensions(path, picture)
                publication.add(path, picture)
        # The pages of a crisis take the size of a picture from its file, which is none of theirs.
        keys, units = design.keys(), Units(options, f"{design.fingerprint}\t{sizes}", examined.content)
        standing, planned = _planned(
            Plan(site, sizes=sizes, brief=examined.brief, kept=memory.kept), units, keys, publication
        )
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


def _planned(whole: Plan, units: Units, keys: Keys, publication: Publication) -> tuple[int, list[Keyed]]:
    """How many pages stand because their whole unit does, and all others; those that are published, with their keys."""
    standing, planned = 0, []
    for plan in whole.in_languages():
        for slug in (*plan.site.crises, OF_THE_SITE):
            name = f"{plan.language}/{slug}" if plan.language else slug
            if (pages := units.standing(name)) is not None and publication.keep_all(pages):
                standing += len(pages)
                continue
            if slug == OF_THE_SITE:  # its lists read all of them
                for crisis, digest in units.records(plan.language).items():
                    keys.learn(plan.gatherer.record(crisis), digest)
            made = [Keyed(page) for page in (plan.of_crisis(slug) if slug else plan.of_the_site())]
            read: dict[str, str] = {}
            for one in made:
                page = one.page
                if page.part:
                    read[page.path] = units.read(name, page.part, keys.of(page, page.beside()))
                    one.key = units.key_of_same(name, page.path, read[page.path])
                if not one.key and publication.has(page.path):
                    one.key = keys.of(page, page.gather())
            paths = [one.page.path for one in made]
            if slug:
                record = plan.gatherer.record(slug)
                parts, digest = plan.gatherer.parts(record), keys.of_record(record)
                units.made_crisis(name, plan.gatherer.named_by(slug), digest, parts, paths)
            else:
                units.made_site(name, paths, read)
            planned += made
    return standing, planned


def media_of(pictures: Set[str], media: Tree, options: Options) -> Iterator[tuple[str, Entry]]:
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
