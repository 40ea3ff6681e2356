"""A site of N invented stories, the same for the same N: ``python benchmarks/corpus.py 1000 DIR``.

Each story has about 500 words, 4 to 8 further events, 3 figures and 3 to 5 actors; 50 stories make a crisis. The
stories of a crisis are published on four days, so that it has four “as known on” pages and not one a story.
"""

import argparse
import random
from pathlib import Path

PER_CRISIS = 50
WORDS = (
    "harbour",
    "bridge",
    "valley",
    "board",
    "notice",
    "ship",
    "road",
    "water",
    "council",
    "winter",
    "spring",
    "engine",
    "signal",
    "crane",
    "lamp",
    "market",
    "tower",
    "field",
    "river",
    "station",
    "letter",
    "morning",
    "evening",
    "report",
    "survey",
    "plan",
    "repair",
    "closure",
    "opening",
    "delay",
    "inspection",
    "crew",
    "captain",
    "engineer",
    "resident",
    "visitor",
    "office",
    "school",
    "library",
    "garden",
    "wall",
    "gate",
    "path",
    "stone",
    "timber",
    "rope",
    "sail",
    "storm",
    "tide",
)
VERBS = (
    "closes",
    "opens",
    "waits",
    "moves",
    "turns",
    "rises",
    "falls",
    "returns",
    "begins",
    "ends",
    "continues",
    "stops",
    "grows",
    "shrinks",
    "holds",
)
STATUSES = ("confirmed", "reported")
KINDS = ("closure", "repair", "traffic", "notice")


def write_corpus(stories: int, folder: Path, per_crisis: int = PER_CRISIS, settings: str = "") -> None:
    """Write ``folder/content`` with so many stories; the folder is made where it is missing.

    ``settings``: further lines of ``site.yaml``.
    """
    chance = random.Random(20_260_109)
    content = folder / "content"
    actors = [f"actor-{number}" for number in range(max(30, stories // 10))]
    _write(
        content / "site.yaml",
        f"title: Benchmark\n{settings}kinds:\n"
        + "".join(f"  - {{id: {kind}, label: {kind.title()}}}\n" for kind in KINDS),
    )
    _write(
        content / "sources.yaml",
        "".join(f"- id: report-{n}\n  title: Report {n}\n  published: 2020-12-31\n" for n in range(20)),
    )
    for number, actor in enumerate(actors):
        _write(
            content / "actors" / f"{actor}.md",
            f"---\nname: Office {_name(number)}\nkind: organisation\nrole: keeps a register\n"
            "group: outside\n---\nAn office.\n",
        )
    for first in range(0, stories, per_crisis):
        crisis = f"crisis-{first // per_crisis}"
        figures = "".join(
            f"  - {{id: figure-{n}, label: {WORDS[n]} counted, unit: pieces, lead: {str(n < 3).lower()}}}\n"
            for n in range(6)
        )
        _write(
            content / "crises" / crisis / "index.md",
            f"---\ntitle: The {WORDS[first // per_crisis % len(WORDS)]} {first // per_crisis} is closed\n"
            "summary: A summary.\n"
            f"place: Place {first // per_crisis}\nstarted: 2020-01-01\nfigures:\n{figures}---\nAn explainer.\n",
        )
        for number in range(first, min(first + per_crisis, stories)):
            _write(content / "crises" / crisis / f"story-{number}.md", _story(number, actors, chance))


def _story(number: int, actors: list[str], chance: random.Random) -> str:
    people = chance.sample(actors, chance.randint(3, 5))
    day = number % PER_CRISIS % 28 + 1
    lines = [
        "---",
        f"title: Story {number}, the {chance.choice(WORDS)} {chance.choice(VERBS)}",
        f"date: 2020-{number % 12 + 1:02}-{day:02}",
        f"published: 2021-01-{number % 4 + 1:02}",
        f"summary: {_sentence(chance)}",
        f"status: {chance.choice(STATUSES)}",
        f"kind: {chance.choice(KINDS)}",
        f"actors: [{', '.join(people)}]",
        "figures:",
    ]
    for figure in chance.sample(range(6), 3):
        lines += [
            f"  - figure: figure-{figure}",
            f"    value: {chance.randint(1, 2000)}",
            f"    by: {people[0]}",
            f"    as_of: 2020-{number % 12 + 1:02}-{day:02}",
            f"    source: report-{chance.randrange(20)}",
        ]
    lines.append("events:")
    for event in range(chance.randint(4, 8)):
        lines += [
            f"  - id: event-{number}-{event}",
            f"    date: 2020-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
            f"    title: The {chance.choice(WORDS)} {chance.choice(VERBS)}",
            f"    text: {_sentence(chance)}",
            f"    status: {chance.choice(STATUSES)}",
            f"    kind: {chance.choice(KINDS)}",
            f"    actors: [{chance.choice(people)}]",
            f"    sources: [report-{chance.randrange(20)}]",
        ]
    lines += [f"sources: [report-{chance.randrange(20)}]", "---", ""]
    for section in range(4):
        lines += [f"## The {chance.choice(WORDS)}", ""]
        for _ in range(2):
            text = " ".join(_sentence(chance) for _ in range(6))
            lines += [
                f"{text} See *this* and [[actor:{people[0]}]], "
                f"[a page](https://example.org/{section}). [@report-{section}]",
                "",
            ]
    return "\n".join(lines)


def _sentence(chance: random.Random) -> str:
    words = [chance.choice(WORDS) for _ in range(9)]
    return f"The {' '.join(words[:5])} {chance.choice(VERBS)} {' '.join(words[5:])}."


def _name(number: int) -> str:
    return f"{WORDS[number % len(WORDS)].title()} {number}"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stories", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--settings", default="", help="further lines of site.yaml")
    given = parser.parse_args()
    write_corpus(given.stories, given.folder, settings=f"{given.settings}\n" if given.settings else "")
