"""Texts that miss the written form of a date by little, brought into it for a suggestion."""

from __future__ import annotations

import re
import unicodedata

from dateline.dates.grammar import read
from dateline.dates.partial import PartialDate
from dateline.values.refusal import Refusal

FORMS = "write a date such as 2026-01-08, 2026-01, 2026 or [2026-01-02..2026-01-08], or `unknown`"
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")


def short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else text[:39] + "…"


def suggest(text: str, candidate: str, reason: str = "", sure: bool = False) -> Refusal | None:
    """A refusal that says to write ``candidate``, or why even that would not do; None where it is no date.

    ``sure``: nothing else can have been meant.
    """
    meant = read(candidate)
    if meant is None:
        return None
    if isinstance(meant, Refusal):
        return Refusal(meant.reason, meant.hint)
    return Refusal(
        reason or f"“{short(text)}” is not written as a date",
        f"write {candidate}",
        instead=candidate if sure else "",
    )


def repair(text: str) -> str:
    """The text with spaces, dashes, foreign digits and the case of letters as the grammar wants them."""
    text = unicodedata.normalize("NFKC", text).translate(_DASHES).strip()
    text = "".join(
        str(unicodedata.digit(char)) if char.isdigit() and not char.isascii() else char for char in text
    )
    text = re.sub(r"\s*(\.\.|/|\[|\])\s*", r"\1", text)
    if re.fullmatch(r"[\dxXuUtTzZ:.+/~?%\[\]-]+", text):
        text = text.upper().replace("U", "X")
    return text


def repaired(text: str) -> Refusal | None:
    """The refusal that suggests the repaired text, where that is a date."""
    candidate = repair(text)
    return (
        suggest(text, candidate, sure=True)
        if candidate != text and isinstance(read(candidate), PartialDate)
        else None
    )
