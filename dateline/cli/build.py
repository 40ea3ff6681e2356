"""``build.py build``: build the content into the output folder."""

import argparse
import sys
import time
from typing import TYPE_CHECKING

from dateline.cli.codes import BUG, OK, PROBLEMS
from dateline.cli.options import options_of, publishing_options
from dateline.cli.printing import print_problems, usage, withheld_text

if TYPE_CHECKING:
    from dateline.options import Options
    from dateline.report import Report


def add_options(parser: argparse.ArgumentParser) -> None:
    publishing_options(parser)
    parser.add_argument(
        "--hold-back",
        action="store_true",
        help="publish everything except what an error touches, instead of nothing",
    )


def run(arguments: argparse.Namespace) -> int:
    """Build the content into the output folder."""
    from dateline.progress import Progress
    from dateline.run import build
    from dateline.write import PublishError

    started = time.monotonic()
    options = options_of(arguments)
    if isinstance(options, str):
        return usage(options)
    with Progress(sys.stderr, quiet=arguments.quiet) as progress:
        try:
            report = build(options, progress)
        except PublishError as error:
            progress.clear()
            print(f"build.py: {error}.", file=sys.stderr)
            return PROBLEMS
    print_problems(report, arguments)
    if arguments.verify and not _verified(options, report):
        return BUG
    if not arguments.quiet or not report.published:
        print(closing_line(report, time.monotonic() - started), file=sys.stderr)
    return OK if report.published and not report.failed else PROBLEMS


def _verified(options: "Options", report: "Report") -> bool:
    """Whether a build without memory gives the same; what differs is printed."""
    from dateline.progress import Progress
    from dateline.verify import differences

    found = list(differences(options, report, Progress(quiet=True)))
    for line in found:
        print(f"build.py: verify: {line}.", file=sys.stderr)
    if found:
        print("build.py: this is a bug in Dateline; `build.py clean` forgets what was kept.", file=sys.stderr)
    return not found


def closing_line(report: "Report", seconds: float) -> str:
    """What was built, what was withheld and why, and how long it took."""
    from dateline.findings.diagnostics import summary

    problems = f"{summary(report.diagnostics).capitalize()}. " if report.diagnostics else ""
    if not report.published:
        return f"{problems}Nothing was published; what was there is as it was ({seconds:.2f} s).{withheld_text(report)}"
    changed = (
        f"{len(report.written)} written, {len(report.removed)} removed"
        if report.written or report.removed
        else "nothing changed"
    )
    held = f" Held back because of errors: {', '.join(report.held_back)}." if report.held_back else ""
    return f"{problems}Built {report.pages} pages in {seconds:.2f} s: {changed}.{held}{withheld_text(report)}"
