"""``build.py clean``: remove what builds made."""

import argparse
import sys
from pathlib import Path

from dateline.cli.codes import OK, PROBLEMS
from dateline.cli.options import ROOT, output_option
from dateline.cli.printing import usage


def add_options(parser: argparse.ArgumentParser) -> None:
    output_option(parser)


def run(arguments: argparse.Namespace) -> int:
    """Remove what builds made: the published files we wrote, and the cache."""
    from dateline.options import state_beside
    from dateline.write.errors import PublishError
    from dateline.write.removal import remove_published

    output = Path(arguments.output or ROOT / "output").absolute()
    if arguments.output and not output.is_dir() and not state_beside(output).is_dir():
        return usage(f"--output {arguments.output}: nothing is published there")
    try:
        removed = remove_published(output, state_beside(output))
    except PublishError as error:
        print(f"build.py: {error}.", file=sys.stderr)
        return PROBLEMS
    if not arguments.quiet:
        print(f"Removed {removed} published files and the cache.", file=sys.stderr)
    return OK
