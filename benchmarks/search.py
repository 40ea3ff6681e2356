"""The search of long records in Chromium, beside Pagefind: ``python benchmarks/search.py DIR [--events 1000 10000]``.

Writes a crisis of so many events below DIR, with titles of eight words out of six thousand, builds it, and asks the
search at 4× CPU slowdown. For each size: bytes of the index, what it costs the build, the time from focus to ready,
from the first question to its answers (all parts fetched), and from the next one. The same with an index that was made
beforehand. Pagefind is installed from PyPI below DIR/environment and indexes the same pages.

Then forty questions in five languages (``search_queries.py``): which of them find their story among the first ten.
"""

import argparse
import gzip
import os
import platform
import random
import re
import shutil
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.hosting import Host, hosted  # noqa: E402
from benchmarks.search_queries import QUESTIONS, STORIES  # noqa: E402
from dateline.options import Options  # noqa: E402
from dateline.pipeline import published  # noqa: E402
from dateline.progress import Progress  # noqa: E402
from dateline.views.plan import Plan  # noqa: E402

PER_STORY = 100
SLOWDOWN = 4
CONSONANTS, VOWELS = "bcdfghjklmnpqrstvwxz", "aeiou"
LEAVE_OUT = "as-known, updates, crisis-feeds, json-feeds, data, calendars, figure-pages"
PREBUILT = """async () => {
  const { Engine } = await import(document.querySelector("site-search").dataset.engine);
  const engine = new Engine(new URL(document.querySelector("site-search").dataset.index, document.baseURI));
  await engine.begin();
  for (const part of [...engine.ahead]) await engine.load(part);
  const text = JSON.stringify(engine.index);
  const kind = engine.index.constructor;
  const from = performance.now();
  kind.loadJSON(text, { fields: ["title", "names", "actors", "place", "text"] });
  return [performance.now() - from, text];
}"""
PAGEFIND = """async (question) => {
  const from = performance.now();
  const pagefind = await import("/pagefind/pagefind.js");
  await pagefind.init();
  const ask = async (question) => {
    const found = await pagefind.search(question);
    return Promise.all(found.results.slice(0, 10).map((one) => one.data()));
  };
  const first = await ask(question);
  const then = performance.now();
  const second = await ask(question.slice(0, -1));
  return [then - from, performance.now() - then, first.map((one) => one.url)];
}"""


def write_site(events: int, folder: Path) -> str:
    """A crisis of so many events, built; returns a word of the oldest event's title."""
    chance = random.Random(20_260_109)
    words = [_word(chance) for _ in range(6000)]
    weights = [1 / rank for rank in range(1, len(words) + 1)]

    def text(length: int) -> str:
        return " ".join(chance.choices(words, weights, k=length))

    crisis = folder / "content" / "crises" / "harbour"
    crisis.mkdir(parents=True)
    for path, said in (
        ("site.yaml", f"title: Benchmark\nleave_out: [{LEAVE_OUT}]\n"),
        ("sources.yaml", "- {id: report, title: A report, published: 2020-12-31}\n"),
        (
            "crises/harbour/index.md",
            "---\ntitle: The harbour is closed\nsummary: A summary.\nstarted: 1990-01-01\n---\nText.\n",
        ),
    ):
        (folder / "content" / path).write_text(said, encoding="utf-8")
    (folder / "content" / "actors").mkdir()
    for number in range(40):
        (folder / "content" / "actors" / f"office-{number}.md").write_text(
            f"---\nname: {text(2).title()}\nkind: organisation\nrole: {text(3)}\ngroup: outside\n---\nAn office.\n",
            encoding="utf-8",
        )
    oldest = "oldestevent"
    for first in range(0, events, PER_STORY):
        lines = [f"---\ntitle: {text(6)}", "date: 2020-12-31", "published: 2021-01-01", "summary: A summary."]
        lines += ["sources: [report]", "events:"]
        for number in range(first, min(first + PER_STORY, events)):
            title = f"{text(8)} {number or oldest}"
            year, month, day = 1990 + 31 * number // events, chance.randint(1, 12), chance.randint(1, 28)
            actors = ", ".join(f"office-{chance.randrange(40)}" for _ in range(2))
            lines += [
                f"  - id: {title.split()[0]}-{number}",
                f"    date: {year}-{month:02}-{day:02}",
                f"    title: {title}",
                f"    text: {text(30)}.",
                f"    place: {text(1)}",
                f"    actors: [{actors}]",
                "    sources: [report]",
            ]
        (crisis / f"story-{first}.md").write_text(
            "\n".join([*lines, "---", f"{text(150)}.", ""]), encoding="utf-8"
        )
    build(folder)
    return oldest


def _word(chance: random.Random) -> str:
    return "".join(chance.choice(CONSONANTS) + chance.choice(VOWELS) for _ in range(chance.randint(1, 4)))


def write_languages(folder: Path) -> None:
    """The stories of ``search_queries``, built; each page says the language of its story."""
    crisis = folder / "content" / "crises" / "many"
    crisis.mkdir(parents=True)
    (folder / "content" / "site.yaml").write_text("title: Benchmark\n", encoding="utf-8")
    (folder / "content" / "sources.yaml").write_text(
        "- {id: report, title: A report, published: 2020-12-31}\n", encoding="utf-8"
    )
    (crisis / "index.md").write_text(
        "---\ntitle: Many languages\nsummary: All.\n---\nText.\n", encoding="utf-8"
    )
    for slug, (_, title, summary) in STORIES.items():
        head = f"title: '{title}'\ndate: 2021-01-01\npublished: 2021-01-01\nsummary: {summary}\nsources: [report]"
        (crisis / f"{slug}.md").write_text(f"---\n{head}\n---\n{summary}\n", encoding="utf-8")
    build(folder)
    for slug, (language, *_) in STORIES.items():
        page = folder / "output" / "crises" / "many" / slug / "index.html"
        text = page.read_text(encoding="utf-8").replace('<html lang="en"', f'<html lang="{language}"', 1)
        page.unlink()
        page.write_text(text, encoding="utf-8")


def build(folder: Path) -> None:
    command = [sys.executable, str(ROOT / "build.py"), "--no-setup", "--quiet"]
    command += ["--content", str(folder / "content"), "--output", str(folder / "output")]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def cost_of_index(folder: Path) -> float:
    """CPU seconds for the page of the search, the index and the register, of a site that is read already."""
    found = published(
        Options(root=ROOT, content=str(folder / "content"), output=folder / "output", now=2_000_000_000),
        Progress(quiet=True),
    )
    plan = Plan(found.site)
    started = time.process_time()
    for page in plan.of_the_site():
        if page.path.startswith("search/"):
            page.make(*page.gather())
    return time.process_time() - started


def packed(paths: list[Path]) -> int:
    return sum(len(gzip.compress(path.read_bytes(), 9)) for path in paths if path.is_file())


def slow_page(browser: Browser) -> Page:
    page = browser.new_page()
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    return page


def asked(page: Page, question: str) -> float:
    """Milliseconds from the last key to the end of the search, without the pause for further keys."""
    return float(
        page.evaluate(
            """async (question) => {
              const input = document.querySelector("#q"), list = document.querySelector(".search__results");
              const from = performance.now();
              input.value = question;
              input.dispatchEvent(new Event("input", { bubbles: true }));
              while (list.ariaBusy !== "false") await new Promise((resolve) => setTimeout(resolve, 5));
              return performance.now() - from - 120;
            }""",
            question,
        )
    )


def ours(browser: Browser, home: str, question: str) -> tuple[float, float, float, int, int]:
    """Focus to ready, first question, next one, in ms; bytes at focus and bytes after the first question."""
    page = slow_page(browser)
    page.goto(f"{home}/search/")
    page.wait_for_load_state("networkidle")
    before = Host.sent
    ready = page.evaluate(
        """async () => {
          const list = document.querySelector(".search__results"), from = performance.now();
          document.querySelector("#q").focus();
          while (list.ariaBusy !== "false") await new Promise((resolve) => setTimeout(resolve, 5));
          return performance.now() - from;
        }"""
    )
    focus = Host.sent - before
    first = asked(page, question)
    fetched = Host.sent - before
    second = asked(page, question[:-1])
    assert page.locator(".search__results a", has_text=question).count() == 1, (
        "the oldest event was not found"
    )
    page.close()
    return ready, first, second, focus, fetched


def prebuilt(browser: Browser, home: str, output: Path) -> tuple[float, int]:
    """Milliseconds to take in an index of everything that was made beforehand, and its bytes."""
    page = slow_page(browser)
    page.goto(f"{home}/search/")
    (engine,) = (output / "assets" / "js" / "search").glob("engine.*.js")
    page.evaluate(
        "path => { document.querySelector('site-search').dataset.engine = path }",
        f"/assets/js/search/{engine.name}",
    )
    taken, text = page.evaluate(PREBUILT)
    page.close()
    return float(taken), len(gzip.compress(text.encode(), 9))


def pagefind_program(folder: Path) -> str:
    environment = folder / "environment"
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "install",
            "-q",
            "--target",
            str(environment),
            "pagefind",
            "pagefind-bin",
        ],
        check=True,
    )
    return str(
        next(
            path
            for path in environment.rglob("pagefind*")
            if path.is_file() and os.access(path, os.X_OK) and path.stat().st_size > 10**6
        )
    )


def with_pagefind(program: str, output: Path) -> tuple[float, int, int]:
    """CPU seconds to index, bytes of the index compressed as it is served, and how many files."""
    before = os.times()
    subprocess.run(
        [program, "--site", str(output), "--output-path", str(output / "pagefind")],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    after = os.times()
    files = [path for path in (output / "pagefind").rglob("*") if path.is_file() and "ui" not in path.name]
    return (
        after.children_user + after.children_system - before.children_user - before.children_system,
        packed(files),
        len(files),
    )


def theirs(browser: Browser, home: str, question: str) -> tuple[float, float, int, bool]:
    page = slow_page(browser)
    page.goto(f"{home}/stub.html")
    before = Host.sent
    first, second, urls = page.evaluate(PAGEFIND, question)
    page.close()
    return float(first), float(second), Host.sent - before, bool(urls)


def sizes(given: argparse.Namespace, browser: Browser, program: str) -> None:
    head = "| events | | index, KB | build, CPU s | at focus, KB | all, KB | ready, ms | first answer, ms | next, ms |"
    print(f"{head}\n|---|---|---|---|---|---|---|---|---|")

    def row(*cells: object) -> None:
        print(f"| {' | '.join(map(str, cells))} |", flush=True)

    for events in given.events:
        folder = given.folder / str(events)
        question = write_site(events, folder)
        output = folder / "output"
        cost = f"{cost_of_index(folder):.2f}"
        index = packed(sorted((output / "search").glob("*.json")))
        with hosted(output.resolve()) as home:
            ready, first, second, focus, fetched = ours(browser, home, question)
            times = (round(ready), round(first), round(second))
            row(f"{events:,}", "Dateline", index // 1000, cost, focus // 1000, fetched // 1000, *times)
            taken, size = prebuilt(browser, home, output)
            row("", "index made beforehand", size // 1000, "", size // 1000, "", round(taken), "", "")
        cpu, size, files = with_pagefind(program, output)
        (output / "stub.html").write_text('<!doctype html><html lang="en"><title>x</title>', encoding="utf-8")
        with hosted(output.resolve()) as home:
            first, second, sent, found = theirs(browser, home, question)
            name = f"Pagefind, {files:,} files{'' if found else ', not found'}"
            row("", name, size // 1000, f"{cpu:.2f}", "", sent // 1000, "", round(first), round(second))


def recall(given: argparse.Namespace, browser: Browser, program: str) -> None:
    folder = given.folder / "languages"
    write_languages(folder)
    output = folder / "output"
    with_pagefind(program, output)
    for language in {language for language, *_ in STORIES.values()}:
        (output / f"stub-{language}.html").write_text(
            f'<!doctype html><html lang="{language}"><title>x</title>', encoding="utf-8"
        )
    missed: dict[str, list[str]] = {"Dateline": [], "Pagefind": []}
    with hosted(output.resolve()) as home:
        page = browser.new_page()
        page.goto(f"{home}/search/?q=harbour")
        page.wait_for_selector(".search__results[aria-busy=false]", state="attached")
        for question, slug in QUESTIONS:
            asked(page, question)
            links = [one.get_attribute("href") or "" for one in page.locator(".search__results a").all()[:10]]
            if not any(link.endswith(f"/many/{slug}/") for link in links):
                missed["Dateline"].append(question)
        for question, slug in QUESTIONS:
            page.goto(f"{home}/stub-{STORIES[slug][0]}.html")
            urls = page.evaluate(PAGEFIND, question)[2]
            if not any(re.search(f"/many/{slug}/", url) for url in urls):
                missed["Pagefind"].append(question)
        page.close()
    for name, questions in missed.items():
        found = len(QUESTIONS) - len(questions)
        print(f"{name}: {found} of {len(QUESTIONS)} found; missed: {' · '.join(questions) or 'none'}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--events", type=int, nargs="*", default=[1000, 10_000])
    given = parser.parse_args()
    for name in (*map(str, given.events), "languages"):
        shutil.rmtree(given.folder / name, ignore_errors=True)
    program = pagefind_program(given.folder)
    version = subprocess.run(
        [program, "--version"], capture_output=True, text=True, check=True
    ).stdout.strip()
    machine = f"{platform.platform()}, {os.cpu_count()} cores"
    print(f"{datetime.now(UTC):%d %B %Y}, {machine}, {version}; {SLOWDOWN}× CPU slowdown\n")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        recall(given, browser, program)
        sizes(given, browser, program)
        browser.close()


if __name__ == "__main__":
    main()
