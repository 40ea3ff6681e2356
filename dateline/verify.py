"""Holds what was published against a build that remembers nothing, and names the memory that was wrong."""

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from dateline import pipeline
from dateline.findings.diagnostics import in_order
from dateline.memory.last_build import Inputs, last_report
from dateline.options import Options
from dateline.pipeline import Memory
from dateline.progress import Progress
from dateline.report import Report
from dateline.write import listed


def differences(options: Options, report: Report, progress: Progress) -> Iterator[str]:
    """What ``report`` or the published files have otherwise than a build from nothing; nothing where all is right.

    One sentence each, with the step that lied: the last report, the drafts or the keys of pages.
    """
    with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
        fresh = replace(options, output=Path(folder) / "output", fresh=True)
        cold = pipeline.build(fresh, progress)
        step = _step(options, fresh, progress)
        if in_order(report.diagnostics) != in_order(cold.diagnostics):
            yield f"{step}: {len(report.diagnostics)} findings, and {len(cold.diagnostics)} without memory"
        if report.published and cold.published:
            ours, theirs = _files(options.output), _files(fresh.output)
            kept = listed(options.output, options.state) & ours.keys()
            for path in sorted(kept | theirs.keys()):
                if path not in theirs:
                    yield f"{step}: {path} should be gone"
                elif path not in ours:
                    yield f"{step}: {path} is missing"
                elif ours[path].read_bytes() != theirs[path].read_bytes():
                    yield f"{step}: {path} is not what its inputs give"


def _step(options: Options, fresh: Options, progress: Progress) -> str:
    """The first step whose memory gives something else than the step itself."""
    ours, theirs = Memory(options), Memory(fresh)
    kept, made = pipeline.load(options, progress, ours), pipeline.load(fresh, progress, theirs)
    if kept.parsed != made.parsed:
        return "the drafts that were kept"
    if in_order(pipeline.examine(kept, options, ours).diagnostics) != in_order(
        pipeline.examine(made, fresh, theirs).diagnostics
    ):
        return "the findings that were kept"
    if last_report(options, Inputs(options)) is not None:
        return "the last report"
    return "the keys of pages"


def _files(folder: Path) -> dict[str, Path]:
    return {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
