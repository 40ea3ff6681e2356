"""Tables from elsewhere as rows of named cells that know their lines."""

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from io import StringIO

from dateline.findings.positions import Position
from dateline.imports.brought import Notes
from dateline.read.text import ContentFile
from dateline.values.names import fold

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
    """The rows of a CSV file whose first row names its columns; None with the reason in ``notes`` where it is none.

    A header that is one of ``columns`` but for case and spaces is taken for it, and named. Cells in other columns keep
    their header. ``needs`` says what is missing among the columns that were found; empty where nothing is. Rows of
    empty cells are passed over.
    """
    known = {fold(one): one for one in columns}
    delimiter = max(_DELIMITERS, key=lambda one: _recognised(file.text, one, known))
    reader = csv.reader(StringIO(file.text, newline=""), delimiter=delimiter, strict=True)
    found: list[Row] = []
    names: list[str] = []
    begin = 1
    try:
        for number, cells in enumerate(reader, 1):
            at = file.position(file.offset(begin, 1), 1)
            begin = reader.line_num + 1
            if number == 1:
                names = _headers(cells, known, at, notes)
                if missing := needs(set(names)):
                    notes.say(at, "IMPORT001", missing, f"the columns are {', '.join(columns)}")
                    return None
                continue
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
        notes.say(file.position(0), "IMPORT001", "the file is empty")
        return None
    return found


def _recognised(text: str, delimiter: str, known: dict[str, str]) -> int:
    """How many of the known columns the first row has with this delimiter."""
    try:
        first = next(csv.reader(StringIO(text[:20_000], newline=""), delimiter=delimiter), [])
    except csv.Error:
        return 0
    return sum(fold(one) in known for one in first)


def _headers(cells: list[str], known: dict[str, str], at: Position, notes: Notes) -> list[str]:
    """The columns by name; the second of the same name, and one without, counts as none."""
    names: list[str] = []
    for cell in cells:
        given = " ".join(cell.split())
        name = known.get(fold(given), given)
        if name != cell and name:
            notes.say(at, "IMPORT003", f"the column “{cell}” is taken for “{name}”", f"write {name}")
        if name in names and name:
            notes.say(at, "IMPORT003", f"there are two columns “{name}”; the second is left out")
            name = ""
        names.append(name)
    return names
