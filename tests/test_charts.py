"""Geometry of the overview strip and of figure charts, and the macros that draw them."""

import re
from datetime import UTC
from decimal import Decimal
from itertools import pairwise
from types import MappingProxyType

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from dateline.assets import AssetManifest
from dateline.charts.choose import choose
from dateline.charts.claims import ChartClaim, ChartFigure, ChartPart
from dateline.charts.dots import draw_dots
from dateline.charts.place import anchor, extent, percent, text_width
from dateline.charts.rows import draw_rows
from dateline.charts.scale import number_scale
from dateline.charts.shares import draw_shares
from dateline.charts.steps import draw_steps
from dateline.charts.strip_data import AsOf, Lane
from dateline.charts.strip_view import MarkView, StripView
from dateline.dates import PartialDate, Point, Precision
from dateline.dates.civil import date_of, day_number
from dateline.dates.clock import DAY, Clock
from dateline.languages.language import ENGLISH
from dateline.render.renderer import environment
from dateline.render.templates import load_templates
from dateline.values.quantities import Quantity, parse_quantity
from dateline.values.zones import zone
from tests import strips
from tests.sites import ROOT
from tests.strips import as_of, draw_strip, mark, read_date

LANES = (Lane("harbour", "Harbour"), Lane("council", "Council"))
RTL = replace(ENGLISH, direction="rtl")


def strip(*dates: str, until: str = "2024-12-31", language=ENGLISH) -> StripView:
    return draw_strip(LANES, [mark(date) for date in dates], as_of(until), language)


def number(length: str) -> float:
    assert length.endswith("%"), length
    return float(length[:-1])


def only(view: StripView, start: str) -> MarkView:
    return next(one for one in view.marks if one.label.startswith(f"{start}. "))


@pytest.fixture(scope="module")
def engine():
    return environment(load_templates(ROOT), AssetManifest(MappingProxyType({})), ENGLISH)


def drawn(engine, component: str, view) -> str:
    """What the macro makes of a view: well-formed, without inline style, ids and the like left out."""
    name = component.removeprefix("chart-")
    html = str(getattr(engine.get_template(f"components/{component}.html").module, name)(view))
    document = f"<!doctype html><html lang=en><head><title>x</title></head><body>{html}</body></html>"
    html5lib.HTMLParser(strict=True).parse(document)
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=", html)
    return html


# --- The calendar ---------------------------------------------------------------------------------------------------


@given(st.integers(-2_000_000, 4_000_000))
def test_every_day_of_the_calendar_is_found_again(day):
    assert day_number(*date_of(day)) == day


def test_the_calendar_agrees_with_known_days():
    assert day_number(1970, 1, 1) == 0
    assert date_of(day_number(2024, 2, 28) + 1) == (2024, 2, 29)
    assert date_of(day_number(0, 12, 31) + 1) == (1, 1, 1)


@given(st.integers(-100_000, 100_000))
def test_a_clock_reads_what_it_was_set_to(day):
    clock = Clock(zone("America/Caracas"))
    assert clock.wall(clock.instant(day * DAY)) == day * DAY


def test_lengths_have_two_decimals_at_most():
    assert [percent(x) for x in (0, -0.001, 64.6234, 50.0, 100)] == ["0%", "0%", "64.62%", "50%", "100%"]


# --- What each shape of date looks like -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("date", "glyph", "blocks", "lines", "caps", "paths"),
    [
        ("2024-06-05", True, 0, [], 0, []),
        ("2024-06-05T14:05Z", True, 0, [], 0, []),
        ("2024-06", False, 1, [], 0, []),
        ("2024-21", False, 1, [], 0, []),
        ("2023", True, 0, ["range"], 2, []),
        ("2024-06-05/2024-07-01", True, 0, ["bar"], 2, []),
        ("[2024-06-05..2024-07-01]", True, 0, ["window"], 2, []),
        ("2024-06/..", True, 0, ["bar"], 0, ["arrow"]),
        ("[2024-06-05..]", True, 0, ["tail"], 0, []),
        ("../2024-06-05", True, 0, ["tail"], 0, []),
        ("[..2024-06-05]", True, 0, ["tail"], 0, []),
        ("2024-06-05~", True, 0, [], 0, ["end", "end"]),
        ("2024-06?", False, 1, [], 0, ["end", "end"]),
    ],
)
def test_a_mark_shows_what_is_known_of_its_date(date, glyph, blocks, lines, caps, paths):
    view = only(strip("2022-01-01", date), date)
    assert bool(view.glyph) == glyph
    assert len(view.blocks) == blocks
    assert [line.kind for line in view.lines] == lines
    assert len(view.caps) == caps
    assert [path.kind for path in view.paths] == paths


def test_a_month_is_as_wide_as_it_is_long():
    view = strip("2024-01", "2024-06", "2024-09-01/2024-12-31")
    january, june = only(view, "2024-01").blocks[0], only(view, "2024-06").blocks[0]
    assert number(january.width) / number(june.width) == pytest.approx(31 / 30, rel=0.01)


def test_tails_point_away_from_what_is_known():
    view = strip("2024-01-01", "[2024-06-05..]", "../2024-09-05")
    after, before = only(view, "[2024-06-05..]"), only(view, "../2024-09-05")
    assert number(after.lines[0].x2) > number(after.x)
    assert number(before.lines[0].x1) < number(before.x)


def test_a_disputed_bar_is_double():
    bar = draw_strip(LANES, [mark("2024-01-05/2024-02-01", status="disputed")], None, ENGLISH).marks[0]
    assert [line.kind for line in bar.lines] == ["double", "double"]
    block = draw_strip(LANES, [mark("2024-01", status="disputed")], None, ENGLISH).marks[0]
    assert len(block.blocks) == 2


def test_an_event_without_a_date_is_listed_by_name_and_not_drawn(engine):
    view = strip("2024-01-01", "unknown")
    assert [one.label for one in view.undrawn] == ["unknown. Harbour closes"]
    assert len(view.marks) == 1
    html = drawn(engine, "strip", view)
    assert "One event has no usable date" in html
    assert 'href="#harbour-closes">unknown. Harbour closes' in html


def test_a_lane_without_a_drawn_event_says_so():
    marks = [mark("2024-01-01"), mark("unknown", lane="council")]
    lanes = (*LANES, Lane("sea", "Sea"), Lane("road", "Road", note="under way since spring"))
    notes = [lane.note for lane in draw_strip(lanes, marks, None, ENGLISH).lanes]
    assert notes == [
        "",
        "no exact dates in the record yet",
        "no events in the record yet",
        "under way since spring",
    ]


def test_what_was_recorded_in_january_does_not_stretch_the_axis_to_december():
    view = strip("2025-12-20", "2026", until="2026-01-09")
    year = only(view, "2026")
    assert len(year.caps) == 1
    assert view.as_of is not None
    assert year.lines[0].x2 == view.as_of.x


def test_numbers_that_stand_for_several_marks_keep_apart_on_a_phone() -> None:
    """A “+3” takes 20 of 288 pixels."""
    days = ("05-01", "05-03", "05-04", "05-05", "05-06", "05-07", "05-08", "05-09")
    view = strip("2020-04-01", *(f"2020-{day}" for day in days for _ in range(2)), until="2020-05-20")
    more = sorted(number(mark.x) for mark in view.marks if mark.more)
    assert len(more) >= 2
    assert min(right - left for left, right in pairwise(more)) >= 7
    assert sum(int(mark.more or 1) for mark in view.marks) == 17


@pytest.mark.parametrize("most", [2, 12, 150, 1200])
def test_numbers_of_any_length_keep_apart_on_a_phone(most: int) -> None:
    """Side by side none covers the end of another: “+1335” would read “+133”."""
    days = [f"2020-{month:02}-{day:02}" for month in (4, 5) for day in range(1, 29, 3)]
    view = strip(
        *(day for number, day in enumerate(days) for _ in range((most, 2)[number % 2])), until="2020-06-10"
    )
    placed = sorted((number(mark.x) * 2.88, len(mark.more) * 7 + 6) for mark in view.marks if mark.more)
    assert len(placed) >= 2
    assert max(len(mark.more) for mark in view.marks) == len(f"+{most}")
    for (left, width), (right, other) in pairwise(placed):
        assert right - left >= (width + other) / 2 - 0.1
    assert sum(int(mark.more or 1) for mark in view.marks) == 10 * most + 20


def test_a_block_that_could_mean_later_days_ends_at_the_day_of_the_record() -> None:
    view = strip("2026-01", until="2026-01-09")
    (block,) = view.marks[0].blocks
    assert view.as_of is not None
    assert number(block.x) + number(block.width) == pytest.approx(number(view.as_of.x), abs=0.02)


def test_rows_of_different_records_end_each_at_its_own_day() -> None:
    lanes = (
        Lane("harbour", "Harbour", as_of=as_of("2026-01-09")),
        Lane("council", "Council", as_of=as_of("2026-01-05")),
    )
    view = draw_strip(lanes, [mark("2026-01"), mark("2026-01", "Vote", lane="council")], None, ENGLISH)
    ends = [number(one.blocks[0].x) + number(one.blocks[0].width) for one in view.marks]
    lines = [number(lane.now_x) for lane in view.lanes]
    assert lines[0] > lines[1]
    assert ends == pytest.approx(lines, abs=0.02)
    assert view.as_of is None
    assert any("day on which its record stands" in note for note in view.notes)
    assert all("Dec 2026" not in tick.label for tick in view.ticks)


# --- The axis ------------------------------------------------------------------------------------------------------

CROWDED = ("2023-12", "2024-07-01", "2025-12-29", "2026-01-05", "2026-01-08", "[2026-01-08..]")


def test_the_scale_changes_where_half_the_events_crowd_the_end():
    view = strip(*CROWDED, until="2026-01-08")
    assert view.panel is not None
    assert (view.panel.x, view.panel.width) == ("60%", "40%")
    assert "two parts" in view.label
    assert view.notes[0].startswith("The scale changes")
    assert number(only(view, "2024-07-01").x) < 56
    assert number(only(view, "2025-12-29").x) > 60


def test_one_scale_serves_events_that_are_spread():
    view = strip("2024-01-01", "2024-04-01", "2024-08-01", "2024-12-01")
    assert view.panel is None
    assert "two parts" not in view.label
    xs = [number(one.x) for one in view.marks]
    assert xs[1] - xs[0] == pytest.approx((xs[2] - xs[1]) * 91 / 122, abs=0.05)


def test_of_a_crowded_strip_no_more_events_are_put_into_words_than_it_has_bars(monkeypatch):
    asked = []
    telling = replace(strips.TELLING, words=lambda _, one: asked.append(one) or "said")
    monkeypatch.setattr(strips, "TELLING", telling)
    marks = [mark(f"2020-{month:02}-{day:02}") for month in range(1, 13) for day in range(1, 25)]
    view = draw_strip(LANES, marks, None, ENGLISH)
    assert {one.href for one in view.marks} == {""}
    assert 0 < len(asked) == len(view.bars) < len(marks)


def test_labels_stand_at_boundaries_of_the_calendar():
    assert [tick.label for tick in strip(*CROWDED, until="2026-01-08").ticks] == [
        "2024",
        "Jul",
        "2025",
        "Jul",
        "29 Dec",
    ]
    hours = strip("2026-01-08T06:00Z", "2026-01-08T17:00Z", until="2026-01-08").ticks
    assert "12:00" in [tick.label for tick in hours]


def test_the_day_of_the_record_stands_where_events_of_that_day_do():
    view = strip("2024-11-30", "2024-12-10", until="2024-12-10")
    assert view.as_of is not None
    assert view.as_of.label == "10 Dec"
    assert view.as_of.x == only(view, "2024-12-10").x


def test_what_happened_late_on_the_day_of_the_record_is_not_after_it():
    view = strip("2024-12-10T06:00Z", "2024-12-10T21:00Z", until="2024-12-10")
    assert view.as_of is not None
    assert number(view.as_of.x) >= number(only(view, "2024-12-10T21:00Z").x)


def test_days_are_those_of_the_crisis_and_not_of_greenwich():
    # 02:00 in Greenwich on the ninth is still the eighth in Caracas.
    caracas = zone("America/Caracas")
    earliest, latest = read_date("2026-01-08").bounds(caracas)
    day = mark("2026-01-08", zone=caracas)
    view = draw_strip(LANES, [day], AsOf(earliest, latest), ENGLISH, caracas)
    assert view.as_of is not None
    assert view.as_of.label == "8 Jan"
    assert view.label == "1 event on a time axis: 5 January 2026 to 11 January 2026"


def test_a_strip_without_dated_events_has_lanes_and_no_axis(engine):
    for marks in ([], [mark("unknown")]):
        view = draw_strip(LANES, marks, as_of("2024-01-01"), ENGLISH)
        assert (view.marks, view.ticks, view.as_of) == ((), (), None)
        assert len(view.lanes) == 2
        drawn(engine, "strip", view)


def test_thousands_of_years_fit(engine):
    view = strip("-2999", "-0043-03-15", "1066-10-14", "2024-01-01")
    assert view.label.endswith("3000 BCE to 2024")
    assert any("BCE" in tick.label for tick in view.ticks)
    drawn(engine, "strip", view)


# --- Crowds --------------------------------------------------------------------------------------------------------


def test_two_marks_of_one_day_are_set_above_each_other():
    view = strip("2024-01-01", "2024-06-05", "2024-06-05")
    _, upper, lower = view.marks
    assert (float(upper.y), float(lower.y)) == (28, 46)


def test_more_than_two_of_one_day_are_counted_and_named():
    marks = [
        mark("2024-06-05", "Harbour closes"),
        mark("2024-06-05", "Ships turn back", status="reported"),
        mark("2024-06-05", "Council meets", status="disputed"),
        mark("2024-01-01", "Storm"),
    ]
    view = draw_strip(LANES, marks, None, ENGLISH)
    more = next(one for one in view.marks if one.more)
    assert more.more == "+2"
    assert "Ships turn back" in more.label
    assert "Council meets" in more.label
    assert more.href == "#ships-turn-back"
    assert more.statuses == "reported disputed"
    assert more.status == "mixed"


def test_spans_that_overlap_are_shifted_apart():
    view = strip("2024-02-01/2024-08-01", "2024-05-01/2024-10-01")
    assert [float(one.y) for one in view.marks] == [29, 45]


def test_up_to_24_events_are_links_in_order_of_date(engine):
    dates = [f"2024-{month:02}-{day:02}" for month in range(1, 13) for day in (3, 17)]
    view = strip(*reversed(dates))
    assert view.bars == ()
    assert len(view.marks) == 24
    assert [one.label[:10] for one in view.marks] == dates
    html = drawn(engine, "strip", view)
    assert html.count("<a ") == 24
    assert 'role="group"' in html
    assert 'data-status="confirmed" data-kind="harbour" data-actors="port union"' in html


def test_above_24_events_bars_carry_the_links(engine):
    dates = [f"2024-{month:02}-{day:02}" for month in range(1, 13) for day in (3, 13, 23)]
    view = strip(*dates)
    assert 0 < len(view.bars) <= 40
    assert all(one.href == "" for one in view.marks)
    html = drawn(engine, "strip", view)
    assert html.count("<a ") == len(view.bars)
    assert html.count('aria-hidden="true"') == 1
    shown = sum(sum(float(part.height) for part in bar.segments) for bar in view.bars)
    tallest = max(sum(float(part.height) for part in bar.segments) for bar in view.bars)
    assert tallest == 34
    assert shown == pytest.approx(34 / max_in_bar(view) * 36, abs=1)


def max_in_bar(view: StripView) -> int:
    return max(int(bar.label.split(" event")[0]) for bar in view.bars)


def test_two_thousand_events_stay_a_drawing_of_bounded_size(engine):
    start = day_number(2020, 1, 1)
    marks = [
        mark("{}-{:02}-{:02}".format(*date_of(start + number)), status=("confirmed", "reported")[number % 2])
        for number in range(2000)
    ]
    view = draw_strip(LANES, marks, None, ENGLISH)
    assert len(view.bars) <= 40
    assert len(view.marks) < 60
    assert len(drawn(engine, "strip", view)) < 40_000


# --- Properties of every strip -------------------------------------------------------------------------------------

_days = st.integers(day_number(-3000, 1, 1), day_number(2100, 1, 1)) | st.integers(
    day_number(2025, 12, 1), day_number(2026, 2, 1)
)
_texts = st.builds(
    lambda day, form: form.format(*date_of(day)),
    st.integers(day_number(1990, 1, 1), day_number(2026, 2, 1))
    | st.integers(day_number(2025, 12, 1), day_number(2026, 2, 1)),
    st.sampled_from(
        (
            "{0:04}-{1:02}-{2:02}",
            "{0:04}-{1:02}",
            "{0:04}",
            "{0:04}-{1:02}-{2:02}/..",
            "[{0:04}-{1:02}-{2:02}..]",
            "../{0:04}-{1:02}-{2:02}",
            "{0:04}-{1:02}~",
            "{0:04}-{1:02}-{2:02}/2026-03-01",
            "[{0:04}-{1:02}-{2:02}..2026-03-01]",
            "unknown",
        )
    ),
)
_marks = st.lists(
    st.builds(
        mark,
        _texts,
        st.just("Harbour closes"),
        st.sampled_from(("confirmed", "reported", "disputed", "retracted")),
        st.sampled_from(("harbour", "council")),
    ),
    max_size=40,
)


def places(view: StripView) -> list[float]:
    """Every percentage in the drawing."""
    found: list[str] = [tick.x for tick in view.ticks]
    for one in view.marks:
        found += [one.x, *one.caps, *(path.x for path in one.paths)]
        found += [x for line in one.lines for x in (line.x1, line.x2)]
        found += [block.x for block in one.blocks]
    found += [x for bar in view.bars for x in (bar.x, bar.hit_x)]
    return [number(x) for x in found]


@settings(max_examples=60)
@given(_marks)
def test_everything_lies_inside_the_drawing_and_every_event_is_somewhere(marks):
    view = draw_strip(LANES, marks, as_of("2026-01-09"), ENGLISH)
    assert all(0 <= x <= 100 for x in places(view))
    assert all(view.top <= float(one.y) <= view.bottom for one in view.marks)
    counted = sum(int(one.more[1:]) if one.more else 1 for one in view.marks)
    assert counted + len(view.undrawn) == len(marks)


@settings(max_examples=60)
@given(_marks)
def test_labels_of_an_axis_never_touch_on_a_narrow_screen(marks):
    view = draw_strip(LANES, marks, as_of("2026-01-09"), ENGLISH)
    labels = [extent(number(tick.x), text_width(tick.label)) for tick in view.ticks]
    if view.as_of is not None:
        labels.append(extent(number(view.as_of.x), text_width(view.as_of.label, 13.5)))
    labels.sort()
    assert all(one[1] < other[0] for one, other in pairwise(labels))
    assert len(view.ticks) <= (10 if view.panel else 5)


def _date_of(day: int) -> PartialDate:
    year, month, day = date_of(day)
    return PartialDate.at(Point(precision=Precision.DAY, year=year, month=month, day=day))


@settings(max_examples=60)
@given(st.lists(_days, min_size=2, max_size=24, unique=True))
def test_what_comes_later_never_stands_before(days):
    marks = [mark(_date_of(day), str(day)) for day in days]
    view = draw_strip(LANES, marks, None, ENGLISH)
    shown = {int(one.label.rpartition(" ")[2]): number(one.x) for one in view.marks if not one.more}
    in_order = [shown[day] for day in sorted(shown)]
    assert in_order == sorted(in_order)
    ticks = [number(tick.x) for tick in view.ticks]
    assert ticks == sorted(ticks)


@settings(max_examples=30)
@given(_marks)
def test_a_page_from_right_to_left_shows_the_mirror_image(marks):
    there = draw_strip(LANES, marks, as_of("2026-01-09"), ENGLISH)
    back = draw_strip(LANES, marks, as_of("2026-01-09"), RTL)
    assert back.direction == "rtl"
    for one, other in zip(there.marks, back.marks, strict=True):
        assert number(one.x) + number(other.x) == pytest.approx(100, abs=0.011)
        assert one.y == other.y
    for one, other in zip(there.ticks, back.ticks, strict=True):
        assert number(one.x) + number(other.x) == pytest.approx(100, abs=0.011)
        assert one.anchor == other.anchor  # start and end follow the direction of the page
    for one, other in zip(there.bars, back.bars, strict=True):
        assert number(one.x) + number(other.x) + number(one.width) == pytest.approx(100, abs=0.021)


@settings(max_examples=20)
@given(_marks)
def test_the_same_events_give_the_same_drawing(marks):
    assert draw_strip(LANES, marks, None, ENGLISH) == draw_strip(list(LANES), tuple(marks), None, ENGLISH)


# --- Number axes ----------------------------------------------------------------------------------------------------


@given(st.decimals(0, 10**9, allow_nan=False, places=1))
def test_a_number_axis_begins_at_zero_and_has_five_ticks_at_most(largest):
    ticks = number_scale(largest).ticks
    assert ticks[0] == 0
    assert 2 <= len(ticks) <= 5
    assert ticks[-1] >= largest
    assert len({other - one for one, other in pairwise(ticks)}) == 1


def test_number_axes_count_in_round_steps():
    assert number_scale(Decimal(187)).ticks == (0, 50, 100, 150, 200)
    assert number_scale(Decimal(863)).ticks == (0, 250, 500, 750, 1000)
    assert number_scale(Decimal(3)).ticks == (0, 1, 2, 3)
    assert number_scale(Decimal(0)).ticks == (0, 1)


# --- Figure charts -------------------------------------------------------------------------------------------------


def claim(by: str, value: str, when: str = "", status: str = "reported", **more) -> ChartClaim:
    quantity = parse_quantity(value)
    assert isinstance(quantity, Quantity), value
    return ChartClaim(
        by=by,
        value=quantity,
        text=value,
        status=status,
        status_word=status.capitalize(),
        as_of=read_date(when).bounds(UTC) if when else None,
        when=when,
        **more,
    )


def part(label: str, value: str) -> ChartPart:
    quantity = parse_quantity(value)
    assert isinstance(quantity, Quantity), value
    return ChartPart(label, quantity, value)


def figure(*current: ChartClaim, earlier: tuple[ChartClaim, ...] = (), persons: bool = False) -> ChartFigure:
    until = read_date("2026-01-12").bounds(UTC)[1]
    return ChartFigure(
        id="f-crew", label="crew ashore", current=current, earlier=earlier, persons=persons, as_of=until
    )


def kinds(one: ChartFigure) -> list[str]:
    return [chart.kind for chart in choose(one, ENGLISH)]


def test_nothing_is_drawn_where_the_key_number_says_it_all():
    assert kinds(figure()) == []
    assert kinds(figure(claim("Union", "dozens", "2026-01-05"))) == []
    assert kinds(figure(claim("Union", "863", "2026-01-05"))) == []
    assert kinds(figure(claim("Union", "unknown", "2026-01-05", promised=True))) == []
    assert kinds(figure(claim("Union", "5", "2026-01-05"), persons=True)) == []


def test_people_are_counted_in_dots_up_to_two_thousand():
    assert kinds(figure(claim("Union", "863", "2026-01-05"), persons=True)) == ["dots"]
    assert kinds(figure(claim("Union", "2000"), persons=True)) == ["dots"]
    assert kinds(figure(claim("Union", "2001"), persons=True)) == []
    assert kinds(figure(claim("Union", "~863"), persons=True)) == []
    assert kinds(figure(claim("Union", "863"), persons=False)) == []
    # The dots of the smaller count beside an empty box would turn the larger one into nothing.
    assert kinds(figure(claim("Union", "863"), claim("Owner", "9000"), persons=True)) == ["rows"]


def test_a_denial_beside_a_count_is_no_history():
    denial = claim("Owner", "none", "2026-01-08")
    assert kinds(figure(claim("Union", "863", "2026-01-05"), denial, persons=True)) == ["dots"]


def test_claims_of_more_than_one_time_are_drawn_as_steps():
    now, before = claim("Union", "40", "2026-01-08"), claim("Union", "31", "2026-01-05")
    assert kinds(figure(now, earlier=(before,))) == ["steps"]
    assert kinds(figure(now, claim("Owner", "12", "2026-01-05"))) == ["steps"]
    assert kinds(figure(now, claim("Owner", "12", "2026-01-08"))) == ["rows"]
    assert kinds(figure(now, claim("Owner", "12"))) == ["rows"]


def test_promises_are_drawn_as_rows_and_parts_as_shares():
    promise = claim("Owner", "187", promised=True, status="disputed")
    assert kinds(figure(promise)) == ["rows"]
    assert kinds(figure(claim("Owner", "dozens", promised=True))) == []  # a vague word alone
    assert kinds(figure(claim("Owner", "dozens", promised=True), claim("Union", "60"))) == ["rows"]
    whole = claim("Union", "40", "2026-01-08", parts=(part("cooks", "4"),))
    assert kinds(figure(whole)) == ["shares"]


@given(st.integers(1, 2000), st.sampled_from((ENGLISH, RTL)))
def test_there_is_one_dot_for_each_person(count, language):
    view = draw_dots(figure(claim("Union", str(count)), persons=True), language)
    group = view.groups[0]
    cells = (group.width * group.rows_height + group.rest_width * view.cell) / view.cell**2
    assert cells == count
    assert group.width <= 288  # what a screen of 320 px leaves
    assert 0 <= group.rest_x <= group.width - group.rest_width


def test_dots_have_one_size_and_a_missing_group_is_an_empty_box(engine):
    view = draw_dots(
        figure(claim("Union", "863"), claim("Owner", "unknown"), claim("Town", "dozens"), persons=True),
        ENGLISH,
    )
    assert [group.missing for group in view.groups] == ["", "No figure given", "No exact count"]
    assert [group.value for group in view.groups] == ["863", "", "dozens"]
    html = drawn(engine, "chart-dots", view)
    assert html.count("<pattern") == 1
    assert 'id="f-crew-dots-1"' in html
    assert 'role="img" aria-label="863 dots, one for each person"' in html
    assert html.count("dots__missing") == 2


def test_dots_cost_the_same_for_two_thousand_as_for_fifty(engine):
    def weight(count: int) -> int:
        view = draw_dots(figure(claim("Union", str(count)), persons=True), ENGLISH)
        return len(drawn(engine, "chart-dots", view))

    assert abs(weight(2000) - weight(50)) < 100


HISTORY = figure(
    claim("Port office", "40", "2026-01-10", "confirmed"),
    claim("Union", "60", "2026-01-08", "disputed"),
    claim("Town", "12", "2026-01-05", "retracted", withdrawn=True, withdrawn_at=day_number(2026, 1, 8) * DAY),
    claim("Nobody in particular", "30"),
    earlier=(
        claim("Port office", "25", "2026-01-06"),
        claim("Port office", "31", "2026-01-07", method="crews are counted too"),
    ),
)


def test_each_source_has_a_line_of_its_own_that_holds_until_it_revises():
    view = draw_steps(HISTORY, ENGLISH)
    office, union, _ = view.sources
    assert [source.by for source in view.sources] == ["Port office", "Union", "Town"]
    for one, other in pairwise(office.steps):
        assert one.lines[0].x2 == other.lines[0].x1
    assert [step.lines[0].kind for step in office.steps] == ["reported", "reported", "confirmed"]
    assert len(union.steps) == 1
    assert len(union.steps[0].lines) == 2  # double: disputed
    assert union.steps[0].riser_x == ""
    assert office.steps[-1].lines[0].x2 == union.steps[0].lines[0].x2 == "61%"
    assert office.label == "Port office 40"


def test_numbers_counted_in_another_way_are_not_joined():
    view = draw_steps(HISTORY, ENGLISH)
    _, changed, last = view.sources[0].steps
    assert changed.changed
    assert changed.riser_x == ""
    assert last.riser_x == last.x
    assert view.notes == ("Port office changed how it counts, 2026-01-07: crews are counted too",)


def test_a_withdrawn_claim_ends_in_a_cross():
    view = draw_steps(HISTORY, ENGLISH)
    step = view.sources[2].steps[0]
    assert [path.kind for path in step.paths] == ["cross"]
    assert step.paths[0].x == step.lines[0].x2
    assert number(step.lines[0].x2) < 61
    assert view.sources[2].label == "Town 12, withdrawn"


def test_a_claim_without_a_day_is_listed_and_not_placed():
    view = draw_steps(HISTORY, ENGLISH)
    assert view.unplaced == ("Nobody in particular: 30",)


def test_silence_is_a_gap():
    earlier = (claim("Union", "unknown", "2026-01-06"), claim("Union", "20", "2026-01-04"))
    view = draw_steps(figure(claim("Union", "40", "2026-01-08"), earlier=earlier), ENGLISH)
    first, silent, last = view.sources[0].steps
    assert silent.lines == ()
    assert number(first.lines[0].x2) < number(last.lines[0].x1)
    assert last.riser_x == ""


def test_a_vague_word_is_a_hatched_range_and_never_a_line(engine):
    view = draw_steps(
        figure(claim("Union", "dozens", "2026-01-08"), claim("Owner", "20+", "2026-01-06")), ENGLISH
    )
    word, bound = view.sources[0].steps[0], view.sources[1].steps[0]
    assert word.lines == ()
    assert view.sources[0].values[0].text == "dozens"  # the label at the end says it
    assert word.word == ""
    assert word.band is not None
    assert word.riser_x == ""
    assert [path.kind for path in bound.paths] == ["arrow"]
    html = drawn(engine, "chart-steps", view)
    assert 'id="f-crew-steps-1-1"' in html
    assert 'aria-label="Crew ashore over time. Union: dozens (2026-01-08); Owner: 20+ (2026-01-06)"' in html


def lines_of(source) -> list[float]:
    """The base lines of a label."""
    return [float(line.y) for line in (*source.names, *source.values)]


@pytest.mark.parametrize("language", [ENGLISH, RTL])
def test_names_at_the_ends_of_lines_touch_neither_each_other_nor_a_line(language):
    claims = tuple(
        claim(f"Office number {number} of the harbour", "40", f"2026-01-{number:02}")
        for number in range(1, 13)
    )
    view = draw_steps(figure(*claims), language)
    labels = sorted((lines_of(source) for source in view.sources), key=min)
    for lines in labels:
        assert [other - one for one, other in pairwise(lines)] == pytest.approx([15] * (len(lines) - 1))
    assert all(min(other) - max(one) >= 15 for one, other in pairwise(labels))
    assert labels[0][0] > 8
    assert labels[-1][-1] <= view.base_y + 4
    for source in view.sources:
        beyond = (lambda x: x < 37) if language is RTL else (lambda x: x > 63)
        assert beyond(number(source.label_x))
        assert not any(beyond(number(line.x2)) for step in source.steps for line in step.lines)
        for line in source.names:  # and they stay in their column on a phone
            assert text_width(line.text) <= 35


def test_a_label_stands_beside_the_end_of_its_line_where_there_is_room():
    view = draw_steps(
        figure(claim("Union", "1000", "2026-01-08"), claim("Owner", "20", "2026-01-06")), ENGLISH
    )
    for source in view.sources:
        assert abs(lines_of(source)[0] - float(source.steps[-1].y)) < 24
        assert source.leaders[-1].kind == "slope"


def test_a_line_that_ends_early_is_led_to_its_label():
    town = draw_steps(HISTORY, ENGLISH).sources[2]
    assert [line.kind for line in town.leaders] == ["level", "slope"]
    assert town.leaders[0].x1 == town.steps[0].lines[0].x2
    assert town.leaders[0].y == town.steps[0].lines[0].y


def test_the_tick_of_a_range_marks_where_it_begins_from_its_least_to_its_most():
    view = draw_steps(
        figure(claim("Union", "60", "2026-01-08"), earlier=(claim("Union", "10..50", "2026-01-04"),)), ENGLISH
    )
    word = view.sources[0].steps[0]
    assert word.band is not None
    up, down = re.fullmatch(r"M0-([\d.]+)V([\d.]+)", word.day).groups()
    assert float(word.y) - float(up) == pytest.approx(float(word.band.y), abs=0.02)
    assert float(word.y) + float(down) == pytest.approx(
        float(word.band.y) + float(word.band.height), abs=0.02
    )
    assert word.x == word.band.x


def test_words_of_ranges_stand_clear_of_each_other_and_of_arrows():
    early = tuple(
        claim(by, value, f"2026-01-0{day}")
        for by, value, day in (
            ("Union", "dozens", 3),
            ("Owner", "20..90", 3),
            ("Town", "100+", 4),
            ("Agent", "hundreds", 4),
        )
    )
    now = tuple(claim(one.by, "95", "2026-01-11") for one in early)
    view = draw_steps(figure(*now, earlier=early), ENGLISH)
    boxes = []
    for step in (step for source in view.sources for step in source.steps):
        if step.word:
            x, y = number(step.word_x), float(step.word_y)
            boxes.append((x, x + text_width(step.word), y - 11, y + 3))
        if any(path.kind == "arrow" for path in step.paths):
            boxes.append((number(step.x) - 1, number(step.x) + 1, float(step.y) - 14, float(step.y)))
    assert len(boxes) >= 3
    for index, one in enumerate(boxes):
        for other in boxes[:index]:
            apart = one[0] >= other[1] or other[0] >= one[1] or one[2] >= other[3] or other[2] >= one[3]
            assert apart, (one, other)


def test_a_promise_beside_a_history_is_drawn_as_a_row():
    promise = claim("Owner", "187", "2026-01-04", promised=True)
    now, before = claim("Union", "40", "2026-01-08"), claim("Union", "31", "2026-01-05")
    assert kinds(figure(now, promise, earlier=(before,))) == ["steps", "rows"]


_values = st.sampled_from(
    ("0", "40", "~55", "20+", "up to 80", "10..30", "dozens", "unknown", "none", "1200")
)
_claims = st.lists(
    st.builds(
        claim,
        st.sampled_from(("Union", "Owner", "Town", "Port office")),
        _values,
        st.sampled_from(
            ("", "2025-12", "2026-01-02", "2026-01-05", "2026-01-11", "2026-01", "[2026-01-03..]")
        ),
        st.sampled_from(("confirmed", "reported", "disputed", "retracted")),
        withdrawn=st.booleans(),
        promised=st.booleans(),
        method=st.sampled_from(("", "", "by ship")),
    ),
    max_size=8,
)


@settings(max_examples=80)
@given(_claims, st.booleans(), st.sampled_from((ENGLISH, RTL)))
def test_any_claims_give_charts_that_lie_inside_their_drawing(engine, claims, persons, language):
    one = figure(*claims, persons=persons)
    charts = choose(one, language)
    assert charts == choose(one, language)
    for chart in charts:
        html = drawn(engine, "chart", chart)
        for length in re.findall(r' (?:x|x1|x2|width)="(-?[\d.]+)%"', html):
            assert 0 <= float(length) <= 100, html
        ids = re.findall(r' id="([^"]+)"', html)
        assert len(ids) == len(set(ids))


ROWS = (
    claim("Owner", "187", promised=True, status="disputed"),
    claim("Town", "unknown", promised=True),
    claim("Port office", "21", status="confirmed"),
    claim("Union", "10..20"),
    claim("Agent", "100+"),
    claim("Coastguard", "dozens"),
    claim("Insurer", "unknown"),
)


def test_rows_tell_promises_ranges_and_silence_apart(engine):
    view = draw_rows(figure(*ROWS), ROWS, ENGLISH)
    assert [row.form for row in view.rows] == [
        "promise",
        "open",
        "point",
        "range",
        "least",
        "word",
        "missing",
    ]
    promise, opened, point, between, least, word, missing = view.rows
    assert (promise.bar_x, promise.width, promise.caps) == ("0%", "87.89%", ("87.89%",))
    assert (opened.words, opened.glyph) == ("?", "")
    assert (point.x, point.glyph) == ("9.87%", "g-confirmed")
    assert between.caps == (between.x1, between.x2)
    assert between.glyph == ""  # the middle is a number nobody gave
    assert least.caps == (least.x1,)
    assert least.arrow_x == least.x2
    assert word.words == "dozens"
    assert missing.words == "no number given"
    assert [tick.label for tick in view.ticks] == ["0", "50", "100", "150", "200"]
    assert promise.value == "187 promised"
    html = drawn(engine, "chart-rows", view)
    assert '<span class="visually-hidden">Disputed: </span><bdi>187 promised</bdi>' in html


def test_the_name_of_a_row_begins_with_a_capital():
    view = draw_rows(figure(), (claim("source not named", "40"),), ENGLISH)
    assert [row.by for row in view.rows] == ["Source not named"]


def test_bars_grow_from_the_start_edge_of_the_page():
    row = draw_rows(figure(*ROWS), ROWS, RTL).rows[0]
    assert number(row.bar_x) + number(row.width) == pytest.approx(100)
    share = draw_shares(claim("Union", "40", parts=(part("cooks", "4"),)), RTL).shares[0]
    assert (share.x, share.width) == ("90%", "10%")


def test_a_part_that_is_no_number_is_told_behind_its_label():
    view = draw_shares(claim("Union", "dozens", parts=(part("minors", "unknown"),)), ENGLISH)
    assert view.label == "Among them, according to Union"
    assert (view.shares[0].value, view.shares[0].label) == ("", "minors: unknown")


def test_a_share_is_drawn_only_of_exact_numbers(engine):
    whole = claim("Union", "863", parts=(part("cooks", "105"), part("boys", "dozens"), part("mates", "~80")))
    view = draw_shares(whole, ENGLISH)
    assert [share.share for share in view.shares] == ["12.2% of 863", "", ""]
    assert [share.width for share in view.shares] == ["12.17%", "", ""]
    about = draw_shares(claim("Union", "~863", parts=(part("cooks", "105"),)), ENGLISH)
    assert about.shares[0].width == ""
    assert drawn(engine, "chart-shares", view).count("<svg") == 1


def test_names_are_text_and_never_markup(engine):
    view = draw_strip(LANES, [mark("2024-01-01", "<b>Storm</b>")], None, ENGLISH)
    html = drawn(engine, "strip", view)
    assert "<b>" not in html
    assert "&lt;b&gt;Storm" in html


def test_labels_turn_inwards_at_the_edges():
    assert [anchor(x, 20) for x in (1, 50, 99)] == ["start", "middle", "end"]
