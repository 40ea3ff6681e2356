"""Dateline beside other generators on the same stories: ``python benchmarks/compare.py DIR [--stories 100 1000]``.

Installs the peers below DIR/environment, writes the stories for each below DIR/sites and takes turns, A B A B. Prints
medians as Markdown, with the machine and the commands; ``--json FILE`` keeps every number as soon as it is measured.
Needs Linux, and Node for Eleventy.

A rebuild is the same command again, with the output and caches of the last one; before each the files rest, so that
both may trust their times. A preview is asked over HTTP until it serves the new words: on the story's page after a save
of the text, on all of the story's, crisis's, actor's and timeline's pages after a save of an event. What takes longer
than it is waited for stands in the table as “more than”; what fails is told below it; neither ends the run.
"""

import argparse
import json
import math
import os
import platform
import random
import shutil
import socket
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from http.client import HTTPConnection, HTTPException
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import yaml

from benchmarks.away import put_away
from benchmarks.generators import GENERATORS, Generator, generators
from benchmarks.memory import Failed, end, held, run, settle, start
from benchmarks.outputs import Page, compared, pages_in

STORY = "crises/crisis-0/story-7"
REST = 3.0
"""Seconds the files are left alone before each build; Dateline does not trust the times of files younger than two."""
BETWEEN = 0.5, 1.5
"""Seconds from one page served to the next save, by chance: Hugo looks for changes every half second, and after a fixed
pause each save would meet the same moment of it."""
PATIENCE = 60.0
"""Seconds after which a page that does not come counts as “more than”."""
MISSES = 3
"""Pages that did not come after which a preview is asked for no more edits of a kind; one, where none came before."""
TO_START = 900.0
"""The same for the first page of a preview, which other generators serve once they have built the site."""
LONGER = math.inf
"""Stands for what took longer than it was waited for."""
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


def measure_builds(generator: Generator, number: int, taken: Taken, only_cold: bool) -> None:
    def build(what: str, word: str = "") -> None:
        time.sleep(REST)
        took = run(generator.build, generator.folder, watched=False)
        taken[f"{what}, s"][generator.name].append(took.wall)
        taken[f"{what}, s of CPU"][generator.name].append(took.cpu)
        if word not in (generator.output / STORY / "index.html").read_text(encoding="utf-8"):
            raise Failed(f"built {STORY} without “{word}”")

    clean(generator)
    build("cold build")
    if only_cold:
        return
    story = Story(generator)
    try:
        build("nothing changed")
        story.edit_body(f"body-{number}-")
        build("one body edited", f"body-{number}-")
        if generator.events:
            story.edit_event(f"event-{number}-")
            build("one event edited", f"event-{number}-")
    finally:
        story.restore()


def clean(generator: Generator) -> None:
    put_away(generator.output, *generator.made, beside=generator.folder.parent)


def measure_preview(generator: Generator, edits: int, patience: float, taken: Taken) -> None:
    put_away(generator.output, beside=generator.folder.parent)  # no old page may be the first one served
    port, chance = free_port(), random.Random(1)
    story = Story(generator)
    started = time.perf_counter()
    process = start([part.replace("PORT", str(port)) for part in generator.serve], generator.folder)
    most = 0.0
    try:
        if not until_shown(port, [f"/{STORY}/"], "</html>", TO_START):
            raise Failed(f"the preview served nothing within {TO_START:.0f} s")
        taken["preview: start to first page, s"][generator.name].append(time.perf_counter() - started)
        settle(process.pid)  # a page may be there before the others, and before anybody watches the files
        asked = [("preview: text saved to page served, ms", story.edit_body, [f"/{STORY}/"])]
        if generator.events:
            # Long timelines are divided by year, month or day: the first edit tells which page has the event.
            story.edit_event("first-edit")
            tops = ("/crises/crisis-0/", f"/actors/{story.actor}/", "/timeline/")
            shown = [showing(port, [top + period for period in story.periods], patience) for top in tops]
            what = "preview: event saved to four pages served, ms"
            asked.append((what, story.edit_event, [f"/{STORY}/", *shown]))
        for what, edit, pages in asked:
            missed = 0
            for number in range(edits):
                time.sleep(chance.uniform(*BETWEEN))
                most = max(most, held(process.pid))
                word = f"edit-{edit.__name__}-{number}-"
                started = time.perf_counter()
                edit(word)
                if all(pages) and until_shown(port, pages, word, patience):
                    taken[what][generator.name].append((time.perf_counter() - started) * 1000)
                    continue
                missed += 1
                taken[what][generator.name].append(LONGER)
                if missed == number + 1 or missed == MISSES:
                    break
        taken["preview: most memory between edits, MB"][generator.name].append(max(most, held(process.pid)))
    finally:
        story.restore()
        end(process)


def until_shown(port: int, pages: Iterable[str], word: str, patience: float) -> bool:
    """Ask for each page until it holds the word; whether all of them did in time."""
    until = time.perf_counter() + patience
    for page in pages:
        while word.encode() not in get(port, page):
            if time.perf_counter() > until:
                return False
            time.sleep(0.002)
    return True


def showing(port: int, pages: Sequence[str], patience: float) -> str:
    """The first of these pages that shows the first edit; empty where none does in time."""
    until = time.perf_counter() + patience
    while time.perf_counter() < until:
        for page in pages:
            if b"first-edit" in get(port, page):
                return page
        time.sleep(0.05)
    return ""


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
    clean(generator)
    taken["cold build: peak memory, MB"][generator.name].append(run(generator.build, generator.folder).peak)


def measure_output(generator: Generator, taken: Taken) -> None:
    """What the last build wrote."""
    files = [path for path in generator.output.rglob("*") if path.is_file()]
    taken["pages written"][generator.name] = [sum(path.suffix == ".html" for path in files)]
    taken["files written"][generator.name] = [len(files)]
    taken["MB written"][generator.name] = [sum(path.stat().st_size for path in files) / 1e6]


def table(stories: int, names: Sequence[str], ours: Sequence[str], taken: Taken, patience: float) -> str:
    """Medians, with the range where there is one; the last columns are ours divided by the first of the peers."""
    peers = [name for name in names if name not in ours]
    lines = [
        f"| {stories:,} stories | {' | '.join(names)} |"
        + "".join(f" {one} ÷ {peer} |" for peer in peers[:1] for one in ours),
    ]
    lines.append("|---" * (lines[0].count("|") - 1) + "|")
    for what, values in taken.items():
        most = patience * (1000 if what.endswith("ms") else 1)
        cells = [what, *(cell(values.get(name, []), most) for name in names)]
        for peer in peers[:1]:
            cells += [ratio(values.get(one, []), values.get(peer, []), most) for one in ours]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def cell(values: Sequence[float], most: float) -> str:
    """The median, with the least and the most; ``most``: how long was waited for what did not come."""
    if not values:
        return "–"
    low, middle, high = (worded(one, most) for one in (min(values), statistics.median(values), max(values)))
    return middle if low == high else f"{middle} ({low}–{high})"


def ratio(ours: Sequence[float], peers: Sequence[float], most: float) -> str:
    if not ours or not peers:
        return "–"
    one, other = statistics.median(ours), statistics.median(peers)
    if LONGER in (one, other):
        return "–" if one == LONGER else f"less than {number(one / most)}"
    return number(one / other)


def worded(value: float, most: float) -> str:
    return f"more than {number(most)}" if value == LONGER else number(value)


def number(value: float) -> str:
    return f"{value:,.0f}" if value >= 20 or value == int(value) else f"{value:.3g}"


class Comparison:
    """The generators with their sites of one size, what was measured of them, and what failed."""

    def __init__(self, given: argparse.Namespace, stories: int, keep: Callable[[], None]) -> None:
        self.stories = stories
        self.given = given
        self.taken: Taken = defaultdict(lambda: defaultdict(list))
        self.failed: list[str] = []
        self.pages: dict[str, Mapping[str, Page]] = {}
        """Generator → the pages that its last build wrote; a preview clears them away."""
        self._keep = keep
        shutil.rmtree(given.folder / "sites" / str(stories), ignore_errors=True)
        self.compared = generators(given.folder, stories, given.only)

    def measure(self) -> None:
        given, taken = self.given, self.taken
        turns = [(turn, one) for turn in range(given.runs) for one in self.compared]
        if given.cold or given.builds:
            for turn, one in turns:
                self._try("builds", one, partial(measure_builds, one, turn, taken, not given.builds))
                if turn == given.runs - 1:
                    measure_output(one, taken)
                    self.pages[one.name] = pages_in(one.output)
        if given.preview:
            for _, one in turns:
                self._try("preview", one, partial(measure_preview, one, given.edits, given.patience, taken))
        for one in self.compared:
            if given.cold:
                self._try("memory", one, partial(measure_memory, one, taken))
        self._keep()

    def _try(self, step: str, generator: Generator, measure: Callable[[], None]) -> None:
        started = time.perf_counter()
        try:
            measure()
        except (Failed, OSError) as failure:
            self.failed.append(f"{generator.name}, {step}: {failure}")
        took = time.perf_counter() - started
        print(
            f"  {self.stories:,} stories, {step}, {generator.name}: {took:.0f} s", file=sys.stderr, flush=True
        )
        self._keep()

    def __str__(self) -> str:
        names = [one.name for one in self.compared]
        ours = [one.name for one in self.compared if "--no-setup" in one.build]
        return table(self.stories, names, ours, self.taken, self.given.patience)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--stories", type=int, nargs="+", default=[100, 1000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--edits", type=int, default=10, help="saves of each kind in every preview")
    parser.add_argument("--only", choices=tuple(GENERATORS), nargs="+", default=["dateline", "whole", "hugo"])
    parser.add_argument(
        "--patience", type=float, default=PATIENCE, help="seconds to wait for a page of a preview"
    )
    parser.add_argument("--cold", action="store_true", help="builds from nothing and their memory")
    parser.add_argument("--builds", action="store_true", help="builds from nothing and after edits")
    parser.add_argument("--preview", action="store_true", help="without any of these three, all are measured")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    given.folder = given.folder.resolve()
    if not (given.cold or given.builds or given.preview):
        given.cold = given.builds = given.preview = True
    made: list[Comparison] = []

    def keep() -> None:
        if given.json:
            kept = {one.stories: {"measured": one.taken, "failed": one.failed} for one in made}
            given.json.write_text(
                json.dumps(kept, indent=1).replace("Infinity", '"longer"'), encoding="utf-8"
            )

    print(
        f"{time.strftime('%d %B %Y')}, Python {platform.python_version()}, {os.cpu_count()} cores,", end=" "
    )
    print(
        f"{platform.system()} {platform.machine()}; runs: {given.runs}, saves of each kind a run: {given.edits}"
    )
    print(f"python {' '.join(['benchmarks/compare.py', *sys.argv[1:]])}")
    same = True
    for stories in given.stories:
        comparison = Comparison(given, stories, keep)
        made.append(comparison)
        if len(made) == 1:
            for one in comparison.compared:
                for command in one.commands:
                    print(f"- {one.name}: {command}")
        comparison.measure()
        print(f"\n{comparison}", flush=True)
        by_name = {one.folder.name: one for one in comparison.compared}
        if "same" in by_name and "hugo" in by_name and (given.cold or given.builds):
            names = by_name["same"].name, by_name["hugo"].name
            told, alike = compared(comparison.pages, *names)
            same = same and alike
            print(f"\n{told}", flush=True)
        for failure in comparison.failed:
            print(f"Failed: {failure}", flush=True)
    return 0 if same and not any(one.failed for one in made) else 1


if __name__ == "__main__":
    sys.exit(main())
