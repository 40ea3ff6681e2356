"""The generated site for MkDocs and Zensical: the stories of ``write_corpus``, and lists of events as Markdown.

Neither puts the front matter of one page onto others, so the lists of crises, actors and of the timeline are written
here, and an event edited in a story does not come onto them. There is no feed. Only home, timeline and actors are in
the navigation: with every page there, as it is without ``nav:``, each page would name all others.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import yaml

SETTINGS = """site_name: Benchmark
site_url: https://example.org/
docs_dir: content
site_dir: site
nav: [{Home: index.md}, {Timeline: timeline.md}, {Actors: actors/index.md}]
plugins: []
markdown_extensions: [attr_list]
"""
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The safe one, in C where there is one: it makes plain data, and objects of no class that a file names."""


def write_markdown(corpus: Path, folder: Path, theme: str = "") -> None:
    """Write into ``folder`` the site whose Dateline content is in ``corpus``."""
    record = _Record(corpus)
    _write(folder / "mkdocs.yml", f"{SETTINGS}{theme}")
    content = folder / "content"
    by_crisis: dict[str, list[dict[str, Any]]] = defaultdict(list)
    by_actor: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for story in sorted((corpus / "crises").glob("*/story-*.md")):
        _, head, body = story.read_text(encoding="utf-8").split("---\n", 2)
        facts, crisis = yaml.load(head, Loader=LOADER), story.parent.name
        own = {**facts, "id": story.stem, "text": facts["summary"], "claims": facts["figures"]}
        entries = [{**one, "crisis": crisis, "story": story.stem} for one in (own, *facts["events"])]
        by_crisis[crisis] += entries
        for entry in entries:
            for actor in entry["actors"]:
                by_actor[actor].append(entry)
        in_text = set(re.findall(r"\[@([\w-]+)\]", body))
        for actor, known in record.actors.items():
            body = body.replace(f"[[actor:{actor}]]", f"[{known['name']}](../../actors/{actor}.md)")
        for source, cited in record.sources.items():
            body = body.replace(f"[@{source}]", f'<sup><a href="#s-{source}">{cited["title"]}</a></sup>')
        parts = [f"---\n{head}---\n# {facts['title']}", record.entry(entries[0], "../../"), body]
        parts += ["## Events", record.listed(entries[1:], "../../"), record.cited(entries, in_text)]
        _write(content / "crises" / crisis / story.name, "\n\n".join(parts))
    for crisis, facts in record.crises.items():
        entries = by_crisis[crisis]
        parts = [
            f"# {facts['title']}",
            facts["summary"],
            f"{facts['place']}, {len(entries)} events",
            "## Key figures",
        ]
        for figure in facts["figures"]:
            claims = [
                one for entry in entries for one in entry.get("claims", ()) if one["figure"] == figure["id"]
            ]
            lines = [f"- {record.claim(one, crisis, '../../')}" for one in claims]
            parts += [f"### {figure['label']}, {figure['unit']} {{ #f-{figure['id']} }}", "\n".join(lines)]
        parts += ["## Timeline", record.listed(entries, "../../"), facts["body"], record.cited(entries)]
        _write(content / "crises" / crisis / "index.md", "\n\n".join(parts))
    for actor, facts in record.actors.items():
        entries = by_actor[actor]
        parts = [
            f"# {facts['name']}",
            f"{facts['role']}, {facts['kind']}",
            facts["body"],
            "## Where they appear",
        ]
        parts += [record.listed(entries, "../"), record.cited(entries)]
        _write(content / "actors" / f"{actor}.md", "\n\n".join(parts))
    actors = [f"- [{facts['name']}]({actor}.md), {facts['role']}" for actor, facts in record.actors.items()]
    _write(content / "actors/index.md", "\n".join(["# Actors\n", *actors]))
    everything = [entry for entries in by_crisis.values() for entry in entries]
    parts = ["# Timeline", record.listed(everything, ""), record.cited(everything)]
    _write(content / "timeline.md", "\n\n".join(parts))
    crises = [
        f"## [{facts['title']}](crises/{crisis}/index.md)\n\n{facts['place']}: {facts['summary']}\n"
        for crisis, facts in record.crises.items()
    ]
    _write(content / "index.md", "\n".join(["# Benchmark\n", *crises]))


class _Record:
    """Actors, crises, sources and kinds by id, and what is told of events, as Markdown; ``up``: to the root."""

    def __init__(self, corpus: Path) -> None:
        site = yaml.load((corpus / "site.yaml").read_text(encoding="utf-8"), Loader=LOADER)
        sources = yaml.load((corpus / "sources.yaml").read_text(encoding="utf-8"), Loader=LOADER)
        self.kinds = {one["id"]: one["label"] for one in site["kinds"]}
        self.sources = {one["id"]: one for one in sources}
        self.actors = {one.stem: _front(one) for one in sorted((corpus / "actors").glob("*.md"))}
        self.crises = {one.parent.name: _front(one) for one in sorted((corpus / "crises").glob("*/index.md"))}

    def listed(self, entries: list[dict[str, Any]], up: str) -> str:
        newest = sorted(entries, key=lambda entry: entry["date"], reverse=True)
        return "\n".join(f"- {self.entry(entry, up)}" for entry in newest)

    def entry(self, entry: dict[str, Any], up: str) -> str:
        href = f"{up}crises/{entry['crisis']}/{entry['story']}.md"
        claims = " ".join(f"{self.claim(one, entry['crisis'], up)}." for one in entry.get("claims", ()))
        told = [
            f"{_day(entry['date'])} {entry['status']}, {self.kinds[entry['kind']]}:",
            f"**[{entry['title']}]({href})**.",
        ]
        told += [entry["text"], claims]
        told += [f"[{self.sources[one]['title']}](#s-{one})" for one in entry["sources"]]
        told += [f"[{self.actors[one]['name']}]({up}actors/{one}.md)" for one in entry["actors"]]
        return " ".join(filter(None, told))

    def claim(self, claim: dict[str, Any], crisis: str, up: str) -> str:
        label = next(one["label"] for one in self.crises[crisis]["figures"] if one["id"] == claim["figure"])
        by = self.actors[claim["by"]]
        return (
            f"[{by['name']}]({up}actors/{claim['by']}.md) ({by['role']}): {claim['value']:,} "
            f"[{label}]({up}crises/{crisis}/index.md#f-{claim['figure']}), as of {_day(claim['as_of'])} "
            f"[{self.sources[claim['source']]['title']}](#s-{claim['source']})"
        )

    def cited(self, entries: list[dict[str, Any]], in_text: Iterable[str] = ()) -> str:
        ids = set(in_text) | {one for entry in entries for one in entry["sources"]}
        ids |= {one["source"] for entry in entries for one in entry.get("claims", ())}
        lines = (
            f'- <span id="s-{id}"></span>{self.sources[id]["title"]}, {_day(self.sources[id]["published"])}'
            for id in sorted(ids)
        )
        return "\n".join(["## Sources\n", *lines])


def _front(page: Path) -> dict[str, Any]:
    """The front matter of a page, and its text as ``body``."""
    _, head, body = page.read_text(encoding="utf-8").split("---\n", 2)
    return {**yaml.load(head, Loader=LOADER), "body": body.strip()}


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
