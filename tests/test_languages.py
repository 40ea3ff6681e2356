"""The languages of the interface: their words, their numbers, their dates."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal

import pytest

from dateline.language import ENGLISH
from dateline.languages import CODES, language_of
from tests.sites import ROOT


def test_every_language_comes_by_its_code_and_english_is_the_one_there_always_was() -> None:
    assert [language_of(code).code for code in CODES] == list(CODES)
    assert language_of("en") is ENGLISH
    assert [language_of(code).direction for code in CODES] == ["ltr", "ltr", "rtl", "rtl"]


def test_a_site_in_english_loads_no_other_language() -> None:
    code = "import sys; from dateline.languages import language_of; language_of('en'); print([n for n in sys.modules if n.startswith('dateline.languages.') or n in ('gettext', 'babel')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "[]"


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
