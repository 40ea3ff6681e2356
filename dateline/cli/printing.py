"""What commands print: problems, and what is wrong with how they were called."""

import argparse
import os
import sys
from typing import TYPE_CHECKING, TextIO

from dateline.cli.codes import USAGE

if TYPE_CHECKING:
    from dateline.report import Report


def usage(problem: str) -> int:
    """Say what is wrong with the words of a command; the exit code for it."""
    print(
        f"build.py: {problem}{'' if problem.endswith('?') else '.'}\nHelp: python3 build.py --help",
        file=sys.stderr,
    )
    return USAGE


def told(arguments: argparse.Namespace) -> TextIO:
    """Where a command says what it did: on standard output, unless that is for another program."""
    return sys.stdout if arguments.format == "text" else sys.stderr


def print_problems(report: "Report", arguments: argparse.Namespace) -> None:
    """Problems go to standard output: they are what the command is asked for."""
    if report.diagnostics or arguments.format != "text":
        from dateline.findings.formats import formatted

        sys.stdout.write(formatted(arguments.format, report.diagnostics, report.files, is_coloured()))
    sys.stdout.flush()


def is_coloured() -> bool:
    """Whether problems are printed in colours: on a terminal, unless NO_COLOR is set; anywhere with FORCE_COLOR."""
    if os.environ.get("NO_COLOR"):
        return False
    if forced := os.environ.get("FORCE_COLOR"):
        return forced != "0"
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
