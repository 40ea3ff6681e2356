"""``build.py import``: content files from a file of another kind."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from dateline.cli import check
from dateline.cli.codes import OK, PROBLEMS
from dateline.cli.options import content_options, finding_options, options_of
from dateline.cli.printing import told, usage
from dateline.imports import FORMATS

if TYPE_CHECKING:
    from dateline.imports.taking import Taken
    from dateline.options import Options
    from dateline.values.refusal import Refusal


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "kind",
        choices=("record", *FORMATS),
        help="what the file is: record, the record.json of a crisis; timelinejs, its JSON or its spreadsheet as CSV; "
        "markwhen, its text; csv, a table with our own columns, such as events.csv",
    )
    parser.add_argument("file", metavar="FILE", type=Path)
    parser.add_argument(
        "--crisis", metavar="SLUG", help="the folder of the crisis it becomes, made where it is missing"
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="print what would be written, and write nothing"
    )
    content_options(parser)
    finding_options(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write content files from a file of another kind, then check the content."""
    from dateline.values.refusal import Refusal

    options = options_of(arguments)
    if isinstance(options, str):
        return usage(options)
    if problem := _problem(arguments):
        return usage(problem)
    try:
        taken = _taken(arguments, options)
    except OSError as error:
        print(f"build.py: {error.filename or arguments.file}: {error.strerror or error}.", file=sys.stderr)
        return PROBLEMS
    if isinstance(taken, Refusal):
        hint = f" ({taken.hint})" if taken.hint else ""
        print(f"build.py: {taken.reason}{hint}.", file=sys.stderr)
        return PROBLEMS
    _print(taken, options, arguments.quiet, told(arguments))
    if taken.refused:
        return PROBLEMS
    return OK if arguments.dry_run else check.report(options, arguments)


def _problem(arguments: argparse.Namespace) -> str:
    """What is wrong with how the command was called; empty where nothing is."""
    is_record = arguments.kind == "record"
    if is_record and arguments.crisis:
        return "--crisis: a record names its crisis itself"
    if is_record and arguments.dry_run:
        return "--dry-run: a record is taken in whole or refused"
    return "" if is_record or arguments.crisis else "say which crisis it becomes: --crisis SLUG"


def _taken(arguments: argparse.Namespace, options: "Options") -> "Taken | Refusal":
    from dateline.imports.taking import take_file, take_record

    if arguments.kind == "record":
        return take_record(arguments.file, options.root / options.content)
    return take_file(arguments.kind, arguments.file, arguments.crisis, options, arguments.dry_run)


def _print(taken: "Taken", options: "Options", quiet: bool, out: TextIO) -> None:
    from dateline.findings.diagnostics import format_text, summary

    out.write(format_text(taken.notes, taken.files))
    if taken.refused:
        print("build.py: nothing was written.", file=sys.stderr)
        return
    for path in taken.written:
        print(f"{options.content}/{path}", file=out)
    for path in taken.kept:
        print(f"{options.content}/{path}: kept as it is", file=sys.stderr)
    if taken.notes and not quiet:
        print(f"Of the import: {summary(taken.notes)}.", file=sys.stderr)
