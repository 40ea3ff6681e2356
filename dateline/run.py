"""What ``build`` runs: the pipeline, unless nothing changed since it last ran.

Imports nothing of the build before it is needed: a build without a change is over before a template engine or a
Markdown parser would be there.
"""

from dateline.memory.last_build import Inputs, last_report, remember
from dateline.options import Options
from dateline.progress import Progress
from dateline.report import Report


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
