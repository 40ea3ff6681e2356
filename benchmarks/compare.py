"""Dateline beside Hugo on the same stories: ``python benchmarks/compare.py DIR [--stories 100 1000] [--runs 3]``.

Installs the peer below DIR/environment, writes the stories for both below DIR/sites and takes turns, A B A B. Prints
medians as Markdown, with the machine and the commands; ``--json FILE`` keeps every run. Needs Linux.

A rebuild is the same command again, with the output and caches of the last one; before each the files rest, so that
both may trust their times. A preview is asked over HTTP until it serves the new words: on the story's page after a save
of the text, on all of the story's, crisis's, actor's and timeline's pages after a save of an event.
"""

import argparse
import json
import os
import platform
import random
import shutil
import socket
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterable
from http.client import HTTPConnection, HTTPException
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import yaml

from benchmarks.generators import ROOT, Generator, generators
from benchmarks.memory import held, peak_of_run

STORY = "crises/crisis-0/story-7"
REST = 3.0
"""Seconds the files are left alone before each build; Dateline does not trust the times of files younger than two."""
BETWEEN = 0.5, 1.5
"""Seconds from one page served to the next save, by chance: Hugo looks for changes every half second, and after a fixed
pause each save would meet the same moment of it."""
PATIENCE = 60.0
"""Seconds after which a page that does not come ends the script."""
Taken = defaultdict[str, dict[str, list[float]]]
"""What was measured → generator → one number a run or edit. Seconds of CPU are those of all processes of a build."""


class Story:
    """The story that is edited, as this generator has it."""

    def __init__(self, generator: Generator) -> None:
        self._file = generator.folder / "content" / f"{STORY}.md"
        self._text = self._file.read_text(encoding="utf-8")
        event = yaml.safe_load(self._text.split("---\n")[1])["events"][0]
        self._title = f"    title: {event['title']}\n"
        day = event["date"]
        self.periods = ("", f"{day:%Y}/", f"{day:%Y/%m}/", f"{day:%Y/%m/%d}/")
        self.actor = event["actors"][0]

    def edit_body(self, word: str) -> None:
        self._write("See *this*", f"See {word} *this*")

    def edit_event(self, word: str) -> None:
        self._write(self._title, f"    title: The {word} waits\n")

    def restore(self) -> None:
        self._file.write_text(self._text, encoding="utf-8")

    def _write(self, old: str, new: str) -> None:
        assert old in self._text
        self._file.write_text(self._text.replace(old, new, 1), encoding="utf-8")


def measure_builds(generator: Generator, run: int, taken: Taken, only_cold: bool) -> None:
    def build(what: str, word: str = "") -> None:
        before, started = os.times(), time.perf_counter()
        subprocess.run(generator.build, cwd=generator.folder, check=True, stdout=subprocess.DEVNULL)
        taken[f"{what}, s"][generator.name].append(time.perf_counter() - started)
        after = os.times()
        used = after.children_user + after.children_system - before.children_user - before.children_system
        taken[f"{what}, s of CPU"][generator.name].append(used)
        if word not in (generator.output / STORY / "index.html").read_text(encoding="utf-8"):
            sys.exit(f"{generator.name} built {STORY} without “{word}”")

    story = Story(generator)
    for made in (generator.output, *generator.made):
        shutil.rmtree(made, ignore_errors=True)
    time.sleep(REST)
    build("cold build")
    if only_cold:
        return
    time.sleep(REST)
    build("nothing changed")
    story.edit_body(f"body-{run}-")
    time.sleep(REST)
    build("one body edited", f"body-{run}-")
    story.edit_event(f"event-{run}-")
    time.sleep(REST)
    build("one event edited", f"event-{run}-")
    story.restore()


def measure_preview(generator: Generator, edits: int, taken: Taken) -> None:
    port, chance = free_port(), random.Random(1)
    story = Story(generator)
    started = time.perf_counter()
    process = subprocess.Popen(
        [*generator.serve, str(port)],
        cwd=generator.folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        until_shown(port, [f"/{STORY}/"], "</html>")
        taken["preview: start to first page, s"][generator.name].append(time.perf_counter() - started)
        # Dateline divides long timelines by year, month or day: the first edit tells which page has the event.
        story.edit_event("first-edit")
        until_shown(port, [f"/{STORY}/"], "first-edit")
        tops = ("/crises/crisis-0/", f"/actors/{story.actor}/", "/timeline/")
        pages = [f"/{STORY}/"]
        for top in tops:
            pages.append(showing(port, [top + period for period in story.periods], "first-edit"))
        for what, edit, asked in (
            ("preview: text saved to page served, ms", story.edit_body, pages[:1]),
            ("preview: event saved to four pages served, ms", story.edit_event, pages),
        ):
            for number in range(edits):
                time.sleep(chance.uniform(*BETWEEN))
                word = f"edit-{edit.__name__}-{number}-"
                started = time.perf_counter()
                edit(word)
                until_shown(port, asked, word)
                taken[what][generator.name].append((time.perf_counter() - started) * 1000)
        taken["preview: peak memory, MB"][generator.name].append(held(process.pid, "VmHWM"))
    finally:
        story.restore()
        process.terminate()
        process.wait()


def until_shown(port: int, pages: Iterable[str], word: str) -> None:
    """Ask for each page until it holds the word."""
    end = time.perf_counter() + PATIENCE
    for page in pages:
        while word.encode() not in get(port, page):
            if time.perf_counter() > end:
                sys.exit(f"{page} did not show “{word}” within {PATIENCE:.0f} s")
            time.sleep(0.002)


def showing(port: int, pages: Iterable[str], word: str) -> str:
    """The first of these pages that shows the word."""
    end = time.perf_counter() + PATIENCE
    while time.perf_counter() < end:
        for page in pages:
            if word.encode() in get(port, page):
                return page
    sys.exit(f"none of {pages} shows “{word}”")


def get(port: int, page: str) -> bytes:
    """A page, or nothing while there is none."""
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", page)
        answer = connection.getresponse()
        data = answer.read()
        return data if answer.status == 200 else b""
    except (OSError, HTTPException):
        return b""
    finally:
        connection.close()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def measure_memory(generator: Generator, taken: Taken) -> None:
    """A cold build of its own, because looking at the processes takes time too."""
    for made in (generator.output, *generator.made):
        shutil.rmtree(made, ignore_errors=True)
    taken["cold build: peak memory, MB"][generator.name].append(
        peak_of_run(generator.build, generator.folder)
    )


def measure_output(generator: Generator, taken: Taken) -> None:
    """What the last build wrote."""
    files = [path for path in generator.output.rglob("*") if path.is_file()]
    taken["pages written"][generator.name].append(sum(path.suffix == ".html" for path in files))
    taken["files written"][generator.name].append(len(files))
    taken["MB written"][generator.name].append(sum(path.stat().st_size for path in files) / 1e6)


def table(stories: int, names: list[str], taken: Taken) -> str:
    """Medians, with the range where there is one; the last columns are ours divided by the peer's, which comes last."""
    *ours, peer = names
    lines = [
        f"| {stories:,} stories | {' | '.join(names)} |{''.join(f' {one} ÷ {peer} |' for one in ours)}",
        "|---" * (1 + len(names) + len(ours)) + "|",
    ]
    for what, values in taken.items():
        cells = [what]
        for name in names:
            low, high = min(values[name]), max(values[name])
            extent = f" ({number(low)}–{number(high)})" if high > low else ""
            cells.append(number(statistics.median(values[name])) + extent)
        cells += [number(statistics.median(values[one]) / statistics.median(values[peer])) for one in ours]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def number(value: float) -> str:
    return f"{value:,.0f}" if value >= 20 or value == int(value) else f"{value:.3g}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--stories", type=int, nargs="+", default=[100, 1000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--edits", type=int, default=10, help="saves of each kind in every preview")
    parser.add_argument("--cold", action="store_true", help="build from nothing, and measure no more")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    folder = given.folder.resolve()
    kept = {}
    print(
        f"{time.strftime('%d %B %Y')}, Python {platform.python_version()}, {os.cpu_count()} cores, ", end=""
    )
    print(
        f"{platform.system()} {platform.machine()}, {given.runs} runs, {given.edits} saves of each kind a run"
    )
    for stories in given.stories:
        shutil.rmtree(folder / "sites" / str(stories), ignore_errors=True)
        compared = generators(folder, stories)
        if stories == given.stories[0]:
            for one in compared:
                for command in (one.build, (*one.serve, "N")):
                    print(
                        "-",
                        one.name + ":",
                        " ".join([Path(command[0]).name, *command[1:]]).replace(f"{ROOT}/", ""),
                    )
        taken: Taken = defaultdict(lambda: defaultdict(list))
        for run in range(given.runs):
            for generator in compared:
                measure_builds(generator, run, taken, given.cold)
        for _ in range(0 if given.cold else given.runs):
            for generator in compared:
                measure_preview(generator, given.edits, taken)
        for generator in compared:
            if not given.cold:
                measure_memory(generator, taken)
            measure_output(generator, taken)
        print("\n" + table(stories, [one.name for one in compared], taken), flush=True)
        kept[stories] = taken
    if given.json:
        given.json.write_text(json.dumps(kept, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
