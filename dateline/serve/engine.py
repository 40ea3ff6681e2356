"""Looks at the disk again and again, and says each time what the site would be.

A snapshot never changes. Its pages are made when somebody looks at them; those made from the same as before are the
same bytes. While content has errors the last sound pages stay, and the snapshot tells what is wrong.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from dateline.addresses import output_path
from dateline.assets import Assets, collect_assets
from dateline.diagnostics import Diagnostic
from dateline.keys import Keys
from dateline.options import Options
from dateline.parse import place_of
from dateline.pipeline import Memory, examine, for_address, load, media_of, reported, with_problems
from dateline.progress import Progress
from dateline.read import read, walk
from dateline.render import Renderer
from dateline.report import Report
from dateline.templates import load_templates
from dateline.unchanged import Inputs
from dateline.views.plan import Page, Plan


@dataclass(frozen=True)
class Design:
    """Templates and assets, and the listing they were read for."""

    listing: str
    renderer: Renderer
    assets: Assets


@dataclass(frozen=True)
class Snapshot:
    """A site at one moment."""

    number: int
    report: Report
    files: Mapping[str, Callable[[], bytes | Diagnostic]] = field(default_factory=dict)

    def read(self, path: str) -> bytes | Diagnostic | None:
        """A file of the site, such as ``crises/aleppo/index.html``; None where there is none."""
        make = self.files.get(path)
        return make() if make else None


class Engine:
    """Makes snapshots, one after the other."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._memory = Memory(options)
        self._design: Design | None = None
        self._made: dict[str, tuple[str, bytes]] = {}
        self._last: Snapshot | None = None
        self._key = ""

    def snapshot(self) -> Snapshot:
        """The site as the files are now; the last snapshot where nothing changed."""
        inputs = Inputs(self._options)
        if self._last is not None and inputs.settled and inputs.key == self._key:
            return self._last
        self._key = inputs.key
        number = self._last.number + 1 if self._last else 1
        options, memory = self._options, self._memory
        content = load(options, Progress(quiet=True), memory)
        examined = examine(content, options, memory)
        report = reported(examined, options)
        design = self._read_design()
        report = with_problems(
            report,
            (*design.renderer.templates.diagnostics, *design.assets.diagnostics),
            {**design.assets.texts, **{file.path: file for file in design.renderer.templates.files.values()}},
            *(examined.site.settings, options.strict),
        )
        if report.failed:
            self._last = Snapshot(number, report, self._last.files if self._last else {})
            return self._last
        site = for_address(examined.site, options)
        keys = Keys(design.assets.manifest.fingerprint, design.renderer.fingerprint)
        files: dict[str, Callable[[], bytes | Diagnostic]] = {}
        for path, data in design.assets.files:
            files[path] = partial(bytes, data)
        for path, entry in media_of(site, content, options):
            files[path] = partial(read, options.root, entry)
        for page in Plan(site, memory.views).pages():
            files[page.path] = partial(self._page, page, keys, design.renderer)
        self._last = Snapshot(number, report, files)
        return self._last

    def _page(self, page: Page, keys: Keys, renderer: Renderer) -> bytes | Diagnostic:
        key = keys.of(page)
        known = self._made.get(page.path)
        if known is not None and known[0] == key:
            return known[1]
        made = renderer.render(page.template, page.view())
        if isinstance(made, bytes):
            self._made[page.path] = key, made
        return made

    def _read_design(self) -> Design:
        options = self._options
        folders = filter(None, (options.templates, options.overrides, options.assets))
        listing = repr([walk(options.root, folder) for folder in folders])
        if self._design is None or self._design.listing != listing:
            templates = load_templates(options.root, options.templates, options.overrides)
            assets = collect_assets(options.root, options.assets)
            renderer = Renderer(templates, assets.manifest, options.state / "templates")
            self._design = Design(listing, renderer, assets)
        return self._design


def page_of(inner: str) -> str | None:
    """The address on which the content file at ``inner``, below the content folder, is seen best."""
    place = place_of(inner)
    if place is None:
        return None
    return {
        "story": f"/crises/{place.crisis}/{place.slug}/",
        "crisis": f"/crises/{place.slug}/",
        "actor": f"/actors/{place.slug}/",
        "page": f"/{place.slug}/",
    }.get(place.kind, "/")


def file_of(address: str) -> str:
    """The file that answers an address typed into a browser."""
    return output_path(address)
