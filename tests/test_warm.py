"""A build after an edit: exactly what a build from nothing gives, and nothing written that did not change."""

import shutil
import sqlite3
import time
from collections.abc import Callable
from copy import copy
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.findings.diagnostics import format_text
from dateline.pipeline import published
from dateline.progress import Progress
from dateline.views.gather.actors import Actors
from dateline.views.plan import Plan
from tests.sites import HARBOUR, NOON, ROOT, SmallSite

STORY = "content/crises/harbour/2020-05-04-closure.md"
BRIDGE = "content/crises/bridge/2020-05-01-shut.md"
SECOND = """-- content/crises/bridge/index.md --
---
title: The bridge is shut
summary: Nobody crosses.
place: Porthaven
started: 2020-05-01
---
The bridge is new.
-- content/crises/bridge/2020-05-01-shut.md --
---
title: The bridge shuts
date: 2020-05-01
published: 2020-05-02
summary: The council shut the bridge.
actors: [harbour-board]
sources: [notice]
---
It is shut. [[event:harbour/closure]] came later, when
[[figure:harbour/ships]] ships waited. [@notice]
"""


class OwnDesign(SmallSite):
    """A site with templates and assets of its own, to edit."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, HARBOUR + SECOND)
        for name in ("templates", "assets"):
            shutil.copytree(ROOT / name, folder / name)
        (folder / "own").mkdir()

    def options(self, **changes: object):
        return super().options(templates="templates", overrides="own", assets="assets", **changes)

    def cold(self) -> tuple[dict[str, bytes], str]:
        """What a build from nothing publishes and says."""
        fresh = copy(self)
        fresh.output = self.folder / "cold" / "output"
        shutil.rmtree(self.folder / "cold", ignore_errors=True)
        report = fresh.build()
        said = format_text(report.diagnostics, report.files)
        return (fresh.published() if report.published else {}), said


@pytest.fixture
def site(tmp_path: Path) -> OwnDesign:
    return OwnDesign(tmp_path / "site")


EDITS: dict[str, tuple[Callable[[OwnDesign], object], set[str]]] = {
    "a typo in a body": (
        lambda site: site.edit(STORY, "[[figure:ships]] ships", "[[figure:ships]] vessels"),
        {"crises/harbour/closure/index.html", "crises/harbour/record.json"},
    ),
    "the body of an actor": (
        lambda site: site.edit("content/actors/harbour-board.md", "The board runs", "This board runs"),
        {"actors/harbour-board/index.html"},
    ),
    "lines that move": (
        lambda site: site.edit(STORY, "title: Harbour closes", "# a note\ntitle: Harbour closes"),
        set(),
    ),
    "the text of an event": (
        lambda site: site.edit(STORY, "It had waited.", "It had waited long."),
        {"crises/harbour/closure/index.html", "crises/harbour/index.html", "timeline/index.html"}
        | {f"crises/harbour/as-of/2020-05-0{day}/index.html" for day in (5,)},
    ),
    "a name that pages of two crises mention": (
        lambda site: site.edit(
            "content/actors/harbour-board.md", "role: runs the harbour", "role: owns the harbour"
        ),
        {"actors/harbour-board/index.html", "actors/index.html"}
        | {"crises/harbour/index.html", "crises/harbour/as-of/2020-05-05/index.html"},
    ),
    "a title that another crisis refers to": (
        lambda site: site.edit(STORY, "title: Harbour closes", "title: The harbour closes"),
        {
            "crises/bridge/shut/index.html",
            "crises/harbour/closure/index.html",
            "timeline/index.html",
            "index.html",
        },
    ),
    "a number that another crisis quotes": (
        lambda site: site.edit(STORY, "value: 12", "value: 13"),
        {"crises/bridge/shut/index.html", "crises/harbour/closure/index.html", "crises/harbour/index.html"},
    ),
    "a template that others bring in": (
        lambda site: site.edit("templates/components/quote.html", "<blockquote", "<blockquote data-x"),
        set(),
    ),
    "a summary that lists of events show": (
        lambda site: site.edit(STORY, "summary: The board closed", "summary: The whole board closed"),
        {"crises/harbour/closure/index.html", "crises/harbour/index.html", "timeline/index.html"}
        | {"actors/harbour-board/index.html", "crises/harbour/as-of/2020-05-05/index.html"},
    ),
    "a source that stories of two crises cite": (
        lambda site: site.edit("content/sources.yaml", "Notice to mariners", "A notice to mariners"),
        {"crises/harbour/closure/index.html", "crises/bridge/shut/index.html", "timeline/index.html"}
        | {"crises/harbour/index.html", "crises/bridge/index.html"},
    ),
    "a template brought in by one that is brought in": (
        lambda site: site.edit("templates/components/short-time.html", "<time ", "<time data-x "),
        {"crises/harbour/index.html", "index.html"},
    ),
    "a template that now shadows ours": (
        lambda site: site.write(
            "own/components/glyph.html",
            (site.folder / "templates/components/glyph.html").read_text() + "<!-- -->",
        ),
        set(),
    ),
    "a file that has another name": (
        lambda site: (site.folder / BRIDGE).rename(site.folder / BRIDGE.replace("shut", "barred")),
        {"crises/bridge/index.html", "timeline/index.html", "crises/bridge/barred/index.html"},
    ),
    "a folder that has another name": (
        lambda site: (
            (site.folder / "content/crises/bridge").rename(site.folder / "content/crises/old-bridge"),
        ),
        {"crises/old-bridge/index.html", "crises/old-bridge/shut/index.html", "index.html"},
    ),
    "the settings of the site": (
        lambda site: site.edit("content/site.yaml", "title: Harbour Watch", "title: Harbour News"),
        {"index.html", "404.html", "crises/harbour/closure/index.html", "feed.xml"},
    ),
    "a script": (
        lambda site: site.edit("assets/js/copy-link.js", "class CopyLink", "/* x */ class CopyLink"),
        set(),
    ),
    "a page that goes": (
        lambda site: site.delete("content/crises/bridge/2020-05-01-shut.md"),
        {"timeline/index.html"},
    ),
}


ONE_PAGE = ("a typo in a body", "the body of an actor")
"""Edits that concern one page and the record that holds its text: nothing else is even rendered."""


@pytest.mark.parametrize("name", EDITS)
def test_after_an_edit_the_site_is_what_a_build_from_nothing_gives(site, name):
    edit, changed = EDITS[name]
    first = site.build()
    assert first.made == first.pages
    before = site.published()
    edit(site)
    report = site.build()
    assert report.published, format_text(report.diagnostics, report.files)
    after = site.published()
    assert (after, "") == site.cold()
    assert report.written == {path for path in after if after[path] != before.get(path)}
    assert changed <= report.written
    assert report.removed == before.keys() - after.keys()
    if name in ONE_PAGE:
        assert (report.written, report.made) == (changed, len(changed))


FINDINGS = {
    "an event that another crisis names goes": (
        lambda site: site.edit(STORY, "id: first-ship-turns", "id: a-ship-turns"),
        "bridge/2020-05-01-shut.md:9:1: error[NAME001] there is no event “harbour/first-ship-turns”",
    ),
    "a place on a page that another crisis links to goes": (
        lambda site: site.edit(STORY, "id: first-ship-turns", "id: a-ship-turns"),
        "bridge/2020-05-01-shut.md:9:47: error[LINK002] there is no “first-ship-turns” on the page",
    ),
    "a number changes beside which another crisis tells it": (
        lambda site: site.edit(STORY, "value: 12", "value: 13"),
        "bridge/2020-05-01-shut.md:10:1: warning[FIG007] the text says twelve, and the figure 13",
    ),
    "an alias that another crisis uses is taken away": (
        lambda site: site.edit("content/actors/harbour-board.md", "aliases: [the board]", "aliases: []"),
        "bridge/2020-05-01-shut.md:6:10: error[NAME001] there is no actor “the board”",
    ),
    "a story that another crisis names is withheld": (
        lambda site: site.edit(STORY, "title: Harbour", "publish_at: 2020-05-20\ntitle: Harbour"),
        "bridge/2020-05-01-shut.md:9:1: error[NAME009] there is no event “harbour/first-ship-turns” among what is",
    ),
    "a story to which a page links goes": (
        lambda site: site.delete(STORY),
        "pages/about.md:4:9: error[LINK001] there is no page /crises/harbour/closure/",
    ),
    "a page gets the address that something had before": (
        lambda site: site.write(
            "content/crises/bridge/past.md",
            "---\ntitle: Past\ndate: 2020-05-03\nsources: [notice]\n---\nIt was.\n",
        ),
        "harbour/2020-05-04-closure.md:2:16: error[ADDR003] the old address /crises/bridge/past/ is taken",
    ),
    "the only crisis that names an actor goes": (
        lambda site: site.delete(BRIDGE),
        "actors/toll-office.md:2:1: notice[ACTOR001] nothing names “Toll office”",
    ),
}
"""Edits of one file, and what is then wrong in another: each in a crisis, or in none, that nobody touched."""


@pytest.mark.parametrize("name", FINDINGS)
def test_after_an_edit_what_is_wrong_in_other_crises_is_found(tmp_path, name):
    site = SmallSite(tmp_path / "site", HARBOUR + SECOND)
    site.edit(STORY, "title: Harbour closes", "old_addresses: [/crises/bridge/past/]\ntitle: Harbour closes")
    site.edit(BRIDGE, "[harbour-board]", "[the board, toll-office]")
    site.edit(
        BRIDGE,
        "It is shut. [[event:harbour/closure]]",
        "[[event:harbour/first-ship-turns]] and [then](/crises/harbour/closure/#first-ship-turns),\n"
        "twelve ships ([[figure:harbour/ships]]), and [[event:harbour/closure]]",
    )
    site.write(
        "content/actors/toll-office.md", "---\nname: Toll office\nkind: organisation\n---\nIt takes a toll.\n"
    )
    site.write("content/pages/about.md", "---\ntitle: About\n---\nOf [it](/crises/harbour/closure/).\n")
    edit, expected = FINDINGS[name]
    assert site.build().published
    assert expected not in site.messages()
    edit(site)
    said = site.messages()
    assert expected in said
    shutil.rmtree(site.folder / ".dateline")
    assert site.messages() == said


@pytest.mark.parametrize(
    ("line", "written"),
    [("rules: {SRC001: notice}", set()), ("removed: [/crises/harbour/pier/]", {"_redirects"})],
)
def test_a_setting_that_no_page_shows_makes_no_page_anew(site, line, written):
    site.build()
    with (site.folder / "content/site.yaml").open("a") as settings:
        settings.write(f"{line}\n")
    report = site.build()
    assert (report.made, report.written) == (len(written), written)
    assert (site.published(), "") == site.cold()


def test_the_files_of_sources_and_columns_read_nothing_of_what_is_told(site):
    def inputs() -> dict[str, tuple[object, ...]]:
        pages = Plan(published(site.options(), Progress(quiet=True)).site).pages()
        return {page.path: page.gather() for page in pages if page.path.startswith("crises/harbour/")}

    before = inputs()
    site.edit(STORY, "It had waited.", "It had waited long.")
    after = inputs()
    changed = {path.removeprefix("crises/harbour/") for path in after if after[path] != before[path]}
    data = {path for path in changed if path.endswith((".csv", ".bib", ".json")) and path != "feed.json"}
    assert data == {"events.csv", "claims.csv", "record.json", "datapackage.json"}
    site.edit("content/sources.yaml", "Notice to mariners", "A notice to mariners")
    changed = {path.removeprefix("crises/harbour/") for path, one in inputs().items() if one != after[path]}
    assert {"sources.csv", "sources.bib", "sources.csl.json"} <= changed
    assert "datapackage.json" not in changed


def test_a_story_that_counts_a_figure_with_many_claims_reads_nothing_of_those_of_others(site):
    count = "content/crises/harbour/2020-05-05-count.md"

    def claim(day: int) -> str:
        return f"  - {{figure: ships, value: {day}, by: harbour-board, as_of: 2020-04-{day:02}, source: notice}}\n"

    def changed_by(claims: str) -> bool:
        def inputs() -> tuple[object, ...]:
            pages = Plan(published(site.options(), Progress(quiet=True)).site).pages()
            return next(one.gather() for one in pages if one.path == "crises/harbour/closure/index.html")

        before = inputs()
        site.edit(count, "---\nMore", f"{claims}---\nMore")
        return inputs() != before

    site.edit(
        STORY, "[[figure:ships]] ships", "Twelve ships"
    )  # a text that names it says what is claimed now
    head = "---\ntitle: A count\ndate: 2020-05-05\npublished: 2020-05-05\nsources: [notice]\nfigures:\n"
    site.write(count, f"{head}{claim(1)}---\nMore.\n")
    assert changed_by(claim(2))  # it draws a few
    assert changed_by("".join(map(claim, range(3, 15))))
    assert not changed_by(claim(15))


def test_a_page_of_corrections_reads_nothing_of_an_event_but_what_was_corrected(site):
    corrected = (
        "corrections:\n  - {date: 2020-05-06, was: Ten ships, now: Twelve ships, why: A slip.}\nsummary:"
    )
    site.edit(STORY, "summary:", corrected)

    def inputs() -> tuple[object, ...]:
        pages = {
            page.path: page for page in Plan(published(site.options(), Progress(quiet=True)).site).pages()
        }
        return pages["corrections/index.html"].gather()

    before = inputs()
    site.edit(STORY, "A first ship turns back", "The first ship turns back")
    assert inputs() == before
    site.edit(STORY, "now: Twelve ships", "now: Twelve big ships")
    assert inputs() != before


@pytest.mark.parametrize("languages", [(), ("es",)], ids=["one language", "two languages"])
@pytest.mark.parametrize(
    ("old", "new"),
    [("[[figure:ships]] ships", "[[figure:ships]] vessels"), ("title: Harbour closes", "title: It closes")],
    ids=["body", "event"],
)
def test_after_an_edit_crises_that_have_nothing_to_do_with_it_are_not_even_read(site, old, new, languages):
    text = SECOND.replace("[[event:harbour/closure]]", "This").replace("[[figure:harbour/ships]] ships", "it")
    for part in text.replace("/bridge/", "/mill/").split("\n-- "):
        name, _, body = part.removeprefix("-- ").partition(" --\n")
        site.write(name, body)
    if languages:
        site.edit("content/site.yaml", "title: Harbour Watch", "title: Harbour Watch\nlanguages: [es]")
        for crisis in ("harbour", "mill"):
            site.write(
                f"content/crises/{crisis}/index.es.md",
                f"---\ntitle: Sobre {crisis}\nsummary: Nadie pasa.\n---\nEs nuevo.\n",
            )
        site.write(
            "content/crises/mill/2020-05-01-shut.es.md", "---\ntitle: El puente cierra\n---\nEstá cerrado.\n"
        )
    time.sleep(2.1)  # until times of files are believed
    site.build()
    kept = site.folder / ".dateline" / "kept.sqlite"
    mill = "from kept where kind = 'draft' and name like '%/mill/%'"
    with sqlite3.connect(kept) as database:
        assert database.execute(f"delete {mill}").rowcount == (4 if languages else 2)
    database.close()
    site.edit(STORY, old, new)
    report = site.build()
    assert report.published
    with sqlite3.connect(kept) as database:
        assert database.execute(f"select count(*) {mill}").fetchone() == (0,)
    database.close()
    assert (site.published(), format_text(report.diagnostics, report.files)) == site.cold()
    for language in languages:
        assert "El puente cierra" in site.page(f"/{language}/")
        assert new.split()[-1] in site.page(f"/{language}/crises/harbour/closure/")


@pytest.mark.parametrize("most", [500, 1], ids=["one page", "a page for each letter"])
def test_the_list_of_actors_is_put_together_anew_where_somebody_appears_elsewhere_and_for_no_other_edit(
    site, monkeypatch, most
):
    put_together = []
    listed, of_letter = Actors.listed, Actors.of_letter
    monkeypatch.setattr("dateline.views.gather.actors.MOST_ACTORS", most)
    monkeypatch.setattr(Actors, "listed", lambda self: put_together.append("") or listed(self))
    monkeypatch.setattr(
        Actors, "of_letter", lambda self, page: put_together.append(page.letter) or of_letter(self, page)
    )
    toll = "---\nname: Toll office\nkind: organisation\n---\nIt takes a toll.\n"
    site.write("content/actors/toll-office.md", toll)
    time.sleep(2.1)  # until times of files are believed
    site.build()
    lists = {*put_together}
    assert lists == ({""} if most > 1 else {"", "h", "t"})
    before = site.page("/actors/")
    put_together.clear()
    site.edit(BRIDGE, "title: The bridge shuts", "title: The old bridge shuts")
    site.build()
    assert not put_together
    assert "The old bridge shuts" in site.page("/actors/harbour-board/")
    site.edit(BRIDGE, "actors: [harbour-board]", "actors: [harbour-board, toll-office]")
    report = site.build()
    assert {*put_together} == lists
    assert site.page("/actors/") != before
    assert (site.published(), format_text(report.diagnostics, report.files)) == site.cold()


def _kept(site: SmallSite, where: str) -> set[tuple[str, str]]:
    """Kind and name of what is kept."""
    with sqlite3.connect(site.folder / ".dateline" / "kept.sqlite") as database:
        found = database.execute(f"select kind, name from kept where {where}").fetchall()
    database.close()
    return set(found)


@pytest.mark.parametrize("hold_back", [False, True])
def test_nothing_is_kept_of_a_crisis_that_is_gone(site, hold_back):
    def kept(word: str) -> set[tuple[str, str]]:
        return _kept(site, f"name like '%{word}%'")

    site.edit("content/site.yaml", "title: Harbour Watch", "title: Harbour Watch\nlanguages: [es]")
    site.write("content/crises/mill/index.md", "---\ntitle: The mill\nsummary: It stands.\n---\nNew.\n")
    draft = "---\ntitle: A story\ndate: 2020-05-01\npublished: 2020-05-01\ndraft: true\n---\nNot yet.\n"
    site.write("content/crises/mill/2020-05-01-draft.md", draft)
    if hold_back:
        site.write("content/crises/mill/2020-05-02-wrong.md", draft.replace("2020-05-01", "May", 1))
    time.sleep(2.1)  # until times of files are believed
    site.build(hold_back=hold_back)
    kinds = {kind for kind, _ in kept("mill")}
    extent = "held back" if hold_back else "published"
    told = {
        f"{what} of {extent} in {code}"
        for what in ("summary", "changes", "searched")
        for code in ("en", "es")
    }
    assert {"draft", "findings of all", "findings of published", f"head of {extent}", *told} <= kinds
    shutil.rmtree(site.folder / "content/crises/mill")
    site.build()
    assert kept("mill") == set()
    assert ("findings of all", "harbour") in kept("harbour")


@pytest.mark.parametrize("edit", [("languages: [es, ar]", "languages: [ar]"), ("languages: [es, ar]\n", "")])
def test_nothing_is_kept_in_a_language_that_the_site_is_no_longer_told_in(site, edit):
    site.edit("content/site.yaml", "title: Harbour Watch\n", "title: Harbour Watch\nlanguages: [es, ar]\n")
    site.build()
    before = _kept(site, "kind like '% in %'")
    assert {kind.rpartition(" in ")[2] for kind, _ in before} == {"en", "es", "ar"}
    site.edit("content/site.yaml", *edit)
    assert site.build().published
    gone = (" in es",) if edit[1] else (" in es", " in ar")
    assert _kept(site, "kind like '% in %'") == {one for one in before if not one[0].endswith(gone)}
    assert (site.published(), "") == site.cold()


def test_a_template_that_goes_no_longer_shadows_ours(site):
    ours = (site.folder / "templates/pages/home.html").read_text()
    site.write("own/pages/home.html", ours.replace("<h1", "<h1 data-own"))
    assert site.build().published
    assert "data-own" in site.page("/")
    site.delete("own/pages/home.html")
    assert site.build().published
    assert "data-own" not in site.page("/")
    assert (site.published(), "") == site.cold()


def test_nothing_of_an_error_stays_when_it_is_mended(site):
    site.build()
    good = site.published()
    for path, right, wrong in (
        (STORY, "status: confirmed", "status: sure"),
        ("content/sources.yaml", "- id: notice", "- id: [notice"),
        ("content/site.yaml", "title: Harbour Watch", "titel: Harbour Watch"),
        ("templates/pages/story.html", "view.title", "view.titel"),
        ("templates/base.html", "{% block main %}", "{% block main"),
        ("assets/css/base.css", "@layer base {", "@layer base {{"),
    ):
        site.edit(path, right, wrong)
        report = site.build()
        if report.published:
            continue  # browsers forgive what is wrong in a style sheet
        assert site.published() == good
        assert format_text(report.diagnostics, report.files) == site.cold()[1]
        site.edit(path, wrong, right)
        report = site.build()
        assert report.published
        assert (site.published(), report.written) == (good, frozenset())


def test_time_alone_changes_what_it_must(site):
    site.edit(BRIDGE, "published: 2020-05-02\n", "published: 2020-05-02\nexpires: 2020-06-01\n")
    assert site.build(now=NOON).published
    assert "The bridge shuts" in site.page("/crises/bridge/")
    later = NOON + 60 * 86_400
    report = site.build(now=later)
    assert "crises/bridge/shut/index.html" in report.removed
    assert "The bridge shuts" not in site.page("/crises/bridge/")
    warm = site.published()
    shutil.rmtree(site.folder / "output")
    shutil.rmtree(site.folder / ".dateline")
    site.build(now=later)
    assert site.published() == warm


def test_a_picture_that_changes_under_the_same_name_is_published_anew(site):
    site.edit(
        STORY, "place: Porthaven", "place: Porthaven\nimage: {file: ship.png, alt: A ship, credit: The desk}"
    )
    picture = site.folder / "content/crises/harbour/ship.png"
    picture.write_bytes(b"\x89PNG one")
    assert site.build().published
    picture.write_bytes(b"\x89PNG two")
    report = site.build()
    assert report.written == {"media/crises/harbour/ship.png"}
    assert site.published()["media/crises/harbour/ship.png"] == b"\x89PNG two"
    assert (site.published(), "") == site.cold()


def test_without_a_change_no_page_is_made(site):
    site.build()
    report = site.build()
    assert (report.made, report.written, report.removed) == (0, frozenset(), frozenset())


def test_an_edit_to_the_style_sheet_reaches_every_page(site):
    site.build()
    # What stands on other sites has a style sheet of its own.
    pages = {path for path in site.published() if path.endswith(".html") and not path.startswith("embed/")}
    sheet = (site.folder / "assets/css/base.css").read_text()
    site.write("assets/css/base.css", sheet + "\n@layer base { .added { color: red; } }\n")
    report = site.build()
    assert (site.published(), "") == site.cold()
    assert pages <= report.written


BITS = {
    STORY: (
        "Harbour closes",
        "It had waited.",
        "value: 12",
        "status: confirmed",
        "[@notice]",
        "date: 2020-05\n",
    ),
    "content/actors/harbour-board.md": (
        "name: Harbour board",
        "aliases: [the board]",
        "group: in power",
        "Says the closure is short.",
    ),
    "content/crises/harbour/index.md": (
        "label: ships waiting",
        "place: Porthaven",
        "The harbour is closed.",
        "lead: true",
    ),
    "content/crises/bridge/index.md": ("The bridge is shut", "The bridge is new."),
    BRIDGE: (
        "[[event:harbour/closure]]",
        "[[figure:harbour/ships]] ships",
        "date: 2020-05-01",
        "actors: [harbour-board]",
        "It is shut.",
    ),
    "content/sources.yaml": ("Notice to mariners", "published: 2020-05-04"),
    "content/site.yaml": ("Harbour Watch", "label: Closures"),
    "templates/components/status.html": ("class=",),
    "templates/pages/story.html": ("<h1",),
    "templates/components/date.html": ("{% macro",),
    "assets/css/base.css": ("@layer", "--colour-link"),
    "assets/js/copy-link.js": ("CopyLink",),
}
NEW = (
    "",
    "changed",
    "2021-02",
    "title: x\n",
    "status: disputed",
    "[[actor:nobody]]",
    "[[event:harbour/first-ship-turns]]",
    "thirteen ships ([[figure:harbour/ships]])",
    "[there](/crises/harbour/closure/#first-ship-turns)",
    "[here](/crises/bridge/shut/)",
    "publish_at: 2020-05-20\n",
    "draft: true\n",
    "<b>x</b>",
    "\u0645\u064a\u0646\u0627\u0621",
    "\u2028",
)

edits = st.lists(
    st.one_of(
        st.sampled_from(sorted(BITS)).flatmap(
            lambda file: st.tuples(
                st.just("replace"), st.just(file), st.sampled_from(BITS[file]), st.sampled_from(NEW)
            )
        ),
        st.tuples(st.just("remove"), st.sampled_from(sorted(BITS)), st.just(""), st.just("")),
        st.tuples(st.just("rename"), st.just(STORY), st.sampled_from(("later", "closure-2")), st.just("")),
        st.tuples(st.just("move"), st.just("content/crises/bridge"), st.just("span"), st.just("")),
        st.tuples(
            st.just("add"),
            st.sampled_from(("own/pages/home.html", "own/components/date.html")),
            st.just(""),
            st.just(""),
        ),
        st.tuples(st.just("add"), st.just("content/crises/harbour/new.md"), st.just(""), st.just("")),
        st.tuples(st.just("restore"), st.just(""), st.just(""), st.just("")),
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(edits)
def test_warm_equals_cold_whatever_is_edited(tmp_path_factory, made):
    site = OwnDesign(tmp_path_factory.mktemp("warm") / "site")
    originals = {path: (site.folder / path).read_text() for path in BITS}
    site.build()
    published = site.published()
    for kind, file, old, new in made:
        path = site.folder / file
        if kind == "restore":
            for name, text in originals.items():
                site.write(name, text)
        elif kind == "move" and path.is_dir():
            path.rename(path.with_name(old))
        elif kind == "add":
            ours = site.folder / file.replace("own/", "templates/")
            site.write(
                file,
                ours.read_text() if ours.is_file() else "---\ntitle: New\ndate: 2020-05-09\n---\nText.\n",
            )
        elif not path.is_file():
            continue
        elif kind == "replace":
            path.write_text(path.read_text().replace(old, new))
        elif kind == "remove":
            path.unlink()
        else:
            path.rename(path.with_name(f"2020-05-04-{old}.md"))
        report = site.build()
        cold, said = site.cold()
        assert format_text(report.diagnostics, report.files) == said
        published = cold if report.published else published
        assert site.published() == published


def _cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-3000])


def _another_answer(path: Path) -> None:
    """Every entry of a kind replaced by that of another name."""
    with sqlite3.connect(path) as database:
        rows = database.execute(
            "select kind, name, key, sum, data from kept where name like '%-%' or kind not like 'draft' "
            "order by kind, name"
        ).fetchall()
        for (kind, name, *_), (*_, key, sum, data) in zip(rows, rows[1:] + rows[:1], strict=True):
            database.execute(
                "update kept set key = ?, sum = ?, data = ? where kind = ? and name = ?",
                (key, sum, data, kind, name),
            )
    database.close()


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"not a database, and never was one" * 200),
        _cut_short,
        _another_answer,
        lambda path: (path.unlink(), path.mkdir()),
    ],
    ids=["empty", "foreign", "cut short", "mixed up", "a folder"],
)
def test_a_cache_that_is_damaged_counts_for_nothing(site, damage):
    site.build()
    damage(site.folder / ".dateline" / "kept.sqlite")
    site.edit(STORY, "It had waited.", "It had waited long.")
    assert site.build().published
    assert (site.published(), "") == site.cold()


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(path.read_bytes()[:-40]),
        lambda path: path.write_bytes(path.read_bytes().replace(b"timeline/index", b"timeline/other")),
        lambda path: (path.unlink(), path.mkdir()),
    ],
    ids=["empty", "cut short", "another page", "a folder"],
)
def test_units_that_are_damaged_count_for_nothing(site, damage):
    site.build()
    (units,) = (site.folder / ".dateline").glob("units-*.msgpack")
    damage(units)
    site.edit(STORY, "[[figure:ships]] ships", "[[figure:ships]] vessels")
    assert site.build().published
    assert (site.published(), "") == site.cold()
