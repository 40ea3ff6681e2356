"""``build.py export``: what is published of a crisis, in the format of another program."""

import argparse
import sys
from io import TextIOWrapper

from dateline.cli.codes import OK, PROBLEMS
from dateline.cli.options import address_option, content_options, options_of, strict_option
from dateline.cli.printing import usage
from dateline.exports import FORMATS


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "kind",
        choices=FORMATS,
        help="what to write: a timeline of TimelineJS as JSON or as its spreadsheet, or our own table of events",
    )
    parser.add_argument("crisis", metavar="SLUG", help="the folder of the crisis")
    content_options(parser)
    address_option(parser)
    strict_option(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write what is published of a crisis to standard output, in the format of another program."""
    from dateline.exports.command import Exported, export
    from dateline.findings.diagnostics import format_text
    from dateline.progress import Progress
    from dateline.values.refusal import Refusal

    options = options_of(arguments)
    if isinstance(options, str):
        return usage(options)
    with Progress(sys.stderr, quiet=arguments.quiet) as progress:
        found = export(arguments.kind, arguments.crisis, options, progress)
    if isinstance(found, Refusal):
        return usage(f"{found.reason}; {found.hint}")
    if not isinstance(found, Exported):
        sys.stderr.write(format_text(found.diagnostics, found.files))
        print("build.py: the content has errors, so nothing of it is published.", file=sys.stderr)
        return PROBLEMS
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    sys.stdout.write(found.text)
    for line in found.missing:
        print(f"build.py: {line}.", file=sys.stderr)
    return OK
