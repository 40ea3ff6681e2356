"""Names as people mistype them: which known one is meant."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import TypeVar

_SEPARATORS = re.compile(r"[\s_\-‐‑–—.,'’]+")
_NUMERAL = re.compile(r"[ivxlc]+|\d+")
_SHORTEST = 8  # letters: in shorter names one letter makes another name
T = TypeVar("T")
_LONGEST = 120  # characters compared; longer texts are prose, and comparing takes time


def fold(name: str) -> str:
    """The name without what people leave out or vary: case, accents, and which sign stands between words.

    ``Rocío  San-Miguel`` and ``rocio san miguel`` fold to the same text. Empty for a name of signs only.
    """
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _SEPARATORS.sub(" ", unicodedata.normalize("NFKC", letters.casefold())).strip()


def alike(named: Iterable[tuple[T, Iterable[str]]]) -> Iterator[tuple[T, T]]:
    """(thing, an earlier one) for all that have a name which differs in one letter only from one of the other's.

    Names that share what is left without one of their letters are near: found in one pass over all names. “Alexander I”
    and “Alexander II” are two, and in short names one letter makes another name.
    """
    left: dict[str, list[tuple[str, T]]] = {}
    for thing, names in named:
        for name in dict.fromkeys(map(fold, names)):
            if len(name) < _SHORTEST:
                continue
            near = {name, *(name[:at] + name[at + 1 :] for at in range(len(name)))}
            others = (one for key in sorted(near) for one in left.get(key, ()))
            for other, first in others:
                if first is not thing and not _are_numbered(name, other):
                    yield thing, first
                    break
            for key in near:
                left.setdefault(key, []).append((name, thing))


def _are_numbered(name: str, other: str) -> bool:
    """Whether the two differ in a number alone, arabic or roman, that one of them may lack."""
    ours, theirs = name.split(), other.split()
    differ = [word for word in (*ours, *theirs) if (word in ours) != (word in theirs)]
    return bool(differ) and all(_NUMERAL.fullmatch(word) for word in differ)


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that ``name`` most likely means, as written among ``known``; None when nothing is near.

    In this order: the same but for case, accents and separators; a part of exactly one known name (a surname,
    or a word left out); the closest in spelling. Ties go to the first in alphabetical order, whatever order
    the known names come in.
    """
    wanted = fold(name)[:_LONGEST]
    if not wanted:
        return None
    folded = sorted((fold(one)[:_LONGEST], one) for one in set(known))
    for candidate, one in folded:
        if candidate == wanted:
            return one
    words = set(wanted.split())
    partial = {
        candidate: one
        for candidate, one in reversed(folded)
        if len(wanted) > 2 and _same_words(words, set(candidate.split()))
    }
    if len(partial) == 1:  # several spellings of one name are still one
        return next(iter(partial.values()))
    best = min(((_distance(wanted, candidate), candidate, one) for candidate, one in folded), default=None)
    if best is None or best[0] > _allowed(min(len(wanted), len(best[1]))):
        return None
    return best[2]


def only_near(name: str, known: Iterable[str]) -> str | None:
    """The one known name that ``name`` is but for case, accents, separators or a slip of the keyboard; None where none
    is, or two are."""
    wanted = fold(name)[:_LONGEST]
    folded = {one: fold(one)[:_LONGEST] for one in known} if wanted else {}
    near = [one for one, other in folded.items() if other == wanted] or [
        one
        for one, other in folded.items()
        if _distance(wanted, other) <= _allowed(min(len(wanted), len(other)))
    ]
    return near[0] if len(near) == 1 else None


def _same_words(words: set[str], others: set[str]) -> bool:
    """Whether all words of the shorter name stand in the longer."""
    return bool(words and others) and (words <= others or others <= words)


def _allowed(length: int) -> int:
    """How many letters may differ: one in four; of three letters one, of fewer none."""
    return 0 if length < 3 else max(1, length // 4)


def _distance(left: str, right: str) -> int:
    """Letters to insert, delete, replace or swap with their neighbour to get from one text to the other.

    Optimal string alignment. Texts whose lengths differ too much are not compared; the answer is then the
    difference.
    """
    if abs(len(left) - len(right)) > _allowed(min(len(left), len(right))):
        return abs(len(left) - len(right))
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        two_before, before = before, row
        row = [i]
        for j, b in enumerate(right, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, two_before[j - 2] + 1)
            row.append(cost)
    return row[-1]
