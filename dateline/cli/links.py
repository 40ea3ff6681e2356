"""``build.py links``: follow the links of the published pages."""

import argparse
import sys
from pathlib import Path

from dateline.cli.codes import OK, PROBLEMS
from dateline.cli.options import ROOT, finding_options, options_of, output_option
from dateline.cli.printing import print_problems, usage


def add_options(parser: argparse.ArgumentParser) -> None:
    output_option(parser)
    parser.add_argument(
        "--base-url",
        metavar="URL",
        help="the site's address, so that links that begin with it are followed, too",
    )
    parser.add_argument(
        "--external",
        action="store_true",
        help="then ask over the network whether what the pages lead to outside of the site is still there",
    )
    parser.add_argument(
        "--allow-private", action="store_true", help="ask addresses in private networks, too (--external)"
    )
    parser.add_argument(
        "--content", metavar="DIR", help="the content folder, where addresses outside are written (content/)"
    )
    finding_options(parser)


def run(arguments: argparse.Namespace) -> int:
    """Follow every link of the published pages within the site, and ask addresses outside where that is wanted."""
    from dateline.outside.links import dead_links

    folder = Path(arguments.output or ROOT / "output")
    if not folder.is_dir():
        return usage(f"{folder}: nothing is published there")
    found = list(dead_links(folder, arguments.base_url or ""))
    for line in found:
        print(line)
    if not arguments.quiet:
        print(
            f"{len(found)} links lead nowhere." if found else "Every link leads somewhere.", file=sys.stderr
        )
    outside = _ask_outside(arguments) if arguments.external else OK
    return PROBLEMS if found else outside


def _ask_outside(arguments: argparse.Namespace) -> int:
    from dateline.outside.command import ask_outside
    from dateline.progress import Progress

    options = options_of(arguments)
    if isinstance(options, str):
        return usage(options)
    with Progress(sys.stderr, quiet=arguments.quiet) as progress:
        asked = ask_outside(options, arguments.allow_private, progress)
    print_problems(asked.report, arguments)
    if not arguments.quiet:
        print(f"{asked.summary}.", file=sys.stderr)
    return PROBLEMS if asked.report.failed else OK
