"""Times builds of generated sites and of our own: ``python benchmarks/builds.py [--stories 100 1000] [--runs 3]``.

Cold is without output and cache, “nothing changed” a second build, “one body edited” one after a change to one text.
Prints medians of wall time and of the process's own CPU time, and the peak memory of any run.
"""

import argparse
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.corpus import write_corpus  # noqa: E402


def timed(command: list[str]) -> tuple[float, float, float]:
    """Seconds of wall time, seconds of CPU time and peak MB of one run; ends the script where the run fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    wall = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, cpu, after.ru_maxrss / 1024


def row(name: str, runs: list[tuple[float, float, float]]) -> None:
    wall, cpu = (statistics.median(run[part] for run in runs) for part in (0, 1))
    print(f"| {name} | {wall:.2f} | {cpu:.2f} | {max(run[2] for run in runs):.0f} |", flush=True)


def measure(name: str, content: Path, folder: Path, runs: int, edited: Path | None) -> None:
    output = folder / "output"
    build = [
        sys.executable,
        str(ROOT / "build.py"),
        "--content",
        str(content),
        "--output",
        str(output),
        "--quiet",
    ]
    check = [sys.executable, str(ROOT / "build.py"), "check", "--content", str(content), "--quiet"]
    cold, warm, edit = [], [], []
    for number in range(runs):
        for made in (output, folder / ".dateline"):
            shutil.rmtree(made, ignore_errors=True)
        cold.append(timed(build))
        warm.append(timed(build))
        if edited is not None:
            edited.write_text(
                edited.read_text(encoding="utf-8") + f"\nOne more line, {number}.\n", encoding="utf-8"
            )
            edit.append(timed(build))
    row(f"{name}, cold", cold)
    row(f"{name}, nothing changed", warm)
    if edit:
        row(f"{name}, one body edited", edit)
    row(f"{name}, check", [timed(check) for _ in range(runs)])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stories", type=int, nargs="*", default=[100, 1000])
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    print(
        f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}"
    )
    print(f"python {' '.join(['benchmarks/builds.py', *sys.argv[1:]])}\n")
    print("| build | wall, s | CPU, s | peak memory, MB |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as scratch:
        measure("four crises", ROOT / "content", Path(scratch) / "own", given.runs, None)
        for stories in given.stories:
            folder = Path(scratch) / str(stories)
            write_corpus(stories, folder)
            edited = folder / "content" / "crises" / "crisis-0" / "story-0.md"
            measure(f"{stories:,} stories", folder / "content", folder, given.runs, edited)


if __name__ == "__main__":
    main()
