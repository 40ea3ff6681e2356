"""What was made once is not made again while it would be made from the same objects.

Everything in the program that is kept from one build to the next is frozen data, so the same object is the same value;
asking whether two objects are one costs nothing, however much they hold. A ``Memo`` is passed to the functions that
use it: one made for a single build forgets everything with it, the preview keeps one for as long as it runs.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Mapping
from functools import wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Memo:
    """Results by name, each with the inputs it was made from."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, tuple[tuple[object, ...], Any]] = {}

    def part(self, name: Hashable) -> "Memo":
        """A memo of its own for the same things in another form, kept as long as this one."""
        part: Memo = self.make(("part", name), Memo)
        return part

    def make(
        self,
        name: Hashable,
        function: Callable[..., T],
        *inputs: object,
        holds: Callable[[T], bool] = lambda known: True,
    ) -> T:
        """``function(*inputs)``, or what it gave last time under this name for these very inputs.

        ``holds`` says whether that is still good where it also depends on something that is not among the inputs.
        """
        known = self._kept.get(name)
        if known is not None and _identical(known[0], inputs) and holds(known[1]):
            kept: T = known[1]
            return kept
        result = function(*inputs)
        self._kept[name] = inputs, result
        return result

    def same(self, name: Hashable, value: T) -> T:
        """``value``, or the equal one given last time under this name: what was made from that stays good."""
        known = self._kept.get(name)
        if known is not None and (known[1] is value or known[1] == value):
            kept: T = known[1]
            return kept
        self._kept[name] = (), value
        return value

    def sum(self, name: Hashable, counts: Callable[[Any], Mapping[Any, int]], *parts: object) -> Counter[Any]:
        """The ``counts`` of all parts together. What those give that are not what they were last time is put in the
        place of what they gave then; the others are not asked."""
        before, total = self._kept.get(name, ((), Counter()))
        changed: list[tuple[Any, Any]] = [
            (old, new) for old, new in zip(before, parts, strict=False) if old is not new
        ]
        if len(before) != len(parts) or 2 * len(changed) > len(parts):
            total, changed = Counter(), [(None, part) for part in parts]
        if changed:
            total = total.copy()
            for old, new in changed:
                if old is not None:
                    total.subtract(counts(old))
                total.update(counts(new))
            total = +total
        self._kept[name] = parts, total
        known: Counter[Any] = total
        return known


def _identical(left: tuple[object, ...], right: tuple[object, ...]) -> bool:
    return len(left) == len(right) and all(one is other for one, other in zip(left, right, strict=True))


def of_the_same(most: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """For a function of frozen data: what it gave for the very same objects, by position, is given again, as long as no
    more than ``most`` others were met since."""

    def wrap(function: Callable[P, T]) -> Callable[P, T]:
        known: dict[tuple[int, ...], tuple[tuple[object, ...], T]] = {}

        @wraps(function)
        def remembered(*inputs: P.args, **named: P.kwargs) -> T:
            if named:
                return function(*inputs, **named)
            key = tuple(map(id, inputs))
            found = known.get(key)
            if found is None:
                if len(known) >= most:
                    known.clear()
                found = known[key] = inputs, function(*inputs, **named)
            return found[1]

        return remembered

    return wrap
