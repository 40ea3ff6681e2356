"""Content files from elsewhere are added to a content folder, where nothing that is there is overwritten."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dateline.desk.disk import make_file, replace_file
from dateline.imports.record import content_files, plain
from dateline.imports.yaml_text import yaml_text
from dateline.model import Source
from dateline.parse import parse
from dateline.text import Refusal, decode


@dataclass(frozen=True, slots=True)
class Taken:
    """Paths below the content folder."""

    written: tuple[str, ...]
    kept: tuple[str, ...]
    """What was there already and stays as it is: settings, actors, and files that say the same."""


def take_record(file: Path, content: Path) -> Taken | Refusal:
    """The record in ``file`` as content files in ``content``; or why nothing was written.

    A crisis or story that is there otherwise is a refusal; settings and actors of the site stay its own, and sources
    that ``sources.yaml`` lacks are added to it. Raises OSError where the disk does.
    """
    try:
        record = json.loads(file.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        return Refusal(f"{file} cannot be read as JSON ({error})")
    has_settings = (content / "site.yaml").exists()
    files = content_files(record, with_settings=not has_settings)
    if isinstance(files, Refusal):
        return files
    kept = [
        path for path, text in files.items() if _is_there(content / path, text, path.startswith("actors/"))
    ]
    new = {path: text for path, text in files.items() if path not in kept}
    taken = [path for path in new if path != "sources.yaml" and (content / path).exists()]
    if taken:
        listed = ", ".join(taken)
        return Refusal(
            f"{listed} is there and says something else", "move it away, or import into another folder"
        )
    added = _added(content / "sources.yaml", record["sources"]) if "sources.yaml" in new else None
    if isinstance(added, Refusal):
        return added
    _write(content, new, added)
    return Taken(tuple(new), (*kept, *(("site.yaml",) if has_settings else ())))


def _is_there(path: Path, text: str, whatever_it_says: bool) -> bool:
    return path.exists() and (whatever_it_says or path.read_bytes() == text.encode())


def _added(path: Path, sources: list[dict[str, object]]) -> tuple[bytes, bytes] | Refusal | None:
    """What ``sources.yaml`` is and what it becomes; None where there is none yet."""
    if not path.exists():
        return None
    before = path.read_bytes()
    file, _ = decode("sources.yaml", before)
    draft = parse(file, "sources.yaml").draft if file else None
    if not isinstance(draft, tuple):
        return Refusal("sources.yaml cannot be read, so nothing can be added to it", "see build.py check")
    known = {source.id for source in draft if isinstance(source, Source)}
    missing = [source for source in sources if source["id"] not in known]
    more = yaml_text(plain(missing)) if missing else ""
    end = b"" if not before or before.endswith(b"\n") else b"\n"
    return before, before + end + more.encode() if more else before


def _write(content: Path, files: Mapping[str, str], sources: tuple[bytes, bytes] | None) -> None:
    for path, text in files.items():
        place = content / path
        if path == "sources.yaml" and sources is not None:
            replace_file(place, *sources)
        else:
            make_file(place, text.encode())
