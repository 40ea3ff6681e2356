"""A timeline of many events in Chromium, beside TimelineJS: ``python benchmarks/large_timeline.py DIR [--events N]``.

Writes a crisis of so many events below DIR, builds it, gives the same events to TimelineJS (fetched with npm) and opens
both at 4× CPU slowdown. Prints, as medians: first paint, blocking time (of tasks over 50 ms, what is beyond), the time
until every event can be reached, by its anchor in the page, and the bytes that came over the wire, compressed.

The third is the timeline of fifteen such crises together, whose page tells the newest events and leads to the years of
the rest: there every event can be reached when the link to each year is there.
"""

import argparse
import json
import random
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.corpus import STATUSES, VERBS, WORDS  # noqa: E402
from benchmarks.hosting import Host, hosted  # noqa: E402

PER_STORY = 100
CRISES = 15
"""Of the site whose timeline of all crises is opened."""
YEARS = 6
"""In which the events lie."""
SLOWDOWN = 4
OBSERVER = """
window.blocked = 0;
new PerformanceObserver((list) => {
  for (const task of list.getEntries()) window.blocked += Math.max(0, task.duration - 50);
}).observe({ type: "longtask", buffered: true });
"""
TIMELINEJS = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Timeline</title>
<link rel="stylesheet" href="tl/css/timeline.css"><div id="timeline" style="height: 600px"></div>
<script src="tl/js/timeline.js"></script>
<script>window.timeline = new TL.Timeline("timeline", "events.json")</script></html>
"""


def events(count: int) -> list[tuple[str, str, str, str]]:
    """(ISO day, title, text, status) of invented events in ``YEARS`` years, the last of them 2020."""
    chance = random.Random(20_260_109)
    return [
        (
            f"{chance.randint(2021 - YEARS, 2020)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
            f"The {chance.choice(WORDS)} {chance.choice(WORDS)} {chance.choice(VERBS)}",
            " ".join(chance.choice(WORDS) for _ in range(30)),
            chance.choice(STATUSES),
        )
        for _ in range(count)
    ]


def write_site(listed: list[tuple[str, str, str, str]], folder: Path, crises: int = 1) -> None:
    """Crises that hold them all, each as many, built into ``folder/output``."""
    (folder / "content").mkdir(parents=True)
    (folder / "content" / "site.yaml").write_text("title: Benchmark\n", encoding="utf-8")
    (folder / "content" / "sources.yaml").write_text(
        "- {id: report, title: A report, published: 2020-12-31}\n", encoding="utf-8"
    )
    for number in range(crises):
        crisis = folder / "content" / "crises" / (f"harbour-{number + 1}" if number else "harbour")
        crisis.mkdir(parents=True)
        (crisis / "index.md").write_text(
            "---\ntitle: The harbour is closed\nsummary: A summary.\n---\nText.\n", encoding="utf-8"
        )
        _write_stories(listed[number::crises], crisis)
    command = [sys.executable, str(ROOT / "build.py"), "--no-setup", "--quiet"]
    command += ["--content", str(folder / "content"), "--output", str(folder / "output")]
    subprocess.run(command, check=True)


def _write_stories(listed: list[tuple[str, str, str, str]], crisis: Path) -> None:
    for first in range(0, len(listed), PER_STORY):
        lines = [
            "---",
            f"title: Story {first}",
            "date: 2020-12-31",
            "published: 2021-01-01",
            "summary: A summary.",
            "sources: [report]",
            "events:",
        ]
        for number, (day, title, text, status) in enumerate(listed[first : first + PER_STORY], start=first):
            lines += [
                f"  - id: event-{number}",
                f"    date: {day}",
                f"    title: {title}",
                f"    text: {text}.",
                f"    status: {status}",
                "    sources: [report]",
            ]
        (crisis / f"story-{first}.md").write_text("\n".join([*lines, "---", "Text.", ""]), encoding="utf-8")


def write_timelinejs(listed: list[tuple[str, str, str, str]], folder: Path) -> str:
    """The same events for TimelineJS; returns its version."""
    folder.mkdir()
    packed = subprocess.run(
        ["npm", "pack", "@knight-lab/timelinejs"], cwd=folder, check=True, capture_output=True, text=True
    )
    archive = packed.stdout.split()[-1]
    subprocess.run(["tar", "xzf", archive], cwd=folder, check=True)
    shutil.copytree(folder / "package" / "dist", folder / "tl")
    (folder / "index.html").write_text(TIMELINEJS, encoding="utf-8")
    slides = []
    for number, (day, title, text, _) in enumerate(listed):
        year, month, date = map(int, day.split("-"))
        slides.append(
            {
                "unique_id": f"event-{number}",
                "start_date": {"year": year, "month": month, "day": date},
                "text": {"headline": title, "text": f"{text}."},
            }
        )
    (folder / "events.json").write_text(json.dumps({"events": slides}), encoding="utf-8")
    return archive.removesuffix(".tgz").rpartition("-")[2]


def opened(browser: Browser, address: str, reached: str) -> tuple[float, float, float, int]:
    """First paint, blocking time and time to reach every event in milliseconds, then bytes."""
    Host.sent = 0
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.add_init_script(OBSERVER)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    page.goto(address, wait_until="commit")
    page.wait_for_function(f"() => ({reached}) && (window.reached ??= performance.now())", timeout=300_000)
    page.wait_for_load_state("load")
    time.sleep(3)
    paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0")
    blocked, reached_at = page.evaluate("[window.blocked, window.reached]")
    page.close()
    return paint, blocked, reached_at, Host.sent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--events", type=int, default=2000)
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    shutil.rmtree(given.folder, ignore_errors=True)
    listed = events(given.events)
    write_site(listed, given.folder / "ours")
    write_site(events(given.events * CRISES), given.folder / "all", CRISES)
    version = write_timelinejs(listed, given.folder / "timelinejs")
    with hosted(given.folder.resolve()) as home:
        measure(given, home, version)


def measure(given: argparse.Namespace, home: str, version: str) -> None:
    """Open both in turns and print the table."""
    cases = {
        "Dateline, crisis page": (
            f"{home}/ours/output/crises/harbour/",
            f"document.querySelectorAll('[id^=\"event-\"]').length >= {given.events}",
        ),
        f"TimelineJS {version}": (
            f"{home}/timelinejs/",
            f"document.querySelectorAll('.tl-timemarker').length >= {given.events}"
            " && document.querySelectorAll('.tl-slide').length > 0",
        ),
        f"Dateline, timeline of {CRISES} crises, {given.events * CRISES:,} events": (
            f"{home}/all/output/timeline/",
            f"document.querySelectorAll('.periods__link').length >= {YEARS}"
            " && document.querySelectorAll('li.event').length > 0",
        ),
    }
    taken: dict[str, list[tuple[float, float, float, int]]] = {name: [] for name in cases}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for _ in range(given.runs):
            for name, case in cases.items():
                taken[name].append(opened(browser, *case))
        browser.close()
    print(
        f"{given.events} events, {SLOWDOWN}× CPU slowdown, 1280 × 900, medians of {given.runs} runs\n\n"
        "| | first paint, s | blocked, s | all reachable, s | KB |\n|---|---|---|---|---|"
    )
    for name, runs in taken.items():
        paint, blocked, reached, sent = (statistics.median(run[part] for run in runs) for part in range(4))
        print(
            f"| {name} | {paint / 1000:.2f} | {blocked / 1000:.2f} | {reached / 1000:.2f} | {sent / 1000:.0f} |"
        )


if __name__ == "__main__":
    main()
