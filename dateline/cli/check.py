"""``build.py check``: report every problem of the content, and write nothing."""

import argparse
import sys
from typing import TYPE_CHECKING

from dateline.cli.codes import OK, PROBLEMS
from dateline.cli.options import content_options, finding_options, jobs_option, options_of
from dateline.cli.printing import print_problems, usage

if TYPE_CHECKING:
    from dateline.model import Site
    from dateline.options import Options


def add_options(parser: argparse.ArgumentParser) -> None:
    content_options(parser)
    finding_options(parser)
    jobs_option(parser)
    parser.add_argument(
        "--against", metavar="REV", help="report, too, what changed in silence since this git revision"
    )
    parser.add_argument(
        "--explain", metavar="CODE", help="say what a rule asks for and why, and check nothing"
    )


def run(arguments: argparse.Namespace) -> int:
    """Report every problem of the content, and write nothing."""
    if arguments.explain is not None:
        return _explain(arguments.explain)

    options = options_of(arguments)
    if isinstance(options, str):
        return usage(options)
    before = _site_at(arguments.against, options) if arguments.against else None
    if isinstance(before, str):
        return usage(f"--against: {before}")
    return report(options, arguments, before)


def report(options: "Options", arguments: argparse.Namespace, before: "Site | None" = None) -> int:
    """Print every problem of the content, and what changed in silence since ``before``."""
    from dateline.findings.diagnostics import summary
    from dateline.pipeline import check
    from dateline.progress import Progress
    from dateline.workers import WorkerKilled

    with Progress(sys.stderr, quiet=arguments.quiet) as progress:
        try:
            found = check(options, progress, before)
        except WorkerKilled as error:
            progress.clear()
            print(f"build.py: {error}.", file=sys.stderr)
            return PROBLEMS
    print_problems(found, arguments)
    if not arguments.quiet:
        print(summary(found.diagnostics).capitalize() + "." + found.withholding, file=sys.stderr)
    return PROBLEMS if found.failed else OK


def _site_at(revision: str, options: "Options") -> "Site | str":
    from dateline.since.revision import site_at

    return site_at(revision, options)


def _explain(code: str) -> int:
    from dateline.findings.reference import explain, no_rule

    text = explain(code)
    if text is None:
        return usage(f"--explain: {no_rule(code)}")
    sys.stdout.write(text)
    return OK
