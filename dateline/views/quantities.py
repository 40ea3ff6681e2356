"""A quantity as pages show it: the value to set large, and the words around it."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from dateline.values.quantities import Form, Quantity

if TYPE_CHECKING:
    from dateline.languages.language import Language


class QuantityView(Struct, frozen=True, kw_only=True):
    """One quantity. A vague word is never turned into a number here; only charts draw its range."""

    value: str  # “1,200” · “10–20” · “dozens” · “denies any”; empty where no figure was given
    qualifier: str = ""  # about · at least · up to · between
    text: str  # in one line: “between 10 and 20”; “not stated” where no figure was given
    raw: str  # as written, for <data value>
    vague: bool = False  # a word: set with a wavy underline and ``note``
    empty: bool = False  # no figure: an empty dashed box
    note: str = ""  # no exact count


@lru_cache(maxsize=4096)
def quantity_view(quantity: Quantity, language: Language) -> QuantityView:
    """How ``quantity`` is shown in ``language``, every digit as written. Remembered: claims stand on many pages."""
    raw = str(quantity)
    low, high = (_number(end, language) for end in (quantity.low, quantity.high))
    match quantity.form:
        case Form.EXACT:
            return QuantityView(value=low, text=low, raw=raw)
        case Form.ABOUT:
            text = language.pgettext("quantity", "about %(n)s", n=low)
            return QuantityView(
                value=low, qualifier=language.pgettext("quantity", "about"), text=text, raw=raw
            )
        case Form.AT_LEAST:
            text = language.pgettext("quantity", "at least %(n)s", n=low)
            return QuantityView(
                value=low, qualifier=language.pgettext("quantity", "at least"), text=text, raw=raw
            )
        case Form.UP_TO:
            text = language.pgettext("quantity", "up to %(n)s", n=high)
            return QuantityView(
                value=high, qualifier=language.pgettext("quantity", "up to"), text=text, raw=raw
            )
        case Form.BETWEEN:
            text = language.pgettext("quantity", "between %(low)s and %(high)s", low=low, high=high)
            qualifier = language.pgettext("quantity", "between")
            return QuantityView(value=language.between(low, high), qualifier=qualifier, text=text, raw=raw)
        case Form.WORD:
            word = _word(quantity.word, language)
            return QuantityView(
                value=word, text=word, raw=raw, vague=True, note=language.gettext("no exact count")
            )
        case Form.NONE:
            denies = language.pgettext("quantity", "denies any")
            return QuantityView(value=denies, text=denies, raw=raw)
        case Form.UNKNOWN:
            return QuantityView(
                value="", text=language.pgettext("quantity", "not stated"), raw=raw, empty=True
            )


def _number(number: Decimal | None, language: Language) -> str:
    return "" if number is None else language.number(number)


def _word(word: str, language: Language) -> str:
    """The vague word in the language; each is spelt out here so that translators' tools find it."""
    match word:
        case "dozens":
            return language.pgettext("quantity", "dozens")
        case "hundreds":
            return language.pgettext("quantity", "hundreds")
        case "thousands":
            return language.pgettext("quantity", "thousands")
        case "tens of thousands":
            return language.pgettext("quantity", "tens of thousands")
        case "hundreds of thousands":
            return language.pgettext("quantity", "hundreds of thousands")
        case _:
            return language.pgettext("quantity", "millions")
