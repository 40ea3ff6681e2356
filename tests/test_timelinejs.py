"""Timelines of TimelineJS, in: every field is mapped, kept or named, no date is guessed, and nothing is overwritten."""

import json
import re

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dateline.imports.markup import as_markdown, as_words
from dateline.imports.taking import Taken, take_file
from dateline.prose import plain_text, read_prose
from dateline.read.text import ContentFile
from tests.imports import EMPTY, NO_SHRINKING, TIMELINES, Arrival, arrival, folders, refusal
from tests.sites import HARBOUR, SmallSite
from tests.test_data import run

STORY = "crises/porthaven/"
FOLDERS = folders()
OFTEN = settings(
    max_examples=25, phases=NO_SHRINKING, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


def timeline(*slides, **more):
    return json.dumps({"events": list(slides), **more})


def slide(headline="Harbour closes", **fields):
    return {"start_date": {"year": 2020, "month": 5, "day": 4}, "text": {"headline": headline}, **fields}


def imported(tmp_path, *slides, **more):
    return arrival(tmp_path / "site", "timelinejs", timeline(*slides, **more))


def field(text, key):
    return next(
        (line.partition(": ")[2].strip('"') for line in text.splitlines() if line.startswith(f"{key}: ")), ""
    )


def test_a_timeline_becomes_a_crisis_with_kinds_phases_and_a_story_for_each_slide(tmp_path):
    found = arrival(tmp_path / "site", "timelinejs", (TIMELINES / "harbour.json").read_bytes())
    assert isinstance(found.taken, Taken)
    assert found.taken.written == (
        "crises/porthaven/index.md",
        "crises/porthaven/first-pier.md",
        "crises/porthaven/the-long-mole-is-built.md",
        "crises/porthaven/2020-05-04-harbour-closes.md",
        "crises/porthaven/a-pilot-said-so.md",
    )
    index = found.file("crises/porthaven/index.md")
    assert "title: Porthaven & its harbour\nkinds:\n  - id: building\n    label: Building\n" in index
    assert "  - title: Years of stone\n    date: 1888/1891\n" in index
    assert "From the first pier to the [closure](https://port.example/closure)." in index
    mole = found.file("crises/porthaven/the-long-mole-is-built.md")
    assert field(mole, "date") == "1888-05/1891-10-03"
    assert field(mole, "date_text") == "three summers and a winter"
    assert (
        "media:\n  url: https://films.example/mole\n  caption: Workers, see the file\n  credit: J. & M. Ruiz\n"
        in mole
    )
    assert mole.endswith(
        "Four hundred men worked here.\n\n- stone from the *Grey Hill*\n- timber from abroad\n\nIt cost 1 \\< 2 million.\n"
    )
    closes = found.file("crises/porthaven/2020-05-04-harbour-closes.md")
    assert (field(closes, "date"), field(closes, "place")) == ("2020-05-04T06:30:15", "Porthaven")
    assert found.site.build().published
    page = found.site.page("/crises/porthaven/")
    for words in (
        "Porthaven &amp; its harbour",
        "The long mole is built",
        "three summers and a winter",
        "120 BCE",
    ):
        assert words in page, words


def test_whatever_has_no_field_is_kept_and_named_with_its_place(tmp_path):
    found = arrival(tmp_path / "site", "timelinejs", (TIMELINES / "harbour.json").read_bytes())
    text = (TIMELINES / "harbour.json").read_text(encoding="utf-8").splitlines()
    notes = [line for line in found.said if "[IMPORT" in line and not line.startswith("   ")]
    for path, word in (
        ("title: background.color", '"#0d2b45"'),
        ("events[1]: media.thumbnail", '"https://films.example/mole-small.jpg"'),
        ("events[1]: autolink", "false"),
        ("events[2]: start_date.format", '"h:MM TT"'),
        ("events[2]: our_own_field.by", '["Ana", "Ben"]'),
    ):
        (note,) = [line for line in notes if f"{path}:" in line]
        line, column = map(int, re.match(r"timeline:(\d+):(\d+):", note).groups())
        assert text[line - 1][column - 1 :].startswith(word), note
        assert "kept under `foreign:`" in note
    assert "our_own_field.by (json): " in found.file("crises/porthaven/2020-05-04-harbour-closes.md")


def test_the_first_versions_are_read_too(tmp_path):
    found = arrival(tmp_path / "site", "timelinejs", (TIMELINES / "harbour-first.json").read_bytes())
    assert field(found.file("crises/porthaven/index.md"), "title") == "Porthaven and its harbour"
    assert field(found.file("crises/porthaven/the-long-mole-is-built.md"), "date") == "1888-05/1891-10-03"
    assert field(found.file("crises/porthaven/2020-05-04-harbour-closes.md"), "kind") == "closures"
    assert field(found.file("crises/porthaven/2020-05-06-a-ship-turns-back.md"), "date") == "2020-05-06T14:30"
    for name, words in (("a-pilot-resigns", "1/2/21"), ("talk-of-opening", "spring 2022")):
        text = found.file(f"crises/porthaven/{name}.md")
        assert (field(text, "date"), field(text, "date_text")) == ("unknown", words)
    assert [line for line in found.said if "IMPORT004" in line and "12:19" in line]


def test_the_spreadsheet_is_read_with_the_columns_of_today(tmp_path):
    found = arrival(tmp_path / "site", "timelinejs", (TIMELINES / "harbour.csv").read_bytes())
    mole = found.file("crises/porthaven/the-long-mole-is-built.md")
    assert field(mole, "date") == "1888-05/1891-10-03"
    assert mole.endswith('Four hundred men worked "here".\n')
    assert field(found.file("crises/porthaven/2020-05-04-harbour-closes.md"), "date") == "2020-05-04T18:30"
    assert field(found.file("crises/porthaven/2020-05-06-a-ship-turns-back.md"), "date") == "2020-05-06"
    assert [
        line
        for line in found.said
        if line.startswith("timeline:7:1: warning[IMPORT003] row 6: start_date.time: ")
    ]
    assert "title: Years of stone\n    date: 1888/1891\n" in found.file("crises/porthaven/index.md")


def test_the_spreadsheet_is_read_with_the_columns_of_the_first_versions(tmp_path):
    found = arrival(tmp_path / "site", "timelinejs", (TIMELINES / "harbour-first.csv").read_bytes())
    assert field(found.file("crises/porthaven/index.md"), "title") == "Porthaven and its harbour"
    assert field(found.file("crises/porthaven/2020-05-04-harbour-closes.md"), "date") == "2020-05-04"
    assert field(found.file("crises/porthaven/2020-05-06-a-ship-turns-back.md"), "date") == "2020-05-06T14:30"
    assert field(found.file("crises/porthaven/the-long-mole-is-built.md"), "date") == "1888/1891-10"
    pilot = found.file("crises/porthaven/a-pilot-resigns.md")
    assert (field(pilot, "date"), field(pilot, "date_text")) == ("unknown", "31/12/2020")


@pytest.mark.parametrize(
    ("date", "edtf"),
    [
        ({"year": 2020}, "2020"),
        ({"year": "2020", "month": "05"}, "2020-05"),
        ({"year": 2020, "month": "", "day": None}, "2020"),
        ({"year": -500}, "-0499"),
        ({"year": -1}, "0000"),
        ({"year": 2020, "month": 5, "day": 4, "hour": 6, "minute": 0}, "2020-05-04T06:00"),
        ({"year": 2020, "month": 5, "day": 4, "hour": 6}, "2020-05-04"),
        ({"year": 0}, "unknown"),
        ({"year": 2020, "month": 21}, "unknown"),
        ({"year": 2020, "day": 4}, "unknown"),
        ({"year": 2020, "month": 2, "day": 30}, "unknown"),
        ({"year": "MMXX"}, "unknown"),
        ({"year": 20_000}, "unknown"),
        ({"year": 2020, "month": 5, "day": 4, "hour": 25, "minute": 0}, "unknown"),
        ({"year": [2020]}, "unknown"),
        ({"month": 5}, "unknown"),
        ({"millisecond": 5}, "unknown"),
    ],
)
def test_a_date_is_as_exact_as_it_was_and_what_is_none_is_unknown(tmp_path, date, edtf):
    found = imported(tmp_path, {**slide(), "start_date": date})
    (name,) = (one for one in found.taken.written if one.endswith("harbour-closes.md"))
    assert field(found.file(name), "date") == edtf
    assert bool([line for line in found.said if "IMPORT004" in line]) is (edtf == "unknown")


def test_an_end_before_the_beginning_is_no_date(tmp_path):
    found = imported(tmp_path, slide(end_date={"year": 2019}))
    assert "date: unknown\n" in found.file("crises/porthaven/harbour-closes.md")
    assert "start_date.year (json): 2020\n" in found.file("crises/porthaven/harbour-closes.md")


def test_ids_and_headlines_that_come_twice_are_told_apart(tmp_path):
    found = imported(
        tmp_path, slide(unique_id="one"), slide(unique_id="one"), slide(), slide(), slide("Timeline")
    )
    names = sorted(path.rpartition("04-")[2] for path in found.taken.written[1:])
    assert names == [
        "harbour-closes-2.md",
        "harbour-closes-3.md",
        "harbour-closes.md",
        "one.md",
        "timeline-2.md",
    ]
    assert [line for line in found.said if "events[1]: unique_id: this id is taken" in line]


def test_headlines_as_long_as_an_address_may_be_are_told_apart_too(tmp_path):
    found = imported(tmp_path, *[slide("Harbour " + "a" * 80)] * 3, *[slide("b" * 90)] * 11)
    names = sorted(path.rpartition("04-")[2].removesuffix(".md") for path in found.taken.written[1:])
    assert names == sorted(
        [
            "harbour",
            "harbour-2",
            "harbour-3",
            "b" * 80,
            *(f"{'b' * 78}-{n}" for n in range(2, 10)),
            f"{'b' * 77}-10",
            f"{'b' * 77}-11",
        ]
    )


@pytest.mark.parametrize(
    "id",
    [
        "../../site",
        "/etc/passwd",
        "..",
        "a/b",
        "con",
        "2020",
        "index",
        "2020-05-05-x",
        "é\x00",
        "C:\\x",
        "-",
        "x" * 300,
    ],
)
def test_an_id_never_leads_out_of_the_folder_or_to_a_name_of_ours(tmp_path, id):
    found = imported(tmp_path, slide(unique_id=id), slide(headline=id, unique_id=""))
    written = {
        path.relative_to(found.site.folder / "content").as_posix()
        for path in (found.site.folder / "content").rglob("*.*")
    }
    assert written == {"site.yaml", *found.taken.written}
    assert all(path.startswith("crises/porthaven/") for path in found.taken.written)
    assert len(found.taken.written) == 3
    assert found.site.build().published


def test_html_and_script_become_words_and_links_or_are_left_out_and_named(tmp_path):
    text = (
        "<script>alert(1)</script><p onclick='x()'>Seen <a href='javascript:x()'>here</a> and "
        "<a href='https://port.example/a?b=1&amp;c=2'>there</a><img src=x onerror=y>.</p>[[actor:x]] [@y] {{ z }}"
    )
    found = imported(
        tmp_path,
        slide("<img src=x onerror=alert(1)>Harbour <i>closes</i>", media={"url": "javascript:x()"})
        | {"text": {"headline": "<b>Harbour</b> closes<script>x</script>", "text": text}},
    )
    story = found.file("crises/porthaven/2020-05-04-harbour-closes.md")
    assert "Seen here and [there](https://port.example/a?b=1&c=2)." in story
    assert "left out of the text: <script>, <img>" in "\n".join(found.said)
    assert "media.url: not a link, because addresses with “javascript:” are not allowed" in "\n".join(
        found.said
    )
    assert found.site.build().published
    page = found.site.page("/crises/porthaven/harbour-closes/")
    assert "[[actor:x]] [@y] {{ z }}" in page
    assert "alert(" not in page
    assert "javascript:" not in page


def test_a_file_taken_twice_changes_nothing_and_one_that_differs_is_refused(tmp_path):
    data = (TIMELINES / "harbour.json").read_bytes()
    first = arrival(tmp_path / "site", "timelinejs", data)
    site = first.site
    before = {path: path.read_bytes() for path in (site.folder / "content").rglob("*.*")}
    again = Arrival(site, "timelinejs", data)
    assert (again.taken.written, len(again.taken.kept)) == ((), 5)
    other = Arrival(site, "timelinejs", data.replace(b"Four hundred", b"Five hundred"))
    assert (
        refusal(other.taken) == "crises/porthaven/the-long-mole-is-built.md is there and says something else"
    )
    assert {path: path.read_bytes() for path in (site.folder / "content").rglob("*.*")} == before


def test_a_crisis_that_is_there_gets_the_kinds_and_phases_it_lacks_and_keeps_its_words(tmp_path):
    index = "-- content/crises/porthaven/index.md --\n---\ntitle: Ours  # as it is\nkinds:\n  - {id: building, label: Works}\n---\nOur words.\n"
    found = arrival(tmp_path / "site", "timelinejs", (TIMELINES / "harbour.json").read_bytes(), EMPTY + index)
    assert found.file("crises/porthaven/index.md") == (
        "---\ntitle: Ours  # as it is\nkinds:\n  - {id: building, label: Works}\n"
        "  - id: closures-openings\n    label: Closures & openings\nphases:\n"
        "  - title: Years of stone\n    date: 1888/1891\n  - title: The closure\n    date: 2020-05-04/2020-06-01\n    note: Nobody said until when\n"
        "---\nOur words.\n"
    )
    assert "left out: “Porthaven & its harbour” and its text" in "\n".join(found.said)


def test_a_dry_run_says_the_same_and_writes_nothing(tmp_path, capsys):
    site = SmallSite(tmp_path / "site", EMPTY)
    file = TIMELINES / "harbour.json"
    words = (
        "import",
        "timelinejs",
        str(file),
        "--crisis",
        "porthaven",
        "--content",
        str(site.folder / "content"),
    )
    assert run(*words, "--dry-run") == 0
    said = capsys.readouterr().out
    assert "crises/porthaven/first-pier.md" in said
    assert [path.name for path in (site.folder / "content").rglob("*.*")] == ["site.yaml"]
    assert run(*words) == 0
    assert said in capsys.readouterr().out


def test_an_empty_folder_becomes_a_site(tmp_path):
    (tmp_path / "content").mkdir()
    assert (
        run(
            "import",
            "timelinejs",
            str(TIMELINES / "harbour.json"),
            "--crisis",
            "x",
            "--content",
            str(tmp_path / "content"),
        )
        == 0
    )
    assert (tmp_path / "content/site.yaml").read_text() == "title: Porthaven & its harbour\n"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "timeline:1:1: error[IMPORT001] the file is empty"),
        (b"{", "timeline:1:2: error[IMPORT001] this is not JSON (Expecting property name"),
        (b"[" * 100_000, "timeline:1:1: error[IMPORT001] this is nested deeper than any timeline"),
        (
            b'{"events": ' + b"[" * 500 + b"]" * 500 + b"}",
            "error[IMPORT001] this is nested deeper than any timeline",
        ),
        (b'{"events": 5}', "error[IMPORT001] this JSON is no timeline of TimelineJS"),
        (b"[1, 2]", "error[IMPORT001] this JSON is no timeline of TimelineJS"),
        (
            b'{"timeline": {"headline": "x"}}',
            "error[IMPORT001] this timeline has no `date`, a list of slides",
        ),
        (
            b'{"events": [{"start_date": {"year": ' + b"9" * 5000 + b"}}]}",
            "error[IMPORT001] a number here cannot be read",
        ),
        (b'{"events": [1e999]}', "error[IMPORT001] a number here cannot be read (1e999 is too large)"),
        ('{"events": []}'.encode("utf-16"), "timeline:1:1: error[FILE002] the file is saved as UTF-16"),
        (b'{"events": [\n "caf\xe9"]}', "timeline:2:6: error[FILE001] the byte E9 is not UTF-8"),
        (
            b"Name,Phone\nAna,5\n",
            "timeline:1:1: error[IMPORT001] this is no spreadsheet of TimelineJS: it has no column Year",
        ),
        (
            b"Year,Headline\n2020," + b"x" * 200_000 + b"\n",
            "timeline:2:1: error[IMPORT001] this is not CSV from here on (field larger than field limit",
        ),
        (b"x" * (32 * 1024 * 1024 + 1), "error[FILE003] the file has 32.0 MiB"),
    ],
)
def test_a_file_that_is_no_timeline_writes_nothing_and_says_why(tmp_path, data, said):
    site = SmallSite(tmp_path / "site", EMPTY)
    found = Arrival(site, "timelinejs", data)
    assert found.taken.refused
    assert said in found.said[0]
    assert [path.name for path in (site.folder / "content").rglob("*.*")] == ["site.yaml"]


@pytest.mark.parametrize("headline", ["F", "f 16", "as of", "s", "2014", "updates", "con"])
def test_headlines_that_are_addresses_or_anchors_of_ours_get_names_however_often_they_come(
    tmp_path, headline
):
    slides = [{"start_date": {"year": 2014}, "text": {"headline": headline}}] * 12
    found = arrival(tmp_path / "site", "timelinejs", json.dumps({"events": slides}))
    assert len([path for path in found.taken.written if not path.endswith("index.md")]) == 12
    assert not found.site.check().failed, found.site.messages()


def test_a_title_over_the_columns_of_a_sheet_is_named(tmp_path):
    text = ',,,"My timeline",,\nYear,Month,Day,Time,Headline,Text\n-500,,,,Long ago,x\n2014,5,4,,Harbour closes,y\n'
    found = arrival(tmp_path / "site", "timelinejs", text)
    assert (
        "timeline:1:1: warning[IMPORT003] row 1 is above the names of the columns; left out: My timeline"
        in found.said
    )
    assert "date: 2014-05-04" in found.file("crises/porthaven/2014-05-04-harbour-closes.md")


def test_marks_semicolons_and_headers_written_otherwise_are_read(tmp_path):
    text = '\ufeffyear;MONTH;head line;Headline;Text;Ours\r\n2020;5;;Harbour closes;"One; two\r\nthree";x\r\n;;;;;\r\n'
    found = arrival(tmp_path / "site", "timelinejs", text)
    story = found.file("crises/porthaven/harbour-closes.md")
    assert field(story, "date") == "2020-05"
    assert story.endswith("---\nOne; two three\n")
    assert "    Ours: x\n" in story
    assert "the column “year” is taken for “Year”" in "\n".join(found.said)


def test_a_slide_that_check_would_refuse_is_refused_before_anything_is_written(tmp_path):
    # An event of the same name is in the crisis already, told by another story.
    found = Arrival(
        SmallSite(tmp_path / "site", HARBOUR),
        "timelinejs",
        timeline(slide(unique_id="first-ship-turns")).encode(),
        crisis="harbour",
    )
    assert found.taken.refused
    assert "error[NAME002]" in "\n".join(found.said)
    assert not list((found.site.folder / "content/crises/harbour").glob("*first-ship*"))


def test_a_disk_that_fails_midway_leaves_nothing_behind(tmp_path, monkeypatch):
    from dateline.imports import adding

    site = SmallSite(tmp_path / "site", EMPTY)
    real, left = adding.make_file, [2]

    def full(path, data):
        left[0] -= 1
        if left[0] < 0:
            raise OSError(28, "No space left on device", str(path))
        real(path, data)

    monkeypatch.setattr(adding, "make_file", full)
    with pytest.raises(OSError, match="No space"):
        take_file("timelinejs", TIMELINES / "harbour.json", "porthaven", site.options())
    assert [path.name for path in (site.folder / "content").rglob("*.*")] == ["site.yaml"]


def test_the_crisis_has_to_be_named_and_can_be_an_address(tmp_path, capsys):
    site = SmallSite(tmp_path / "site", EMPTY)
    content = ("--content", str(site.folder / "content"))
    assert run("import", "timelinejs", str(TIMELINES / "harbour.json"), *content) == 2
    assert "say which crisis it becomes: --crisis SLUG" in capsys.readouterr().err
    assert run("import", "timelinejs", str(TIMELINES / "harbour.json"), "--crisis", "../x", *content) == 1
    assert "this cannot be part of an address" in capsys.readouterr().err
    assert run("import", "timelinejs", str(tmp_path / "none.json"), "--crisis", "x", *content) == 1
    assert "none.json: No such file or directory" in capsys.readouterr().err


WORDS = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-3000, 3000)
    | st.floats(allow_nan=False, allow_infinity=False)
    | WORDS
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=6,
)
DATES = st.fixed_dictionaries(
    {},
    optional={
        "year": SCALARS, "month": st.integers(-1, 14) | st.just(""), "day": st.integers(0, 32), "hour": st.integers(0, 25),
        "minute": st.integers(0, 61), "second": st.integers(0, 60), "millisecond": st.integers(0, 999), "display_date": WORDS,
    },
)  # fmt: skip
SLIDES = st.fixed_dictionaries(
    {},
    optional={
        "start_date": DATES | VALUES, "end_date": DATES, "display_date": WORDS, "group": WORDS, "unique_id": WORDS,
        "text": st.fixed_dictionaries({}, optional={"headline": VALUES, "text": WORDS}) | VALUES,
        "media": st.fixed_dictionaries({}, optional={"url": WORDS | st.just("https://e.example/x"), "caption": WORDS, "credit": WORDS}),
        "location": VALUES, "background": VALUES, "autolink": VALUES, "x-dateline": st.dictionaries(st.sampled_from(["date", "status", "key"]), VALUES),
    },
)  # fmt: skip


@given(
    slides=st.lists(SLIDES | VALUES, max_size=4),
    title=SLIDES | VALUES,
    eras=st.lists(SLIDES, max_size=2) | VALUES,
)
@OFTEN
def test_any_timeline_is_taken_in_so_that_it_passes_check(slides, title, eras):
    found = arrival(next(FOLDERS), "timelinejs", json.dumps({"events": slides, "title": title, "eras": eras}))
    json.loads(found.exported())


@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12), max_size=8), max_size=5
    ),
    st.sampled_from(",;\t"),
)
@OFTEN
def test_any_table_with_a_year_and_a_headline_is_taken_in(rows, delimiter):
    head = delimiter.join(("Year", "Headline", "Text", "Media", "Type", "Group", "Time", "Mine"))
    lines = (delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    arrival(next(FOLDERS), "timelinejs", "\n".join((head, f"2020{delimiter}x", *lines)))


@given(st.binary(max_size=200))
@OFTEN
def test_any_bytes_are_answered_without_a_traceback(data):
    Arrival(SmallSite(next(FOLDERS), EMPTY), "timelinejs", data)


HTML = st.lists(
    st.sampled_from(["<p>", "</p>", "<b>", "</b>", "<i>", "</i>", "<br>", "<ul>", "<li>", "</li>", "</ul>", "<ol>", "</ol>", "<blockquote>", "</blockquote>",
                     "<a href='https://e.example/a_b'>", "</a>", "<h2>", "</h2>", "<div>", "&amp;", "&lt;b&gt;", " ", "\n"])
    | st.text("ab*_`[]()#+-.!>~|:\\&;<{}@1 ", max_size=6),
    max_size=14,
).map("".join)  # fmt: skip


def words_of(text):
    prose, _ = read_prose(text, ContentFile("x.md", text), 0)
    return " ".join(
        plain_text(prose, lambda reference: pytest.fail(f"a reference was made up: {reference}")).split()
    )


@given(HTML)
@settings(max_examples=250, deadline=None)
@example("<a href='https://e.example/ana'>@ana</a>")
@example("<h2>Pier 1##</h2>")
def test_html_as_markdown_has_the_same_words_as_the_html(html):
    def letters(text):
        return re.sub(r"\s", "", text)

    assert letters(words_of(as_markdown(html).text)) == letters(as_words(html).text)


def test_html_of_great_depth_or_length_is_read_in_no_time():
    for html in (
        "<b>" * 20_000 + "x",
        "<ul><li>" * 5_000 + "x",
        "<b><p>x</p>" * 5_000,
        "<a href='https://e.example'>" * 20_000,
        "<" * 200_000,
        "&" * 200_000,
        "* " * 100_000,
    ):
        assert len(as_markdown(html).text) < 4_000_000
