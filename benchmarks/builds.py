"""Times builds of generated sites and of our own: ``python benchmarks/builds.py [--stories 100 1000] [--runs 3]``.

Cold is without output and cache, “nothing changed” a second build, “one body edited” one after a change to one text.
Prints medians of wall time and of the CPU time of all processes, the most memory they held at once in a run of its own,
because looking at the processes takes time too (``benchmarks/memory.py`` says how it is counted), and of a generated
site what a story costs.

Whether time and memory grow with the site and no faster: ``--cold --stories 1000 3000 10000 30000 --runs 1``.
"""

import argparse
import os
import platform
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.away import put_away  # noqa: E402
from benchmarks.corpus import write_corpus  # noqa: E402
from benchmarks.generators import LIKE_HUGO  # noqa: E402
from benchmarks.memory import Run, run  # noqa: E402

REST = 2.5
"""Seconds that files rest before a build: it does not trust the times of files younger than two."""


def row(name: str, runs: Sequence[Run], stories: int = 0) -> None:
    """``runs``: those whose time counts, then the one whose memory was looked at."""
    *timed, looked_at = runs
    wall, cpu = statistics.median(one.wall for one in timed), statistics.median(one.cpu for one in timed)
    peak = looked_at.peak
    cells = [name, f"{wall:.2f}", f"{cpu:.2f}", f"{peak:.0f}"]
    cells += [f"{1000 * one / stories:.2f}" if stories else "–" for one in (wall, cpu)]
    cells.append(f"{1000 * peak / stories:.0f}" if stories else "–")
    print(f"| {' | '.join(cells)} |", flush=True)


def measure(name: str, content: Path, folder: Path, given: argparse.Namespace, stories: int = 0) -> None:
    output = folder / "output"
    program = (sys.executable, str(ROOT / "build.py"))
    build = (*program, "--content", str(content), "--output", str(output), "--quiet")
    check = (*program, "check", "--content", str(content), "--quiet")
    edited = content / "crises" / "crisis-0" / "story-0.md" if stories else None
    cold, warm, edit = [], [], []
    for number in range(given.runs + 1):
        watched = number == given.runs
        put_away(output, folder / ".dateline", beside=folder)
        cold.append(run(build, folder, watched))
        if given.cold:
            continue
        time.sleep(REST)
        run(build, folder, watched=False)
        warm.append(run(build, folder, watched))
        if edited is not None:
            text = edited.read_text(encoding="utf-8")
            edited.write_text(f"{text}\nOne more line, {number}.\n", encoding="utf-8")
            time.sleep(REST)
            edit.append(run(build, folder, watched))
    row(f"{name}, cold", cold, stories)
    if not given.cold:
        row(f"{name}, nothing changed", warm)
        if edit:
            row(f"{name}, one body edited", edit)
        row(f"{name}, check", [run(check, folder, number == given.runs) for number in range(given.runs + 1)])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stories", type=int, nargs="*", default=[100, 1000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--cold", action="store_true", help="only builds from nothing, of generated sites")
    parser.add_argument(
        "--like-hugo", action="store_true", help="only the outputs that Hugo writes of these stories"
    )
    given = parser.parse_args()
    print(
        f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}"
    )
    print(f"python {' '.join(['benchmarks/builds.py', *sys.argv[1:]])}\n")
    print(
        "| build | wall, s | CPU, s | peak memory, MB | wall a story, ms | CPU a story, ms | memory a story, KB |"
    )
    print("|---" * 7 + "|", flush=True)
    with tempfile.TemporaryDirectory() as scratch:
        if not given.cold:
            own = Path(scratch) / "own"
            own.mkdir()
            measure("four crises", ROOT / "content", own, given)
        for stories in given.stories:
            folder = Path(scratch) / str(stories)
            write_corpus(stories, folder, settings=LIKE_HUGO if given.like_hugo else "")
            measure(f"{stories:,} stories", folder / "content", folder, given, stories)
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
