"""``build.py deploy``: build, then bring the site to a folder or a bucket."""

import argparse
import sys
from pathlib import Path

from dateline.cli import build
from dateline.cli.codes import OK, PROBLEMS
from dateline.cli.options import AMONG_SOURCES, is_among_sources, options_of, publishing_options
from dateline.cli.printing import told, usage


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("target", metavar="TARGET", help="a folder, or s3://bucket/prefix")
    parser.add_argument(
        "--endpoint", metavar="URL", help="the address of a storage that speaks S3 (Amazon's)"
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="print what would be put and deleted, and change nothing there"
    )
    parser.add_argument(
        "--most-deletions",
        metavar="N",
        type=int,
        default=50,
        help="refuse to delete more files than this (50)",
    )
    parser.add_argument(
        "--yes", action="store_true", help="delete however many, and replace files that are not ours"
    )
    parser.add_argument(
        "--roll-back", action="store_true", help="publish although what is there comes from a newer build"
    )
    parser.add_argument(
        "--keep-days",
        metavar="N",
        type=int,
        default=7,
        help="keep styles, scripts and fonts that no page asks for any more this long (7)",
    )
    publishing_options(parser)


def run(arguments: argparse.Namespace) -> int:
    """Build, then bring the site to a folder or a bucket; what is there is whole at every instant."""
    from dateline.deploy.command import Wishes, as_text, deploy, summary, target_problem
    from dateline.deploy.store import DeployError
    from dateline.progress import Progress

    options = options_of(arguments)
    if isinstance(options, str):
        return usage(options)
    endpoint = arguments.endpoint or ""
    if problem := target_problem(arguments.target, endpoint, options.output):
        return usage(f"{arguments.target}: {problem}")
    if "://" not in arguments.target and is_among_sources(Path(arguments.target), options):
        return usage(f"{arguments.target}: {AMONG_SOURCES}")
    for name in ("most_deletions", "keep_days"):
        if getattr(arguments, name) < 0:
            return usage(f"--{name.replace('_', '-')} {getattr(arguments, name)}: write 0 or more")
    if status := build.run(arguments):
        return status
    wishes = Wishes(
        site=options.output,
        content=options.root / options.content,
        target=arguments.target,
        endpoint=endpoint,
        now=options.now,
        dry_run=arguments.dry_run,
        yes=arguments.yes,
        roll_back=arguments.roll_back,
        most_deletions=arguments.most_deletions,
        keep_days=arguments.keep_days,
    )
    with Progress(sys.stderr, quiet=arguments.quiet) as progress:
        try:
            outcome = deploy(wishes, progress)
        except DeployError as error:
            progress.clear()
            print(f"build.py: {arguments.target}: {error}.", file=sys.stderr)
            return PROBLEMS
        except KeyboardInterrupt:
            progress.clear()
            print(
                "build.py: stopped; the site there is whole, and the next run does the rest.", file=sys.stderr
            )
            return 130
    for sentence in (*outcome.notes, *outcome.refusals):
        print(f"build.py: {arguments.target}: {sentence}.", file=sys.stderr)
    if arguments.dry_run:
        told(arguments).write(as_text(outcome.plan))
    elif not outcome.refusals and not arguments.quiet:
        print(f"Deployed to {arguments.target}: {summary(outcome.plan)}.", file=sys.stderr)
    return PROBLEMS if outcome.refusals else OK
