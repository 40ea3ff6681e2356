"""The languages of the interface: their words, their numbers, their dates."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date as calendar_day
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from dateline.dates import PartialDate, parse_date
from dateline.languages import CODES, language_of
from dateline.languages.language import ENGLISH
from dateline.views.dates import DateView, date_view
from tests.sites import ROOT
from tests.test_date_views import ROWS

OTHERS = tuple(code for code in CODES if code != "en")
CARACAS = ZoneInfo("America/Caracas")


def shown(text: str, code: str, numerals: str = "") -> DateView:
    date = parse_date(text)
    assert isinstance(date, PartialDate), text
    return date_view(date, language_of(code, numerals), CARACAS)


def test_every_language_comes_by_its_code_and_english_is_the_one_there_always_was() -> None:
    assert [language_of(code).code for code in CODES] == list(CODES)
    assert language_of("en") is ENGLISH
    assert [language_of(code).direction for code in CODES] == ["ltr", "ltr", "rtl", "rtl"]


def test_a_site_in_english_loads_no_other_language() -> None:
    code = "import sys; from dateline.languages import language_of; language_of('en'); print(sorted(n for n in sys.modules if n.startswith('dateline.languages.') or n in ('gettext', 'babel')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "['dateline.languages.language', 'dateline.languages.tongues']"


@pytest.mark.parametrize(
    ("code", "numerals", "written"),
    [
        ("es", "", ("863", "1234", "12.345", "1234,50", "−1234", "10–20")),
        ("ar", "", ("863", "1,234", "12,345", "1,234.50", "\u200e-1,234", "\u206710–20\u2069")),
        ("ar", "native", ("٨٦٣", "١٬٢٣٤", "١٢٬٣٤٥", "١٬٢٣٤٫٥٠", "\u200e-١٬٢٣٤", "\u2067١٠–٢٠\u2069")),
        ("fa", "", ("۸۶۳", "۱٬۲۳۴", "۱۲٬۳۴۵", "۱٬۲۳۴٫۵۰", "\u200e−۱٬۲۳۴", "\u2067۱۰–۲۰\u2069")),
        ("fa", "latin", ("863", "1,234", "12,345", "1,234.50", "\u200e−1,234", "\u206710–20\u2069")),
        ("es", "native", ("863", "1234", "12.345", "1234,50", "−1234", "10–20")),
    ],
)
def test_numbers_have_the_signs_and_digits_of_the_language(
    code: str, numerals: str, written: tuple[str, ...]
) -> None:
    language = language_of(code, numerals)
    numbers = (863, 1234, 12345, Decimal("1234.50"), -1234)
    shown = *map(language.number, numbers), language.between(language.number(10), language.number(20))
    assert shown == written


def test_lists_are_joined_as_the_language_joins_them() -> None:
    spanish, arabic, persian = (language_of(code) for code in ("es", "ar", "fa"))
    assert spanish.join(["Cuba", "Chile", "Perú"]) == "Cuba, Chile y Perú"
    assert spanish.join(["Irak", "Irán"]) == "Irak e Irán"
    assert spanish.join(["agua", "hielo"]) == "agua y hielo"
    assert arabic.join(["حلب", "حمص", "دمشق"]) == "حلب وحمص ودمشق"
    assert persian.join(["تهران", "شیراز", "تبریز"]) == "تهران، شیراز و تبریز"


@pytest.mark.parametrize("code", OTHERS)
def test_every_kind_of_date_is_worded_in_the_language(code: str, request: pytest.FixtureRequest) -> None:
    """One line a date: as written | prefix, big, small, rest, note | in a sentence | where there is little room."""
    lines = []
    for written in ROWS:
        date = shown(written, code)
        block = " · ".join(filter(None, (date.prefix, date.big, date.small, date.rest, date.note)))
        lines.append(" | ".join((written, block, date.text, date.short)))
    golden = ROOT / "tests" / "golden" / f"dates.{code}.txt"
    text = "\n".join(lines) + "\n"
    if request.config.getoption("--update-golden"):
        golden.write_text(text, encoding="utf-8")
    assert golden.read_text(encoding="utf-8") == text, (
        "pytest tests/test_languages.py --update-golden, then read it"
    )


@pytest.mark.parametrize("code", OTHERS)
def test_months_weekdays_and_signs_are_those_of_cldr(code: str) -> None:
    locale, language = Locale(code), language_of(code)
    months = (locale.months["stand-alone"][width] for width in ("wide", "abbreviated"))
    assert [tuple(names[month] for month in range(1, 13)) for names in months] == [
        language.dates.months,
        language.dates.short_months,
    ]
    assert tuple(locale.days["stand-alone"]["wide"][day] for day in range(7)) == language.dates.weekdays
    signs = locale.number_symbols[locale.default_numbering_system]
    assert (signs["group"], signs["decimal"]) == (language.group, language.decimal)
    assert locale.text_direction == language.direction
    assert locale.get_display_name().casefold() == language.name.casefold()


@pytest.mark.parametrize("code", ["ar", "fa"])
def test_native_signs_are_those_of_cldr(code: str) -> None:
    language = language_of(code, "native")
    signs = Locale(code).number_symbols[{"ar": "arab", "fa": "arabext"}[code]]
    assert (signs["group"], signs["decimal"]) == (language.group, language.decimal)
    assert language.digits == language_of(code, "native").numerals("0123456789")


def test_a_date_stands_in_a_spanish_sentence_as_spanish_wants_it() -> None:
    assert shown("2026-01-08/..", "es").text == "desde el 8 de enero de 2026"
    assert shown("2026-01/..", "es").text == "desde enero de 2026"
    assert shown("../2026-01", "es").text == "a más tardar en enero de 2026"
    assert shown("[2026-01-02..2026-01-08]", "es").text == "entre el 2 y el 8 de enero de 2026"
    assert shown("2026-01-02/2026-01-08", "es").text == "del 2 al 8 de enero de 2026"
    assert [shown(date, "es").prefix for date in ("../2026-01-08", "../2026-01", "../2026")] == [
        "a más tardar el",
        "a más tardar en",
        "a más tardar en",
    ]


@pytest.mark.parametrize("code", CODES)
def test_a_story_is_not_called_by_the_word_of_a_status(code: str) -> None:
    say = language_of(code).gettext
    names = [say("Story"), say("Stories")]
    for status in ("Confirmed", "Reported", "Disputed", "Retracted", "Not stated"):
        assert [name for name in names if name in say(status)] == []


def test_a_range_in_a_line_from_right_to_left_says_its_direction_wherever_it_stands() -> None:
    for code in ("ar", "fa"):
        assert re.fullmatch("\u2067.+–.+\u2069", shown("2026-01-02/2026-01-08", code).big)
        for written in ROWS:
            text = shown(written, code).text
            assert text.count("\u2066") + text.count("\u2067") + text.count("\u2068") == text.count("\u2069")
            assert not re.search("[\u202a-\u202e]", text)


_days = st.dates(min_value=calendar_day(1000, 1, 1))
_shapes = st.sampled_from(["{}", "{}~", "{}?", "{}/..", "../{}", "[{}..]", "{}T14:05", "{}T14:05+03:30"])
_numerals = st.sampled_from(["", "latin", "native"])


@given(_days, _shapes, st.sampled_from(CODES), _numerals, st.sampled_from([4, 7, 10]))
def test_a_date_keeps_its_digits_and_gets_no_others_in_any_language(
    day: calendar_day, shape: str, code: str, numerals: str, length: int
) -> None:
    if "T" in shape:
        length = 10
    view = shown(shape.format(day.isoformat()[:length]), code, numerals)
    latin = str.maketrans(language_of(code, numerals).digits, "0123456789")
    known = [str(day.year), *([str(day.day)] if length == 10 else [])]
    for line in (view.text, view.short, f"{view.small} {view.big}"):
        without_time = re.sub("14:05.*", "", line.translate(latin))
        assert sorted(re.findall(r"\d+", without_time)) == sorted(known), line
    assert "{" not in view.text + view.short + view.note


@given(st.decimals(allow_nan=False, allow_infinity=False), st.sampled_from(CODES), _numerals)
def test_a_number_keeps_every_digit_in_any_language(value: Decimal, code: str, numerals: str) -> None:
    language = language_of(code, numerals)
    text = language.number(value)
    digits = "".join(re.findall(r"\d", text.translate(str.maketrans(language.digits, "0123456789"))))
    assert digits == format(value, "f").lstrip("-").replace(".", "")


def test_names_in_a_list_keep_their_own_direction() -> None:
    persian = language_of("fa")
    assert persian.join(["Foro Penal", "دولت"]) == "\u2068Foro Penal\u2069 و دولت"
    assert persian.phrases(["Foro Penal", "دولت"]) == "\u2068Foro Penal\u2069؛ دولت"
    assert language_of("es").phrases(["Foro Penal", "الحكومة"]) == "Foro Penal; \u2068الحكومة\u2069"


def test_a_language_is_one_object_for_the_digits_it_is_written_with():
    for code in CODES:
        assert language_of(code) is language_of(code, "")
    assert language_of("es", "latin") is language_of("es", "native") is language_of("es")
    assert language_of("fa", "latin") is not language_of("fa")
