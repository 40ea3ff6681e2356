"""What a page is told: the data of a view, small enough to be read in a diff."""

import json
from typing import Any

import pytest
from msgspec import Struct

from dateline.charts.strip import strip_of
from dateline.pipeline import Memory, load
from dateline.progress import Progress
from dateline.resolve import collect, resolve
from dateline.views import strips
from dateline.views.plan import Plan
from tests.sites import ROOT

GOLDEN = ROOT / "tests" / "golden" / "views"


def plain(value: Any) -> Any:
    """The view as JSON: what is empty or False is left out, dates and numbers are their one-line form."""
    if isinstance(value, Struct):
        if type(value).__name__ in ("DateView", "QuantityView", "StatusView"):
            return getattr(value, "text", None) or getattr(value, "word", "")
        fields = ((name, plain(getattr(value, name))) for name in value.__struct_fields__)
        return {name: shown for name, shown in fields if shown not in ("", None, False, [], {})}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return str(value) if isinstance(value, str) else value


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("story", "crises/harbour/closure/index.html"),
        ("actor", "actors/harbour-board/index.html"),
        ("updates", "crises/harbour/updates/index.html"),
        ("figure", "crises/harbour/figures/ships/index.html"),
        ("place", "places/porthaven/index.html"),
    ],
)
def test_a_view_says_what_it_said(site_from, request, name, path):
    site = site_from()
    linked, _ = resolve(collect(load(site.options(), Progress(quiet=True), Memory(site.options())).parsed))
    page = next(page for page in Plan(linked).pages() if page.path == path)
    view = plain(page.make(*page.gather()))
    view["frame"] = {"root": view["frame"]["root"], "title": view["frame"]["metadata"]["title"]}
    shown = json.dumps(view, ensure_ascii=False, indent=1) + "\n"
    golden = GOLDEN / f"{name}.json"
    if request.config.getoption("--update-golden"):
        golden.write_text(shown, encoding="utf-8")
    assert golden.read_text(encoding="utf-8") == shown, (
        "if it is meant: python3 build.py test --update-golden tests/test_views.py"
    )


def test_every_page_has_a_path_of_its_own(site_from):
    site = site_from()
    linked, _ = resolve(collect(load(site.options(), Progress(quiet=True), Memory(site.options())).parsed))
    paths = [page.path for page in Plan(linked).pages()]
    assert len(set(paths)) == len(paths)


def test_the_axis_of_all_crises_is_drawn_once_for_the_pages_that_show_it(site_from, monkeypatch):
    site = site_from()
    site.write(
        "content/crises/bridge/index.md", "---\ntitle: The bridge is shut\nsummary: Shut.\n---\nIt is new.\n"
    )
    linked, _ = resolve(collect(load(site.options(), Progress(quiet=True), Memory(site.options())).parsed))
    drawn = []
    monkeypatch.setattr(strips, "strip_of", lambda *given: drawn.append(given) or strip_of(*given))
    pages = {page.path: page for page in Plan(linked).pages()}
    home, timeline = (pages[path] for path in ("index.html", "timeline/index.html"))
    shown = home.make(*home.gather()).side_by_side
    once = len(drawn)
    again = timeline.make(*timeline.gather()).strip
    assert len(drawn) == once > 0
    assert [lane.href for lane in shown.lanes] == ["crises/harbour/", "crises/bridge/"]
    assert [lane.href for lane in again.lanes] == ["../crises/harbour/", "../crises/bridge/"]
    assert [one.label for one in again.marks] == [one.label for one in shown.marks]
