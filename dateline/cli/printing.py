"""What commands print: problems, what is wrong with how they were called, and what is withheld."""

import argparse
import os
import sys
import time
from typing import TYPE_CHECKING

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


def print_problems(report: "Report", arguments: argparse.Namespace) -> None:
    """Problems go to standard output: they are what the command is asked for."""
    from dateline.findings.annotations import format_github, format_sarif
    from dateline.findings.as_json import format_json
    from dateline.findings.diagnostics import format_text

    if arguments.format == "json":
        sys.stdout.write(format_json(report.diagnostics, report.files))
    elif arguments.format == "github":
        sys.stdout.write(format_github(report.diagnostics))
    elif arguments.format == "sarif":
        sys.stdout.write(format_sarif(report.diagnostics, report.files))
    elif report.diagnostics:
        sys.stdout.write(format_text(report.diagnostics, report.files, _is_coloured()))
    sys.stdout.flush()


def _is_coloured() -> bool:
    """Whether problems are printed in colours: on a terminal, unless NO_COLOR is set; anywhere with FORCE_COLOR."""
    if os.environ.get("NO_COLOR"):
        return False
    if forced := os.environ.get("FORCE_COLOR"):
        return forced != "0"
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def withheld_text(report: "Report") -> str:
    """“ Withheld: a.md (draft), b.md (embargoed). Next change: 2026-01-10T08:00Z.”, or nothing."""
    parts = []
    if report.withheld:
        parts.append(" Withheld: " + ", ".join(f"{one.path} ({one.why})" for one in report.withheld) + ".")
    if report.next_change is not None:
        parts.append(f" Next change: {time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime(report.next_change))}.")
    return "".join(parts)
