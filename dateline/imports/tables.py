"""Tables from elsewhere as rows of named cells that know their lines."""

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from io import StringIO
from itertools import islice

from dateline.findings.positions import Position
from dateline.imports.brought import Notes
from dateline.read.text import ContentFile
from dateline.values.names import fold

MOST_ABOVE = 9
"""Rows that may stand above the names of the columns."""
_DELIMITERS = (",", ";", "\t")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as a spreadsheet counts, its cells by column, and the line on which it begins."""

    number: int
    cells: dict[str, str]
    at: Position

    @property
    def name(self) -> str:
        return f"row {self.number}"


def read_rows(
    file: ContentFile, columns: Iterable[str], notes: Notes, needs: Callable[[set[str]], str]
) -> list[Row] | None:
    """The rows of a CSV file below the one that names its columns; None with the reason in ``notes`` where it is none.

    Above that one ``MOST_ABOVE`` others may stand, such as a title over several columns; they are named. A header that
    is one of ``columns`` but for case and spaces is taken for it, and named. Cells in other columns keep their header.
    ``needs`` says what is missing among the columns that were found; empty where nothing is. Rows of empty cells are
    passed over.
    """
    known = {fold(one): one for one in columns}
    delimiter = max(_DELIMITERS, key=lambda one: _recognised(file.text, one, known))
    reader = csv.reader(StringIO(file.text, newline=""), delimiter=delimiter, strict=True)
    found: list[Row] = []
    names: list[str] = []
    above: list[tuple[Position, list[str]]] = []
    begin = 1
    try:
        for number, cells in enumerate(reader, 1):
            at = file.position(file.offset(begin, 1), 1)
            begin = reader.line_num + 1
            if not names:
                if not needs({known.get(fold(_plain(cell)), cell) for cell in cells}):
                    names = _headers(cells, known, at, notes)
                    continue
                above.append((at, cells))
                if number <= MOST_ABOVE:
                    continue
                break
            row = {
                name: cell.strip() for name, cell in zip(names, cells, strict=False) if name and cell.strip()
            }
            if extra := [cell for cell in cells[len(names) :] if cell.strip()]:
                listed = "; ".join(extra)[:200]
                notes.say(
                    at, "IMPORT003", f"row {number} has cells beyond the last column; left out: {listed}"
                )
            if row:
                found.append(Row(number, row, at))
    except csv.Error as error:
        notes.say(
            file.position(file.offset(begin, 1)), "IMPORT001", f"this is not CSV from here on ({error})"
        )
        return None
    if not names:
        missing = needs({known.get(fold(_plain(cell)), cell) for cell in above[0][1]}) if above else ""
        columns_are = f"the columns are {', '.join(columns)}" if above else ""
        notes.say(file.position(0), "IMPORT001", missing or "the file is empty", columns_are)
        return None
    for number, (at, cells) in enumerate(above, 1):
        if words := "; ".join(filter(None, map(_plain, cells)))[:200]:
            notes.say(at, "IMPORT003", f"row {number} is above the names of the columns; left out: {words}")
    return found


def _recognised(text: str, delimiter: str, known: dict[str, str]) -> int:
    """How many of the known columns one of the first rows has with this delimiter."""
    rows = csv.reader(StringIO(text[:20_000], newline=""), delimiter=delimiter)
    try:
        return max(sum(fold(_plain(one)) in known for one in row) for row in islice(rows, MOST_ABOVE + 1))
    except (csv.Error, ValueError):
        return 0


def _plain(cell: str) -> str:
    return " ".join(cell.split())


def _headers(cells: list[str], known: dict[str, str], at: Position, notes: Notes) -> list[str]:
    """The columns by name; the second of the same name, and one without, counts as none."""
    names: list[str] = []
    for cell in cells:
        given = _plain(cell)
        name = known.get(fold(given), given)
        if name != cell and name:
            notes.say(at, "IMPORT003", f"the column “{cell}” is taken for “{name}”", f"write {name}")
        if name in names and name:
            notes.say(at, "IMPORT003", f"there are two columns “{name}”; the second is left out")
            name = ""
        names.append(name)
    return names
