"""From a save to the words on screen, in Chromium: ``python benchmarks/saves.py DIR [--stories 1000] [--edits 50]``.

Installs Hugo below DIR/environment, writes the same stories for both below DIR/sites, starts each preview in turn and
changes a word of a story again and again; prints median and maximum of the time until the open page shows the word. The
browser is told by each generator's own live reload.
"""

import argparse
import random
import shutil
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from playwright.sync_api import Browser, TimeoutError, sync_playwright

from benchmarks.compare import BETWEEN, PATIENCE, STORY, TO_START, Story, free_port, number, until_shown
from benchmarks.generators import GENERATORS, Generator, generators
from benchmarks.memory import end, settle, start

SHOWN = "word => document.querySelector('main')?.textContent.includes(word)"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--stories", type=int, default=1000)
    parser.add_argument("--edits", type=int, default=50)
    parser.add_argument("--only", choices=tuple(GENERATORS), nargs="+", default=["dateline", "hugo"])
    given = parser.parse_args()
    folder = given.folder.resolve()
    shutil.rmtree(folder / "sites" / str(given.stories), ignore_errors=True)
    print(f"| {given.stories:,} stories, {given.edits} edits | median, ms | maximum, ms |\n|---|---|---|")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for generator in generators(folder, given.stories, given.only):
            taken = measure(generator, browser, given.edits)
            missed = given.edits - len(taken)
            told = f"; {missed} not shown within {PATIENCE:.0f} s" if missed else ""
            middle, most = (number(statistics.median(taken)), number(max(taken))) if taken else ("–", "–")
            print(f"| {generator.name}{told} | {middle} | {most} |", flush=True)
        browser.close()


def measure(generator: Generator, browser: Browser, edits: int) -> list[float]:
    """Milliseconds from each save to the word on screen, of those that came."""
    port, chance = free_port(), random.Random(1)
    story = Story(generator)
    taken: list[float] = []
    process = start([part.replace("PORT", str(port)) for part in generator.serve], generator.folder)
    page = browser.new_page()
    try:
        if not until_shown(port, [f"/{STORY}/"], "</html>", TO_START):
            return []
        settle(process.pid)
        page.goto(f"http://localhost:{port}/{STORY}/")
        page.wait_for_timeout(1000)
        for edit in range(edits):
            page.wait_for_timeout(1000 * chance.uniform(*BETWEEN))
            word = f"edit-{edit}-"
            started = time.perf_counter()
            story.edit_body(word)
            try:
                page.wait_for_function(SHOWN, arg=word, polling="raf", timeout=PATIENCE * 1000)
            except TimeoutError:
                if not taken:
                    return []
                continue
            taken.append((time.perf_counter() - started) * 1000)
    finally:
        page.close()
        story.restore()
        end(process)
    return taken


if __name__ == "__main__":
    main()
