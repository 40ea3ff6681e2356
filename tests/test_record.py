"""What follows from the model: order, versions, what was known when, and which claims are current."""

from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.parse.file import parse
from dateline.read.text import ContentFile
from dateline.record.as_known import as_known, versions
from dateline.record.changes import What, changes
from dateline.record.figures import series
from dateline.record.timeline import timeline
from dateline.resolve import collect, resolve
from tests.sites import HARBOUR

LATER = """---
title: Ships leave
date: {date}
published: 2020-05-08
status: {status}
history:
  - {{date: 2020-05-09, status: disputed, why: The captain says otherwise.}}
figures:
  - {{figure: ships, value: 3, by: harbour-board, as_of: 2020-05-08, source: notice}}
  - {{figure: ships, value: dozens, as_of: 2020-05-07, source: notice, reported: 2020-05-10}}
sources: [notice]
---
Text.
"""


def harbour(**changes):
    texts = {}
    for part in HARBOUR.split("\n-- ")[1:]:
        name, _, body = part.partition(" --\n")
        texts[name] = body
    texts["content/crises/harbour/later.md"] = LATER.format(
        **{"date": "2020-05-08", "status": "disputed", **changes}
    )
    parsed = [parse(ContentFile(path, text), path.removeprefix("content/")) for path, text in texts.items()]
    assert [one for file in parsed for one in file.diagnostics] == []
    site, found = resolve(collect(parsed))
    assert found == ()
    return site.crises["harbour"]


def test_each_day_on_which_the_record_changed_is_a_version():
    assert versions(harbour(), UTC) == ("2020-05-10", "2020-05-09", "2020-05-08", "2020-05-05")


def test_as_known_leaves_out_what_came_later_and_takes_back_later_statuses():
    crisis = harbour()
    early = as_known(crisis, "2020-05-05", UTC)
    assert [story.slug for story in early.stories] == ["closure"]
    middle = {story.slug: story for story in as_known(crisis, "2020-05-08", UTC).stories}
    assert middle["later"].event.status == "reported"
    assert [str(claim.value) for claim in middle["later"].figures] == ["3"]
    assert {story.slug: story for story in as_known(crisis, "2020-05-10", UTC).stories}[
        "later"
    ].event.status == "disputed"


def test_as_known_on_the_last_day_is_the_record_as_it_is():
    crisis = harbour()
    assert as_known(crisis, versions(crisis, UTC)[0], UTC) == crisis


def test_changes_are_newest_first_and_say_what_they_are():
    listed = changes(harbour(), UTC)
    assert [change.day for change in listed] == sorted((change.day for change in listed), reverse=True)
    assert (listed[0].what, listed[0].day) == (What.FIGURE, "2020-05-10")
    assert [change.note for change in listed if change.what is What.STATUS] == ["The captain says otherwise."]


def test_the_newest_claim_of_each_claimant_is_current_and_none_is_dropped():
    crisis = harbour()
    found = series(crisis, crisis.figures[0], UTC)
    assert [(claim.by.id if claim.by else "", str(claim.value)) for _, claim in found.current] == [
        ("harbour-board", "3"),
        ("", "dozens"),
    ]
    assert [str(claim.value) for _, claim in found.earlier] == ["12"]


@given(
    st.sampled_from(
        ["2020-05", "2020", "unknown", "[2020-05-01..2020-05-03]", "../2020-05-04", "-0499", "2020-05-04/.."]
    )
)
def test_the_order_is_by_earliest_instant_and_the_undated_come_last(date):
    entries = timeline(harbour(date=date), UTC)
    dated = [entry for entry in entries if entry.dated]
    order = [(entry.earliest, entry.latest) for entry in dated]
    assert order == sorted(order)
    assert all(not entry.dated for entry in entries[len(dated) :])


@pytest.mark.parametrize("day", ["2020-05-05", "2020-05-08", "2020-05-09", "2020-05-10"])
def test_a_later_version_never_knows_less_events(day):
    crisis = harbour()
    events = {event.id for story in as_known(crisis, day, UTC).stories for event in story.all_events}
    assert events <= {event.id for story in crisis.stories for event in story.all_events}
