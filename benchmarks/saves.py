"""From a save to the words on screen, in Chromium: ``python benchmarks/saves.py STORIES DIR [EDITS]``.

Writes a corpus below DIR, starts ``build.py serve`` on it and changes a word of a story again and again; prints median
and maximum of the time until the open page shows the word.
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

from corpus import write_corpus
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stories", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("edits", type=int, nargs="?", default=50)
    given = parser.parse_args()
    write_corpus(given.stories, given.folder)
    command = [
        sys.executable,
        str(ROOT / "build.py"),
        "serve",
        "--no-setup",
        "--no-open",
        "--quiet",
        "--port",
        "0",
    ]
    server = subprocess.Popen(
        [*command, "--content", str(given.folder / "content")], stderr=subprocess.PIPE, text=True
    )
    try:
        assert server.stderr is not None
        address = server.stderr.readline().split()[1]
        print(
            *(f"{ms:.0f} ms" for ms in measure(given.folder, address, given.edits)),
            sep=" median, ",
            end=" maximum\n",
        )
    finally:
        server.terminate()


def measure(folder: Path, address: str, edits: int) -> tuple[float, float]:
    """Median and maximum in milliseconds."""
    story = folder / "content/crises/crisis-0/story-7.md"
    text = story.read_text(encoding="utf-8")
    taken = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page()
        while True:
            answer = page.goto(address + "crises/crisis-0/story-7/")
            if answer is not None and answer.ok:
                break
            time.sleep(0.5)
        page.wait_for_timeout(1000)
        for number in range(edits):
            word = f"edit-{number}-"
            story.write_text(text.replace("See *this*", f"See {word} *this*", 1), encoding="utf-8")
            started = time.perf_counter()
            page.wait_for_function(
                "word => document.querySelector('main').textContent.includes(word)", arg=word, polling="raf"
            )
            taken.append((time.perf_counter() - started) * 1000)
            page.wait_for_timeout(150)
        browser.close()
    story.write_text(text, encoding="utf-8")
    return statistics.median(taken), max(taken)


if __name__ == "__main__":
    main()
