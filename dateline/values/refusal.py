"""Why a text is refused: what whoever reads one gives in place of a value."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a text cannot be read as a date, a quantity or the like.

    ``start`` and ``length`` tell the part of the text at fault; ``length`` None means up to its end. ``instead``: what
    to write for the whole of it, where it has one reading only.
    """

    reason: str
    hint: str = ""
    start: int = 0
    length: int | None = None
    instead: str = ""
