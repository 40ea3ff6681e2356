"""Small sites as text: what a test writes down, built with our own templates through the public surface."""

import json
import shutil
from collections.abc import Callable
from copy import copy
from pathlib import Path

import pytest

from dateline.findings.diagnostics import format_text
from dateline.options import Options
from dateline.pipeline import check
from dateline.progress import Progress
from dateline.report import Report
from dateline.run import build

ROOT = Path(__file__).resolve().parent.parent
NOON = 1_589_198_400  # 11 May 2020, 12:00 UTC: after everything in these examples

HARBOUR = """
-- content/site.yaml --
title: Harbour Watch
tagline: What is known about the harbour
publisher: Harbour Watch
kinds:
  - {id: closure, label: Closures}
-- content/sources.yaml --
- id: notice
  title: Notice to mariners
  published: 2020-05-04
-- content/actors/harbour-board.md --
---
name: Harbour board
kind: organisation
aliases: [the board]
role: runs the harbour
group: in power
positions:
  - {crisis: harbour, text: Says the closure is short., date: 2020-05-04, source: notice}
---
The board runs the harbour.
-- content/crises/harbour/index.md --
---
title: The harbour is closed, and nobody says until when
summary: The board closed the harbour on 4 May 2020.
place: Porthaven
started: 2020-05-04
figures:
  - {id: ships, label: ships waiting, unit: ships, definition: Ships at anchor., lead: true}
known:
  - {text: "The harbour is closed.", status: confirmed, since: 2020-05-05, sources: [notice]}
unknown:
  - {text: "When it opens.", since: 2020-05-05, sources: [notice]}
---
The harbour is old. [@notice]
-- content/crises/harbour/2020-05-04-closure.md --
---
title: Harbour closes
date: 2020-05-04
published: 2020-05-05
place: Porthaven
summary: The board closed the harbour.
status: confirmed
kind: closure
actors: [harbour-board]
figures:
  - {figure: ships, value: 12, by: harbour-board, as_of: 2020-05-04, source: notice}
events:
  - id: first-ship-turns
    date: 2020-05
    title: A first ship turns back
    text: It had waited.
    sources: [notice]
sources: [notice]
---
[[actor:harbour-board]] counted [[figure:ships]] ships. See [[event:first-ship-turns]]. [@notice]
"""


class SmallSite:
    """A site in a folder of its own; ``output`` is where it is published."""

    def __init__(self, folder: Path, text: str) -> None:
        self.folder = folder
        self.output = folder / "output"
        for part in text.split("\n-- ")[1:]:
            name, _, body = part.partition(" --\n")
            self.write(name, body if body.endswith("\n") else body + "\n")

    def options(self, **changes: object) -> Options:
        standard = Options(
            root=self.folder,
            templates=str(ROOT / "templates"),
            assets=str(ROOT / "assets"),
            output=self.output,
            now=NOON,
        )
        return standard._replace(**changes)  # type: ignore[arg-type]

    def build(self, **changes: object) -> Report:
        return build(self.options(**changes), Progress(quiet=True))

    def check(self, **changes: object) -> Report:
        return check(self.options(**changes), Progress(quiet=True))

    def messages(self) -> str:
        """Everything ``check`` finds, as it is printed."""
        report = self.check()
        return format_text(report.diagnostics, report.files)

    def first_lines(self) -> list[str]:
        """The line with place, code and message of every finding."""
        return [line for line in self.messages().splitlines() if line.startswith("content")]

    def write(self, path: str, text: str) -> None:
        place = self.folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text.encode())

    def edit(self, path: str, old: str, new: str) -> None:
        text = (self.folder / path).read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {path}"
        self.write(path, text.replace(old, new))

    def delete(self, path: str) -> None:
        (self.folder / path).unlink()

    def page(self, address: str) -> str:
        """The page at an address such as ``/crises/harbour/``."""
        path = address.lstrip("/")
        return (self.output / (path + "index.html" if not path or path.endswith("/") else path)).read_text()

    def published(self) -> dict[str, bytes]:
        """Every published file."""
        return {
            path.relative_to(self.output).as_posix(): path.read_bytes()
            for path in sorted(self.output.rglob("*"))
            if path.is_file()
        }

    def from_nothing(self) -> dict[str, bytes]:
        """What a build from nothing publishes."""
        fresh = copy(self)
        fresh.output = self.folder / "cold" / "output"
        shutil.rmtree(self.folder / "cold", ignore_errors=True)
        assert fresh.build().published, fresh.messages()
        return fresh.published()


@pytest.fixture
def site_from(tmp_path: Path) -> Callable[[str], SmallSite]:
    return lambda text=HARBOUR: SmallSite(tmp_path / "site", text)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real content, built once with an address of its own: the output folder."""
    output = tmp_path_factory.mktemp("known-so-far") / "output"
    report = build(
        Options(root=ROOT, output=output, now=1_768_000_000, base_url="https://known.example/"),
        Progress(quiet=True),
    )
    assert report.published, format_text(report.diagnostics, report.files)
    return output


def json_ld(page: str) -> list[dict[str, object]]:
    """The JSON-LD documents of a page."""
    parts = page.split('<script type="application/ld+json">')[1:]
    return [json.loads(part.partition("</script>")[0]) for part in parts]
