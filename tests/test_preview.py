"""The preview's engine: told which files changed, it shows what a look at all of them would show."""

import os
import random
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from dateline import resolve
from dateline.pipeline import check, published
from dateline.progress import Progress
from dateline.resolve.crisis import Gathered, link_crisis
from dateline.serve.engine import LOOKS_AGAIN, Engine, Snapshot
from dateline.views.plan import Plan
from tests.sites import HARBOUR, SmallSite
from tests.test_summaries import BETTER_YEARS, MILL, OLD_YEARS, events_of
from tests.test_warm import BRIDGE, EDITS, SECOND, STORY, OwnDesign
from tests.test_workers import several_crises

BOARD = "content/actors/harbour-board.md"
ABOUT = "content/pages/about.md"
TOLLS = "content/actors/toll-office.md"


def _shown(site: SmallSite, snapshot: Snapshot) -> dict[str, object]:
    """Every page of a sound snapshot, and what is wrong."""
    plan = Plan(published(site.options(preview=True), Progress(quiet=True)).site)
    pages = {} if snapshot.report.failed else {page.path: snapshot.read(page.path) for page in plan.pages()}
    return {**pages, "diagnostics": snapshot.report.diagnostics, "withheld": snapshot.report.withheld}


def _is_as_new(site: SmallSite, snapshot: Snapshot) -> None:
    assert _shown(site, snapshot) == _shown(site, Engine(site.options(preview=True)).snapshot())


def _files(site: SmallSite) -> dict[str, tuple[int, ...]]:
    """All files and folders, as a watcher tells them apart."""
    found = {}
    for path in site.folder.rglob("*"):
        if not {".dateline", "cold"} & set(path.relative_to(site.folder).parts):
            status = path.lstat()
            times = (0,) if path.is_dir() else (status.st_mtime_ns, status.st_size)
            found[path.relative_to(site.folder).as_posix()] = status.st_ino, *times
    return found


def _told(before: dict[str, tuple[int, ...]], after: dict[str, tuple[int, ...]]) -> set[str]:
    """What a watcher tells: of a folder that comes or goes not what is in it."""
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    return {path for path in changed if path.rpartition("/")[0] not in changed}


@pytest.mark.parametrize("order", range(2))
def test_save_after_save_is_shown_as_a_new_preview_would_show_it(tmp_path: Path, order: int) -> None:
    site = OwnDesign(tmp_path / "site")
    engine = Engine(site.options(preview=True))
    engine.snapshot()
    names = sorted(EDITS)
    random.Random(order).shuffle(names)
    for number, name in enumerate(names, 2):
        before = _files(site)
        try:
            EDITS[name][0](site)
        except (AssertionError, OSError):
            continue  # an edit before took away what this one is about
        snapshot = engine.snapshot(_told(before, _files(site)))
        if number % 4 == 0:
            _is_as_new(site, snapshot)
        assert engine.snapshot() is snapshot, name
    _is_as_new(site, snapshot)


def _replace_by_folder(site: SmallSite) -> None:
    site.delete(ABOUT)
    (site.folder / ABOUT).mkdir()


def _replace_by_link(site: SmallSite) -> None:
    (site.folder / "elsewhere.md").write_text("---\ntitle: Elsewhere\n---\nText.\n")
    site.delete(ABOUT)
    (site.folder / ABOUT).symlink_to(site.folder / "elsewhere.md")


CHANGES: dict[str, tuple[Callable[[SmallSite], object], set[str]]] = {
    "a save": (lambda site: site.edit(STORY, "It had waited.", "It waits."), {STORY}),
    "two at once": (
        lambda site: (site.edit(STORY, "status: confirmed", "status: sure"), site.edit(ABOUT, "Of", "On")),
        {STORY, ABOUT},
    ),
    "a file moved over another": (
        lambda site: (
            site.write("content/x.tmp", "---\ntitle: New\n---\n"),
            _move(site, "content/x.tmp", ABOUT),
        ),
        {ABOUT, "content/x.tmp"},
    ),
    "a new file": (
        lambda site: site.write("content/pages/method.md", "---\ntitle: Method\n---\nWe count.\n"),
        {"content/pages/method.md"},
    ),
    "a file that goes": (lambda site: site.delete(ABOUT), {ABOUT}),
    "a file with a name of its own": (
        lambda site: _move(site, ABOUT, "content/pages/imprint.md"),
        {ABOUT, "content/pages/imprint.md"},
    ),
    "a folder where a file was": (_replace_by_folder, {ABOUT}),
    "a link where a file was": (_replace_by_link, {ABOUT}),
    "a file of no use": (lambda site: site.write("content/notes.docx", "x"), {"content/notes.docx"}),
    "a picture": (
        lambda site: (site.folder / "content/crises/harbour/ship.png").write_bytes(b"\x89PNG two"),
        {"content/crises/harbour/ship.png"},
    ),
    "an actor that is now called as another crisis's text has it": (
        lambda site: site.edit(TOLLS, "kind:", "aliases: [Mill House]\nkind:"),
        {TOLLS},
    ),
    "the settings": (
        lambda site: site.edit("content/site.yaml", "Harbour Watch", "Pier"),
        {"content/site.yaml"},
    ),
}


def _move(site: SmallSite, path: str, target: str) -> None:
    (site.folder / path).replace(site.folder / target)


@pytest.mark.parametrize("name", CHANGES)
def test_whatever_happens_to_a_file_that_was_told_is_shown(tmp_path: Path, name: str) -> None:
    site = SmallSite(tmp_path / "site", HARBOUR + SECOND)
    site.write(ABOUT, "---\ntitle: About\n---\nOf the harbour.\n")
    site.edit(STORY, "place: Porthaven", "place: Porthaven\nimage: {file: ship.png, alt: A ship, credit: Us}")
    (site.folder / "content/crises/harbour/ship.png").write_bytes(b"\x89PNG one")
    site.write(TOLLS, "---\nname: Toll office\nkind: organisation\n---\nIt takes a toll.\n")
    site.edit(BRIDGE, "It is shut.", "It is shut. Mill House was asked.")
    engine = Engine(site.options(preview=True))
    before = _shown(site, engine.snapshot())
    change, told = CHANGES[name]
    change(site)
    after = _shown(site, engine.snapshot(told))
    picture = engine.snapshot().read("media/crises/harbour/ship.png")
    assert (after != before) == (name != "a picture")
    assert picture == (site.folder / "content/crises/harbour/ship.png").read_bytes()
    _is_as_new(site, engine.snapshot())


def test_nothing_but_what_was_told_is_looked_at_until_nobody_saves_for_a_while(tmp_path: Path) -> None:
    site = SmallSite(tmp_path / "site", HARBOUR)
    engine = Engine(site.options(preview=True))
    engine.snapshot()
    assert engine.waits is None
    site.edit(BOARD, "The board runs", "Nobody told of this: the board runs")
    site.edit(STORY, "[[figure:ships]] ships", "[[figure:ships]] vessels")
    second = engine.snapshot([STORY])
    assert b"vessels" in second.read("crises/harbour/closure/index.html")  # type: ignore[operator]
    assert b"Nobody told" not in second.read("actors/harbour-board/index.html")  # type: ignore[operator]
    assert engine.waits == LOOKS_AGAIN
    third = engine.snapshot()
    assert third.number == 3
    assert b"Nobody told" in third.read("actors/harbour-board/index.html")  # type: ignore[operator]
    assert engine.waits is None


def test_a_name_that_was_there_only_for_a_moment_makes_no_new_snapshot(tmp_path: Path) -> None:
    site = SmallSite(tmp_path / "site", HARBOUR)
    engine = Engine(site.options(preview=True))
    first = engine.snapshot()
    assert engine.snapshot(["content/crises/harbour/2020-05-04-closure.md.new"]) is first
    assert engine.snapshot([STORY]).number == 2  # told of a save: also of the same text twice


@pytest.mark.parametrize(
    "link", [os.link, lambda file, name: os.symlink(file, name)], ids=["hard", "symbolic"]
)
def test_a_file_with_two_names_is_shown_under_both(
    tmp_path: Path, link: Callable[[Path, Path], None]
) -> None:
    site = SmallSite(tmp_path / "site", HARBOUR)
    site.write(ABOUT, "---\ntitle: About\n---\nOf the harbour.\n")
    link(site.folder / ABOUT, site.folder / "content/pages/imprint.md")
    engine = Engine(site.options(preview=True))
    engine.snapshot()
    with (site.folder / ABOUT).open("a") as file:
        file.write("And of the pier.\n")
    snapshot = engine.snapshot([ABOUT])
    for name in ("about", "imprint"):
        assert b"And of the pier." in snapshot.read(f"{name}/index.html")  # type: ignore[operator]


def test_a_folder_of_nothing_is_found_when_it_comes_and_forgotten_when_it_goes(tmp_path: Path) -> None:
    site = SmallSite(tmp_path / "site", HARBOUR)
    engine = Engine(site.options(preview=True))
    engine.snapshot()
    quay = "content/crises/quay"
    (site.folder / quay).mkdir()
    found = engine.snapshot({quay}).report.diagnostics
    assert [(one.at.path, one.code) for one in found] == [(quay, "FILE108")]
    (site.folder / quay).rmdir()
    assert engine.snapshot({quay}).report.diagnostics == ()


def test_a_crisis_is_linked_when_one_of_its_own_pages_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = SmallSite(tmp_path / "site", HARBOUR + SECOND)
    published(site.options(preview=True), Progress(quiet=True))
    linked = []

    def noted(gathered: Gathered, *inputs: Any) -> Any:
        linked.append(gathered.crisis.slug)
        return link_crisis(gathered, *inputs)

    first = Engine(site.options(preview=True))
    asked = ("timeline", "actors/harbour-board", "updates", "search")
    for path in (f"{one}/index.html" for one in asked):
        assert first.snapshot().read(path), path
    first.snapshot([STORY])
    first.snapshot()  # after a while what was made is kept
    monkeypatch.setattr(resolve, "link_crisis", noted)
    again = Engine(site.options(preview=True)).snapshot()
    assert b"The bridge is shut" in again.read("timeline/index.html")  # type: ignore[operator]
    assert again.read("actors/harbour-board/index.html")
    assert not linked
    assert again.read("crises/harbour/closure/index.html")
    assert again.read("embed/harbour/timeline/index.html")
    assert again.read("crises/harbour/nothing/index.html") is None
    assert set(linked) == {"harbour"}


def _break(site: SmallSite) -> None:
    site.edit(STORY, "status: confirmed", "status: sure")


def _move_folder(site: SmallSite) -> None:
    (site.folder / "content/crises/harbour").rename(site.folder / "content/crises/pier")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda site: site.edit(STORY, "[[figure:ships]] ships", "[[figure:ships]] vessels"), {STORY}),
        (_break, {STORY}),
        (_break, ()),
        (lambda site: site.delete(STORY), {STORY}),
        (_move_folder, {"content/crises/harbour", "content/crises/pier"}),
    ],
    ids=["a save", "an error", "an error that nobody told of", "a story that goes", "a crisis that moves"],
)
def test_a_page_that_nobody_has_asked_for_yet_is_shown_as_it_was(
    tmp_path: Path, change: Callable[[SmallSite], object], told: set[str]
) -> None:
    site = SmallSite(tmp_path / "site", HARBOUR)
    page = "crises/harbour/closure/index.html"
    expected = Engine(site.options(preview=True)).snapshot().read(page)
    published(
        site.options(preview=True), Progress(quiet=True)
    )  # so that what it finds is kept, and nothing linked
    engine = Engine(site.options(preview=True))
    first = engine.snapshot()
    change(site)
    second = engine.snapshot(told)
    assert second.number == 2
    assert first.read(page) == expected
    assert second.read(page) == expected if second.report.failed else second.read(page) != expected


def test_a_link_to_a_page_that_is_not_there_links_no_other_crisis(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = several_crises(partial(SmallSite, tmp_path / "site"))
    monkeypatch.setattr("dateline.workers.FEWEST", 20)
    options = site.options(preview=True, jobs=2)
    check(options, Progress(quiet=True))
    linked = set()

    def noted(gathered: Gathered, *inputs: Any) -> Any:
        linked.add(gathered.crisis.slug)
        return link_crisis(gathered, *inputs)

    monkeypatch.setattr(resolve, "link_crisis", noted)
    engine = Engine(options)
    assert not engine.snapshot().report.failed
    story = "content/crises/c-2/s-1.md"
    site.edit(story, "The board", "[See](/timeline/1950/). The board")
    found = engine.snapshot([story]).report.diagnostics
    assert [one.message for one in found if one.code == "LINK001"] == ["there is no page /timeline/1950/"]
    assert linked == {"c-1", "c-2"}  # the one of the story, and the one that names a figure of it


def test_the_timeline_of_all_crises_is_divided_as_events_come_and_go(tmp_path: Path) -> None:
    texts = MILL.replace("OF_1990", events_of(1990)).replace("OF_1995", events_of(1995))
    site = SmallSite(tmp_path / "site", HARBOUR + SECOND + texts)
    engine = Engine(site.options(preview=True))
    first = engine.snapshot()
    assert first.read("timeline/1990/01/index.html")
    assert first.read("timeline/1995/index.html")
    site.edit(
        OLD_YEARS, "date: 1990-01-01\n    title: Number 0 of", "date: 1991-05-01\n    title: Number 0 of"
    )
    _is_as_new(site, engine.snapshot([OLD_YEARS]))
    site.edit(BETTER_YEARS, "date: 1995-01-01\n    title", "date: 2021-01-01\n    title")
    _is_as_new(site, engine.snapshot([BETTER_YEARS]))
    site.delete(BETTER_YEARS)
    last = engine.snapshot([BETTER_YEARS])
    assert last.read("timeline/1995/index.html") is None
    _is_as_new(site, last)
