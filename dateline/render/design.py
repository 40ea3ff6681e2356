"""Templates and assets, read: all that makes a page of a view."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from dateline.assets import Assets, collect_assets
from dateline.findings.diagnostics import Diagnostic
from dateline.findings.positions import Position
from dateline.languages.tongues import direction_of, spoken_json
from dateline.memory.kept import Kept
from dateline.memory.keys import Keys
from dateline.memory.program import PACKAGE, program
from dateline.options import Options
from dateline.read.text import ContentFile
from dateline.render.pictures import DISPLAY, TEXT, Painter
from dateline.render.renderer import Renderer
from dateline.render.templates import TemplateSet, load_templates
from dateline.views.plan import Page
from dateline.views.share import PICTURE, ShareCard

COMPILED = PACKAGE / "__pycache__" / "templates"
"""Compiled templates are code: they lie where Python keeps that of this program, and serve every site it builds."""


@dataclass(frozen=True)
class Design:
    """Templates, assets and what renders with them."""

    templates: TemplateSet
    assets: Assets
    renderer: Renderer

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What is wrong with templates, then with assets."""
        return (*self.templates.diagnostics, *self.assets.diagnostics)

    @property
    def texts(self) -> Mapping[str, ContentFile]:
        """Its files by path, so that diagnostics can show their lines."""
        return {**self.assets.texts, **{file.path: file for file in self.templates.files.values()}}

    def keys(self) -> Keys:
        """The keys of pages made with it, for one build."""
        return Keys(
            self.assets.manifest.fingerprint,
            lambda template: self.renderer.fingerprint(template) if template not in ("", PICTURE) else "",
        )

    @property
    def fingerprint(self) -> str:
        """A digest of all that any page can take from here, and of this program."""
        return f"{program()}\t{self.assets.manifest.fingerprint}\t{self.templates.everything}"

    def load(self) -> None:
        """Have all templates at hand."""
        self.renderer.load()

    def make(self, page: Page, inputs: tuple[Any, ...]) -> bytes | Diagnostic:
        """The page, or what keeps it from being made."""
        view = page.make(*inputs)
        if not page.template:
            text: str = view
            return spoken_json(text, direction_of(inputs[0].code)).encode()
        if page.template == PICTURE:
            return self.draw(view)
        return self.renderer.render(page.template, view)

    def draw(self, card: ShareCard) -> bytes | Diagnostic:
        """The picture, or what it lacks."""
        for name in (DISPLAY, TEXT):
            if name not in self.assets.manifest.assets:
                hint = "put it back, or set `leave_out: share-images` in site.yaml"
                return Diagnostic(
                    Position(f"assets/{name}", 1, 1), "ASSET001", f"there is no asset “{name}”", hint
                )
        return self._painter.draw(card)

    @cached_property
    def _painter(self) -> Painter:
        files = dict(self.assets.files)
        return Painter({name: files[self.assets.manifest.assets[name].path] for name in (DISPLAY, TEXT)})


def read_design(options: Options, kept: Kept) -> Design:
    """The templates and assets as they are now. ``kept``: what earlier runs made of the same assets."""
    templates = load_templates(options.root, options.templates, options.overrides)
    assets = collect_assets(options.root, options.assets, kept=kept)
    keeps = not (options.fresh or sys.dont_write_bytecode)
    return Design(templates, assets, Renderer(templates, assets.manifest, COMPILED if keeps else None))
