"""The command line. Each command is a module of this package, listed in ``COMMANDS``; ``build`` runs without a name.

A command's module has ``add_options(parser)``, and ``run(arguments)``, which returns the exit code. It is imported
when its command is asked for: a build without a change loads nothing of the others.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from functools import partial
from importlib import import_module
from typing import NamedTuple, NoReturn, Protocol, cast

from dateline import __version__
from dateline.cli.codes import BUG, PROBLEMS
from dateline.environment import command_in


class Module(Protocol):
    """What a command's module holds."""

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options of this command."""

    def run(self, arguments: argparse.Namespace) -> int:
        """Do it, and return the exit code."""


class Command(NamedTuple):
    """A command: its name, what the help says, and its module, where that cannot have the same name."""

    name: str
    summary: str
    module: str = ""

    def load(self) -> Module:
        """Its module."""
        return cast(Module, import_module(f"dateline.cli.{self.module or self.name}"))


COMMANDS = (
    Command("build", "build the content into the output folder (the default)"),
    Command("check", "report every problem of the content, and write nothing"),
    Command("deploy", "build, then bring the site to a folder or a bucket"),
    Command("diff", "print what readers see changed since a git revision"),
    Command("links", "follow every link of the published pages, and on request ask addresses outside"),
    Command("rules", "print the reference of all rules, as in docs/rules.md"),
    Command("serve", "show the site as you write it, in a browser on this machine"),
    Command("schema", "print the fields of a content file as a JSON Schema"),
    Command("fix", "follow the hints that need nobody's judgement, and report what is left"),
    Command("import", "write the content files of a crisis from a file of another kind", "importing"),
    Command("export", "write what is published of a crisis in another program's format"),
    Command("new", "begin a crisis, story, event, actor or figure, in a file that passes check"),
    Command("clean", "remove the published files and the cache"),
    Command("test", "run the tests"),
)


def main(argv: Sequence[str]) -> int:
    """Run the command in ``argv`` and return its exit code: 0 done, 1 problems, 2 wrong usage, 70 a bug of ours."""
    given = _with_command(argv)
    for_pytest: list[str] = []
    if given[0] == "test" and {"-h", "--help"}.isdisjoint(given):
        given, for_pytest = given[:1], given[1:]  # its options are pytest's, --quiet among them
    asked = next((one.load() for one in COMMANDS if one.name == given[0]), None)
    helped = not {"-h", "--help"}.isdisjoint(given)
    arguments = _parser(given[0], asked, helped).parse_args(given)  # ends here unless a command is asked for
    assert asked is not None
    if for_pytest:
        arguments.arguments = for_pytest
    try:
        return asked.run(arguments)
    except KeyboardInterrupt:
        print("build.py: stopped; what is published is as it was.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PROBLEMS
    except Exception:
        import traceback

        traceback.print_exc()
        print(
            "build.py: this is a bug in Dateline, not a mistake of yours; what is published is as it was.",
            file=sys.stderr,
        )
        return BUG


def end(status: int) -> NoReturn:
    """End this process, without taking apart first what it holds: a tenth of a second for a large site."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # nobody reads any more, or the disk is full
        status = status or PROBLEMS
    os._exit(status)


def _with_command(argv: Sequence[str]) -> list[str]:
    """``argv`` with its command in front: ``build`` where it names none."""
    given = list(argv)
    if given and given[0] in ("-h", "--help", "--version"):
        return given
    command, rest = command_in(given)
    return [command, *rest]  # argparse names the commands there are


def _parser(name: str, asked: Module | None, helped: bool) -> argparse.ArgumentParser:
    """The parser of all commands, where one was asked for of that one alone: each costs a third of a millisecond.

    ``helped``: whether it will print how it is called. Else nobody needs to know how wide the terminal is: argparse
    would ask for each option, with a module of which nothing else is used.
    """
    layout = argparse.HelpFormatter if helped else partial(argparse.HelpFormatter, width=78)
    parser = argparse.ArgumentParser(
        prog="build.py",
        formatter_class=layout,
        description="Dateline builds a static site of explainers and timelines from Markdown stories.",
        epilog="Exit codes: 0 done, 1 problems in the content or on the disk, 2 wrong usage, 70 a bug of ours. "
        "On first use the packages it needs are installed into .venv; --no-setup refuses that.",
    )
    parser.add_argument("--version", action="version", version=f"Dateline {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="command", required=True)
    for command in (one for one in COMMANDS if asked is None or one.name == name):
        one = commands.add_parser(
            command.name,
            help=command.summary,
            description=command.summary.capitalize() + ".",
            formatter_class=layout,
        )
        one.add_argument("-q", "--quiet", action="store_true", help="print problems and nothing else")
        if asked:
            asked.add_options(one)
    return parser
