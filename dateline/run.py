"""What ``build`` runs: the pipeline; what it said is kept for a build that finds nothing changed.

Such a one is over before any of this is imported: see ``dateline.cli.build``.
"""

from dateline import pipeline
from dateline.memory.last_build import Inputs, remember
from dateline.options import Options
from dateline.progress import Progress
from dateline.report import Report


def build(options: Options, progress: Progress, inputs: Inputs | None = None, form: str = "text") -> Report:
    """Build the site and publish it, or say why not and leave the published folder as it is.

    ``inputs``: what there is to build from, where somebody has just looked; ``form``: how its findings are printed.
    """
    inputs = inputs or Inputs(options)
    report = pipeline.build(options, progress, inputs)
    if report.published and inputs.settled:
        remember(options, inputs, report, form)
    return report
