"""Findings as ``--format`` prints them: for people, for programs, for code hosts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.findings.diagnostics import Diagnostic, format_text
from dateline.read.text import ContentFile

TEXT = "text"
FORMATS = (TEXT, "json", "github", "sarif")


def formatted(
    form: str,
    diagnostics: Sequence[Diagnostic],
    files: Mapping[str, ContentFile],
    coloured: bool = False,
) -> str:
    """The findings in one of the ``FORMATS``, in the order given. ``files`` (by path) are those they are about."""
    if form == "json":
        from dateline.findings.as_json import format_json

        return format_json(diagnostics, files)
    if form == "github":
        from dateline.findings.annotations import format_github

        return format_github(diagnostics)
    if form == "sarif":
        from dateline.findings.annotations import format_sarif

        return format_sarif(diagnostics, files)
    return format_text(diagnostics, files, coloured)
