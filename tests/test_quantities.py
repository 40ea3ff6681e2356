"""Quantities as editors write them and as pages show them."""

from __future__ import annotations

import itertools
from decimal import Decimal

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dateline.languages.language import ENGLISH
from dateline.values.quantities import RANGES, Form, Quantity, parse_quantity
from dateline.values.refusal import Refusal
from dateline.views.quantities import quantity_view


def read(text: str) -> Quantity:
    quantity = parse_quantity(text)
    assert isinstance(quantity, Quantity), f"{text}: {quantity}"
    return quantity


def refused(text: str) -> Refusal:
    refusal = parse_quantity(text)
    assert isinstance(refusal, Refusal), f"{text} was read as {refusal!r}"
    return refusal


def number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


# As written: form, low, high, then the page's value, qualifier and line of text.
FORMS = [
    ("863", Form.EXACT, "863", "863", "863", "", "863"),
    ("0", Form.EXACT, "0", "0", "0", "", "0"),
    ("1200", Form.EXACT, "1200", "1200", "1,200", "", "1,200"),
    ("1234567", Form.EXACT, "1234567", "1234567", "1,234,567", "", "1,234,567"),
    ("3.10", Form.EXACT, "3.10", "3.10", "3.10", "", "3.10"),
    ("1000.0625", Form.EXACT, "1000.0625", "1000.0625", "1,000.0625", "", "1,000.0625"),
    ("~800", Form.ABOUT, "800", "800", "800", "about", "about 800"),
    ("1000+", Form.AT_LEAST, "1000", None, "1,000", "at least", "at least 1,000"),
    ("up to 50", Form.UP_TO, None, "50", "50", "up to", "up to 50"),
    ("10..20", Form.BETWEEN, "10", "20", "10–20", "between", "between 10 and 20"),
    ("1000..2000", Form.BETWEEN, "1000", "2000", "1,000–2,000", "between", "between 1,000 and 2,000"),
    ("2.5..3", Form.BETWEEN, "2.5", "3", "2.5–3", "between", "between 2.5 and 3"),
    ("dozens", Form.WORD, None, None, "dozens", "", "dozens"),
    ("hundreds", Form.WORD, None, None, "hundreds", "", "hundreds"),
    ("thousands", Form.WORD, None, None, "thousands", "", "thousands"),
    ("tens of thousands", Form.WORD, None, None, "tens of thousands", "", "tens of thousands"),
    ("hundreds of thousands", Form.WORD, None, None, "hundreds of thousands", "", "hundreds of thousands"),
    ("millions", Form.WORD, None, None, "millions", "", "millions"),
    ("unknown", Form.UNKNOWN, None, None, "", "", "not stated"),
    ("none", Form.NONE, None, None, "denies any", "", "denies any"),
]
IDS = [row[0] for row in FORMS]


@pytest.mark.parametrize(("text", "form", "low", "high"), [row[:4] for row in FORMS], ids=IDS)
def test_every_form_of_the_content_format_is_read_and_written_back(
    text: str, form: Form, low: str | None, high: str | None
) -> None:
    quantity = read(text)
    assert quantity.form is form
    assert (quantity.low, quantity.high) == (number(low), number(high))
    assert (str(quantity.low or 0), str(quantity.high or 0)) == (low or "0", high or "0")  # digits as written
    assert quantity.word == (text if form is Form.WORD else "")
    assert str(quantity) == text


@pytest.mark.parametrize("text", IDS)
def test_a_quantity_survives_the_cache_to_the_last_digit(text: str) -> None:
    quantity = read(text)
    again = msgspec.msgpack.decode(msgspec.msgpack.encode(quantity), type=Quantity)
    assert again == quantity
    assert (str(again.low), str(again.high)) == (str(quantity.low), str(quantity.high))


@pytest.mark.parametrize(
    ("text", "value", "qualifier", "line"), [(row[0], *row[4:]) for row in FORMS], ids=IDS
)
def test_a_quantity_is_shown_with_what_qualifies_it(text: str, value: str, qualifier: str, line: str) -> None:
    view = quantity_view(read(text), ENGLISH)
    assert (view.value, view.qualifier, view.text) == (value, qualifier, line)
    assert view.raw == text


def test_a_vague_word_stays_a_word_and_only_no_figure_is_empty() -> None:
    views = {text: quantity_view(read(text), ENGLISH) for text in IDS}
    assert {text for text, view in views.items() if view.vague} == set(RANGES)
    assert {view.note for view in views.values() if view.vague} == {"no exact count"}
    assert [text for text, view in views.items() if view.empty] == ["unknown"]
    for text in RANGES:
        assert not any(character.isdigit() for character in views[text].text + views[text].value)


REFUSALS = [
    ("1,200", "not written", "write 1200"),
    ("1,234,567.50", "not written", "write 1234567.50"),
    ("1 200", "not written", "write 1200"),
    ("1\u202f200", "not written", "write 1200"),
    ("1_200", "not written", "write 1200"),
    ("1'200", "not written", "write 1200"),
    ("1.200,50", "not written", "write 1200.50"),
    ("1.200.000", "not written", "write 1200000"),
    ("12,5", "not written", "write 12.5"),
    ("010", "not written", "write 10"),
    ("00", "not written", "write 0"),
    ("0012.50", "not written", "write 12.50"),
    (".5", "not written", "write 0.5"),
    ("5.", "not written", "write 5"),
    ("۸۶۳", "not written", "write 863"),
    (">=1000", "not written", "write 1000+"),
    (">= 1,000", "not written", "write 1000+"),
    ("≥ 1000", "not written", "write 1000+"),
    ("at least 1000", "not written", "write 1000+"),
    ("More than 300", "not written", "write 300+"),
    ("1000 +", "not written", "write 1000+"),
    ("1000 or more", "not written", "write 1000+"),
    ("<=50", "not written", "write up to 50"),
    ("Up to 50", "not written", "write up to 50"),
    ("fewer than 50", "not written", "write up to 50"),
    ("about 800", "not written", "write ~800"),
    ("~ 800", "not written", "write ~800"),
    ("800ish", "not written", "write ~800"),
    ("c. 800", "not written", "write ~800"),
    ("10-20", "not written", "write 10..20"),
    ("10–20", "not written", "write 10..20"),
    ("10 to 20", "not written", "write 10..20"),
    ("between 1,000 and 2,000", "not written", "write 1000..2000"),
    ("1.2 million", "not written", "write 1200000"),
    ("~1.5k", "not written", "write ~1500"),
    ("Dozens", "not written", "write dozens"),
    ("None", "not written", "write none"),
    ("20..10", "ends at 10", "write 10..20"),
    ("20-10", "ends at 10", "write 10..20"),
    ("10..10", "same number", "write 10"),
    ("~1000+", "one sign", "write ~1000 or 1000+"),
    ("~10..20", "one sign", "write 10..20"),
    ("up to ~50", "one sign", "write up to 50"),
    ("ten", "in figures", "write 10"),
    ("a dozen", "manner of speaking", "write 12, ~12 or dozens"),
    ("several", "no agreed size", "write unknown"),
    ("not stated", "not a quantity", "write unknown"),
    ("-5", "not negative", "without its sign"),
    ("−5", "not negative", "without its sign"),
    ("12%", "unit", "write 12 here and `unit: %`"),
    ("863 people", "unit", "`unit:`"),
    ("1,200 killed", "unit", "`unit:`"),
    ("$5 million", "unit", "`unit:`"),
    ("USD 500", "unit", "`unit:`"),
    ("1e3", "powers of ten", "in full"),
    ("", "empty", "863"),
    ("  ", "empty", "863"),
    ("hello", "not a quantity", "863"),
    ("no", "not a quantity", "none"),
    ("½", "not a quantity", "863"),
    ("NaN", "not a quantity", "863"),
    ("Infinity", "not a quantity", "863"),
    ("9" * 41, "not a quantity", "863"),
]


@pytest.mark.parametrize(("text", "reason", "hint"), REFUSALS, ids=[row[0] for row in REFUSALS])
def test_anything_else_is_refused_with_advice(text: str, reason: str, hint: str) -> None:
    refusal = refused(text)
    assert reason in refusal.reason
    assert hint in refusal.hint


def test_what_the_advice_says_to_write_is_read() -> None:
    advised = {
        hint.removeprefix("write "): parse_quantity(hint.removeprefix("write "))
        for _, reason, hint in REFUSALS
        if reason in ("not written", "in figures", "same number") or reason.startswith("ends at")
    }
    assert len(advised) > 15
    assert [text for text, quantity in advised.items() if isinstance(quantity, Refusal)] == []


_numbers = st.decimals(0, 10**12, allow_nan=False, allow_infinity=False, places=2).map(
    lambda n: format(n, "f")
)
_counts = st.integers(0, 10**15).map(str)
_figures = st.one_of(_numbers, _counts)
_quantities = st.one_of(
    _figures,
    _figures.map(lambda figure: f"~{figure}"),
    _figures.map(lambda figure: f"{figure}+"),
    _figures.map(lambda figure: f"up to {figure}"),
    st.tuples(_figures, _figures)
    .filter(lambda ends: Decimal(ends[0]) < Decimal(ends[1]))
    .map(lambda ends: f"{ends[0]}..{ends[1]}"),
    st.sampled_from([*RANGES, "unknown", "none"]),
)


@given(_quantities)
def test_no_digit_is_lost_or_added_between_the_file_and_the_page(text: str) -> None:
    quantity = read(text)
    assert str(quantity) == text
    assert parse_quantity(str(quantity)) == quantity
    shown = quantity_view(quantity, ENGLISH)
    assert [c for c in shown.text if c.isdigit()] == [c for c in text if c.isdigit()]


@given(
    st.one_of(
        st.text(max_size=50),
        st.text(alphabet="0123456789.,+~ -–'e%", max_size=20),
        st.lists(
            st.sampled_from(
                ["up to", "~", "10", "+", "..", "1,200", " ", "k", "at least", "-", "٣", "dozens"]
            ),
            max_size=6,
        ).map("".join),
    )
)
@example("9" * 5000)
@example("1 " * 20)
@example("~" * 40)
@example("²³")
@settings(max_examples=400)
def test_any_text_is_answered(text: str) -> None:
    quantity = parse_quantity(text)
    if isinstance(quantity, Refusal):
        assert quantity.reason
        assert quantity.hint
        assert 0 <= quantity.start <= len(text)
    else:
        assert str(quantity) == text


@pytest.mark.parametrize(
    ("text", "bounds", "drawn"),
    [
        ("863", (863, 863), (863, 863)),
        ("~800", (800, 800), (800, 800)),
        ("1000+", (1000, None), (1000, None)),
        ("up to 50", (0, 50), (0, 50)),
        ("10..20", (10, 20), (10, 20)),
        ("dozens", (24, 99), (24, 99)),
        ("tens of thousands", (20_000, 99_999), (20_000, 99_999)),
        ("unknown", (None, None), None),
        ("none", (0, 0), (0, 0)),
    ],
)
def test_a_chart_draws_what_the_quantity_can_mean(
    text: str, bounds: tuple[int | None, int | None], drawn: tuple[int, int | None] | None
) -> None:
    quantity = read(text)
    assert quantity.bounds == tuple(None if end is None else Decimal(end) for end in bounds)
    ends = None if quantity.drawn is None else [None if end is None else int(end) for end in quantity.drawn]
    assert ends == (None if drawn is None else list(drawn))


@pytest.mark.parametrize(
    ("part", "whole", "more"),
    [
        ("106", "105", True),
        ("105", "105", False),
        ("1000+", "999", True),
        ("1000+", "1000+", False),
        ("up to 50", "10", False),
        ("hundreds", "up to 150", True),
        ("hundreds", "thousands", False),
        ("10..20", "15", False),
        ("16..20", "15", True),
        ("unknown", "0", False),
        ("5", "unknown", False),
        ("5", "none", True),
    ],
)
def test_a_quantity_exceeds_another_only_where_no_reading_fits(part: str, whole: str, more: bool) -> None:
    assert read(part).exceeds(read(whole)) is more


def test_the_ranges_of_the_words_neither_overlap_nor_run_backwards() -> None:
    ranges = list(RANGES.values())
    assert ranges == sorted(ranges)
    assert all(low < high for low, high in ranges)
    assert all(before[1] < after[0] for before, after in itertools.pairwise(ranges))


def test_only_an_exact_number_may_be_calculated_with() -> None:
    assert [text for text in IDS if read(text).is_number] == [row[0] for row in FORMS if row[1] is Form.EXACT]
