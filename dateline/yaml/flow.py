"""Slips inside brackets that YAML reads without complaint, as something else than was meant."""

from __future__ import annotations

import re

from dateline.findings.diagnostics import Diagnostic
from dateline.findings.positions import Edit, Position
from dateline.read.text import ContentFile
from dateline.yaml.quoting import quoted, short
from dateline.yaml.tree import Entry, Node, Scalar

__all__ = ["CURLY", "meant_as_text", "rejoined_entries", "rejoined_items"]

CURLY = {"“": "”", "„": "“”", "‘": "’", "‚": "‘’", "«": "»", "‹": "›"}
"""Opening quotation marks of many languages, each with those that may close it."""

_REFERENCE = re.compile(r"\[\[[^\[\],]*\]\]|\{\{.*\}\}", re.DOTALL)
_KEY_WITHOUT_SPACE = re.compile(r"([^\W\d][\w-]*):(?!//)(\S.*)", re.DOTALL)


def meant_as_text(source: str) -> bool:
    """Whether a list or group in brackets is rather a reference, ``[[actor:pilots]]``, or ``{{ … }}``."""
    return _REFERENCE.fullmatch(source) is not None


def _opens(node: Node) -> str:
    """The marks that could close a quotation opened in ``node`` and not closed there; empty for none."""
    if not isinstance(node, Scalar) or not node.plain:
        return ""
    pending = ""
    for character in node.value:
        if pending and character in pending:
            pending = ""
        elif not pending:
            pending = CURLY.get(character, "")
    return pending


def _closes(node: Node, marks: str) -> bool:
    return isinstance(node, Scalar) and node.plain and any(mark in node.value for mark in marks)


def _between(file: ContentFile, first: Scalar, last: Scalar) -> Scalar | None:
    """The text from ``first`` to ``last`` as one value; None where it does not stand on one line."""
    if first.at.line != last.at.line:
        return None
    length = last.at.column + last.at.length - first.at.column
    start = file.offset(first.at.line, first.at.column)
    at = Position(first.at.path, first.at.line, first.at.column, length)
    return Scalar(file.text[start : start + length], at, plain=False)


def _report(file: ContentFile, whole: Scalar, label: str) -> Diagnostic:
    message = "the comma ends this value: curly quotes do not quote in YAML"
    shown = short(quoted(whole.value))
    hint = f"put straight quotes around all of it: {label}{shown}"
    start = file.offset(whole.at.line, whole.at.column)
    fix = Edit(start, start + whole.at.length, quoted(whole.value))
    return Diagnostic(whole.at, "YAML007", message, hint, fix=fix)


def rejoined_items(file: ContentFile, items: list[Node]) -> tuple[list[Node], list[Diagnostic]]:
    """The items of a list in brackets with texts in curly quotes that a comma split joined again."""
    result: list[Node] = []
    found: list[Diagnostic] = []
    rest = iter(enumerate(items))
    for index, item in rest:
        end = _end(items, index, _opens(item))
        whole = _between(file, item, end) if isinstance(item, Scalar) and end is not None else None
        if whole is None or end is None:
            result.append(item)
            continue
        found.append(_report(file, whole, ""))
        result.append(whole)
        for _, skipped in rest:
            if skipped is end:
                break
    return result, found


def _end(nodes: list[Node], index: int, marks: str) -> Scalar | None:
    """The first node after ``index`` that closes a quotation with one of ``marks``."""
    for node in nodes[index + 1 :] if marks else ():
        if not isinstance(node, Scalar) or not node.plain:
            return None
        if _closes(node, marks):
            return node
    return None


def rejoined_entries(file: ContentFile, entries: list[Entry]) -> tuple[list[Entry], list[Diagnostic]]:
    """The fields of a group in braces with two slips mended.

    A text in curly quotes that a comma split is joined again, and ``key:value`` without a space is a field.
    """
    result: list[Entry] = []
    found: list[Diagnostic] = []
    rest = iter(enumerate(entries))
    for index, entry in rest:
        tails = [_tail(later) for later in entries[index + 1 :]]
        end = _end([entry.value, *tails], 0, _opens(entry.value))
        whole = (
            _between(file, entry.value, end) if isinstance(entry.value, Scalar) and end is not None else None
        )
        if whole is not None:
            found.append(_report(file, whole, f"{entry.key.value}: "))
            result.append(Entry(entry.key, whole))
            for _ in range(next(number for number, tail in enumerate(tails, 1) if tail is end)):
                next(rest)
            continue
        mended = _with_space(entry)
        if mended is not None:
            key = mended.key
            message = f"a space is missing after “{key.value}:”"
            written = f"write `{key.value}: {mended.value.value}`" if isinstance(mended.value, Scalar) else ""
            after = file.offset(key.at.line, key.at.column) + len(key.value) + 1
            found.append(Diagnostic(key.at, "YAML011", message, written, fix=Edit(after, after, " ")))
        result.append(mended or entry)
    return result, found


def _tail(entry: Entry) -> Node:
    """What ends an entry: its value, or its key where it has none."""
    return entry.key if isinstance(entry.value, Scalar) and entry.value.absent else entry.value


def _with_space(entry: Entry) -> Entry | None:
    """``{label:Announced}``, read by YAML as one key without a value, as the field that was meant."""
    key, value = entry.key, entry.value
    match = _KEY_WITHOUT_SPACE.fullmatch(key.value) if key.plain else None
    if match is None or not isinstance(value, Scalar) or not value.absent:
        return None
    name, text = match[1], match[2]
    at = key.at
    after = Position(at.path, at.line, at.column + len(name) + 1, len(text))
    return Entry(
        Scalar(name, Position(at.path, at.line, at.column, len(name)), plain=True),
        Scalar(text, after, plain=True),
    )
