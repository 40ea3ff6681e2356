"""Titles as parts of addresses and anchors."""

from __future__ import annotations

import re
import unicodedata
import zlib
from functools import lru_cache

from dateline.read.filenames import is_reserved

LONGEST = 80

# Latin letters that no accent makes, so that Unicode does not take them apart.
LATIN = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "ı": "i",
        "ł": "l",
        "ŋ": "ng",
        "þ": "th",
        "ŧ": "t",
        "ĸ": "k",
        "ſ": "s",
        "ə": "e",
        **dict.fromkeys("'’‘ʼ`´", ""),  # “Venezuela’s” is one word
        "\u0640": "",  # tatweel only stretches a word
    }
)
_SIGNS = re.compile("[^a-z0-9]+")
# Vowel and cantillation signs that readers of Arabic and Hebrew write or leave out at will.
_OPTIONAL = (range(0x0591, 0x05C8), range(0x0610, 0x061B), range(0x064B, 0x0660), range(0x0670, 0x0671))


@lru_cache(maxsize=4096)  # kinds, places and headings come again and again
def slugify(text: str) -> str:
    """``text`` as a slug: lower-case letters and digits of any script, with single hyphens between words.

    Latin letters lose their accents, digits of other scripts become 0–9, Arabic and Hebrew lose optional
    vowel signs; other letters stay as they are. At most 80 characters, cut between words where that is
    possible. The same text gives the same slug always, and a slug is its own slug. A text without letters and
    digits gives ``text-`` and eight hexadecimal digits that depend on it, so never nothing; one that no folder may
    be called on Windows (``con``) gets ``text-`` before it. Names that addresses reserve are not known here.
    """
    slug = _cut("-".join(_words(text)))
    if is_reserved(slug):
        return f"text-{slug}"
    return slug or f"text-{zlib.crc32(text.encode('utf-8', 'surrogatepass')):08x}"


def _words(text: str) -> list[str]:
    if text.isascii():
        return _SIGNS.sub(" ", text.lower().translate(LATIN)).split()
    lowered = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).lower()).translate(LATIN)
    letters: list[str] = []
    for char in unicodedata.normalize("NFC", lowered):
        base = unicodedata.normalize("NFD", char)[0]
        kind = unicodedata.category(base)
        if base.isascii():
            letters.append(base if base.isalnum() else " ")
        elif kind == "Nd":
            letters.append(str(unicodedata.digit(base)))
        elif kind[0] in "LN":
            letters.append(char)
        elif kind[0] == "M":
            if not any(ord(char) in signs for signs in _OPTIONAL) and letters and not letters[-1].isascii():
                letters.append(char)
        else:
            letters.append(" ")
    return unicodedata.normalize("NFC", "".join(letters)).split()


def _cut(slug: str) -> str:
    if len(slug) <= LONGEST:
        return slug
    head, hyphen, _ = slug[: LONGEST + 1].rpartition("-")
    return head if hyphen else slug[:LONGEST]
