"""Files of other programs taken into small sites, through what the command runs."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import Phase

from dateline.exports.command import Exported, export
from dateline.findings.diagnostics import format_text
from dateline.imports.taking import Taken, take_file
from dateline.progress import Progress
from dateline.values.refusal import Refusal
from tests.sites import SmallSite

TIMELINES = Path(__file__).parent / "timelines"
NO_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)
"""For properties that build whole sites: finding the smallest example that fails would take minutes."""
EMPTY = """
-- content/site.yaml --
title: Harbour Watch
"""


class Arrival:
    """A file taken into a site: what was said, line by line, and what there is now."""

    def __init__(
        self, site: SmallSite, kind: str, data: bytes, crisis: str = "porthaven", name: str = "timeline"
    ) -> None:
        self.site = site
        file = site.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        self.taken = take_file(kind, file, crisis, site.options())
        self.said: list[str] = []
        if isinstance(self.taken, Taken):
            text = format_text(self.taken.notes, self.taken.files)
            self.said = [
                line.removeprefix(f"{site.folder}/")
                for line in text.splitlines()
                if "IMPORT" in line or "[" in line
            ]

    def file(self, path: str) -> str:
        return (self.site.folder / "content" / path).read_text(encoding="utf-8")

    def exported(self, kind: str = "timelinejs", crisis: str = "porthaven") -> str:
        found = export(kind, crisis, self.site.options(), Progress(quiet=True))
        assert isinstance(found, Exported), found
        return found.text


def arrival(folder: Path, kind: str, data: bytes | str, text: str = EMPTY) -> Arrival:
    """``data`` taken into a site of its own in ``folder``; it has been written and passes ``check``."""
    written = data.encode() if isinstance(data, str) else data
    found = Arrival(SmallSite(folder, text), kind, written)
    assert isinstance(found.taken, Taken), found.taken
    assert not found.taken.refused, found.said
    wrong = [line for line in found.site.first_lines() if ": error[" in line]
    assert wrong == []
    return found


def folders() -> Iterator[Path]:
    """A new folder each time, for properties that import again and again."""
    while True:
        with TemporaryDirectory() as folder:
            yield Path(folder) / "site"


def refusal(taken: Taken | Refusal) -> str:
    assert isinstance(taken, Refusal)
    return taken.reason
