"""The languages our interface speaks. Each is a module with its words for dates and numbers, and a catalogue
beside it with its translations, ``<code>.po``; both are read when somebody asks for the language.

The forms of dates and numbers are those of CLDR, written out here so that no build needs 32 MB of it; the tests
compare them. ``docs/translating.md`` says how to add a language.
"""

from dataclasses import replace
from functools import cache
from importlib import import_module

from dateline.language import ENGLISH, Language

CODES = ("en", "es", "ar", "fa")

NATIVE_DIGITS = {"ar": "٠١٢٣٤٥٦٧٨٩", "fa": "۰۱۲۳۴۵۶۷۸۹"}
LATIN_DIGITS = "0123456789"


@cache
def language_of(code: str, numerals: str = "") -> Language:
    """The language of ``code``, one of ``CODES``.

    ``numerals``: “latin” or “native” digits, as ``site.yaml`` says; empty: the digits that the language is mostly
    written with, which are its own in Persian and Latin ones in Arabic.
    """
    if code == ENGLISH.code:
        return ENGLISH
    from dateline.languages.catalogue import catalogue

    found: Language = import_module(f"dateline.languages.{code}").language(catalogue(code))
    if code not in NATIVE_DIGITS or not numerals:
        return found
    if numerals == "latin":
        return replace(found, digits=LATIN_DIGITS, group=",", decimal=".")
    return replace(found, digits=NATIVE_DIGITS[code], group="٬", decimal="٫")
