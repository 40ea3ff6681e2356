"""Tables of events, in: with our own columns as they are published, or whatever of them a spreadsheet has."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.data.tables import EVENTS
from tests.imports import NO_SHRINKING, Arrival, arrival, folders
from tests.sites import HARBOUR, SmallSite
from tests.test_exports import VAGUE, exported
from tests.test_timelinejs import field

AROUND = HARBOUR.split("-- content/crises")[0]
"""The harbour's settings, sources and actors, without the crisis."""
ELSEWHERE = AROUND.replace("crisis: harbour", "crisis: porthaven")
FOLDERS = folders()


def taken(tmp_path, *lines):
    return arrival(tmp_path / "site", "csv", "\n".join(lines), ELSEWHERE)


def test_the_published_table_comes_back_byte_for_byte(tmp_path, site_from):
    site = site_from(VAGUE.replace("    text: It had waited.\n", "    text: It had waited.\n    actors: [harbour-board]\n    media: {url: https://port.example/x}\n    statements: [{status: not-stated, text: why}, {status: reported, text: that it turned}]\n    quote: {text: We wait, by: harbour-board}\n    reported: 2020-05-08\n"))  # fmt: skip
    table = exported(site, "csv").text
    assert "not-stated: why; reported: that it turned,We wait,harbour-board,https://port.example/x" in table
    back = Arrival(SmallSite(tmp_path / "back", AROUND), "csv", table.encode(), "harbour")
    assert not back.taken.refused, back.said
    assert back.exported("csv", "harbour") == table
    assert back.taken.written == (
        "crises/harbour/index.md",
        "crises/harbour/vague.md",
        "crises/harbour/2020-05-04-closure.md",
    )


def test_a_date_and_a_title_are_enough_and_dates_in_words_are_read_where_they_are_clear(tmp_path):
    found = taken(
        tmp_path,
        "Date;Title;Desk",
        "4 May 2020;Harbour closes;Ana",
        "2020.5.6;A ship turns back;",
        "04/05/2020;Nobody knows the order;",
        ";Nothing is said;",
        "2020-05-07;;lonely",
    )
    assert field(found.file("crises/porthaven/2020-05-04-harbour-closes.md"), "date") == "2020-05-04"
    assert "foreign:\n  csv:\n    Desk: Ana\n" in found.file("crises/porthaven/2020-05-04-harbour-closes.md")
    assert field(found.file("crises/porthaven/2020-05-06-a-ship-turns-back.md"), "date") == "2020-05-06"
    order = found.file("crises/porthaven/nobody-knows-the-order.md")
    assert (field(order, "date"), field(order, "date_text")) == ("unknown", "04/05/2020")
    said = "\n".join(found.said)
    assert "timeline:2:1: warning[IMPORT003] row 2: date: “4 May 2020” is written 2020-05-04 here" in said
    assert "timeline:4:1: warning[IMPORT004] row 4: the date is `unknown` here" in said
    assert "timeline:6:1: warning[IMPORT005] row 6 has no title and was left out" in said
    assert "timeline:2:1: notice[IMPORT002] row 2: Desk: " in said
    header, first, *_ = found.exported("csv").splitlines()
    assert header.endswith(",retraction,Desk")
    assert first.endswith(",Ana")


def test_names_that_the_site_does_not_know_stay_in_the_file_and_are_reported(tmp_path):
    found = taken(
        tmp_path,
        "date,title,actors,sources,kind,status,key,quote,quote_by,text",
        "2020-05-04,Harbour closes,the board; A pilot,notice; letter,closure,sure,yes,We wait,A pilot,=1+1 *is* [[actor:x]]",
    )
    story = found.file("crises/porthaven/2020-05-04-harbour-closes.md")
    assert "actors:\n  - the board\n" in story
    assert "sources:\n  - notice\n" in story
    assert "foreign:\n  csv:\n    actors: A pilot\n    quote_by: A pilot\n    sources: letter\n" in story
    assert "kinds:" not in found.file("crises/porthaven/index.md")  # the site has this one
    said = "\n".join(found.said)
    for words in (
        "actors: not known in this site: A pilot",
        "sources: not known in this site: letter",
        "status: “sure” is none of",
    ):
        assert words in said
    assert found.site.build().published
    assert "=1+1 *is* [[actor:x]]" in found.site.page("/crises/porthaven/harbour-closes/")


def test_what_is_retracted_without_a_reason_is_left_out_rather_than_told_as_true(tmp_path):
    found = taken(
        tmp_path,
        "id,story,date,title,status",
        "a,a,2020-05-04,Harbour closes,retracted",
        "b,a,2020-05-05,A ship turns back,",
        "c,c,2020-05-06,A pilot resigns,",
    )
    assert found.taken.written == ("crises/porthaven/index.md", "crises/porthaven/2020-05-06-c.md")
    said = "\n".join(found.said)
    assert "row 2 is retracted without a reason" in said
    assert "row 3 was left out with its story in row 2" in said


def test_two_further_events_with_one_id_are_two_events(tmp_path):
    found = taken(
        tmp_path,
        "id,story,date,title",
        "a,a,2020-05-04,Harbour closes",
        "pier,a,2020-05-05,Pier",
        "pier,a,2020-05-06,A ship turns back",
    )
    story = found.file("crises/porthaven/2020-05-04-a.md")
    assert "  - id: pier\n" in story
    assert "  - id: a-ship-turns-back\n" in story
    assert found.site.build().published


def test_rows_above_the_names_of_the_columns_are_named_and_left_out(tmp_path):
    found = taken(
        tmp_path, ";Our harbour;", ";;", "Date;Title;Place", "2020-05-04;Harbour closes; for now", "2020;x;y"
    )
    assert (
        "timeline:1:1: warning[IMPORT003] row 1 is above the names of the columns; left out: Our harbour"
        in found.said
    )
    assert "timeline:3:1: warning[IMPORT003] the column “Date” is taken for “date”" in found.said
    assert not [line for line in found.said if line.startswith("timeline:2:")]
    assert "place: for now" in found.file("crises/porthaven/2020-05-04-harbour-closes.md")


def test_a_table_whose_columns_are_named_too_far_down_is_none(tmp_path):
    lines = [f"note {number}," for number in range(10)]
    found = Arrival(
        SmallSite(tmp_path / "a", AROUND), "csv", "\n".join([*lines, "date,title", "2020,a"]).encode()
    )
    assert found.taken.refused
    assert "timeline:1:1: error[IMPORT001] this table has no column date" in found.said[0]
    found = arrival(tmp_path / "b", "csv", "\n".join([*lines[:9], "date,title", "2020,a"]), ELSEWHERE)
    assert found.taken.written


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title,place\nx,y\n", "error[IMPORT001] this table has no column date"),
        ("a,b\n", "error[IMPORT001] this table has no column date and no column title"),
        ("", "error[IMPORT001] the file is empty"),
        (
            'date,title\n2020,a\n2021,"b\n2022,c\n',
            "timeline:3:1: error[IMPORT001] this is not CSV from here on",
        ),
    ],
)
def test_a_table_of_something_else_is_refused(tmp_path, text, said):
    found = Arrival(SmallSite(tmp_path / "site", AROUND), "csv", text.encode())
    assert found.taken.refused
    assert said in found.said[0]


CELLS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20) | st.sampled_from(
    [
        "2020-05-04",
        "unknown",
        "confirmed",
        "retracted",
        "harbour-board",
        "notice",
        "a",
        "b",
        "true",
        "https://port.example/",
        "reported: x; disputed: y",
        "=1",
    ]
)


@given(
    st.lists(
        st.dictionaries(st.sampled_from([one.name for one in EVENTS] + ["Mine"]), CELLS, max_size=12),
        max_size=4,
    )
)
@settings(max_examples=25, phases=NO_SHRINKING, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_table_is_taken_in_so_that_it_passes_check(rows):
    columns = [*(one.name for one in EVENTS), "Mine"]
    lines = (",".join('"' + row.get(name, "").replace('"', '""') + '"' for name in columns) for row in rows)
    arrival(next(FOLDERS), "csv", "\n".join((",".join(columns), *lines)), ELSEWHERE)
