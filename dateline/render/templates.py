"""The template files as text: which there are, which of them a page can reach, and a digest over those.

Needs no template engine: a build in which nothing changed compares digests and never imports one.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dateline.findings.diagnostics import Diagnostic, in_order
from dateline.read.folders import NOT_A_TEXT, read, walk
from dateline.read.text import ContentFile, decode

__all__ = ["TemplateSet", "load_templates"]

ENDINGS = (".html", ".js", ".txt", ".xml")
"""What a template may be; anything else in the folder is a note of somebody's."""

# Statements that bring in another template. Comments and raw blocks are matched first, so that nothing in them counts.
_STATEMENT = re.compile(
    r"\{#.*?#\}"
    r"|\{%[-+]?\s*raw\s*[-+]?%\}.*?\{%[-+]?\s*endraw\s*[-+]?%\}"
    r"|\{%[-+]?\s*(?:extends|include|import|from)\b\s*(?P<what>(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)')?(?P<rest>.*?))%\}",
    re.DOTALL,
)
# What may follow the name in each of the four statements.
_AFTER = re.compile(
    r"\s*(?:import\s.*|as\s+\w+(?:\s+with(?:out)?\s+context)?|with(?:out)?\s+context)?\s*[-+]?", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class TemplateSet:
    """All templates by name (``pages/home.html``), with what is wrong with the files as such."""

    files: Mapping[str, ContentFile]
    diagnostics: tuple[Diagnostic, ...] = ()
    _reached: dict[str, tuple[str, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def reachable(self, name: str) -> tuple[str, ...]:
        """``name`` and every template it can bring in, directly or through others, sorted.

        A name that does not exist is among them: the digest changes when somebody adds the file.
        """
        if name not in self._reached:
            found = {name}
            waiting = [name]
            while waiting:
                file = self.files.get(waiting.pop())
                for other in _named(file.text) if file else ():
                    if other not in found:
                        found.add(other)
                        waiting.append(other)
            self._reached[name] = tuple(sorted(found))
        return self._reached[name]

    @property
    def everything(self) -> str:
        """A digest over the names and texts of all templates."""
        return self._digest(sorted(self.files))

    def fingerprint(self, name: str) -> str:
        """A digest over the names and texts of all that ``name`` can reach, for the key of its pages."""
        return self._digest(self.reachable(name))

    def _digest(self, names: Iterable[str]) -> str:
        digest = hashlib.blake2b(digest_size=16)
        for name in names:
            file = self.files.get(name)
            text = file.text.encode() if file else b""
            digest.update(f"{name}\0{len(text) if file else -1}\0".encode())
            digest.update(text)
        return digest.hexdigest()


def load_templates(root: Path, folder: str = "templates", overrides: str = "") -> TemplateSet:
    """The templates under ``root/folder``, each replaced by the one of the same name under ``root/overrides``.

    Both folders are relative to the project's root. Refused: files that are not UTF-8, and an ``include`` or the like
    whose name is worked out while the page is rendered, since nobody could tell which pages it changes.
    """
    files: dict[str, ContentFile] = {}
    problems: list[Diagnostic] = []
    for place in filter(None, (folder, overrides)):
        entries, found = walk(root, place)
        problems += (one for one in found if one.code != NOT_A_TEXT)
        for entry in entries:
            if not entry.path.endswith(ENDINGS):
                continue
            data = read(root, entry)
            if isinstance(data, Diagnostic):
                problems.append(data)
                continue
            file, found_in_text = decode(entry.path, data)
            problems += found_in_text
            if file is not None:
                files[entry.path.removeprefix(f"{place}/")] = file
    for file in files.values():
        problems += _computed_names(file)
    return TemplateSet(dict(sorted(files.items())), in_order(problems))


def _named(text: str) -> Iterator[str]:
    for statement in _STATEMENT.finditer(text):
        name = statement["double"] or statement["single"]
        if name:
            yield name


def _computed_names(file: ContentFile) -> Iterator[Diagnostic]:
    """A finding for each statement whose template is not a single name in quotes."""
    for statement in _STATEMENT.finditer(file.text):
        if statement["what"] is None:
            continue
        fixed = statement["double"] or statement["single"]
        if not fixed or not _AFTER.fullmatch(statement["rest"]):
            yield Diagnostic(
                file.position(statement.start(), len(statement[0].partition("\n")[0])),
                "TPL003",
                "the name of the other template is worked out while the page is rendered",
                'write one name in quotes, such as {% include "partials/head.html" %}, inside an {% if %} if need be',
            )
