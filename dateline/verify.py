"""Holds what was published against a build that remembers nothing, and names the memory that was wrong."""

import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from dateline import pipeline
from dateline.findings.diagnostics import in_order
from dateline.memory.last_build import Words, words_of
from dateline.options import Options
from dateline.parse.parsed import Changed
from dateline.pipeline import Memory
from dateline.progress import Progress
from dateline.report import Report
from dateline.write.unchanged import listed


def differences(options: Options, found: Report | Words, progress: Progress) -> Iterator[str]:
    """What was said or published otherwise than by a build from nothing; nothing where all is right.

    ``found``: what a build gave, or repeated. One sentence each, with the step that lied: the last report, the drafts,
    the findings or the keys of pages.
    """
    with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
        fresh = options._replace(output=Path(folder) / "output", fresh=True)
        cold = pipeline.build(fresh, progress)
        step: Callable[[], str]
        if isinstance(found, Report):
            step = cache(lambda: _step(options, fresh, progress))  # looked for once something differs
            said, published = words_of(found), found.published
        else:
            step, said, published = (lambda: "the last report"), found, True
        if said != words_of(cold, said.form):
            yield f"{step()}: what it says is not what a build without memory says"
        if published and cold.published:
            ours, theirs = _files(options.output), _files(fresh.output)
            kept = listed(options.output, options.state) & ours.keys()
            for path in sorted(kept | theirs.keys()):
                if path not in theirs:
                    yield f"{step()}: {path} should be gone"
                elif path not in ours:
                    yield f"{step()}: {path} is missing"
                elif ours[path].read_bytes() != theirs[path].read_bytes():
                    yield f"{step()}: {path} is not what its inputs give"


def _step(options: Options, fresh: Options, progress: Progress) -> str:
    """The first step whose memory gives something else than the step itself."""
    ours, theirs = Memory(options), Memory(fresh)
    try:
        kept, made = pipeline.load(options, progress, ours), pipeline.load(fresh, progress, theirs)
        if kept.parsed != made.parsed:
            return "the drafts that were kept"
        if in_order(pipeline.examine(kept, options, ours).diagnostics) != in_order(
            pipeline.examine(made, fresh, theirs).diagnostics
        ):
            return "the findings that were kept"
    except Changed:
        return "the times of files that were kept"
    finally:
        ours.database.close()
        theirs.database.close()
    return "the keys of pages, or what is kept of crises for them"


def _files(folder: Path) -> dict[str, Path]:
    return {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
