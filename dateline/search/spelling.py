"""Words as they are compared in a search: names are found however their letters, accents and digits are typed.

One table serves both sides. The build sorts by it; the index of the search carries it to browsers, where
``assets/js/search/spelling.js`` does the same with it as ``plain`` does here.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

from dateline.values.slugs import LATIN

DROPPED = "".join(
    (
        "\u00ad\u034f\u061c\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff",  # joiners, tatweel, marks of direction
        "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f",  # accents
        "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7",  # Hebrew points
        "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed",  # Arabic points
        "\u08d3-\u08e1\u08e3-\u08ff",
    )
)
"""Signs that are left out when people type, as a class of a regular expression that Python and browsers read alike."""

_ARABIC = {
    "\u0671": "\u0627",  # alef wasla; those with hamza or madda come apart by themselves
    "\u0621": "",  # a hamza of its own
    "\u064a": "\u06cc",  # yeh, as Arabic keyboards have it
    "\u0649": "\u06cc",  # alef maksura
    "\u06d2": "\u06cc",
    "\u06d0": "\u06cc",
    "\u06cd": "\u06cc",
    "\u06ce": "\u06cc",  # Kurdish yeh with a small v
    "\u0643": "\u06a9",  # kaf
    "\u06aa": "\u06a9",
    "\u0629": "\u0647",  # teh marbuta
    "\u06be": "\u0647",
    "\u06c1": "\u0647",
    "\u06c3": "\u0647",
    "\u06d5": "\u0647",  # Kurdish e
    "\u06c6": "\u0648",
    "\u06c7": "\u0648",
    "\u0695": "\u0631",
    "\u06b5": "\u0644",
}
LETTERS: dict[str, str] = {
    **{chr(code): str(new) for code, new in LATIN.items()},
    "\u03c2": "\u03c3",  # the final sigma
    **_ARABIC,
}
"""Letters that stand for another, after accents are gone and capitals are small."""
ZEROS = "٠۰߀०০੦૦୦௦౦೦൦෦๐໐༠၀០᠐"
"""The zero of each row of digits that becomes 0 to 9; the other nine follow it in Unicode."""

_ALPHABET = "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"
"""Arabic script in the order in which people look names up: Persian letters stand at the end of Unicode."""
_ARTICLES = {
    "en": re.compile(r"\A\W*(?:an?|the)\s+(?=\w)", re.IGNORECASE),
    "es": re.compile(r"\A\W*(?:el|las?|los|un|un[ao]s?)\s+(?=\w)", re.IGNORECASE),
    "ar": re.compile(r"\A\W*ال(?=\w\w)"),
}
_OTHER = "#"
_IDEOGRAPHS = "字"

_DROP = re.compile(f"[{DROPPED}]+")
_INTO = str.maketrans(
    {**LETTERS, **{chr(ord(zero) + digit): str(digit) for zero in ZEROS for digit in range(10)}}
)
_RANK = str.maketrans({letter: chr(0x0621 + number) for number, letter in enumerate(_ALPHABET)})


def plain(text: str) -> str:
    """``text`` as it is compared: small letters without accents, one form of each letter, digits 0 to 9."""
    return _DROP.sub("", unicodedata.normalize("NFKD", text)).lower().translate(_INTO)


@lru_cache(maxsize=4096)  # the names of actors and places stand in many lists
def alphabetical(text: str) -> tuple[str, str]:
    """A key that sorts texts as a register does, whatever stands before their first letter or digit."""
    key = plain(text)
    start = next((at for at, sign in enumerate(key) if sign.isalnum()), len(key))
    return key[start:].translate(_RANK), text


def without_article(text: str, language: str) -> str:
    """``text`` without the article it begins with, under which nobody looks up a name."""
    article = _ARTICLES.get(language.partition("-")[0])
    return article.sub("", text, count=1) if article else text


def script(text: str) -> str:
    """What the first letter of ``text`` is written in, as Unicode has it: ``LATIN``, ``ARABIC``; empty without one."""
    letter = next(filter(str.isalpha, text), "")
    return unicodedata.name(letter, "").partition(" ")[0] if letter else ""


def initial(text: str) -> str:
    """The heading of a register under which ``text`` stands: a letter, ``0`` for digits, ``#`` for neither.

    Ideographs share one: each of them would be a letter of its own.
    """
    for sign in plain(text):
        if sign.isdecimal():
            return "0"
        if "\u3400" <= sign <= "\u9fff" or "\U00020000" <= sign <= "\U0003ffff":
            return _IDEOGRAPHS
        if sign.isalpha():
            return sign
    return _OTHER


def table() -> dict[str, Any]:
    """What a browser needs to do as ``plain`` does."""
    return {"drop": DROPPED, "letters": LETTERS, "zeros": ZEROS}
