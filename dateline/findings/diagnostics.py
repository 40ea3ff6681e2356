"""Findings: what is wrong, where, and what to type instead; their order, levels and printed forms.

Text for a terminal is here; ``as_json`` has them as JSON, ``annotations`` as code hosts read them.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from dateline.findings.excerpts import escaped, excerpt
from dateline.findings.positions import Edit, Position
from dateline.rulebook import RULES
from dateline.rulebook.base import Rule, Severity

__all__ = [
    "Diagnostic",
    "Rule",
    "Severity",
    "counted",
    "format_text",
    "in_order",
    "new_among",
    "summary",
    "with_levels",
]


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. The message states the fact, the hint says what to type; neither ends with a full stop."""

    at: Position
    code: str
    message: str
    hint: str = ""
    level: Severity | None = None
    """The severity a site chose for this rule; None means the rule's own (see ``with_levels``)."""
    fix: Edit | None = None
    """What ``build.py fix`` makes of the file: the hint, where following it needs nobody's judgement."""

    @property
    def severity(self) -> Severity:
        """The site's level for this finding, else the level of its rule."""
        return self.level or RULES[self.code].severity

    def __lt__(self, other: Diagnostic) -> bool:
        return _order(self) < _order(other)


def _order(diagnostic: Diagnostic) -> tuple[Position, str, str, str, str]:
    return (diagnostic.at, diagnostic.code, diagnostic.message, diagnostic.hint, diagnostic.level or "")


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sorted by place, then code, then words; the same finding only once."""
    return tuple(sorted(dict.fromkeys(diagnostics), key=_order))


def with_levels(diagnostics: Iterable[Diagnostic], levels: Mapping[str, str]) -> tuple[Diagnostic, ...]:
    """The diagnostics at the levels that a site chose by code, without those it turned “off”; rules marked
    ``fixed`` keep their own."""
    return tuple(
        dataclasses.replace(one, level=Severity(levels[one.code])) if chosen else one
        for one in diagnostics
        for chosen in (one.code in levels and not RULES[one.code].fixed,)
        if not (chosen and levels[one.code] == "off")
    )


def new_among(before: Iterable[Diagnostic], after: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Those of ``after`` that are not in ``before``, wherever in their file they stand: an entry above moves them."""

    def said(one: Diagnostic) -> tuple[str, str, str]:
        return one.at.path, one.code, one.message

    known = Counter(map(said, before))
    found = []
    for one in after:
        if known[said(one)]:
            known[said(one)] -= 1
        else:
            found.append(one)
    return tuple(found)


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """One line: “3 errors, 1 warning in 2 files”; “no problems found” for none."""
    found = list(diagnostics)
    if not found:
        return "no problems found"
    counts = [
        counted(sum(diagnostic.severity is severity for diagnostic in found), severity.value)
        for severity in Severity
    ]
    return f"{', '.join(filter(None, counts))} in {counted(len({d.at.path for d in found}), 'file')}"


def counted(number: int, noun: str) -> str:
    """“1 file”, “2 files”; empty for none."""
    return f"{number} {noun}{'' if number == 1 else 's'}" if number else ""


class Lines(Protocol):
    """Something that can show its lines, such as a ``ContentFile``."""

    def line(self, number: int) -> str:
        """The text of line ``number``, counted from 1, without its line break."""
        ...


def format_text(diagnostics: Iterable[Diagnostic], files: Mapping[str, Lines], colour: bool = False) -> str:
    """Findings as people read them in a terminal, in the order given, each ending with a line break.

    ``files`` (by path) supplies the line that is shown; where a file is missing only the hint follows.
    Control characters in content, messages and paths are shown escaped, so that no text can steer the
    terminal.
    """
    return "".join(_as_text(diagnostic, files.get(diagnostic.at.path), colour) for diagnostic in diagnostics)


_COLOURS = {Severity.ERROR: "\x1b[31m", Severity.WARNING: "\x1b[33m", Severity.NOTICE: "\x1b[36m"}
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"


def _as_text(diagnostic: Diagnostic, file: Lines | None, colour: bool) -> str:
    """One finding: place and message, the line, and a caret with the hint under it."""
    at, severity = diagnostic.at, diagnostic.severity
    tint, bold, plain = (_COLOURS[severity], _BOLD, _PLAIN) if colour else ("", "", "")
    message = escaped(diagnostic.message)
    lines = [f"{bold}{escaped(str(at))}:{plain} {tint}{severity}[{diagnostic.code}]{plain} {message}"]
    hint = [escaped(line) for line in diagnostic.hint.split("\n")] if diagnostic.hint else []
    gutter = " " * max(5, len(str(at.line))) + " |"
    shown = excerpt(file.line(at.line), at.column, at.length) if file is not None else None
    if shown is not None:
        lines.append(f"{at.line:5} | {shown.line}".rstrip())
        if shown.carets:
            first = f" {hint.pop(0)}" if hint else ""
            lines.append(f"{gutter} {shown.indent}{tint}{shown.carets}{plain}{first}")
    indent = shown.indent if shown is not None and shown.carets else ""
    lines += [f"{gutter} {indent}{line}" for line in hint]
    return "\n".join(lines) + "\n"
