"""The generated site for Eleventy: the files of ``write_corpus`` with layouts, addresses and tags in front.

Layouts lie in ``benchmarks/eleventy``. Pages that read collections say so (``eleventyImport``), so that an incremental
build makes them anew after an edit. Long timelines are told on one page: Eleventy has no division by time of its own.
"""

import json
import re
import shutil
from pathlib import Path

import yaml

LAYOUTS = Path(__file__).resolve().parent / "eleventy"


def write_eleventy(corpus: Path, folder: Path) -> None:
    """Write into ``folder`` the site whose Dateline content is in ``corpus``."""
    shutil.copytree(LAYOUTS, folder)
    content = folder / "content"
    # A story has `sources:` of its own.
    for name, called in (("site", "site"), ("sources", "documents")):
        data = yaml.safe_load((corpus / f"{name}.yaml").read_text(encoding="utf-8"))
        _write(content / "_data" / f"{called}.json", json.dumps(data, default=str))
    reads = "eleventyImport: {collections: [stories, crises, actors]}\n"
    for actor in (corpus / "actors").glob("*.md"):
        facts = f"layout: actor.11ty.cjs\ntags: [actors]\npermalink: /actors/{actor.stem}/\n{reads}"
        _write(content / "actors" / actor.name, _with(actor, facts))
    for page in (corpus / "crises").glob("*/*.md"):
        crisis = page.parent.name
        if page.name == "index.md":
            facts = f"layout: crisis.11ty.cjs\ntags: [crises]\nslug: {crisis}\npermalink: /crises/{crisis}/\n{reads}"
        else:
            facts = f"layout: story.11ty.cjs\ntags: [stories]\ncrisis: {crisis}\n"
            facts += f"permalink: /crises/{crisis}/{page.stem}/\n"
        _write(content / "crises" / crisis / page.name, _with(page, facts))


def _with(page: Path, facts: str) -> str:
    """The text of a page with further front matter and Eleventy's words for links."""
    text = page.read_text(encoding="utf-8").replace("---\n", f"---\n{facts}", 1)
    text = re.sub(r"\[\[actor:([\w-]+)\]\]", r'{% actor "\1" %}', text)
    return re.sub(r"\[@([\w-]+)\]", r'{% cite "\1" %}', text)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
