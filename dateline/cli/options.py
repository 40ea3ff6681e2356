"""Options that several commands share, and the ``Options`` of a run that they become."""

import argparse
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.options import Options

ROOT = Path(__file__).resolve().parent.parent.parent


def content_options(parser: argparse.ArgumentParser) -> None:
    """Options of every command that reads the content as it stands at an instant."""
    parser.add_argument("--content", metavar="DIR", help="the content folder (content/)")
    parser.add_argument(
        "--as-of",
        metavar="DATE",
        help="take this day or moment for now: decides embargoes, expiry and staleness (the clock does otherwise)",
    )


def templates_option(parser: argparse.ArgumentParser) -> None:
    """The option of every command that makes pages."""
    parser.add_argument(
        "--templates", metavar="DIR", help="templates of your own, used instead of ours of the same name"
    )


def address_option(parser: argparse.ArgumentParser) -> None:
    """The option of every command that writes addresses of the site in full."""
    parser.add_argument(
        "--base-url", metavar="URL", help="the site's address, where a standard wants absolute ones"
    )


def strict_option(parser: argparse.ArgumentParser) -> None:
    """The option of every command that errors in the content stop."""
    parser.add_argument("--strict", action="store_true", help="count warnings as errors")


def finding_options(parser: argparse.ArgumentParser) -> None:
    """Options of every command that is asked for findings."""
    strict_option(parser)
    parser.add_argument(
        "--format",
        choices=("text", "json", "github", "sarif"),
        default="text",
        help="how problems are printed (text)",
    )


def publishing_options(parser: argparse.ArgumentParser) -> None:
    """Options of every command that builds into a folder."""
    content_options(parser)
    templates_option(parser)
    address_option(parser)
    finding_options(parser)
    output_option(parser)
    parser.add_argument(
        "--verify",
        action="store_true",
        help="then build once more without memory, and compare every file and finding",
    )
    jobs_option(parser)


def output_option(
    parser: argparse.ArgumentParser, help: str = "where the site is published (output/)"
) -> None:
    """The option of every command that asks what was published, or what was remembered beside it."""
    parser.add_argument("--output", metavar="DIR", help=help)


def jobs_option(parser: argparse.ArgumentParser) -> None:
    """The option of every command that works on all cores."""
    parser.add_argument("--jobs", metavar="N", type=int, help="worker processes (as many as there are cores)")


def options_of(arguments: argparse.Namespace) -> "Options | str":
    """The options of a run, or a sentence that says what is wrong with them. What a command has no option for is as
    where nothing is given, but for ``--jobs``: a command without it uses one process."""
    from dateline.options import Options, base_url_problem

    given = vars(arguments)
    content, templates, base_url = (given.get(name) for name in ("content", "templates", "base_url"))
    now = _now(given.get("as_of"))
    if isinstance(now, str):
        return now
    if base_url and (problem := base_url_problem(base_url)):
        return f"--base-url {base_url}: {problem}"
    for name, folder in (("content", content), ("templates", templates)):
        if folder and not Path(folder).is_dir():
            return f"--{name} {folder}: there is no such folder"
    jobs = given.get("jobs", 1)
    if jobs is not None and jobs < 1:
        return f"--jobs {jobs}: write 1 or more"
    root = _root(content)
    options = Options(
        root=root,
        content=_below(root, content) or "content",
        templates=_below(root, ROOT / "templates"),
        overrides=_below(root, templates),
        assets=_below(root, ROOT / "assets"),
        output=Path(given.get("output") or ROOT / "output").absolute(),
        now=now,
        base_url=base_url or "",
        hold_back=given.get("hold_back", False),
        strict=given.get("strict", False),
        jobs=jobs or os.cpu_count() or 1,
    )
    if "output" in given and is_among_sources(options.output, options):
        return f"--output {options.output}: {AMONG_SOURCES}"
    return options


AMONG_SOURCES = "the site would lie among what it is made from: name a folder that holds nothing else"


def is_among_sources(folder: Path, options: "Options") -> bool:
    """Whether a folder lies in one of those that the site or this program is made from, or holds one."""
    place = Path(os.path.realpath(folder))
    named = filter(None, (options.content, options.templates, options.overrides, options.assets))
    ours = (
        ROOT / name for name in (".git", ".github", "benchmarks", "dateline", "docs", "requirements", "tests")
    )
    for source in (*(options.root / name for name in named), options.root / ".git", *ours):
        real = Path(os.path.realpath(source))
        if place.is_relative_to(real) or real.is_relative_to(place):
            return True
    return False


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
    from dateline.values.refusal import Refusal

    date = parse_date(as_of)
    if isinstance(date, Refusal):
        return f"--as-of {as_of}: {date.reason}" + (f" ({date.hint})" if date.hint else "")
    if date.shape not in (Shape.DAY, Shape.TIME):
        return f"--as-of {as_of}: write a full day such as 2026-01-09, or a moment such as 2026-01-09T08:00Z"
    return date.bounds(UTC)[1]
