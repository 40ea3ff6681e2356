"""``build.py rules``: the reference of all rules."""

import argparse
import sys

from dateline.cli.codes import OK


def add_options(parser: argparse.ArgumentParser) -> None:
    """None of its own."""


def run(arguments: argparse.Namespace) -> int:
    """Print the reference of all rules."""
    from dateline.findings.reference import reference

    sys.stdout.write(reference())
    return OK
