"""``build.py serve``: the site as you write it, in a browser on this machine."""

import argparse
import sys
import time

from dateline.cli.codes import OK, PROBLEMS
from dateline.cli.options import (
    address_option,
    content_options,
    jobs_option,
    options_of,
    output_option,
    strict_option,
    templates_option,
)
from dateline.cli.printing import usage


def add_options(parser: argparse.ArgumentParser) -> None:
    content_options(parser)
    templates_option(parser)
    address_option(parser)
    strict_option(parser)
    output_option(parser, "where builds publish: what they remember beside it is taken over (output/)")
    jobs_option(parser)
    parser.add_argument(
        "--port", metavar="N", type=int, help="listen here (8000, or the next one that is free)"
    )
    parser.add_argument("--no-open", action="store_true", help="do not open a browser")
    parser.add_argument(
        "--editor",
        metavar="URL",
        default="vscode://file/{path}:{line}:{column}",
        help="the address that opens a file in your editor, with {path}, {line} and {column} (Visual Studio Code's)",
    )


def run(arguments: argparse.Namespace) -> int:
    """Show the site as it would be, and every save at once; drafts and embargoed stories too, marked."""
    from dateline.serve.command import serve

    options = options_of(arguments)
    if isinstance(options, str):
        return usage(options)
    if problem := _editor_problem(arguments.editor) or _port_problem(arguments.port):
        return usage(problem)
    options = options._replace(preview=True)
    clock = None if arguments.as_of else lambda: int(time.time())
    opens = not arguments.no_open
    problem = serve(options, arguments.port, opens, arguments.editor, arguments.quiet, clock)
    if problem:
        print(f"build.py: {problem}.", file=sys.stderr)
    return PROBLEMS if problem else OK


def _editor_problem(pattern: str) -> str:
    try:
        pattern.format(path="", line=1, column=1)
    except (LookupError, ValueError):
        return f"--editor {pattern}: write an address with {{path}}, {{line}} and {{column}} in it"
    return ""


def _port_problem(port: int | None) -> str:
    return (
        f"--port {port}: write a number from 0 to 65535"
        if port is not None and not 0 <= port < 65_536
        else ""
    )
