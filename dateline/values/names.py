"""Names as people mistype them: which known one is meant."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import TypeVar

_SEPARATORS = re.compile(r"[\s_\-‐‑–—.,'’]+")
_NUMERAL = re.compile(r"[ivxlc]+|\d+")
_SHORTEST = 8  # letters: in shorter names one letter makes another name
_SHORTEST_SWAPPED = 5  # letters: in shorter names two letters exchanged, or one that is doubled, do
T = TypeVar("T")
_LONGEST = 120  # characters compared; longer texts are prose, and comparing takes time


def fold(name: str) -> str:
    """The name without what people leave out or vary: case, accents, and which sign stands between words.

    ``Rocío  San-Miguel`` and ``rocio san miguel`` fold to the same text. Empty for a name of signs only.
    """
    if name.isascii():
        return _SEPARATORS.sub(" ", name.lower()).strip()
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _SEPARATORS.sub(" ", unicodedata.normalize("NFKC", letters.casefold())).strip()


def alike(named: Iterable[tuple[T, Iterable[str]]]) -> Iterator[tuple[T, T]]:
    """(thing, an earlier one) for all that have a name which is easily taken for one of the other's.

    That is one that differs in a letter, in the order of its words, in a doubled letter, or as initials from a name;
    “Alexander I” and “Alexander II” are two. Names that look like one share a key: found in one pass over all names.
    """
    known: dict[str, list[tuple[str, T]]] = {}
    for thing, names in named:
        for name, written in {fold(one): one for one in names}.items():
            keys = sorted(_looks(name, written))
            for other, first in (one for key in keys for one in known.get(key, ())):
                if first is not thing and not _are_numbered(name, other):
                    yield thing, first
                    break
            for key in keys:
                known.setdefault(key, []).append((name, thing))


def _looks(name: str, written: str) -> set[str]:
    """What a folded name shares with those that are easily taken for it."""
    words = name.split()
    found = {"order " + " ".join(sorted(words))} if len(words) > 1 else set()
    if len(name) >= _SHORTEST:
        found |= {name, *(name[:at] + name[at + 1 :] for at in range(len(name)))}
    elif len(name) >= _SHORTEST_SWAPPED:
        found |= {"swapped " + swapped for swapped in (name, *_swaps(name))}
    if len(single := _DOUBLED.sub(r"\1", name)) >= _SHORTEST_SWAPPED:
        found.add("single " + single)
    if len(words) > 2:
        found.add("initials " + "".join(word[0] for word in words))
    elif len(words) == 1 and len(name) > 2 and written.isupper():
        found.add("initials " + name)
    return found


_DOUBLED = re.compile(r"(.)\1+")


def _swaps(name: str) -> Iterator[str]:
    """``name`` with each two neighbours exchanged."""
    for at in range(len(name) - 1):
        yield name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def _are_numbered(name: str, other: str) -> bool:
    """Whether the two differ in a number alone, arabic or roman, that one of them may lack."""
    ours, theirs = name.split(), other.split()
    differ = [word for word in (*ours, *theirs) if (word in ours) != (word in theirs)]
    return bool(differ) and all(_NUMERAL.fullmatch(word) for word in differ)


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that ``name`` most likely means, as written among ``known``; None when nothing is near.

    In this order: the same but for case, accents and separators; the same but for doubled letters; a part of exactly
    one known name (a surname, or a word left out); the closest in spelling. Ties go to the first in alphabetical
    order, whatever order the known names come in.
    """
    wanted = fold(name)[:_LONGEST]
    if not wanted:
        return None
    folded = sorted((fold(one)[:_LONGEST], one) for one in set(known))
    for candidate, one in folded:
        if candidate == wanted:
            return one
    single = _DOUBLED.sub(r"\1", wanted)
    if len(single) >= _SHORTEST_SWAPPED:
        for candidate, one in folded:
            if _DOUBLED.sub(r"\1", candidate) == single:
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
