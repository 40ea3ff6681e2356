"""One crisis with a long record: ``python benchmarks/long_record.py DIR [--stories N]``.

Five events a story, two claims, every second story corrected a year later, over eleven years and out of 300 sources;
what is new is published once a month, so that there is a record as known on a day for each. Random words: the worst
case, texts that mean something weigh less compressed. Prints how many pages there are of each kind and what the
heaviest weighs, compressed with gzip.
"""

import argparse
import gzip
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.corpus import KINDS, STATUSES, VERBS, WORDS  # noqa: E402

YEARS = range(2010, 2021)
"""In which the events lie; the record was kept all along."""
FIGURES, CLAIMANTS, ACTORS, SOURCES = 4, 6, 120, 300
KINDS_OF_PAGES = (
    ("crises/[^/]+/", "the page of the crisis"),
    ("crises/[^/]+/as-of/[^/]+/", "the record as known on a day"),
    ("crises/[^/]+/updates/", "the list of its changes"),
    ("crises/[^/]+/updates/.+/", "a year, month or day of its changes"),
    ("crises/[^/]+/figures/[^/]+/(.+/)?", "a figure"),
    (r"crises/[^/]+/\d{4}/(.+/)?", "a year, month or day of its events"),
    ("crises/[^/]+/[^/]+/(.+/)?", "a story, or a list of the crisis"),
    ("actors/[^/]+/", "an actor"),
    ("places/[^/]+/", "a place"),
    ("timeline/(.+/)?", "the timeline of all crises"),
    ("corrections/(.+/)?", "the corrections of the site"),
    ("embed/.+/", "an embed"),
    ("", "the front page"),
    ("actors/", "the list of actors"),
    ("places/", "the list of places"),
    ("updates/", "the newest changes of all crises"),
    ("search/(.+/)?", "the search, and its register"),
)


def write_long_record(stories: int, folder: Path, settings: str = "") -> None:
    """Write ``folder/content``: a crisis of so many stories. ``settings``: further lines of ``site.yaml``."""
    chance = random.Random(20_260_109)
    content = folder / "content"
    content.mkdir(parents=True)
    kinds = "".join(f"  - {{id: {kind}, label: {kind.title()}}}\n" for kind in KINDS)
    _write(content / "site.yaml", f"title: A long record\n{settings}kinds:\n{kinds}")
    _write(
        content / "sources.yaml",
        "".join(
            f"- id: report-{n}\n  title: {_words(chance, 5)}\n  publisher: The {chance.choice(WORDS)} office\n"
            f"  url: https://example.org/{chance.choice(WORDS)}/{n}\n  published: 2020-12-31\n"
            for n in range(SOURCES)
        ),
    )
    for number in range(ACTORS):
        position = (
            f"positions: [{{crisis: harbour, text: {_words(chance, 15)}., date: 2019-05-01, "
            f"source: [report-{number}]}}]\n"
        )
        _write(
            content / "actors" / f"actor-{number}.md",
            f"---\nname: The {chance.choice(WORDS)} office {number}\nkind: organisation\nrole: keeps a register\n"
            f"{position if number < 12 else ''}---\nAn office.\n",
        )
    figures = "".join(
        f"  - {{id: figure-{n}, label: {WORDS[n]} counted, unit: pieces, lead: true}}\n"
        for n in range(FIGURES)
    )
    _write(
        content / "crises" / "harbour" / "index.md",
        "---\ntitle: The harbour is closed\nsummary: A summary.\nplace: Porthaven\nstarted: 2010-01-01\n"
        f"figures:\n{figures}---\nAn explainer.\n",
    )
    for number in range(stories):
        _write(content / "crises" / "harbour" / f"story-{number}.md", _story(number, stories, chance))


def _story(number: int, stories: int, chance: random.Random) -> str:
    """The stories are as many in each year; those of a month are published at its end."""
    day = number * len(YEARS) * 336 // stories
    year, month, date = YEARS[0] + day // 336, day % 336 // 28 + 1, day % 28 + 1
    lines = [
        "---",
        f"title: The {_words(chance, 4)}",
        f"date: {year}-{month:02}-{date:02}",
        f"published: {year}-{month:02}-28",
        f"summary: {_words(chance, 12)}.",
        f"status: {chance.choice(STATUSES)}",
        f"kind: {chance.choice(KINDS)}",
        f"place: {'Porthaven' if chance.random() < 0.7 else 'The ' + chance.choice(WORDS)}",
        f"actors: [actor-0, actor-{chance.randrange(1, ACTORS)}]",
        "figures:",
    ]
    for _ in range(2):
        lines += [
            f"  - figure: figure-{chance.randrange(FIGURES)}",
            f"    value: {chance.randint(100, 2000)}",
            f"    by: actor-{chance.randrange(CLAIMANTS)}",
            f"    as_of: {year}-{month:02}-{date:02}",
            f"    source: report-{chance.randrange(SOURCES)}",
        ]
    lines.append("events:")
    for event in range(4):
        lines += [
            f"  - id: event-{number}-{event}",
            f"    date: {year}-{month:02}-{chance.randint(1, 28):02}",
            f"    title: The {_words(chance, 4)}",
            f"    text: {_words(chance, 20)}.",
            f"    status: {chance.choice(STATUSES)}",
            f"    kind: {chance.choice(KINDS)}",
            f"    actors: [actor-{chance.randrange(ACTORS)}]",
            f"    sources: [report-{chance.randrange(SOURCES)}]",
        ]
    later = min(year + 1, YEARS[-1])
    if number % 2:
        lines += [
            "corrections:",
            f"  - {{date: {later}-{month:02}-28, was: {_words(chance, 6)}, now: {_words(chance, 6)}, "
            f"why: {_words(chance, 8)}}}",
        ]
    return "\n".join(
        [*lines, f"sources: [report-{chance.randrange(SOURCES)}]", "---", f"{_words(chance, 60)}.", ""]
    )


def _words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choice(VERBS if n == 2 else WORDS) for n in range(count))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def weights(output: Path) -> Mapping[str, tuple[int, int, str]]:
    """By kind of page: how many there are, what the heaviest weighs in bytes, and which that is."""
    found: dict[str, tuple[int, int, str]] = {}
    for page in sorted(output.rglob("index.html")):
        address = page.relative_to(output).as_posix().removesuffix("index.html")
        kind = next((kind for form, kind in KINDS_OF_PAGES if re.fullmatch(form, address)), address)
        count, most, heaviest = found.get(kind, (0, 0, ""))
        weight = len(gzip.compress(page.read_bytes(), mtime=0))
        found[kind] = (count + 1, *max((most, heaviest), (weight, address)))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--stories", type=int, default=400)
    parser.add_argument("--settings", default="", help="further lines of site.yaml")
    given = parser.parse_args()
    shutil.rmtree(given.folder, ignore_errors=True)
    write_long_record(given.stories, given.folder, f"{given.settings}\n" if given.settings else "")
    command = [sys.executable, str(ROOT / "build.py"), "build", "--no-setup", "--quiet"]
    command += ["--content", str(given.folder / "content"), "--output", str(given.folder / "output")]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # it finds much: no source has a copy, say
    print("| pages | how many | the heaviest, KB | |\n|---|---|---|---|")
    for kind, (count, most, heaviest) in weights(given.folder / "output").items():
        print(f"| {kind} | {count:,} | {most / 1024:.1f} | /{heaviest} |")


if __name__ == "__main__":
    main()
