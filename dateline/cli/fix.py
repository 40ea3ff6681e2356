"""``build.py fix``: follow the hints that need nobody's judgement."""

import argparse
import sys

from dateline.cli import check
from dateline.cli.codes import OK, PROBLEMS
from dateline.cli.options import content_options, finding_options, options_of
from dateline.cli.printing import told, usage


def add_options(parser: argparse.ArgumentParser) -> None:
    content_options(parser)
    finding_options(parser)
    parser.add_argument(
        "--dry-run", action="store_true", help="print what would change as a diff, and change nothing"
    )


def run(arguments: argparse.Namespace) -> int:
    """Follow the hints that need nobody's judgement, and report what is left for people."""
    from dateline.desk.disk import replace_file
    from dateline.desk.fix import difference, fixes
    from dateline.findings.diagnostics import counted

    options = options_of(arguments)
    if isinstance(options, str):
        return usage(options)
    found = list(fixes(options))
    try:
        for one in found:
            if arguments.dry_run:
                sys.stdout.write(difference(one))
            else:
                replace_file(options.root / one.path, one.before, one.after)
                told(arguments).writelines(
                    f"{done.at}: fixed[{done.code}] {done.message}\n" for done in one.done
                )
    except OSError as error:
        print(f"build.py: {error}.", file=sys.stderr)
        return PROBLEMS
    if not arguments.quiet:
        problems = sum(len(one.done) for one in found)
        said = "would fix" if arguments.dry_run else "fixed"
        many = f"{counted(problems, 'problem')} in {counted(len(found), 'file')}" if found else "nothing"
        print(f"build.py: {said} {many}.", file=sys.stderr)
    return OK if arguments.dry_run else check.report(options, arguments)
