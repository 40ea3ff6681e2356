"""The command line. One function a command, listed in ``COMMANDS``; ``build`` is what runs without a name."""

import argparse
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dateline import __version__

if TYPE_CHECKING:
    from dateline.model import Site
    from dateline.options import Options
    from dateline.report import Report

ROOT = Path(__file__).resolve().parent.parent
OK, PROBLEMS, USAGE, BUG = 0, 1, 2, 70


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its name, what the help says, its options and what it does (which returns the exit code)."""

    name: str
    summary: str
    add_options: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


def _site_options(parser: argparse.ArgumentParser) -> None:
    """Options of every command that reads the content."""
    parser.add_argument("--content", metavar="DIR", help="the content folder (content/)")
    parser.add_argument(
        "--templates", metavar="DIR", help="templates of your own, used instead of ours of the same name"
    )
    parser.add_argument(
        "--base-url", metavar="URL", help="the site's address, where a standard wants absolute ones"
    )
    parser.add_argument(
        "--as-of",
        metavar="DATE",
        help="take this day or moment for now: decides embargoes, expiry and staleness (the clock does otherwise)",
    )
    parser.add_argument("--strict", action="store_true", help="count warnings as errors")
    parser.add_argument(
        "--format",
        choices=("text", "json", "github", "sarif"),
        default="text",
        help="how problems are printed (text)",
    )


def _check_options(parser: argparse.ArgumentParser) -> None:
    _site_options(parser)
    parser.add_argument(
        "--against", metavar="REV", help="report, too, what changed in silence since this git revision"
    )
    parser.add_argument(
        "--explain", metavar="CODE", help="say what a rule asks for and why, and check nothing"
    )


def _diff_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("revision", metavar="REV", help="a git revision: main, HEAD~3, a tag")
    parser.add_argument("--content", metavar="DIR", help="the content folder (content/)")
    parser.add_argument("--as-of", metavar="DATE", help="take this day or moment for now")
    parser.add_argument(
        "--format", choices=("text", "markdown"), default="text", help="how changes are printed (text)"
    )
    parser.set_defaults(templates=None, base_url=None, strict=False)


def _rules_options(parser: argparse.ArgumentParser) -> None:
    """None of its own."""


def _build_options(parser: argparse.ArgumentParser) -> None:
    _publishing_options(parser)
    parser.add_argument(
        "--hold-back",
        action="store_true",
        help="publish everything except what an error touches, instead of nothing",
    )


def _publishing_options(parser: argparse.ArgumentParser) -> None:
    """Options of every command that builds into a folder."""
    _site_options(parser)
    parser.add_argument("--output", metavar="DIR", help="where the site is published (output/)")
    parser.add_argument(
        "--verify",
        action="store_true",
        help="then build once more without memory, and compare every file and finding",
    )
    parser.add_argument(
        "--jobs", metavar="N", type=int, default=0, help="worker processes (as many as there are cores)"
    )


def _deploy_options(parser: argparse.ArgumentParser) -> None:
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
    _publishing_options(parser)
    parser.set_defaults(hold_back=False)


def _links_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--output", metavar="DIR", help="where the site is published (output/)")
    parser.add_argument(
        "--base-url",
        metavar="URL",
        help="the site's address, so that links that begin with it are followed, too",
    )


def _serve_options(parser: argparse.ArgumentParser) -> None:
    _site_options(parser)
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


def _schema_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "kind",
        nargs="?",
        choices=("story", "crisis", "actor", "page", "site", "sources", "record"),
        default="story",
        help="which kind of content file (story), or the record that is published",
    )
    parser.add_argument(
        "--reference", action="store_true", help="print all of them as docs/format.md has them"
    )


def _new_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "kind",
        choices=("crisis", "story", "event", "actor", "figure"),
        help="what to begin; its options: new story -h",
    )
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="where it goes and what is known of it")


def _import_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "kind", choices=("record",), help="what the file is: record, the record.json of a crisis"
    )
    parser.add_argument("file", metavar="FILE", type=Path)
    _site_options(parser)
    parser.set_defaults(against=None, explain=None)


def _fix_options(parser: argparse.ArgumentParser) -> None:
    _site_options(parser)
    parser.add_argument(
        "--dry-run", action="store_true", help="print what would change as a diff, and change nothing"
    )
    parser.set_defaults(against=None, explain=None)


def _clean_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--output", metavar="DIR", help="where the site is published (output/)")


def _test_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="passed to pytest")


def build(arguments: argparse.Namespace) -> int:
    """Build the content into the output folder."""
    from dateline import run
    from dateline.progress import Progress
    from dateline.write import PublishError

    started = time.monotonic()
    options = _options(arguments)
    if isinstance(options, str):
        return _usage(options)
    with Progress(sys.stderr, quiet=arguments.quiet) as progress:
        try:
            report = run.build(options, progress)
        except PublishError as error:
            progress.clear()
            print(f"build.py: {error}.", file=sys.stderr)
            return PROBLEMS
    _print_problems(report, arguments)
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


def check(arguments: argparse.Namespace) -> int:
    """Report every problem of the content, and write nothing."""
    from dateline import run
    from dateline.diagnostics import summary
    from dateline.progress import Progress

    if arguments.explain is not None:
        return _explain(arguments.explain)
    options = _options(arguments)
    if isinstance(options, str):
        return _usage(options)
    before = _site_at(arguments.against, options) if arguments.against else None
    if isinstance(before, str):
        return _usage(f"--against: {before}")
    with Progress(sys.stderr, quiet=arguments.quiet) as progress:
        report = run.check(options, progress, before)
    _print_problems(report, arguments)
    if not arguments.quiet:
        print(summary(report.diagnostics).capitalize() + "." + withheld_text(report), file=sys.stderr)
    return PROBLEMS if report.failed else OK


def _site_at(revision: str, options: "Options") -> "Site | str":
    from dateline.revision import site_at

    return site_at(revision, options)


def diff(arguments: argparse.Namespace) -> int:
    """Print what readers see changed in the record since a git revision."""
    from dateline.pipeline import published, reported
    from dateline.progress import Progress
    from dateline.since import as_markdown, as_text, changes

    options = _options(arguments)
    if isinstance(options, str):
        return _usage(options)
    before = _site_at(arguments.revision, options)
    if isinstance(before, str):
        return _usage(before)
    with Progress(sys.stderr, quiet=arguments.quiet) as progress:
        found = published(options, progress)
    written = as_markdown if arguments.format == "markdown" else as_text
    sys.stdout.write(written(changes(before, found.site), arguments.revision))
    if reported(found, options).failed:
        print(
            "build.py: the content has errors, so this may not be all; see build.py check.", file=sys.stderr
        )
        return PROBLEMS
    return OK


def _explain(code: str) -> int:
    from dateline.reference import explain, no_rule

    text = explain(code)
    if text is None:
        return _usage(f"--explain: {no_rule(code)}")
    sys.stdout.write(text)
    return OK


def rules(arguments: argparse.Namespace) -> int:
    """Print the reference of all rules."""
    from dateline.reference import reference

    sys.stdout.write(reference())
    return OK


def serve(arguments: argparse.Namespace) -> int:
    """Show the site as it would be, and every save at once; drafts and embargoed stories too, marked."""
    from dataclasses import replace

    from dateline.serve.command import serve as run

    options = _options(arguments)
    if isinstance(options, str):
        return _usage(options)
    if problem := _editor_problem(arguments.editor) or _port_problem(arguments.port):
        return _usage(problem)
    options = replace(options, preview=True)
    problem = run(options, arguments.port, not arguments.no_open, arguments.editor, arguments.quiet)
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


def deploy(arguments: argparse.Namespace) -> int:
    """Build, then bring the site to a folder or a bucket; what is there is whole at every instant."""
    from dateline.deploy.command import Wishes, as_text, summary, target_problem
    from dateline.deploy.command import deploy as run
    from dateline.deploy.store import DeployError
    from dateline.progress import Progress

    options = _options(arguments)
    if isinstance(options, str):
        return _usage(options)
    endpoint = arguments.endpoint or ""
    if problem := target_problem(arguments.target, endpoint, options.output):
        return _usage(f"{arguments.target}: {problem}")
    for name in ("most_deletions", "keep_days"):
        if getattr(arguments, name) < 0:
            return _usage(f"--{name.replace('_', '-')} {getattr(arguments, name)}: write 0 or more")
    if status := build(arguments):
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
            outcome = run(wishes, progress)
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
    for refusal in outcome.refusals:
        print(f"build.py: {arguments.target}: {refusal}.", file=sys.stderr)
    if arguments.dry_run:
        sys.stdout.write(as_text(outcome.plan))
    elif not outcome.refusals and not arguments.quiet:
        print(f"Deployed to {arguments.target}: {summary(outcome.plan)}.", file=sys.stderr)
    return PROBLEMS if outcome.refusals else OK


def links(arguments: argparse.Namespace) -> int:
    """Follow every link of the published pages within the site."""
    from dateline.links import dead_links

    folder = Path(arguments.output or ROOT / "output")
    if not folder.is_dir():
        return _usage(f"{folder}: nothing is published there")
    found = list(dead_links(folder, arguments.base_url or ""))
    for line in found:
        print(line)
    if not arguments.quiet:
        print(
            f"{len(found)} links lead nowhere." if found else "Every link leads somewhere.", file=sys.stderr
        )
    return PROBLEMS if found else OK


def schema(arguments: argparse.Namespace) -> int:
    """Print what the front matter of a file may hold."""
    import json

    from dateline.data.record_schema import record_schema
    from dateline.form import json_schema, reference

    made = record_schema() if arguments.kind == "record" else json_schema(arguments.kind)
    text = reference() if arguments.reference else json.dumps(made, indent=2) + "\n"
    sys.stdout.write(text)
    return OK


def new(arguments: argparse.Namespace) -> int:
    """Begin a file or an entry in one, with what was given or is asked for."""
    from dateline.desk import new as desk

    parser = argparse.ArgumentParser(prog=f"build.py new {arguments.kind}")
    parser.add_argument("--content", metavar="DIR", help="the content folder (content/)")
    parser.add_argument("--as-of", metavar="DATE", help="take this day or moment for now")
    parser.set_defaults(templates=None, base_url=None, strict=False)
    desk.add_options(parser, arguments.kind)
    asked = parser.parse_args(arguments.arguments)
    options = _options(asked)
    if isinstance(options, str):
        return _usage(options)
    try:
        found, place = desk.new(arguments.kind, asked, options, input if sys.stdin.isatty() else None)
    except desk.Refused as refused:
        print(f"build.py: {str(refused).rstrip()}", file=sys.stderr)
        return USAGE
    except (EOFError, OSError) as error:
        print(f"build.py: nothing was written: {error}.", file=sys.stderr)
        return PROBLEMS
    sys.stdout.write(found + place)
    return OK


def take_in(arguments: argparse.Namespace) -> int:
    """Write content files from a file of another kind, then check the content."""
    from dateline.imports.taking import take_record
    from dateline.text import Refusal

    options = _options(arguments)
    if isinstance(options, str):
        return _usage(options)
    try:
        taken = take_record(arguments.file, options.root / options.content)
    except OSError as error:
        print(f"build.py: {error.filename}: {error.strerror}.", file=sys.stderr)
        return PROBLEMS
    if isinstance(taken, Refusal):
        hint = f" ({taken.hint})" if taken.hint else ""
        print(f"build.py: {taken.reason}{hint}.", file=sys.stderr)
        return PROBLEMS
    for path in taken.written:
        print(f"{options.content}/{path}")
    for path in taken.kept:
        print(f"{options.content}/{path}: kept as it is", file=sys.stderr)
    return check(arguments)


def fix(arguments: argparse.Namespace) -> int:
    """Follow the hints that need nobody's judgement, and report what is left for people."""
    from dateline.desk.disk import replace_file
    from dateline.desk.fix import difference, fixes

    options = _options(arguments)
    if isinstance(options, str):
        return _usage(options)
    found = list(fixes(options))
    try:
        for one in found:
            if arguments.dry_run:
                sys.stdout.write(difference(one))
            else:
                replace_file(options.root / one.path, one.before, one.after)
                sys.stdout.writelines(f"{done.at}: fixed[{done.code}] {done.message}\n" for done in one.done)
    except OSError as error:
        print(f"build.py: {error}.", file=sys.stderr)
        return PROBLEMS
    if not arguments.quiet:
        problems = sum(len(one.done) for one in found)
        said = "would fix" if arguments.dry_run else "fixed"
        print(f"build.py: {said} {problems} problems in {len(found)} files.", file=sys.stderr)
    return OK if arguments.dry_run else check(arguments)


def clean(arguments: argparse.Namespace) -> int:
    """Remove what builds made: the published files we wrote, and the cache."""
    from dateline.write import PublishError, remove_published

    output = Path(arguments.output or ROOT / "output").absolute()
    try:
        removed = remove_published(output, output.parent / ".dateline")
    except PublishError as error:
        print(f"build.py: {error}.", file=sys.stderr)
        return PROBLEMS
    if not arguments.quiet:
        print(f"Removed {removed} published files and the cache.", file=sys.stderr)
    return OK


def test(arguments: argparse.Namespace) -> int:
    """Run the tests."""
    import pytest

    os.chdir(ROOT)
    return int(pytest.main(arguments.arguments))


COMMANDS = (
    Command("build", "build the content into the output folder (the default)", _build_options, build),
    Command("check", "report every problem of the content, and write nothing", _check_options, check),
    Command("deploy", "build, then bring the site to a folder or a bucket", _deploy_options, deploy),
    Command("diff", "print what readers see changed since a git revision", _diff_options, diff),
    Command("links", "follow every link of the published pages within the site", _links_options, links),
    Command("rules", "print the reference of all rules, as in docs/rules.md", _rules_options, rules),
    Command("serve", "show the site as you write it, in a browser on this machine", _serve_options, serve),
    Command("schema", "print the fields of a content file as a JSON Schema", _schema_options, schema),
    Command(
        "fix", "follow the hints that need nobody's judgement, and report what is left", _fix_options, fix
    ),
    Command("import", "write the content files of a crisis from its record.json", _import_options, take_in),
    Command(
        "new", "begin a crisis, story, event, actor or figure, in a file that passes check", _new_options, new
    ),
    Command("clean", "remove the published files and the cache", _clean_options, clean),
    Command("test", "run the tests", _test_options, test),
)


def main(argv: Sequence[str]) -> int:
    """Run the command in ``argv`` and return its exit code: 0 done, 1 problems, 2 wrong usage, 70 a bug of ours."""
    given = _with_command(argv)
    for_pytest: list[str] = []
    if given[0] == "test" and {"-h", "--help"}.isdisjoint(given):
        given, for_pytest = given[:1], given[1:]  # its options are pytest's, --quiet among them
    arguments = _parser().parse_args(given)
    if for_pytest:
        arguments.arguments = for_pytest
    command = next(one for one in COMMANDS if one.name == arguments.command)
    try:
        return command.run(arguments)
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


def _with_command(argv: Sequence[str]) -> list[str]:
    """``argv`` with ``build`` put in front where it names no command."""
    given = list(argv)
    if given and given[0] in ("-h", "--help", "--version"):
        return given
    if any(word in (command.name for command in COMMANDS) for word in given[:1]):
        return given
    if given and not given[0].startswith("-"):
        return given  # argparse names the commands there are
    for position, word in enumerate(given):
        if word in (command.name for command in COMMANDS) and all(
            one.startswith("-") for one in given[:position]
        ):
            return [word, *given[:position], *given[position + 1 :]]
    return ["build", *given]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="build.py",
        description="Dateline builds a static site of explainers and timelines from Markdown stories.",
        epilog="Exit codes: 0 done, 1 problems in the content or on the disk, 2 wrong usage, 70 a bug of ours. "
        "On first use the packages it needs are installed into .venv; --no-setup refuses that.",
    )
    parser.add_argument("--version", action="version", version=f"Dateline {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="command", required=True)
    for command in COMMANDS:
        one = commands.add_parser(
            command.name, help=command.summary, description=command.summary.capitalize() + "."
        )
        one.add_argument("-q", "--quiet", action="store_true", help="print problems and nothing else")
        command.add_options(one)
    return parser


def _options(arguments: argparse.Namespace) -> "Options | str":
    """The options of a build, or a sentence that says what is wrong with them."""
    from dateline.options import Options, base_url_problem

    now = _now(arguments.as_of)
    if isinstance(now, str):
        return now
    if arguments.base_url and (problem := base_url_problem(arguments.base_url)):
        return f"--base-url {arguments.base_url}: {problem}"
    for name in ("content", "templates"):
        given = getattr(arguments, name)
        if given and not Path(given).is_dir():
            return f"--{name} {given}: there is no such folder"
    jobs = getattr(arguments, "jobs", 1)
    if jobs < 0:
        return f"--jobs {jobs}: write 1 or more"
    root = _root(arguments.content)
    return Options(
        root=root,
        content=_below(root, arguments.content) or "content",
        templates=_below(root, ROOT / "templates"),
        overrides=_below(root, arguments.templates),
        assets=_below(root, ROOT / "assets"),
        output=Path(getattr(arguments, "output", None) or ROOT / "output").absolute(),
        now=now,
        base_url=arguments.base_url or "",
        hold_back=getattr(arguments, "hold_back", False),
        strict=arguments.strict,
        jobs=jobs or os.cpu_count() or 1,
    )


def _root(content: str | None) -> Path:
    """What paths in messages are relative to: the project, or the working folder for content that lies elsewhere."""
    path, here = Path(os.path.abspath(content or ROOT / "content")), Path.cwd()
    return here if path.is_relative_to(here) and not path.is_relative_to(ROOT) else ROOT


def _below(root: Path, folder: str | Path | None) -> str:
    """A folder as the pipeline names it: relative to ``root`` where it lies in it; empty for none."""
    if not folder:
        return ""
    path = Path(os.path.abspath(folder))
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


def _now(as_of: str | None) -> int | str:
    """The instant that counts as now: the clock's, or the end of the day given."""
    if as_of is None:
        return int(time.time())
    from datetime import UTC

    from dateline.dates import Shape, parse_date
    from dateline.text import Refusal

    date = parse_date(as_of)
    if isinstance(date, Refusal):
        return f"--as-of {as_of}: {date.reason}" + (f" ({date.hint})" if date.hint else "")
    if date.shape not in (Shape.DAY, Shape.TIME):
        return f"--as-of {as_of}: write a full day such as 2026-01-09, or a moment such as 2026-01-09T08:00Z"
    return date.bounds(UTC)[1]


def _usage(problem: str) -> int:
    print(
        f"build.py: {problem}{'' if problem.endswith('?') else '.'}\nHelp: python3 build.py --help",
        file=sys.stderr,
    )
    return USAGE


def _print_problems(report: "Report", arguments: argparse.Namespace) -> None:
    """Problems go to standard output: they are what the command is asked for."""
    from dateline.annotations import format_github, format_sarif
    from dateline.diagnostics import format_json, format_text

    if arguments.format == "json":
        sys.stdout.write(format_json(report.diagnostics))
    elif arguments.format == "github":
        sys.stdout.write(format_github(report.diagnostics))
    elif arguments.format == "sarif":
        sys.stdout.write(format_sarif(report.diagnostics))
    elif report.diagnostics:
        colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
        sys.stdout.write(format_text(report.diagnostics, report.files, colour))
    sys.stdout.flush()


def closing_line(report: "Report", seconds: float) -> str:
    """What was built, what was withheld and why, and how long it took."""
    from dateline.diagnostics import summary

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


def withheld_text(report: "Report") -> str:
    """“ Withheld: a.md (draft), b.md (embargoed). Next change: 2026-01-10T08:00Z.”, or nothing."""
    parts = []
    if report.withheld:
        parts.append(" Withheld: " + ", ".join(f"{one.path} ({one.why})" for one in report.withheld) + ".")
    if report.next_change is not None:
        parts.append(f" Next change: {time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime(report.next_change))}.")
    return "".join(parts)
