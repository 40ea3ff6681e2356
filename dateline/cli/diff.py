"""``build.py diff``: what readers see changed since a git revision."""

import argparse
import sys

from dateline.cli.codes import OK, PROBLEMS
from dateline.cli.options import content_options, options_of
from dateline.cli.printing import usage


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("revision", metavar="REV", help="a git revision: main, HEAD~3, a tag")
    content_options(parser)
    parser.add_argument(
        "--format", choices=("text", "markdown"), default="text", help="how changes are printed (text)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print what readers see changed since a git revision: the record, the pages, and what the checks say anew."""
    from dateline.pipeline import published, published_of, reported
    from dateline.progress import Progress
    from dateline.since import consequences, differences
    from dateline.since.revision import content_at

    options = options_of(arguments)
    if isinstance(options, str):
        return usage(options)
    content = content_at(arguments.revision, options)
    if isinstance(content, str):
        return usage(content)
    with Progress(sys.stderr, quiet=arguments.quiet) as progress:
        found = published(options, progress)
        before = published_of(content, options)
    different = differences.differences(before.site, found.site)
    comes_to = consequences.consequences(before, found)
    if arguments.format == "markdown":
        text = differences.as_markdown(different, arguments.revision) + consequences.as_markdown(comes_to)
    else:
        text = differences.as_text(different, arguments.revision) + consequences.as_text(comes_to)
    sys.stdout.write(text)
    if reported(found, options).failed:
        print(
            "build.py: the content has errors, so this may not be all; see build.py check.", file=sys.stderr
        )
        return PROBLEMS
    return OK
