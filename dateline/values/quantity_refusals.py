"""Why a text is not a quantity, and what to write instead where that is plain."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from dateline.values.quantities import LONGEST, NUMBER, RANGES, parse_quantity
from dateline.values.refusal import Refusal

_FORMS = "write 863, ~800, 1000+, up to 50, 10..20, dozens, hundreds, thousands, unknown or none"
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―"), "-") | {ord("−"): "-"}
_N = r"([\d.,'’_\s]*\d[\d.,'’_\s]*?)"
_REWRITES: tuple[tuple[str, str], ...] = (
    (rf"(?:>=|≥|=>|at least|no fewer than|no less than|minimum|min\.?)\s*{_N}", "{0}+"),
    (rf"(?:>|more than|over|above|upwards of|exceeding)\s*{_N}", "{0}+"),
    (rf"{_N}\s*(?:\+|or more|and more|plus|and counting)", "{0}+"),
    (
        rf"(?:<=|≤|=<|<|up to|at most|under|below|fewer than|less than|no more than|maximum|max\.?)\s*{_N}",
        "up to {0}",
    ),
    (rf"(?:~|≈|about|around|some|circa|ca?\.?|approximately|approx\.?|nearly|almost|roughly)\s*{_N}", "~{0}"),
    (rf"{_N}\s*(?:~|ish|or so)", "~{0}"),
    (rf"(?:between\s+|from\s+)?{_N}\s*(?:-|to|and|\.\.\.?)\s*{_N}", "{0}..{1}"),
    (rf"{_N}", "{0}"),
)
_VAGUE = frozenset(
    ("many", "several", "few", "a few", "some", "scores", "numerous", "countless", "various", "a number")
)
_FIRST_NUMBERS = (
    *("zero", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_GROUPED = re.compile(r"\d{1,3}(?:[,'’_ ]\d{3})+(?:\.\d+)?", re.ASCII)


def explain(text: str) -> Refusal:
    """Why ``text`` is not a quantity and, where it is plain what was meant, how to write it."""
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES)
    plain = "".join(str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in plain)
    plain = " ".join(plain.split())
    word = plain.casefold()
    written = " ".join(text.split())
    short = written if len(written) <= 40 else written[:39] + "…"
    if not plain:
        return Refusal("the quantity is empty", _FORMS)
    if len(plain) > LONGEST:
        return Refusal(f"“{short}” is not a quantity", _FORMS)
    if word in RANGES or word in ("unknown", "none"):
        return Refusal(f"“{short}” is not written as a quantity", f"write {word}", instead=word)
    if word in ("n/a", "na", "?", "not stated", "not known", "not given", "unclear", "tbc", "tbd", "-"):
        return Refusal(f"“{short}” is not a quantity", "write unknown", instead="unknown")
    if word in _FIRST_NUMBERS:
        number = str(_FIRST_NUMBERS.index(word))
        return Refusal("numbers are written in figures", f"write {number}", instead=number)
    if word in ("dozen", "a dozen", "hundred", "a hundred", "thousand", "a thousand", "million", "a million"):
        unit = word.removeprefix("a ")
        size = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 1_000_000}[unit]
        return Refusal(
            f"“{short}” can be a number or a manner of speaking", f"write {size}, ~{size} or {unit}s"
        )
    if word in _VAGUE:
        return Refusal(f"“{short}” has no agreed size", "write unknown and keep the word in `note:`")
    if re.match(r"-\s*\d", plain):
        return Refusal(
            "a quantity is not negative",
            "say in the label what has fallen, and write the number without its sign",
        )
    if re.fullmatch(r"[\d.,]+\s*%|%\s*[\d.,]+", plain):
        return Refusal(
            "the unit has a field of its own",
            f"write {plain.strip('% ')} here and `unit: %`",
            plain.index("%"),
            1,
        )
    if re.fullmatch(r"[\d.,]+[eE][+-]?\d+", plain):
        return Refusal("powers of ten are not read", "write the number in full")
    return (
        _two_signs(plain)
        or _rewritten(short, word)
        or _units(short, plain)
        or Refusal(f"“{short}” is not a quantity", _FORMS)
    )


def _two_signs(plain: str) -> Refusal | None:
    """Signs that are read one at a time, such as “~1000+”."""
    found = re.fullmatch(rf"(~|up to )?(~)?({NUMBER}(?:\.\.~?{NUMBER})?)(\+)?", plain, re.ASCII)
    if found is None or (len(re.findall(r"~|up to|\+|\.\.", plain)) < 2):
        return None
    first, second, number, least = (part or "" for part in found.groups())
    if ".." in number:
        return Refusal("a quantity carries one sign", f"write {number.replace('~', '')}")
    forms = [f"{first or second}{number}"] + ([f"{number}+"] if least else [])
    return Refusal("a quantity carries one sign", f"write {' or '.join(forms)}")


def _rewritten(text: str, word: str) -> Refusal | None:
    """The same statement in our own form, where the words and the numbers in it are plain."""
    for pattern, form in _REWRITES:
        found = re.fullmatch(pattern, word, re.ASCII)
        if found is None:
            continue
        numbers = []
        for number in found.groups():
            read = _plain_number(number)
            if isinstance(read, Refusal):
                return read
            numbers.append(read)
        candidate = form.format(*numbers)
        meant = parse_quantity(candidate)
        if isinstance(meant, Refusal):
            return meant
        only_signs = re.sub(r"[,'’_ ]", "", word) == candidate.replace(" ", "")  # 1,200, and not 1,5
        sure = candidate if only_signs else ""
        return Refusal(f"“{text}” is not written as a quantity", f"write {candidate}", instead=sure)
    return None


def _plain_number(text: str) -> str | Refusal:
    """The figures of a number without signs between them, or why it cannot be told which number is meant."""
    text = text.strip()
    if _GROUPED.fullmatch(text):
        return re.sub(r"[^\d.]", "", text)
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d{1,3}(?:\.\d{3})+,\d+", text, re.ASCII):
        return text.replace(".", "").replace(",", ".")
    if re.fullmatch(r"\d+,\d+", text, re.ASCII):
        return text.replace(",", ".")
    if re.fullmatch(r"\.\d+", text, re.ASCII):
        return "0" + text
    if re.fullmatch(r"\d+\.", text, re.ASCII):
        text = text[:-1]
    if re.fullmatch(r"0+\d+(\.\d+)?", text, re.ASCII):
        return text.lstrip("0") if text.lstrip("0")[:1] not in ("", ".") else "0" + text.lstrip("0")
    if re.fullmatch(NUMBER, text, re.ASCII):
        return text
    return Refusal(
        f"“{text}” is not one number",
        "write its digits without spaces or commas, with a point before decimals",
    )


def _units(short: str, plain: str) -> Refusal | None:
    """A number followed or led by something else: a scale word, a currency, the things counted."""
    scale = re.fullmatch(
        r"([~]?)(\d+(?:\.\d+)?)\s*(k|thousand|m|mn|million|bn|billion)", plain, re.IGNORECASE | re.ASCII
    )
    if scale:
        power = {"k": 3, "t": 3, "m": 6, "b": 9}[scale[3][0].casefold()]
        figures = format(Decimal(f"{scale[2]}E{power}"), "f")  # exact, however many figures
        if "." in figures:
            figures = figures.rstrip("0").rstrip(".")
        return Refusal(f"“{short}” is not written as a quantity", f"write {scale[1]}{figures}")
    led = re.fullmatch(r"([^\w\s~]|[A-Z]{2,3}\s)\s*(\d[\d.,]*)(.*)", plain, re.ASCII | re.DOTALL)
    trailed = re.fullmatch(r"(~?\d[\d.,]*\+?)\s*([^\W\d].*)", plain, re.DOTALL)
    if led or trailed:
        return Refusal(
            "the unit has a field of its own", "write the number here and what it counts in `unit:`"
        )
    return None
