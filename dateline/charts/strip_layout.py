"""Which marks of a lane stand on its line, which are shifted, and which are counted together."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isclose

from msgspec import Struct

HALF_GLYPH = 2.5
"""Percent: half a 16 px glyph and some air on a narrow screen."""
_HALF_ENDS, _HALF_DIGIT = 2.35, 1.25
"""The same of “+3”, and of each of its digits: “+1335” is twice as wide."""


class Outline(Struct, frozen=True):
    """The room a mark takes along its lane, in percent: its glyph or block, and the line through it."""

    box: tuple[float, float]
    line: tuple[float, float]

    @property
    def wide(self) -> bool:
        return self.line[0] < self.box[0] or self.line[1] > self.box[1]


@dataclass(slots=True)
class Slot:
    """A place on a lane: the numbers of the marks that share it, in order, and where it is.

    ``level`` is 0 on the line, -1 above it, 1 below it.
    """

    members: list[int]
    outline: Outline
    level: int = 0


def lay_out(outlines: Sequence[Outline]) -> list[Slot]:
    """Slots for the outlines of one lane, which come in order of date; each number appears in one slot.

    Marks that would touch are set two deep. Where even that leaves no room, they join the mark below.
    """
    upper: list[Slot] = []
    lower: list[Slot] = []
    slots: list[Slot] = []
    for number, outline in enumerate(outlines):
        above, nearest = _touched(upper, outline), _touched(lower, outline)
        if above is not None and nearest is not None:
            nearest.members.append(number)
            _widen(nearest, lower, slots)
            continue
        level = upper if above is None else lower
        if (
            above is nearest
        ):  # of two free levels the one where fewer lines are crossed; the upper one of equals
            level = min((upper, lower), key=lambda one: sum(_crossing(slot.outline, outline) for slot in one))
        slot = Slot([number], outline)
        level.append(slot)
        slots.append(slot)
    for slot in upper:
        slot.level = -1 if any(_crossing(slot.outline, other.outline) for other in lower) else 0
    for slot in lower:
        slot.level = 1 if any(_crossing(slot.outline, other.outline) for other in upper) else 0
    return slots


def _touched(level: Sequence[Slot], outline: Outline) -> Slot | None:
    """The latest slot whose place this outline would take; no two slots of a level touch."""
    start, end = outline.box
    for slot in reversed(level):
        box = slot.outline.box
        if start < box[1] and box[0] < end:
            return slot
    return None


def _widen(slot: Slot, level: list[Slot], slots: list[Slot]) -> None:
    """Room for the number that stands for all marks of a slot: those that it would touch, it counts, too.

    Of two numbers the earlier keeps its place: where the later did, it would draw all before it along.
    """
    while not isclose(2 * (half := _half(slot)), slot.outline.box[1] - slot.outline.box[0]):
        middle = (slot.outline.box[0] + slot.outline.box[1]) / 2
        box = (middle - half, middle + half)
        slot.outline = Outline(box, box)
        for other in [one for one in level if one is not slot and _touch(one.outline.box, box)]:
            kept, gone = slot, other
            if len(other.members) > 1 and other.outline.box < box:
                kept, gone = other, slot
            kept.members = sorted([*kept.members, *gone.members])
            level.remove(gone)
            slots.remove(gone)
            if kept is other:
                slot = other
                break


def _half(slot: Slot) -> float:
    """Of the number of a slot."""
    return _HALF_ENDS + _HALF_DIGIT * len(str(len(slot.members)))


def _touch(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _crossing(one: Outline, other: Outline) -> int:
    """How badly two marks on one level would overlap: a line over a glyph, line on line, glyph on glyph."""
    if _touch(one.box, other.box):
        return 4
    if one.wide and other.wide and _touch(one.line, other.line):
        return 2
    return int(_touch(one.line, other.box) or _touch(one.box, other.line))
