"""Sources for reference managers: CSL-JSON and BibTeX, and the record itself as something to cite."""

import re
from typing import Any

from dateline.data.inputs import SourcesInputs
from dateline.data.json_text import json_text
from dateline.dates import PartialDate, Precision
from dateline.model import Source
from dateline.views.inputs import Shared

_EXACT = (Precision.YEAR, Precision.MONTH, Precision.DAY, Precision.TIME)


def sources_csl(shared: Shared, inputs: SourcesInputs) -> str:
    """Every source as CSL-JSON, by id."""
    return json_text([_csl(source) for source in inputs.sources])


def sources_bib(shared: Shared, inputs: SourcesInputs) -> str:
    """Every source as BibTeX, by id."""
    return "\n".join(_bibtex(source) for source in inputs.sources)


def _csl(source: Source) -> dict[str, Any]:
    fields = {
        "id": source.id,
        "type": "webpage" if source.url else "document",
        "title": source.title,
        "publisher": source.publisher,
        "URL": source.url,
        "archive_location": source.archived,
        "issued": _csl_date(source.published),
        "accessed": _csl_date(source.accessed),
        "genre": source.kind,
        "language": source.language,
        "note": _note(source),
    }
    return {key: value for key, value in fields.items() if value}


def _note(source: Source) -> str:
    return " ".join(one for one in (source.note, source.withdrawn) if one)


def date_parts(date: PartialDate | None) -> tuple[int, ...]:
    """Year, month and day, as far as one point is known; nothing for stretches and vaguer points."""
    start = date.start if date is not None and date.end is None else None
    if date is None or start is None or date.shape.value != start.precision.value:
        return ()
    parts = (start.year, start.month, start.day) if start.precision in _EXACT else ()
    return tuple(part for part in parts if part is not None)


def _csl_date(date: PartialDate | None) -> dict[str, Any]:
    """A date at its own precision; what CSL has no numbers for is given as written."""
    parts = date_parts(date)
    if date is None or date.start is None:
        return {}
    if not parts:
        return {"raw": str(date)}
    vague = date.approximate or date.uncertain
    return {"date-parts": [list(parts)], **({"circa": True} if vague else {})}


def _bibtex(source: Source) -> str:
    parts = date_parts(source.published)
    fields = {
        "title": source.title,
        "publisher": source.publisher,
        "year": str(parts[0]) if parts else "",
        "month": str(parts[1]) if len(parts) > 1 else "",
        "url": source.url,
        "urldate": str(source.accessed) if date_parts(source.accessed) else "",
        "language": source.language,
        "note": _note(source),
    }
    return bibtex(source.id.replace("/", ":"), fields)


def bibtex(key: str, fields: dict[str, str]) -> str:
    """An entry with the fields that are given."""
    lines = [
        f"  {name} = {{{_url(value) if name == 'url' else tex(value)}}},"
        for name, value in fields.items()
        if value
    ]
    return "\n".join((f"@misc{{{key},", *lines, "}", ""))


_SIGNS = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "$&#%_"},
}


def tex(text: str) -> str:
    """``text`` with TeX's own signs as text; braces that would not match are dropped, since BibTeX counts them."""
    balanced = text if _nests(text) else re.sub("[{}]", "", text)
    return "".join(_SIGNS.get(sign, sign) for sign in balanced)


def _nests(text: str) -> bool:
    """Whether every brace that closes closes one that was opened before, and none stays open."""
    open_ones = 0
    for sign in text:
        open_ones += (sign == "{") - (sign == "}")
        if open_ones < 0:
            return False
    return open_ones == 0


def _url(text: str) -> str:
    """An address without the signs that would end the field."""
    return text.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")
