"""What an editor is told: all of it in one run, each thing at its line and column, with what to type."""

import os
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.sites import HARBOUR

STORY = "content/crises/harbour/2020-05-04-closure.md"


def test_a_site_without_mistakes_says_nothing(site_from):
    assert site_from().messages() == ""


def test_two_broken_files_are_both_reported_in_one_run_with_excerpt_and_hint(site_from):
    site = site_from()
    site.edit(STORY, "title: Harbour closes", "titel: Harbour closes")
    site.edit("content/actors/harbour-board.md", "kind: organisation", "kind: organization")

    assert site.messages() == (
        "content/actors/harbour-board.md:3:7: error[FIELD005] “organization” is not a word for this field\n"
        "    3 | kind: organization\n"
        "      |       ^^^^^^^^^^^^ did you mean organisation?\n"
        f"{STORY}:2:1: error[FIELD002] a story has no field “titel”, and needs `title:`\n"
        "    2 | titel: Harbour closes\n"
        "      | ^^^^^ did you mean title?\n"
    )


def test_unreadable_yaml_is_placed_and_does_not_hide_other_files(site_from):
    site = site_from()
    site.edit(STORY, "title: Harbour closes", "title: Harbour: day 3")
    site.edit("content/sources.yaml", "published: 2020-05-04", "published: 2020-02-30")
    lines = site.first_lines()
    assert any(line.startswith(f"{STORY}:2:") and "YAML" in line for line in lines)
    assert any(line.startswith("content/sources.yaml:3:22: error[DATE001]") for line in lines)
    assert 'title: "Harbour: day 3"' in site.messages()


def test_each_mistake_has_its_place(site_from):
    cases = [
        ("date: 2020-05-04\npublished", "date: 2020-13-45\npublished", f"{STORY}:3:12 DATE001"),
        ("status: confirmed", "status: verified", f"{STORY}:7:9 FIELD005"),
        ("actors: [harbour-board]", "actors: [harbor-boards]", f"{STORY}:9:10 NAME001"),
        ("value: 12", "value: '1,200'", f"{STORY}:11:28 QTY001"),
        ("[[actor:harbour-board]]", "[[actor:harbour-bord]]", f"{STORY}:20:1 NAME001"),
        ("[@notice]", "[@notise]", f"{STORY}:20:89 NAME001"),
        ("[[event:first-ship-turns]]", "[[event:first-ship]]", f"{STORY}:20:61 NAME001"),
        ("kind: closure", "kind: closing", f"{STORY}:8:7 NAME001"),
        ("title: Harbour closes", "title: [a, b]", f"{STORY}:2:8 FIELD003"),
    ]
    for old, new, place in cases:
        site = site_from()
        site.edit(STORY, old, new)
        found = [
            line.split(": ")[0] + " " + line.partition("[")[2].partition("]")[0]
            for line in site.first_lines()
        ]
        assert place in found, (new, found)


def test_a_link_within_the_site_that_leads_nowhere_is_reported_with_the_nearest(site_from):
    site = site_from()
    site.edit(STORY, "See [[event", "See [it](/crises/harbour/closur/) and [that](/timeline/). See [[event")
    (line,) = site.first_lines()
    assert "error[LINK001] there is no page /crises/harbour/closur/" in line
    assert "did you mean /crises/harbour/closure/?" in site.messages()


def test_a_duplicate_key_is_reported_at_the_second(site_from):
    site = site_from()
    site.edit(STORY, "status: confirmed", "status: confirmed\nstatus: reported")
    assert any(line.startswith(f"{STORY}:8:1: error[YAML") for line in site.first_lines())


def test_two_stories_with_one_address_name_both_files(site_from):
    site = site_from()
    site.write(
        "content/crises/harbour/2020-06-01-closure.md",
        "---\ntitle: Second closure\ndate: 2020-06-01\n---\nText.\n",
    )
    (line,) = [line for line in site.first_lines() if "ADDR001" in line]
    assert "2020-05-04-closure.md" in line
    assert "2020-06-01-closure.md" in line


def test_reserved_addresses_and_anchors_are_refused(site_from):
    site = site_from()
    site.write("content/crises/harbour/updates.md", "---\ntitle: More\ndate: 2020-06-01\n---\n")
    site.edit(STORY, "id: first-ship-turns", "id: sources")
    site.edit(STORY, "[[event:first-ship-turns]]", "it")
    assert {line.partition("[")[2].partition("]")[0] for line in site.first_lines()} == {"ADDR002", "NAME008"}


def test_a_story_may_have_every_name_but_those_of_the_folders_beside_it(site_from):
    site = site_from()
    story = "---\ntitle: {}\ndate: 2020-05-06\nsummary: More.\nsources: [notice]\n---\nText.\n"
    free = ("record", "card", "feed", "oembed")
    for name in free:
        site.write(f"content/crises/harbour/{name}.md", story.format(f"About {name}"))
    assert site.build().published, site.messages()
    there = {path.split("/")[2] for path in site.published() if re.match("crises/harbour/[^/]+/", path)}
    ours = there - {"closure", *free}
    assert ours == {"as-of", "figures", "updates"}
    for name in (*ours, "2020-06-01-index", "undated", "1990", "bce-49"):
        site.write(f"content/crises/harbour/{name}.md", story.format("Another"))
    assert len([line for line in site.first_lines() if "error[ADDR002]" in line]) == 7


def test_an_event_id_used_twice_is_reported_with_the_first_place(site_from):
    site = site_from()
    site.write(
        "content/crises/harbour/again.md",
        "---\ntitle: Again\ndate: 2020-06-01\nsources: [notice]\nevents:\n"
        "  - {id: first-ship-turns, date: 2020-06, title: Twice, sources: [notice]}\n---\n",
    )
    (line,) = site.first_lines()
    assert "NAME002" in line
    assert "again.md" in line


def test_a_failing_build_leaves_the_published_folder_byte_for_byte(site_from):
    site = site_from()
    assert site.build().published
    before = site.published()
    site.edit(STORY, "date: 2020-05-04\n", "date: 2020-02-30\n")
    report = site.build()
    assert report.failed
    assert not report.published
    assert site.published() == before


def test_hold_back_publishes_everything_but_what_the_error_touches(site_from):
    site = site_from()
    site.write("content/crises/harbour/broken.md", "---\ntitle: Broken\ndate: 2020-02-30\n---\n")
    report = site.build(hold_back=True)
    assert report.published
    assert report.held_back == ("content/crises/harbour/broken.md",)
    assert "Harbour closes" in site.page("/crises/harbour/")
    assert "crises/harbour/broken/index.html" not in site.published()


BROKEN = "---\ntitle: Broken\ndate: 2020-02-30\n---\n"
NEXT = "---\ntitle: Next\ndate: 2020-05-06\nsummary: It went on.\nsources: [notice]\n---\n"


def test_hold_back_publishes_no_link_to_what_it_held_back(site_from):
    site = site_from()
    site.write("content/crises/harbour/broken.md", BROKEN)
    site.write("content/crises/harbour/next.md", f"{NEXT}See [what broke](/crises/harbour/broken/).\n")
    site.write("content/crises/harbour/last.md", f"{NEXT}See [the next](/crises/harbour/next/).\n")
    report = site.build(hold_back=True)
    assert report.published
    assert report.held_back == tuple(
        f"content/crises/harbour/{name}.md" for name in ("broken", "last", "next")
    )
    assert not [path for path, page in site.published().items() if b"crises/harbour/broken" in page]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_among_the_stories_is_reported_and_not_waited_for(site_from):
    site = site_from()
    os.mkfifo(site.folder / "content/crises/harbour/pipe.md")
    (line,) = site.first_lines()
    assert line.startswith("content/crises/harbour/pipe.md:1:1: error[FILE106]")


def test_what_a_link_leads_to_outside_the_content_is_not_shown(site_from):
    site = site_from()
    site.write("secret.md", "the password\n")
    (site.folder / "content/crises/harbour/closing.md").symlink_to(site.folder / "secret.md")
    assert "FILE102" in site.messages()
    assert "password" not in site.messages()


def test_escapes_that_bring_in_a_turn_of_direction_are_refused(site_from):
    site = site_from()
    site.edit(STORY, "place: Porthaven", 'place: "Old\\u202Equay"')
    site.edit(STORY, "See [[", "See &#x202E; and &#8238; and &rlm; and &#1587; [[")
    assert [line.split(" ")[0] + line.split("[")[1][:7] for line in site.first_lines()] == [
        f"{STORY}:5:8:YAML021",
        f"{STORY}:20:61:TEXT014",
        f"{STORY}:20:74:TEXT014",
    ]


pieces = st.sampled_from(
    [
        "---\n",
        "title: ",
        "date: ",
        "2020-05",
        "unknown",
        "[",
        "]",
        "{",
        "}",
        "- ",
        "\n",
        "  ",
        ":",
        "[[actor:",
        "]]",
        "#",
        '"',
        "“",
        "\u202e",
        "\x00",
        "é",
        "figures:\n",
        "events:\n",
    ]
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(pieces, max_size=30).map("".join))
def test_any_text_gives_findings_or_a_site_and_never_a_traceback(site_from, text):
    site = site_from(HARBOUR)
    site.write("content/crises/harbour/any.md", text)
    report = site.check()
    assert all(one.at.line >= 1 and one.at.column >= 1 for one in report.diagnostics)
