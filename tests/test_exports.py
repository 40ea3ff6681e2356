"""What leaves for other programs: only what is published, nothing surer than it is, and what came from them comes back."""

import csv
import json
import re
import shutil
from io import StringIO

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from dateline.exports.command import Exported, export
from dateline.imports.markup import as_markdown, as_words
from dateline.progress import Progress
from tests.chromium import served, unavailable
from tests.imports import NO_SHRINKING, TIMELINES, Arrival, arrival, folders
from tests.sites import HARBOUR, ROOT, SmallSite
from tests.test_data import run

FOLDERS = folders()
STORY = "content/crises/harbour/2020-05-04-closure.md"
VAGUE = (
    HARBOUR
    + """
-- content/crises/harbour/2020-05-06-vague.md --
---
title: Nobody knows when
date: "2020-05~"
published: 2020-05-06
status: disputed
key: true
place: Porthaven
sources: [notice]
events:
  - {id: season, date: 2019-21, title: In spring, sources: [notice]}
  - {id: ongoing, date: 2020-05-05/.., title: Since then, sources: [notice]}
  - {id: window, date: "[2020-05-02..2020-05-08]", title: One of these days, sources: [notice]}
  - {id: by, date: ../2020-05-08, title: By then, sources: [notice]}
  - {id: decade, date: 199X, title: In the nineties, sources: [notice]}
  - {id: old, date: "-0499/-0498-03", title: Before our era, sources: [notice]}
  - {id: moment, date: "2020-05-04T23:30-04:00", title: At half past eleven elsewhere, sources: [notice]}
  - {id: never, date: unknown, title: At no time given, sources: [notice]}
  - {id: retold, date: 2020-05-07, title: A ship sinks, status: retracted, retraction: It had not sunk., sources: [notice]}
---
See [[actor:harbour-board]] and [[event:first-ship-turns]]: [[figure:ships]] ships & more [@notice].
"""
)


def exported(site, kind="timelinejs", slug="harbour", **options):
    found = export(kind, slug, site.options(**options), Progress(quiet=True))
    assert isinstance(found, Exported), found
    return found


def slides(site, **options):
    found = json.loads(exported(site, **options).text)
    return {one["unique_id"]: one for one in found["events"]}


def flat(value, path=""):
    """Fields by path; those that say nothing are none."""
    if isinstance(value, dict):
        return {
            key: one for name, inner in value.items() for key, one in flat(inner, f"{path}.{name}").items()
        }
    return {} if value in ("", None, [], {}) else {path: value}


def meaning(path, value):
    if path.endswith(".text.text"):
        return as_markdown(str(value)).text
    if path.endswith((".headline", ".caption", ".credit", ".group")):
        return as_words(str(value)).text
    return " ".join(str(value).split()) if not isinstance(value, bool | list) else value


def lost(before, after):
    """Fields of slides that no slide has any more, or that say something else."""
    missing = []
    for one in before:
        fields = {path: meaning(path, value) for path, value in flat(one).items()}
        candidates = [{path: meaning(path, value) for path, value in flat(other).items()} for other in after]
        gone = min(
            ({p: v for p, v in fields.items() if other.get(p) != v} for other in candidates),
            key=len,
            default=fields,
        )
        missing += gone.items()
    return missing


def test_a_timeline_that_came_from_timelinejs_goes_back_with_every_field(tmp_path):
    before = json.loads((TIMELINES / "harbour.json").read_text(encoding="utf-8"))
    after = json.loads(arrival(tmp_path / "site", "timelinejs", json.dumps(before)).exported())
    assert lost(before["events"], after["events"]) == []
    assert len(before["events"]) == len(after["events"])
    assert lost(before["eras"], after["eras"]) == []
    assert lost([before["title"]], [after["title"]]) == []
    assert after["scale"] == "human"


def test_a_spreadsheet_goes_back_with_every_cell(tmp_path):
    text = (TIMELINES / "harbour.csv").read_text(encoding="utf-8")
    before = list(csv.DictReader(StringIO(text)))
    after = list(
        csv.DictReader(StringIO(arrival(tmp_path / "site", "timelinejs", text).exported("timelinejs-csv")))
    )
    assert [row["Headline"] for row in after] == [row["Headline"] for row in before]
    for one, other in zip(before, after, strict=True):
        for column, cell in one.items():
            expected = {"1,888": "1888", "6:30 pm": "18:30"}.get(cell, cell)
            if column == "Text":
                assert as_markdown(other[column]).text == as_markdown(expected).text
            else:
                assert other[column] == expected, column


def test_a_changed_field_is_exported_as_it_is_now_and_not_as_it_came(tmp_path):
    found = arrival(tmp_path / "site", "timelinejs", (TIMELINES / "harbour.json").read_bytes())
    path = "content/crises/porthaven/the-long-mole-is-built.md"
    found.site.edit(path, "title: The long mole is built", "title: A mole is built")
    found.site.edit(path, "caption: Workers, see the file", "caption: Workers")
    found.site.edit(path, "url: https://films.example/mole", "url: https://films.example/other")
    mole = next(one for one in json.loads(found.exported())["events"] if one["unique_id"] == "Long Mole")
    assert mole["text"]["headline"] == "A mole is built"
    assert (mole["media"]["caption"], mole["media"]["url"]) == ("Workers", "https://films.example/other")
    assert mole["media"]["credit"] == "J. &amp; M. Ruiz"


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp", "Cf", "Co")),
    min_size=1,
    max_size=30,
).filter(lambda text: text.strip() and not text.isspace())
YEARS = st.integers(-3000, 3000).filter(bool)
MOMENTS = st.one_of(
    st.builds(lambda y: {"year": y}, YEARS),
    st.builds(lambda y, m: {"year": y, "month": str(m)}, YEARS, st.integers(1, 12)),
    st.builds(lambda y, m, d: {"year": str(y), "month": m, "day": d}, YEARS, st.integers(1, 12), st.integers(1, 28)),
    st.builds(
        lambda y, h, m, s: {"year": y, "month": 2, "day": 3, "hour": h, "minute": m, **({"second": s} if s else {}), "millisecond": s * 3},
        YEARS, st.integers(0, 23), st.integers(0, 59), st.integers(0, 59),
    ),
)  # fmt: skip
PARAGRAPHS = st.lists(
    WORDS.map(lambda words: f"<p>{words.replace('&', '&amp;').replace('<', '&lt;')}</p>"), max_size=3
).map("".join)
SLIDES = st.fixed_dictionaries(
    {"start_date": MOMENTS, "text": st.fixed_dictionaries({"headline": WORDS.map(lambda words: words.replace("&", "&amp;").replace("<", "&lt;"))}, optional={"text": PARAGRAPHS})},
    optional={
        "end_date": MOMENTS,
        "display_date": WORDS.map(lambda words: words.replace("&", "").replace("<", "")).filter(str.strip),
        "group": st.sampled_from(["Sea", "Land & air", "<b>Law</b>"]),
        "media": st.fixed_dictionaries({"url": st.just("https://e.example/x?a=1&b=2")}, optional={"caption": st.just("A <i>quay</i>"), "thumbnail": WORDS, "alt": WORDS.filter(lambda w: "<" not in w and "&" not in w)}),
        "background": st.fixed_dictionaries({}, optional={"color": st.just("#fff"), "url": st.just("https://e.example/b.jpg")}),
        "autolink": st.booleans(),
        "unique_id": st.sampled_from(["one", "two", "Three!", "as-of"]),
        "mine": st.dictionaries(st.sampled_from(["a", "b"]), st.integers() | WORDS, min_size=1),
    },
)  # fmt: skip


@given(st.lists(SLIDES, min_size=1, max_size=4))
@example(
    [
        {
            "start_date": {"year": 5, "month": 2, "day": 3, "hour": 1, "minute": 3, "millisecond": 7},
            "end_date": {"year": 5, "month": 2, "day": 3, "hour": 1, "minute": 3, "millisecond": 7},
            "text": {"headline": "It ends as it begins"},
        }
    ]
)
@settings(max_examples=25, phases=NO_SHRINKING, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_timeline_keeps_every_field_it_had(listed):
    found = arrival(next(FOLDERS), "timelinejs", json.dumps({"events": listed}))
    assert lost(listed, json.loads(found.exported())["events"]) == []


def test_our_own_record_keeps_its_dates_and_doubts_on_the_way_out_and_back(tmp_path, site_from):
    site = site_from(VAGUE)
    site.edit("content/site.yaml", "title:", "timezone: Europe/Lisbon\ntitle:")
    text = exported(site).text
    back = Arrival(
        SmallSite(tmp_path / "back", "\n-- content/site.yaml --\ntitle: x\ntimezone: Europe/Lisbon\n"),
        "timelinejs",
        text.encode(),
        "harbour",
    )
    assert not back.taken.refused, back.said
    there = {one["id"]: one for one in csv.DictReader(StringIO(exported(site, "csv").text))}
    here = {one["id"]: one for one in csv.DictReader(StringIO(back.exported("csv", "harbour")))}
    assert here.keys() == there.keys()
    for id, one in there.items():
        moment = {
            "moment": "2020-05-05T04:30"
        }  # TimelineJS knows no offsets: it is told by the clock of the crisis
        assert here[id]["date"] == moment.get(id, one["date"]), id
        assert [here[id][key] for key in ("title", "status", "kind", "place", "key", "date_text")] == [
            one[key] for key in ("title", "status", "kind", "place", "key", "date_text")
        ], id


def test_a_vague_date_says_so_and_is_never_a_day(site_from):
    found = slides(site_from(VAGUE))
    assert found["vague"]["start_date"] == {"year": 2020, "month": 5}
    assert found["vague"]["display_date"] == "about May 2020"
    assert (found["season"]["start_date"], found["season"]["end_date"]) == (
        {"year": 2019, "month": 3, "day": 1},
        {"year": 2019, "month": 5, "day": 31},
    )
    assert found["season"]["display_date"] == "spring 2019"
    assert found["window"]["display_date"] == "between 2 and 8 May 2020"
    assert found["ongoing"]["start_date"] == {"year": 2020, "month": 5, "day": 5}
    assert "end_date" not in found["ongoing"]
    assert found["old"]["start_date"] == {"year": -500}
    assert found["moment"]["start_date"] == {"year": 2020, "month": 5, "day": 5, "hour": 3, "minute": 30}
    assert "start_date" not in found["never"]
    assert exported(site_from(VAGUE)).missing == (
        "“At no time given” has no date, so TimelineJS does not show it",
    )


def test_doubts_and_sources_stand_in_the_text_and_references_are_words_and_links(site_from):
    site = site_from(VAGUE)
    found = slides(site, base_url="https://harbour.example/")
    assert found["retold"]["text"]["text"].startswith("<p><strong>Retracted.</strong> ")
    assert "It had not sunk." in found["retold"]["text"]["text"]
    text = found["vague"]["text"]["text"]
    assert text.startswith("<p><strong>Disputed.</strong> ")
    assert '<a href="https://harbour.example/actors/harbour-board/">Harbour board</a>' in text
    assert (
        '<a href="https://harbour.example/crises/harbour/#first-ship-turns">A first ship turns back</a>'
        in text
    )
    assert re.search(r"12</a> \(as of 4 May 2020\) ships &amp; more", text)
    assert text.endswith("<p>Sources</p><ol><li>Notice to mariners, 4 May 2020</li></ol>")
    assert found["vague"]["x-dateline"]["address"] == "https://harbour.example/crises/harbour/#vague"
    assert found["first-ship-turns"]["text"]["text"].startswith("<p>It had waited.</p>")


@pytest.mark.parametrize("kind", ["timelinejs", "timelinejs-csv", "csv"])
def test_nothing_that_is_withheld_is_exported(site_from, kind):
    site = site_from(HARBOUR + "\n-- content/crises/harbour/2020-05-09-secret.md --\n---\ntitle: MARKER draft\ndate: 2020-05-09\ndraft: true\nforeign: {timelinejs: {group: MARKER}}\n---\nMARKER\n"
        "-- content/crises/harbour/2020-05-08-early.md --\n---\ntitle: MARKER embargo\ndate: 2020-05-08\npublish_at: 2020-06-01\n---\nMARKER\n")  # fmt: skip
    text = exported(site, kind).text
    assert "MARKER" not in text
    assert "Harbour closes" in text


def test_the_table_is_the_one_that_is_published_beside_the_page(site_from):
    site = site_from()
    site.build()
    assert exported(site, "csv").text.encode() == (site.output / "crises/harbour/events.csv").read_bytes()


def test_the_command_prints_to_standard_output_and_says_what_is_missing(site_from, capsys):
    site = site_from(VAGUE)
    content = ("--content", str(site.folder / "content"), "--as-of", "2020-05-11")
    assert run("export", "timelinejs", "harbour", *content) == 0
    said = capsys.readouterr()
    assert {one["unique_id"] for one in json.loads(said.out)["events"]} >= {"closure", "vague", "never"}
    assert "“At no time given” has no date" in said.err
    assert run("export", "timelinejs", "harbor", *content) == 2
    assert "did you mean harbour?" in capsys.readouterr().err
    assert run("export", "timelinejs", "quay", *content) == 2
    assert "there are harbour." in capsys.readouterr().err
    site.edit(STORY, "status: confirmed", "status: sure")
    assert run("export", "timelinejs", "harbour", *content) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "error[FIELD005]" in said.err


def test_a_doubt_that_went_out_and_came_back_is_said_once(site_from, tmp_path, capsys):
    site = site_from(VAGUE)
    content = ("--content", str(site.folder / "content"), "--as-of", "2020-05-11")
    assert run("export", "timelinejs", "harbour", *content) == 0
    (tmp_path / "timeline.json").write_text(capsys.readouterr().out, encoding="utf-8")
    again = tmp_path / "again/content"
    again.mkdir(parents=True)
    there = ("--content", str(again), "--as-of", "2020-05-11")
    assert run("import", "timelinejs", str(tmp_path / "timeline.json"), "--crisis", "quay", *there) == 0
    capsys.readouterr()
    assert run("export", "timelinejs", "quay", *there) == 0
    told = {one["unique_id"]: one["text"]["text"] for one in json.loads(capsys.readouterr().out)["events"]}
    assert told["vague"].count("<strong>Disputed.</strong>") == 1
    assert told["retold"].count("It had not sunk.") == 1


TIMELINEJS = ROOT / "tests/timelinejs/node_modules/@knight-lab/timelinejs/dist"
PAGE = """<!doctype html><title>x</title><link rel="stylesheet" href="dist/css/timeline.css">
<script src="dist/js/timeline.js"></script><div id="t" style="width: 100%; height: 600px"></div>
<script>window.ready = fetch("timeline.json").then(r => r.json()).then(data => { window.timeline = new TL.Timeline("t", data); })</script>"""


@pytest.mark.browser
def test_timelinejs_itself_shows_what_we_export(browser: Browser, tmp_path, site_from):
    if not TIMELINEJS.is_dir():
        unavailable("TimelineJS is not installed (npm ci --prefix tests/timelinejs --ignore-scripts)")
    site = site_from(VAGUE)
    site.edit(
        "content/crises/harbour/index.md",
        "figures:\n",
        "phases:\n  - {title: The closure, date: 2020-05-04/2020-05-08}\nfigures:\n",
    )
    (tmp_path / "timeline.json").write_text(exported(site).text, encoding="utf-8")
    (tmp_path / "index.html").write_text(PAGE, encoding="utf-8")
    shutil.copytree(TIMELINEJS, tmp_path / "dist")
    problems: list[str] = []
    with served(tmp_path) as address:
        page = browser.new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.goto(f"{address}/index.html")
        page.wait_for_selector(".tl-timeline .tl-slide .tl-headline")
        page.wait_for_selector(".tl-timemarker")
        told = page.eval_on_selector_all(
            ".tl-slide",
            "all => all.map(one => [one.querySelector('.tl-headline')?.innerText ?? '', one.querySelector('.tl-headline-date')?.textContent ?? ''])",
        )
        eras = page.eval_on_selector_all(
            ".tl-timeera-background ~ .tl-timeera-content-container, .tl-timeera",
            "all => all.map(one => one.textContent)",
        )
        wrong = page.evaluate("window.timeline.config.getErrors()")
        page.close()
    assert (problems, wrong) == ([], [])
    assert told[0] == ["The harbour is closed, and nobody says until when", ""]
    dates = {title: date.strip() for title, date in told}
    assert dates["Harbour closes"] == "May 4, 2020"
    assert dates["A first ship turns back"] == "May 2020"
    assert dates["Nobody knows when"] == "about May 2020"
    assert dates["One of these days"] == "between 2 and 8 May 2020"
    assert dates["Before our era"].startswith("500 BCE")
    assert "At no time given" not in dates
    assert any("The closure" in one for one in eras)
