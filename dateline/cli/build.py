"""``build.py build``: build the content into the output folder."""

import argparse
import sys
import time
from typing import TYPE_CHECKING

from dateline.cli.codes import BUG, PROBLEMS
from dateline.cli.options import options_of, publishing_options
from dateline.cli.printing import is_coloured, print_problems, usage

if TYPE_CHECKING:
    from dateline.memory.last_build import Words
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
    from dateline.memory.last_build import Inputs, last_words
    from dateline.progress import Progress
    from dateline.workers import WorkerKilled
    from dateline.write.errors import PublishError

    started = time.monotonic()
    options = options_of(arguments)
    if isinstance(options, str):
        return usage(options)

    def close(before: str, after: str) -> None:
        print(f"{before}{time.monotonic() - started:.2f}{after}", file=sys.stderr)

    inputs = Inputs(options)
    known = last_words(options, inputs, arguments.format)
    if known is not None:
        as_text = known.coloured if is_coloured() else known.problems
        sys.stdout.write(as_text if arguments.format == "text" else known.for_programs)
        if arguments.verify and (wrong := _verified(options, known)):
            return wrong
        if not arguments.quiet:
            close(known.before, known.after)
        return known.status
    from dateline.run import build

    with Progress(sys.stderr, quiet=arguments.quiet) as progress:
        try:
            report = build(options, progress, inputs, arguments.format)
        except (PublishError, WorkerKilled) as error:
            progress.clear()
            print(f"build.py: {error}.", file=sys.stderr)
            return PROBLEMS
    print_problems(report, arguments)
    if arguments.verify and (wrong := _verified(options, report)):
        return wrong
    if not arguments.quiet or not report.published:
        close(*report.closing)
    return report.status


def _verified(options: "Options", given: "Report | Words") -> int:
    """0 where a build without memory gives the same; else the exit status, and it is printed what differs, or why none
    could be made."""
    from dateline.progress import Progress
    from dateline.verify import differences
    from dateline.workers import WorkerKilled
    from dateline.write.errors import PublishError

    try:
        found = list(differences(options, given, Progress(quiet=True)))
    except (PublishError, WorkerKilled) as error:
        print(f"build.py: verify: {error}.", file=sys.stderr)
        return PROBLEMS
    for line in found:
        print(f"build.py: verify: {line}.", file=sys.stderr)
    if found:
        print("build.py: this is a bug in Dateline; `build.py clean` forgets what was kept.", file=sys.stderr)
    return BUG if found else 0
