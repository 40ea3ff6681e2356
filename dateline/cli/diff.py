"""``build.py diff``: what readers see changed since a git revision."""

import argparse
import sys

from dateline.cli.codes import OK, PROBLEMS
from dateline.cli.options import options_of
from dateline.cli.printing import usage


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("revision", metavar="REV", help="a git revision: main, HEAD~3, a tag")
    parser.add_argument("--content", metavar="DIR", help="the content folder (content/)")
    parser.add_argument("--as-of", metavar="DATE", help="take this day or moment for now")
    parser.add_argument(
        "--format", choices=("text", "markdown"), default="text", help="how changes are printed (text)"
    )
    parser.set_defaults(templates=None, base_url=None, strict=False)


def run(arguments: argparse.Namespace) -> int:
    """Print what readers see changed in the record since a git revision."""
    from dateline.pipeline import published, reported
    from dateline.progress import Progress
    from dateline.revision import site_at
    from dateline.since import as_markdown, as_text, changes

    options = options_of(arguments)
    if isinstance(options, str):
        return usage(options)
    before = site_at(arguments.revision, options)
    if isinstance(before, str):
        return usage(before)
    with Progress(sys.stderr, quiet=arguments.quiet) as progress:
        found = published(options, progress)
    written = as_markdown if arguments.format == "markdown" else as_text
    sys.stdout.write(written(changes(before, found.site), arguments.revision))
    if reported(found, options).failed:
        print(
            "build.py: the content has errors, so this may not be all; see build.py check.", file=sys.stderr
        )
        return PROBLEMS
    return OK
