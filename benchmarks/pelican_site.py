"""The generated site for Pelican: the files of ``write_corpus`` with Markdown's words for links.

Templates lie in ``benchmarks/pelican``. A crisis is a category and an actor a tag; what Pelican knows nothing of
(events, figures, sources) stays in the front matter, which a reader of ours gives to the templates. Long timelines are
told on one page: Pelican divides by page number, not by time.
"""

import json
import re
import shutil
from pathlib import Path

import yaml

TEMPLATES = Path(__file__).resolve().parent / "pelican"


def write_pelican(corpus: Path, folder: Path) -> None:
    """Write into ``folder`` the site whose Dateline content is in ``corpus``."""
    shutil.copytree(TEMPLATES, folder)
    site = yaml.safe_load((corpus / "site.yaml").read_text(encoding="utf-8"))
    sources = yaml.safe_load((corpus / "sources.yaml").read_text(encoding="utf-8"))
    record = {
        "actors": {one.stem: _front(one) for one in sorted((corpus / "actors").glob("*.md"))},
        "crises": {one.parent.name: _front(one) for one in sorted((corpus / "crises").glob("*/index.md"))},
        "kinds": {one["id"]: one["label"] for one in site["kinds"]},
        "sources": {one["id"]: one for one in sources},
    }
    (folder / "record.json").write_text(json.dumps(record, default=str), encoding="utf-8")
    for story in (corpus / "crises").glob("*/story-*.md"):
        text = story.read_text(encoding="utf-8")
        text = re.sub(
            r"\[\[actor:([\w-]+)\]\]",
            lambda match: f"[{record['actors'][match[1]]['name']}](/actors/{match[1]}/)",
            text,
        )
        text = re.sub(
            r"\[@([\w-]+)\]",
            lambda match: f'<sup><a href="#s-{match[1]}">{record["sources"][match[1]]["title"]}</a></sup>',
            text,
        )
        path = folder / "content/crises" / story.parent.name / story.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _front(page: Path) -> dict[str, object]:
    """The front matter of a page, and its text as ``body``."""
    _, head, body = page.read_text(encoding="utf-8").split("---\n", 2)
    found: dict[str, object] = yaml.safe_load(head)
    return {**found, "body": body.strip()}
