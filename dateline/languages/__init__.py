"""The languages our interface speaks. Each is a module with its words for dates and numbers, and a catalogue
beside it with its translations, ``<code>.po``; both are read when somebody asks for the language.

The forms of dates and numbers are those of CLDR, written out here so that no build needs 32 MB of it; the tests
compare them. ``docs/translating.md`` says how to add a language.
"""

from functools import cache
from importlib import import_module

from msgspec.structs import replace

from dateline.languages.language import ENGLISH, Language

CODES = ("en", "es", "ar", "fa")

NATIVE_DIGITS = {"ar": "٠١٢٣٤٥٦٧٨٩", "fa": "۰۱۲۳۴۵۶۷۸۹"}
LATIN_DIGITS = "0123456789"


def language_of(code: str, numerals: str = "") -> Language:
    """The language of ``code``, one of ``CODES``: one object, however often it is asked for with these digits.

    ``numerals``: “latin” or “native” digits, as ``site.yaml`` says; empty: the digits that the language is mostly
    written with, which are its own in Persian and Latin ones in Arabic.
    """
    return _language(code, numerals if code in NATIVE_DIGITS else "")


@cache
def _language(code: str, numerals: str) -> Language:
    if code == ENGLISH.code:
        return ENGLISH
    from dateline.languages.catalogue import catalogue

    found: Language = import_module(f"dateline.languages.{code}").language(catalogue(code))
    if not numerals:
        return found
    if numerals == "latin":
        return replace(found, digits=LATIN_DIGITS, group=",", decimal=".")
    return replace(found, digits=NATIVE_DIGITS[code], group="٬", decimal="٫")
