"""Findings as code hosts read them: workflow commands that annotate a change, and SARIF 2.1.0."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import quote

from dateline.findings.as_json import replacement
from dateline.findings.diagnostics import Diagnostic
from dateline.read.text import ContentFile
from dateline.rulebook import RULES


def format_github(diagnostics: Iterable[Diagnostic]) -> str:
    """A workflow command a line, in the order given: GitHub shows each beside the line it concerns."""
    return "".join(map(_command, diagnostics))


def _command(found: Diagnostic) -> str:
    at = found.at
    properties = {
        "file": at.path,
        "line": str(at.line),
        "col": str(at.column),
        "endColumn": str(at.column + max(1, at.length) - 1),
        "title": f"{found.code}: {RULES[found.code].title}",
    }
    written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    message = found.message + (f"\n{found.hint}" if found.hint else "")
    return f"::{found.severity} {written}::{_data(message)}\n"


def _data(text: str) -> str:
    """The escapes of the runner's ``ActionCommand``: a line break would end the command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """As ``_data``, and a colon or comma would end the property."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")


_LEVELS = {"error": "error", "warning": "warning", "notice": "note"}


def format_sarif(diagnostics: Iterable[Diagnostic], files: Mapping[str, ContentFile]) -> str:
    """One SARIF 2.1.0 log with one run; only the rules that found something are described in it.

    ``files`` (by path) are those that the findings are about.
    """
    import json

    from dateline import __version__

    found = list(diagnostics)
    codes = sorted({one.code for one in found})
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {"name": "Dateline", "version": __version__, "rules": list(map(_rule, codes))}
                },
                "columnKind": "unicodeCodePoints",
                "results": [_result(one, codes.index(one.code), files.get(one.at.path)) for one in found],
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(code: str) -> dict[str, object]:
    rule = RULES[code]
    return {
        "id": code,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.why},
        "help": {"text": f"Wrong: {rule.wrong}\nRight: {rule.right}"},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(found: Diagnostic, rule: int, file: ContentFile | None) -> dict[str, object]:
    at = found.at
    region = {"startLine": at.line, "startColumn": at.column, "endColumn": at.column + max(1, at.length)}
    artifact = {"uri": quote(at.path)}
    result: dict[str, object] = {
        "ruleId": found.code,
        "ruleIndex": rule,
        "level": _LEVELS[found.severity],
        "message": {"text": found.message + (f": {found.hint}" if found.hint else "")},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
    }
    if found.fix is not None and file is not None:
        edit = replacement(found.fix, file)
        deleted = {
            "startLine": edit["line"],
            "startColumn": edit["column"],
            "endLine": edit["end_line"],
            "endColumn": edit["end_column"],
        }
        change = {
            "artifactLocation": artifact,
            "replacements": [{"deletedRegion": deleted, "insertedContent": {"text": edit["text"]}}],
        }
        result["fixes"] = [
            {"description": {"text": found.hint or found.message}, "artifactChanges": [change]}
        ]
    return result
