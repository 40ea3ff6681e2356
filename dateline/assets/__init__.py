"""Style sheets, scripts, fonts and pictures of the design, under names that change with their content.

``css/`` becomes one file, ``site.css``: ``layers.css`` first, since its ``@layer`` line is the order of the
rules, then all others by path. A style sheet elsewhere is a file of its own, and may ``@import`` sheets of
``css/``, which then stand in it. ``js/`` is served as written; modules that stand alone are
joined as ``site.js`` besides, so that a page has one request for them. Names carry a digest, so that
browsers may keep everything for ever. ``static/`` goes to the top of the site as it is.
"""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct

from dateline.assets import css, javascript
from dateline.assets.references import Target, Trouble, missing, target
from dateline.findings.diagnostics import Diagnostic, in_order
from dateline.findings.positions import Position
from dateline.memory.digests import digest_of_files
from dateline.memory.kept import Kept, Kind
from dateline.read.folders import NOT_A_TEXT, read, walk
from dateline.read.text import ContentFile, decode
from dateline.values.names import nearest

__all__ = ["BUNDLE", "Asset", "AssetManifest", "Assets", "UnknownAsset", "collect_assets", "fingerprint"]

PUBLISHED = "assets"
"""Where assets lie in the site."""
BUNDLE = "site.css"
SCRIPTS = "site.js"
"""The modules that stand alone, joined: a page asks once for its behaviour, whatever elements it has."""
_FIRST_SHEET = "css/layers.css"


class Asset(Struct, frozen=True):
    """One published file of the design."""

    name: str
    """What templates call it: ``site.css``, ``js/timeline-filter.js``, ``fonts/headline.woff2``."""
    path: str
    """Where it lies in the site: ``assets/site.3f2a9c1b07.css``."""
    digest: str
    size: int
    """Bytes."""


class UnknownAsset(LookupError):
    """A template asked for an asset that does not exist."""


class AssetManifest(Struct, frozen=True):
    """All assets by name. ``fingerprint`` belongs in the key of every page that asks for a ``path``."""

    assets: Mapping[str, Asset]

    def path(self, name: str) -> str:
        """The path in the site. Raises ``UnknownAsset``, which names the nearest."""
        if name not in self.assets:
            near = nearest(name, self.assets)
            raise UnknownAsset(f"there is no asset “{name}”" + (f"; did you mean “{near}”?" if near else ""))
        return self.assets[name].path

    @property
    def fingerprint(self) -> str:
        """A digest over all names and paths."""
        paths = "".join(f"{asset.name}\t{asset.path}\n" for asset in self.assets.values())
        return fingerprint(paths.encode())


class Assets(Struct, frozen=True):
    """What ``collect_assets`` found."""

    manifest: AssetManifest
    files: tuple[tuple[str, bytes], ...]
    """Path in the site and bytes of everything to publish, sorted by path."""
    diagnostics: tuple[Diagnostic, ...]
    texts: Mapping[str, ContentFile]
    """The style sheets and modules that diagnostics name, by path, so that they can show their lines."""


def fingerprint(data: bytes) -> str:
    """Ten hexadecimal digits that tell the versions of one file apart."""
    return hashlib.blake2b(data, digest_size=5).hexdigest()


def collect_assets(root: Path, folder: str = "assets", kept: Kept | None = None) -> Assets:
    """Everything under ``root/folder``, ready to publish. ``kept``: where what an earlier run made of the same files
    is found."""
    entries, found_there = walk(root, folder)
    problems = [one for one in found_there if one.code != NOT_A_TEXT]
    data: dict[str, bytes] = {}
    for entry in entries:
        one = read(root, entry)
        if isinstance(one, Diagnostic):
            problems.append(one)
        else:
            data[entry.path] = one
    made = partial(_Collector(folder).linked, data)
    found = (
        kept.make(Kind("assets"), folder, Linked, lambda _: digest_of_files(data), made) if kept else made()
    )
    diagnostics = in_order((*problems, *found.diagnostics))
    shown = {path: decode(path, data[path])[0] for path in {one.at.path for one in diagnostics} & data.keys()}
    return Assets(
        AssetManifest(MappingProxyType({one.name: one for one in found.assets})),
        found.files,
        diagnostics,
        MappingProxyType({path: file for path, file in shown.items() if file is not None}),
    )


class Linked(Struct, frozen=True):
    """What is made of the bytes of all assets."""

    assets: tuple[Asset, ...]
    files: tuple[tuple[str, bytes], ...]
    diagnostics: tuple[Diagnostic, ...]


class _Collector:
    """The assets of one build as they come together: what refers to others follows what it refers to."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.assets: dict[str, Asset] = {}
        self.files: dict[str, bytes] = {}
        self.problems: list[Diagnostic] = []
        self._sheets: dict[str, ContentFile] = {}
        self._own_sheets: dict[str, ContentFile] = {}
        self._modules: dict[str, ContentFile] = {}
        self._read: dict[str, javascript.Module] = {}

    def linked(self, data: Mapping[str, bytes]) -> Linked:
        """What is made of all files, given by their paths."""
        for path, one in data.items():
            self.take(path.removeprefix(f"{self.folder}/"), one)
        self.link_modules()
        self.bundle()
        self.bundle_own_sheets()
        self.bundle_scripts()
        assets = tuple(one for _, one in sorted(self.assets.items()))
        return Linked(assets, tuple(sorted(self.files.items())), tuple(self.problems))

    def take(self, name: str, data: bytes) -> None:
        """Takes in one file; style sheets and modules wait until all others have their names."""
        if name.startswith("static/"):
            self._publish(name, name.removeprefix("static/"), data)
        elif name.startswith("css/") and name.endswith(".css"):
            self._take_text(name, data, self._sheets)
        elif name.endswith(".css"):
            self._take_text(name, data, self._own_sheets)
        elif name.endswith((".js", ".mjs")):
            self._take_text(name, data, self._modules)
        else:
            self._add(name, data)

    def _take_text(self, name: str, data: bytes, texts: dict[str, ContentFile]) -> None:
        file, problems = decode(f"{self.folder}/{name}", data)
        self.problems += problems
        if file is not None:
            texts[name] = file

    def bundle(self) -> None:
        """Joins the style sheets; without any there is no bundle."""
        if not self._sheets:
            return
        parts = []
        for name, file in sorted(self._sheets.items(), key=lambda item: (item[0] != _FIRST_SHEET, item[0])):
            text, problems = css.rewrite(file, partial(self._sibling, name))
            self.problems += problems
            parts.append(css.tightened(text) + "\n")
        self._add(BUNDLE, "".join(parts).encode())

    def bundle_own_sheets(self) -> None:
        """Puts into each sheet outside of ``css/`` those that it imports."""
        for name, file in sorted(self._own_sheets.items()):
            text, problems = css.rewrite(
                file, partial(self._seen_from, name, name), partial(self._imported_sheet, name)
            )
            self.problems += problems
            self._add(name, (css.tightened(text) + "\n").encode())

    def _imported_sheet(self, name: str, reference: str) -> str | Trouble:
        """The text of the sheet of ``css/`` that ``name`` imports; its faults are reported with the bundle."""
        found = target(name, reference)
        if isinstance(found, Trouble):
            return found
        if found.name not in self._sheets:
            return missing(reference, found, nearest(found.name, self._sheets))
        return css.rewrite(self._sheets[found.name], partial(self._seen_from, name, found.name))[0]

    def _seen_from(self, name: str, sheet: str, reference: str) -> str | Trouble:
        """Where ``reference``, written in ``sheet``, leads to, as seen from the published sheet ``name``."""
        found = self._sibling(sheet, reference)
        return found if isinstance(found, Trouble) else posixpath.relpath(found, posixpath.dirname(name))

    def bundle_scripts(self) -> None:
        """Joins the modules of ``js/`` that neither import nor export, each in a block of its own."""
        alone = [
            file.text.strip("\n")
            for name, file in sorted(self._modules.items())
            if name.startswith("js/") and self._read[name].stands_alone
        ]
        if alone:
            self._add(SCRIPTS, "".join(f"{{\n{text}\n}}\n" for text in alone).encode())

    def _sibling(self, name: str, reference: str) -> str | Trouble:
        """Where ``reference`` in the style sheet ``name`` leads, as seen from the bundle."""
        found = target(name, reference)
        if isinstance(found, Trouble):
            return found
        if found.name not in self.assets:
            return missing(reference, found, nearest(found.name, self.assets))
        return self.assets[found.name].path.removeprefix(f"{PUBLISHED}/") + found.suffix

    def link_modules(self) -> None:
        """Names the modules, each after those that it imports."""
        open_modules: list[str] = []

        def link(name: str) -> None:
            file = self._modules[name]
            new = {}
            open_modules.append(name)
            module = self._read[name] = javascript.Module(file.text)
            for imported in module.imports:
                answer = self._imported(name, imported.reference, open_modules)
                if isinstance(answer, Target):
                    if answer.name not in self.assets:
                        link(answer.name)
                    path = posixpath.relpath(
                        self.assets[answer.name].path, posixpath.dirname(f"{PUBLISHED}/{name}")
                    )
                    new[imported] = (path if path.startswith("../") else f"./{path}") + answer.suffix
                else:
                    at = file.position(imported.offset, max(1, len(imported.reference)))
                    self.problems.append(Diagnostic(at, answer.code, answer.message, answer.hint))
            open_modules.pop()
            self._add(name, javascript.replaced(file.text, new).encode())

        for name in sorted(self._modules):
            if name not in self.assets:
                link(name)

    def _imported(self, name: str, reference: str, open_modules: list[str]) -> Target | Trouble:
        """The module that ``reference`` in the module ``name`` leads to."""
        found = target(name, reference)
        if isinstance(found, Trouble):
            return found
        if not reference.startswith(("./", "../")):
            hint = f"write “./{reference}”"
            return Trouble("ASSET002", f"“{reference}” does not begin with “./” or “../”", hint)
        if found.name not in self._modules:
            return missing(reference, found, nearest(found.name, self._modules))
        if found.name in open_modules:
            circle = " → ".join([*open_modules[open_modules.index(found.name) :], found.name])
            return Trouble(
                "ASSET005", f"the modules import each other in a circle: {circle}", "remove one import"
            )
        return found

    def _add(self, name: str, data: bytes) -> None:
        """Publishes an asset under a name with its digest."""
        digest = fingerprint(data)
        stem, ending = posixpath.splitext(name)
        path = f"{PUBLISHED}/{stem}.{digest}{ending}"
        self.assets[name] = Asset(name, path, digest, len(data))
        self._publish(name, path, data)

    def _publish(self, name: str, path: str, data: bytes) -> None:
        if path in self.files:
            at = Position(f"{self.folder}/{name}", 1, 1)
            self.problems.append(
                Diagnostic(at, "ASSET006", f"another asset is published as “{path}”", "rename it")
            )
        self.files[path] = data
