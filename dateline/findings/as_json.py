"""Findings as data for other programs: what ``--format json`` prints, and the schema of it.

``VERSION`` grows when something that was there goes or means something else; more may be added under the same one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dateline.data.json_schema import DIALECT, closed
from dateline.findings.diagnostics import Diagnostic, Severity
from dateline.findings.positions import Edit
from dateline.read.text import ContentFile

VERSION = 1


def format_json(diagnostics: Iterable[Diagnostic], files: Mapping[str, ContentFile]) -> str:
    """The findings in the order given. ``files`` (by path) are those they are about."""
    import json

    found = [_finding(one, files.get(one.at.path)) for one in diagnostics]
    return json.dumps({"version": VERSION, "findings": found}, ensure_ascii=False, indent=2) + "\n"


def _finding(found: Diagnostic, file: ContentFile | None) -> dict[str, Any]:
    return {
        "path": found.at.path,
        "line": found.at.line,
        "column": found.at.column,
        "length": found.at.length,
        "code": found.code,
        "severity": found.severity.value,
        "message": found.message,
        "hint": found.hint,
        "fix": None if found.fix is None or file is None else replacement(found.fix, file),
    }


def replacement(edit: Edit, file: ContentFile) -> dict[str, Any]:
    """An edit by lines and columns: the first character that goes, the one behind the last, and what comes instead."""
    start, end = file.position(edit.start), file.position(edit.end)
    return {
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
        "text": edit.text,
    }


_ANY = {"type": "string"}
_TEXT = {"type": "string", "minLength": 1}
_COUNT = {"type": "integer", "minimum": 1}


def findings_schema() -> dict[str, Any]:
    """A JSON Schema (2020-12) of what ``--format json`` prints."""
    fix = {
        "line": _COUNT,
        "column": _COUNT,
        "end_line": _COUNT,
        "end_column": {**_COUNT, "description": "Behind the last character that goes."},
        "text": {**_ANY, "description": "What comes instead."},
    }
    finding = {
        "path": {**_TEXT, "description": "The file, from the folder of the project, with “/”."},
        "line": {**_COUNT, "description": "From 1, as editors count: after CRLF, LF or CR."},
        "column": {**_COUNT, "description": "From 1, in code points; a byte order mark is none."},
        "length": {**_COUNT, "description": "Code points from there, on one line."},
        "code": {"type": "string", "pattern": "^[A-Z]{2,6}[0-9]{3}$", "description": "See docs/rules.md."},
        "severity": {"enum": [one.value for one in Severity], "description": "As the site has it."},
        "message": {**_TEXT, "description": "What is the case."},
        "hint": {**_ANY, "description": "What to type; empty where nobody can tell."},
        "fix": {
            "anyOf": [{"type": "null"}, closed(fix)],
            "description": "What `build.py fix` does about it, where that needs nobody's judgement.",
        },
    }
    return {
        "$schema": DIALECT,
        "title": "Findings of Dateline, as `build.py check --format json` prints them",
        **closed(
            {
                "version": {"const": VERSION, "description": "Of this form."},
                "findings": {
                    "type": "array",
                    "items": closed(finding),
                    "description": "Sorted by place.",
                },
            }
        ),
    }
