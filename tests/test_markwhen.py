"""Files of markwhen, in: groups become kinds, tags tags, and dates what they certainly are."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.imports import EMPTY, NO_SHRINKING, TIMELINES, Arrival, arrival, folders
from tests.sites import SmallSite
from tests.test_timelinejs import field

FOLDERS = folders()


def test_a_file_becomes_a_crisis_with_kinds_tags_places_and_media(tmp_path):
    found = arrival(tmp_path / "site", "markwhen", (TIMELINES / "harbour.mw").read_bytes())
    index = found.file("crises/porthaven/index.md")
    assert index.startswith(
        "---\ntitle: Porthaven and its harbour\nsummary: From the first pier to the closure.\ntimezone: Europe/Lisbon\n"
    )
    assert "  - id: openings\n    label: Openings\n  - id: later\n    label: Later\n" in index
    mole = found.file("crises/porthaven/long-mole.md")
    assert mole == (
        "---\ntitle: The long mole is built\ndate: 1888-05/1891-10-03\npublished: unknown\nplace: Porthaven\n"
        "media:\n  url: https://films.example/mole.jpg\n  alt: Men on a mole\nkind: building\ntags:\n  - building\n  - stone\n"
        "foreign:\n  markwhen:\n    cost: 2 million\n---\n"
        "It took [four hundred men](https://port.example/mole) at Porthaven.\n\n- stone from the Grey Hill\n"
    )
    assert field(found.file("crises/porthaven/talk-of-opening.md"), "kind") == "later"
    assert "kind:" not in found.file("crises/porthaven/a-first-pier.md")
    assert found.site.build().published
    page = found.site.page("/crises/porthaven/closure/")
    assert "[[actor:x]] says so, [@y] too. Here" in page
    assert "<script>x" not in page


def test_everything_without_a_field_is_named_at_its_line(tmp_path):
    said = arrival(tmp_path / "site", "markwhen", (TIMELINES / "harbour.mw").read_bytes()).said
    for place, words in (
        ("5:1", "#building: the content format has no field for this"),
        ("9:1", "a comment has no place in the content"),
        ("12:1", "the tags of a group have no field here"),
        ("15:1", "cost: the content format has no field for this"),
        ("22:1", "left out of the text: <script>"),
        ("27:1", "“after !closure 2 weeks” hangs on another event or on today"),
        ("28:1", "there is no month 31"),
        ("29:1", "happens again and again"),
        ("31:1", "how far a task has come has no field here"),
    ):
        assert [line for line in said if line.startswith(f"timeline:{place}: ") and words in line], words


@pytest.mark.parametrize(
    ("dates", "edtf"),
    [
        ("2020", "2020"),
        ("2020-05", "2020-05"),
        ("2020-05-04", "2020-05-04"),
        ("2020-05-04T18:30:00Z", "2020-05-04T18:30:00Z"),
        ("2020-05-04 6:30pm", "2020-05-04T18:30"),
        ("5/2020", "2020-05"),
        ("05/04/2020", "2020-05-04"),
        ("May 4th, 2020", "2020-05-04"),
        ("4 Sept 2020", "2020-09-04"),
        ("May 2020", "2020-05"),
        ("500 BC", "-0499"),
        ("79 CE", "0079"),
        ("2019 - 2020", "2019/2020"),
        ("2019-01/2020", "2019-01/2020"),
        ("May 2019 to 4 June 2020", "2019-05/2020-06-04"),
        ("2020-05-04 18:30 - 19:00", "2020-05-04T18:30/2020-05-04T19:00"),
        ("2020-05-04 / now", "2020-05-04/.."),
        ("2020-05-04 / 1 week", "2020-05-04/2020-05-10"),
        ("2020-05-04 / 1 day", "2020-05-04"),
        ("2020 - 2019", "unknown"),
        ("2020-05 / 3 days", "unknown"),
        ("2020-05-04 / 2 months", "unknown"),
        ("2020-W19", "unknown"),
        ("5 days", "unknown"),
        ("after !x 3 days", "unknown"),
        ("by !x.start 2 weeks", "unknown"),
        ("now", "unknown"),
        ("18:30", "unknown"),
        ("2020-02-30", "unknown"),
    ],
)
def test_a_date_is_what_it_certainly_is(tmp_path, dates, edtf):
    found = arrival(tmp_path / "site", "markwhen", f"{dates}: Harbour closes: again\n")
    (name,) = found.taken.written[1:]
    story = found.file(name)
    assert field(story, "date") == edtf
    assert field(story, "title") == "Harbour closes: again"
    if edtf == "unknown":
        assert field(story, "date_text") == dates


def test_a_file_can_say_that_the_day_comes_first(tmp_path):
    found = arrival(tmp_path / "site", "markwhen", "dateFormat: d/M/y\n\n04/05/2020: Harbour closes\n")
    assert field(found.file("crises/porthaven/2020-05-04-harbour-closes.md"), "date") == "2020-05-04"


def test_a_file_without_an_event_is_refused(tmp_path):
    found = Arrival(SmallSite(tmp_path / "site", EMPTY), "markwhen", b"title: x\n\nNothing here\n")
    assert found.taken.refused
    assert "error[IMPORT001] there is no event in this file" in found.said[-1] or "IMPORT001" in "".join(
        found.said
    )


LINES = st.sampled_from(
    ["# Group", "## Inner #tag", "section X", "endSection", "2020: a", "2020-05-04 - now: b !x #y", "id: z", "tz: Europe/Lisbon", "- [ ] task",
     "text [[actor:x]] [@y] {{ z }}", "![p](https://e.example/p.jpg)", "[l](/x) [m](javascript:x)", "<b>bold", "```", "// c", "_-_-_break_-_-_", "    code", "***", ""]
) | st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30)  # fmt: skip


@given(st.lists(LINES, max_size=12))
@settings(max_examples=30, phases=NO_SHRINKING, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_file_with_an_event_is_taken_in_so_that_it_passes_check(lines):
    arrival(next(FOLDERS), "markwhen", "\n".join(["2020-05-04: Harbour closes", *lines]))


def test_two_events_with_one_id_are_two_stories(tmp_path):
    found = arrival(tmp_path / "site", "markwhen", b"2020-05-04: A !a\n2020-05-04: B !a\n2020-05-05: A\n")
    assert sorted(path.name for path in (found.site.folder / "content/crises/porthaven").iterdir()) == [
        "2020-05-04-a.md",
        "2020-05-04-b.md",
        "2020-05-05-a-2.md",
        "index.md",
    ]
    assert [line for line in found.said if "2:1" in line and "the id “a” is taken" in line]
    assert found.site.build().published


def test_long_lines_take_no_time(tmp_path):
    arrival(
        tmp_path / "site",
        "markwhen",
        "2020: " + "a" * 90_000 + "\n" + "1d" + " " * 90_000 + "x\n" + "[" * 5_000 + "\n",
    )
