"""``build.py links``: follow the links of the published pages."""

import argparse
import sys
from pathlib import Path

from dateline.cli.codes import OK, PROBLEMS
from dateline.cli.options import ROOT
from dateline.cli.printing import usage


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--output", metavar="DIR", help="where the site is published (output/)")
    parser.add_argument(
        "--base-url",
        metavar="URL",
        help="the site's address, so that links that begin with it are followed, too",
    )


def run(arguments: argparse.Namespace) -> int:
    """Follow every link of the published pages within the site."""
    from dateline.write.links import dead_links

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
    return PROBLEMS if found else OK
