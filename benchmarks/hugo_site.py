"""The generated site for Hugo: the files of ``write_corpus`` with other names and Hugo's words for links.

Layouts lie in ``benchmarks/hugo``. Stories keep their front matter and text; ``kind`` becomes ``topic``, which Hugo
keeps for itself, ``[[actor:x]]`` and ``[@x]`` become shortcodes, and an actor is a term of a taxonomy.
"""

import json
import re
import shutil
from pathlib import Path

import yaml

LAYOUTS = Path(__file__).resolve().parent / "hugo"


def write_hugo(corpus: Path, folder: Path) -> None:
    """Write into ``folder`` the site whose Dateline content is in ``corpus``."""
    shutil.copytree(LAYOUTS, folder)
    site = yaml.safe_load((corpus / "site.yaml").read_text(encoding="utf-8"))
    sources = yaml.safe_load((corpus / "sources.yaml").read_text(encoding="utf-8"))
    _write_data(folder / "data/kinds.json", {kind["id"]: kind["label"] for kind in site["kinds"]})
    _write_data(folder / "data/sources.json", {source["id"]: source for source in sources})
    for actor in (corpus / "actors").glob("*.md"):
        text = actor.read_text(encoding="utf-8").replace("\nname: ", "\ntitle: ", 1)
        _write(folder / "content/actors" / actor.stem / "_index.md", text)
    for page in (corpus / "crises").glob("*/*.md"):
        name = "_index.md" if page.name == "index.md" else page.name
        _write(folder / "content/crises" / page.parent.name / name, page.read_text(encoding="utf-8"))
    # Dateline has no page of all crises but its home page.
    _write(folder / "content/crises/_index.md", "---\ntitle: Crises\nbuild: {render: never}\n---\n")
    _write(folder / "content/timeline.md", "---\ntitle: Timeline\nlayout: timeline\n---\n")


def _write(path: Path, text: str) -> None:
    text = re.sub(r"^kind: ", "topic: ", text, flags=re.MULTILINE)
    text = re.sub(r"\[\[actor:([\w-]+)\]\]", r'{{< actor "\1" >}}', text)
    text = re.sub(r"\[@([\w-]+)\]", r'{{< cite "\1" >}}', text)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _write_data(path: Path, data: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, default=str), encoding="utf-8")
