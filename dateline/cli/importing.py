"""``build.py import``: content files from a file of another kind."""

import argparse
import sys
from pathlib import Path

from dateline.cli import check
from dateline.cli.codes import PROBLEMS
from dateline.cli.options import options_of, site_options
from dateline.cli.printing import usage


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "kind", choices=("record",), help="what the file is: record, the record.json of a crisis"
    )
    parser.add_argument("file", metavar="FILE", type=Path)
    site_options(parser)
    parser.set_defaults(against=None, explain=None)


def run(arguments: argparse.Namespace) -> int:
    """Write content files from a file of another kind, then check the content."""
    from dateline.imports.taking import take_record
    from dateline.text import Refusal

    options = options_of(arguments)
    if isinstance(options, str):
        return usage(options)
    try:
        taken = take_record(arguments.file, options.root / options.content)
    except OSError as error:
        print(f"build.py: {error.filename}: {error.strerror}.", file=sys.stderr)
        return PROBLEMS
    if isinstance(taken, Refusal):
        hint = f" ({taken.hint})" if taken.hint else ""
        print(f"build.py: {taken.reason}{hint}.", file=sys.stderr)
        return PROBLEMS
    for path in taken.written:
        print(f"{options.content}/{path}")
    for path in taken.kept:
        print(f"{options.content}/{path}: kept as it is", file=sys.stderr)
    return check.run(arguments)
