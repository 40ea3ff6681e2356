"""Looks at the disk again and again, and says each time what the site would be.

A snapshot never changes. Its pages are made when somebody looks at them; those made from the same as before are the
same bytes. While content has errors the last sound pages stay, and the snapshot tells what is wrong.
"""

import gc
import sys
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property, partial

from dateline.addresses import HOME, actor_address, crisis_address, in_language, story_address, text_address
from dateline.examination import Examination
from dateline.findings.diagnostics import Diagnostic
from dateline.memory.keys import Keys
from dateline.memory.last_build import Inputs
from dateline.memory.memo import Memo
from dateline.model import Site
from dateline.options import Options
from dateline.parse.contents import Content, crisis_of
from dateline.parse.file import place_of
from dateline.parse.parsed import Changed
from dateline.pipeline import (
    Memory,
    collecting_nothing,
    examine,
    for_address,
    levelled,
    load,
    load_again,
)
from dateline.progress import Progress
from dateline.publishing import media_of, with_problems
from dateline.read.dimensions import UNKNOWN, Size, dimensions
from dateline.read.folders import FileEntry, read
from dateline.record.pieces import HeldRecords, Pieces
from dateline.render.design import Design, read_design
from dateline.report import Report
from dateline.views.plan import Page, Plan
from dateline.workers import WorkerKilled

LOOKS_AGAIN = 2
"""Seconds without a save after which all files are looked at, as a system may not tell of every change."""

Make = Callable[[], bytes | Diagnostic]
"""Gives the bytes of a file, or what keeps it from being made."""
_MOST_PAGES = 2_000
"""Pages that are kept as they were last shown."""
_NAMING_CRISES = ("crises", "embed")
"""First parts of the addresses of a crisis's own pages; its name comes next."""


class Planned:
    """The files of a site by path, planned as far as somebody asked: a save waits for no list of all pages."""

    def __init__(
        self, files: Mapping[str, Make], plan: Plan, make: Callable[[Page], bytes | Diagnostic]
    ) -> None:
        """``files``: those that are no pages."""
        self._found = dict(files)
        self._make = make
        self._plans = {one.language: one for one in plan.in_languages()}
        self._crises: dict[tuple[str, str], Iterator[Page]] = {}
        self._rest = {language: one.of_the_site() for language, one in self._plans.items()}

    def get(self, path: str) -> Make | None:
        """What makes the file at a path; None where there is none."""
        language, _, inside = path.partition("/")
        if language not in self._plans:
            language, inside = "", path
        first, _, inside = inside.partition("/")
        slug = inside.partition("/")[0] if first in _NAMING_CRISES else ""
        languages = dict.fromkeys((language, *self._plans))
        for pages in (*(self._of_crisis(one, slug) for one in languages), *map(self._rest.get, languages)):
            if path in self._found:
                break
            for page in pages or ():
                self._found[page.path] = partial(self._make, page)
                if page.path == path:
                    break
        return self._found.get(path)

    def _of_crisis(self, language: str, slug: str) -> Iterator[Page]:
        """The pages of a crisis that have not been planned yet."""
        plan = self._plans[language]
        if slug not in plan.site.crises:
            return iter(())
        return self._crises.setdefault((language, slug), plan.of_crisis(slug))


@dataclass(frozen=True)
class Snapshot:
    """A site at one moment."""

    number: int
    report: Report
    files: Mapping[str, Make] | Planned = field(default_factory=dict)

    def read(self, path: str) -> bytes | Diagnostic | None:
        """A file of the site, such as ``crises/aleppo/index.html``; None where there is none."""
        make = self.files.get(path)
        return make() if make else None


class Engine:
    """Makes snapshots, one after the other."""

    def __init__(self, options: Options, clock: Callable[[], int] | None = None) -> None:
        """``clock``: gives seconds since 1970; None where ``options.now`` was chosen and stays."""
        self._options = options
        self._clock = clock or (lambda: options.now)
        self._memory = Memory(options, trusting=False)  # what is asked for later must be there
        self._design: Design | None = None
        self._listed: tuple[object, ...] = ()
        self._made: dict[str, tuple[str, bytes]] = {}
        self._last: Snapshot | None = None
        self._loaded: tuple[Inputs, Content] | None = None
        self._shown: Content | None = None
        """What the pages of the last sound snapshot are made of."""
        self._memory.files.replacing = self._hold

    def snapshot(
        self, told: Collection[str] = (), more: Callable[[], Collection[str] | None] = lambda: None
    ) -> Snapshot:
        """The site as the files are now; the last snapshot where nothing changed.

        ``told``: the content files that somebody said were saved: where they were there before, only they are looked
        at. Empty where nobody knows, and all are. ``more``: what was told since, or None: asked once files are read, as
        several are often saved at once.
        """
        first = self._last is None
        try:
            with collecting_nothing():
                try:
                    found = self._found(told, more)
                except (Changed, WorkerKilled) as error:
                    if isinstance(error, WorkerKilled):
                        print(f"build.py: {error}; the preview goes on in one process.", file=sys.stderr)
                        self._options = self._options._replace(jobs=1)
                    self._loaded = None  # a file changed once more while it was read: all are looked at again
                    found = self._found((), more)
        except Exception:
            self._loaded = None  # of what could not be shown nothing is the same
            raise
        if first:
            gc.freeze()  # of what a site is made of nothing is garbage
        elif not told:
            gc.collect()  # of a whole site it takes a tenth of a second: nobody is waiting now
        return found

    def _found(self, told: Collection[str], more: Callable[[], Collection[str] | None]) -> Snapshot:
        changed = self._read(told)
        while (then := more()) is not None:
            changed |= self._read(then)
        return self._last if self._last is not None and not changed else self._snapshot()

    def _read(self, told: Collection[str]) -> bool:
        """Read what files say now; whether there may be something new in them, or time may have changed it."""
        before, memory, options = self._loaded, self._memory, self._now
        if before is None:
            inputs = Inputs(options)
            self._loaded = inputs, load(options, Progress(quiet=True), memory, inputs)
            return True
        nearly, content = (before[0].after(told) if told else None), before[1]
        inputs = nearly or Inputs(options)
        if nearly is not None:
            if changed := bool(inputs.changed):
                content = load_again(content, inputs, options, memory)
        else:
            # A file just saved twice may have the times of the one before.
            changed = not inputs.shows_same(before[0]) or (bool(told) and not inputs.settled)
            if changed:
                there = {entry.path for entry in inputs.content.texts}
                for files in content.crises.values():
                    for path in files.digests.keys() - there:
                        self._hold(path)
                content = load(options, Progress(quiet=True), memory, inputs)
            memory.database.save()
        self._loaded = inputs, content
        return changed or self._due == 0

    @property
    def _now(self) -> Options:
        """What was asked for, now. All cores are for the first snapshot alone: later ones are made while another thread
        makes pages, and a fork would have the locks that it holds just then, for ever."""
        jobs = self._options.jobs if self._last is None else 1
        return self._options._replace(now=self._clock(), jobs=jobs)

    def _hold(self, path: str) -> None:
        """Hold what the files of a crisis say in the pages shown, before one of them says something else: the crisis is
        linked when somebody asks for its pages, and what they say now is then forgotten."""
        slug = crisis_of(path, self._options.content)
        if self._shown is not None and slug in self._shown.crises:
            with suppress(Changed):  # another process forgot it first: its pages wait for the next snapshot
                _ = self._shown.crises[slug].parsed

    def _snapshot(self) -> Snapshot:
        assert self._loaded is not None
        (inputs, content), memory = self._loaded, self._memory
        options = self._now
        number = self._last.number + 1 if self._last else 1
        examined = examine(content, options, memory, partial(_Lists, options))
        # The lines that are meant are read by whoever shows them: most are no news.
        report = Report(
            levelled(examined.diagnostics, examined.site.settings, options.strict),
            {},
            examined.withheld,
            next_change=examined.next_change,
        )
        design = self._read_design(inputs)
        report = with_problems(
            report, design.diagnostics, design.texts, examined.site.settings, options.strict
        )
        if report.failed:
            self._last = Snapshot(number, report, self._last.files if self._last else {})
            return self._last
        self._shown = content
        keys = design.keys()
        files: dict[str, Make] = {}
        made: dict[str, bytes | Diagnostic] = {}  # for this snapshot: pages are asked for again and again
        for path, data in design.assets.files:
            files[path] = partial(bytes, data)
        sizes: dict[str, Size] = {}
        for path, entry in media_of(examined.shown.pictures, content.media, options):
            files[path] = partial(read, options.root, entry)
            sizes[entry.path] = memory.views.make(("size", entry), partial(_size, options, entry))

        def make(page: Page) -> bytes | Diagnostic:
            return self._page(page, keys, design, made)

        plan = _plan(examined.site, options, memory.views, sizes, examined.shown)
        self._last = Snapshot(number, report, Planned(files, plan, make))
        return self._last

    @property
    def waits(self) -> int | None:
        """Seconds after which to ask for a snapshot though nobody said that anything changed. None where there is no
        need ever."""
        if self._loaded is not None and self._loaded[0].changed is not None:
            return LOOKS_AGAIN if self._due is None else min(LOOKS_AGAIN, self._due)
        return self._due

    @property
    def _due(self) -> int | None:
        """Seconds until time alone changes what the last snapshot says: an embargo ends, a figure gets old. None where
        it never does."""
        due = self._last.report.next_change if self._last else None
        return None if due is None else max(0, due - self._clock())

    def _page(
        self, page: Page, keys: Keys, design: Design, made: dict[str, bytes | Diagnostic]
    ) -> bytes | Diagnostic:
        if page.path not in made:
            made[page.path] = self._make(page, keys, design)
        return made[page.path]

    def _make(self, page: Page, keys: Keys, design: Design) -> bytes | Diagnostic:
        inputs = page.gather()
        key = keys.of(page, inputs)
        known = self._made.get(page.path)
        if known is not None and known[0] == key:
            return known[1]
        made = design.make(page, inputs)
        if isinstance(made, bytes):
            if len(self._made) >= _MOST_PAGES:
                self._made.clear()
            self._made[page.path] = key, made
        return made

    def _read_design(self, inputs: Inputs) -> Design:
        """Templates and assets: read again only when a file of them changed."""
        options = self._options
        listed = tuple(inputs.listing(one) for one in (options.templates, options.overrides, options.assets))
        if self._design is None or listed != self._listed:
            self._design, self._listed = read_design(options, self._memory.kept), listed
        return self._design


class _Lists:
    """What pages over several crises read of each."""

    def __init__(self, options: Options, examination: Examination) -> None:
        self._options = options
        self._examination = examination

    @cached_property
    def _plans(self) -> tuple[Plan, ...]:
        return _plan(self._examination.site, self._options, Memo(), {}, self._examination).in_languages()

    def is_made(self, crisis: str) -> bool:
        keeps = self._examination.keeps
        return keeps("head", "", crisis) and all(keeps("summary", one.words, crisis) for one in self._plans)

    def make(self, crisis: str) -> None:
        for path in self._examination.head(crisis).stories.values():
            self._examination.story(crisis, path)
        for plan in self._plans:
            plan.gatherer.keep(crisis)


def _plan(site: Site, options: Options, memo: Memo, sizes: Mapping[str, Size], pieces: Pieces) -> Plan:
    return Plan(for_address(site, options), memo, sizes, records=partial(HeldRecords, pieces))


def _size(options: Options, entry: FileEntry) -> Size:
    picture = read(options.root, entry)
    return UNKNOWN if isinstance(picture, Diagnostic) else dimensions(entry.path, picture)


def page_of(inner: str) -> str | None:
    """The address on which the content file at ``inner``, below the content folder, is seen best."""
    place = place_of(inner)
    if place is None:
        return None
    address = {
        "story": story_address(place.crisis, place.slug),
        "crisis": crisis_address(place.slug),
        "actor": actor_address(place.slug),
        "page": text_address(place.slug),
    }.get(place.kind, HOME)
    return in_language(address, place.language)
