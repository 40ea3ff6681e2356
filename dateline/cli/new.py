"""``build.py new``: begin a file or an entry in one."""

import argparse
import sys

from dateline.cli.codes import OK, PROBLEMS, USAGE
from dateline.cli.options import content_options, options_of
from dateline.cli.printing import usage


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "kind",
        choices=("crisis", "story", "event", "actor", "figure"),
        help="what to begin; its options: new story -h",
    )
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="where it goes and what is known of it")


def run(arguments: argparse.Namespace) -> int:
    """Begin a file or an entry in one, with what was given or is asked for."""
    from dateline.desk import new as desk

    parser = argparse.ArgumentParser(prog=f"build.py new {arguments.kind}")
    content_options(parser)
    desk.add_options(parser, arguments.kind)
    asked = parser.parse_args(arguments.arguments)
    options = options_of(asked)
    if isinstance(options, str):
        return usage(options)
    try:
        found, place = desk.new(arguments.kind, asked, options, input if sys.stdin.isatty() else None)
    except desk.Refused as refused:
        print(f"build.py: {str(refused).rstrip()}", file=sys.stderr)
        return USAGE
    except (EOFError, OSError) as error:
        print(f"build.py: nothing was written: {error}.", file=sys.stderr)
        return PROBLEMS
    sys.stdout.write(found + place)
    return OK
