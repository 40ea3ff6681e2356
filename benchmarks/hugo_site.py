"""The generated site for Hugo: the files of ``write_corpus`` with other names and Hugo's words for links.

Layouts lie in ``benchmarks/hugo``. Stories keep their front matter and text; ``kind`` becomes ``topic``, which Hugo
keeps for itself, ``[[actor:x]]`` and ``[@x]`` become shortcodes, and an actor is a term of a taxonomy.

Long timelines are divided as Dateline divides them (docs/decisions/0007). Hugo makes no page without a file, so each
year, month and day has one, which names its period; the layouts put the events there, so that an edited one shows.
"""

import json
import re
import shutil
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import yaml

from dateline.record.periods import MOST, NEWEST
from dateline.views.crisis import NEWEST_STORIES

LAYOUTS = Path(__file__).resolve().parent / "hugo"
DAY = re.compile(r"^(?:    )?date: (\S+)$", re.MULTILINE)
"""The day of a story and of each of its events, as ``write_corpus`` writes them."""


def write_hugo(corpus: Path, folder: Path) -> None:
    """Write into ``folder`` the site whose Dateline content is in ``corpus``."""
    shutil.copytree(LAYOUTS, folder)
    site = yaml.safe_load((corpus / "site.yaml").read_text(encoding="utf-8"))
    sources = yaml.safe_load((corpus / "sources.yaml").read_text(encoding="utf-8"))
    _write_data(folder / "data/kinds.json", site["kinds"])
    _write_data(folder / "data/sources.json", {source["id"]: source for source in sources})
    for actor in (corpus / "actors").glob("*.md"):
        text = actor.read_text(encoding="utf-8").replace("\nname: ", "\ntitle: ", 1)
        _write(folder / "content/actors" / actor.stem / "_index.md", text)
    # Dateline has no page of all crises but its home page.
    _write(folder / "content/crises/_index.md", "---\ntitle: Crises\nbuild: {render: never}\n---\n")
    # Nothing in these stories was corrected.
    _write(folder / "content/corrections/_index.md", "---\ntitle: Corrections\nlayout: corrections\n---\n")
    of_all: Counter[str] = Counter()
    for crisis in (corpus / "crises").iterdir():
        days: Counter[str] = Counter()
        for story in crisis.glob("story-*.md"):
            text = story.read_text(encoding="utf-8")
            days.update(DAY.findall(text))
            _write(folder / "content/crises" / crisis.name / story.name, text)
        of_all += days
        front = (crisis / "index.md").read_text(encoding="utf-8").removeprefix("---\n")
        _write_timeline(folder / "content", f"crises/{crisis.name}", front, days)
    _write_timeline(folder / "content", "timeline", "title: Timeline\nlayout: timeline\n---\n", of_all)


def _write_timeline(content: Path, address: str, front: str, days: Counter[str]) -> None:
    """The page of a timeline, whose front matter is ``front``, and those of its periods; ``days``: how many events."""
    periods = _divide(days)
    newest_first = sorted(periods, reverse=True)
    divided = sum(days.values()) > MOST
    # A crisis tells so many events in full; a period of which it tells all needs no page. The timeline of all crises
    # tells whole periods, and each has a page.
    told = NEWEST if divided and address != "timeline" else MOST
    full: list[str] = []
    for period in newest_first:
        if (full or address != "timeline") and sum(periods[one] for one in (*full, period)) > told:
            break
        full.append(period)
    unpaged = set(full) if address != "timeline" else set()
    pages: dict[str, list[str]] = {}
    if divided:
        for period in newest_first:
            for one in _with_what_holds_it(period):
                pages.setdefault(one, []).append(period)
    pages = {one: held for one, held in pages.items() if not unpaged.issuperset(held)}

    def below(held: Iterable[str], length: int) -> list[dict[str, object]]:
        """The years, months or days among these periods, with their events."""
        found: Counter[str] = Counter()
        for period in held:
            if len(period) >= length:
                found[period[:length]] += periods[period]
        return [{"period": period, "events": events} for period, events in found.items()]

    _write_page(
        content / address,
        {
            "periods": newest_first,
            "full": full,
            "told": told,
            "stories": NEWEST_STORIES if divided else len(days),
            "index": below(newest_first, 4) if pages else [],
        },
        front,
    )
    for one, held in pages.items():
        level = sorted(other for other in pages if len(other) == len(one))
        place = level.index(one)
        facts = {
            "title": one,
            "layout": "period",
            "timeline": f"/{address}",
            "period": one,
            "below": [period for period in held if period != one],
            "index": below(held, len(one) + 3),
            "older": level[place - 1] if place else "",
            "newer": level[place + 1] if place + 1 < len(level) else "",
        }
        _write_page(content / address / one.replace("-", "/"), facts, "---\n")


def _divide(days: Counter[str]) -> Counter[str]:
    """Period → its events: years; the months of a year of more than ``MOST``; the days of such a month."""
    held: Counter[str] = Counter()
    for day, events in days.items():
        for period in _with_what_holds_it(day):
            held[period] += events
    found: Counter[str] = Counter()
    for day, events in days.items():
        year, month, _ = _with_what_holds_it(day)
        found[year if held[year] <= MOST else month if held[month] <= MOST else day] += events
    return found


def _with_what_holds_it(period: str) -> list[str]:
    """``2020``, ``2020-03``, ``2020-03-14``."""
    return [period[:length] for length in (4, 7, 10) if length <= len(period)]


def _write_page(folder: Path, facts: Mapping[str, object], front: str) -> None:
    lines = "".join(f"{name}: {json.dumps(value)}\n" for name, value in facts.items())
    _write(folder / "_index.md", f"---\n{lines}{front}")


def _write(path: Path, text: str) -> None:
    text = re.sub(r"^kind: ", "topic: ", text, flags=re.MULTILINE)
    text = re.sub(r"\[\[actor:([\w-]+)\]\]", r'{{< actor "\1" >}}', text)
    text = re.sub(r"\[@([\w-]+)\]", r'{{< cite "\1" >}}', text)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _write_data(path: Path, data: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, default=str), encoding="utf-8")
