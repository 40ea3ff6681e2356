"""What a command runs: the pipeline, unless nothing changed since it last ran.

Imports nothing of the build before it is needed: a build without a change is over before a template engine or a
Markdown parser would be there.
"""

from typing import TYPE_CHECKING

from dateline.memory.last_build import Inputs, last_report, remember
from dateline.options import Options
from dateline.progress import Progress
from dateline.report import Report

if TYPE_CHECKING:
    from dateline.model import Site


def build(options: Options, progress: Progress) -> Report:
    """Build the site and publish it, or say why not and leave the published folder as it is."""
    inputs = Inputs(options)
    if report := last_report(options, inputs):
        return report
    from dateline import pipeline

    report = pipeline.build(options, progress, inputs)
    if report.published and inputs.settled:
        remember(options, inputs, report)
    return report


def check(options: Options, progress: Progress, before: "Site | None" = None) -> Report:
    """Report everything that is wrong in the content, and what changed in silence since ``before``; write nothing."""
    from dateline import pipeline

    return pipeline.check_site(options, progress, before)
