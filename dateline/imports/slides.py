"""A timeline as TimelineJS has it, from whichever of its files: slides with flat fields that know their places."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from dateline.findings.positions import Position
from dateline.imports.brought import Notes, clean

FORMAT = "timelinejs"
"""What ``foreign:`` calls it."""
AS_JSON = " (json)"
"""Ends the name of a field under ``foreign:`` that is no text: its value is JSON."""


@dataclass(slots=True)
class Slide:
    """One slide. Fields are taken out of it one by one; what is left at the end has no field of ours."""

    name: str
    """Where it stands, as people would say it: ``events[3]``, “row 12”."""
    fields: dict[str, Any]
    """By path: ``start_date.year``, ``media.url``."""
    at: Callable[[str], Position]
    notes: Notes
    kept: dict[str, str] = field(default_factory=dict)
    """What goes under ``foreign:``."""

    def said(self, key: str) -> str:
        """How messages name a field."""
        return f"{self.name}: {key}" if self.name else key

    def look(self, key: str) -> str:
        """The text of a field; empty where there is none, or something that is no text. It stays in the slide."""
        value = self.fields.get(key)
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            return ""
        return clean(str(value), self.at(key), self.notes).strip()

    def take(self, key: str) -> str:
        """Likewise, and the field is done with."""
        text = self.look(key)
        if text:
            del self.fields[key]
        return text

    def keep(self, key: str, why: str = "", hint: str = "", code: str = "IMPORT003") -> None:
        """Put a field under ``foreign:`` as it is, and say ``why`` if there is more to it than a default."""
        value = self.fields.pop(key, None)
        if value in (None, "", {}, []):
            return
        if isinstance(value, str):
            self.kept[key] = clean(value, self.at(key), self.notes)
        else:
            self.kept[key + AS_JSON] = json.dumps(value, ensure_ascii=True)
        if why:
            self.notes.say(self.at(key), code, f"{self.said(key)}: {why}", hint)

    def keep_words(self, key: str, original: str) -> None:
        """Remember how a field was written that was taken over in other words: ``export`` gives it back."""
        self.kept[key] = original

    def foreign(self) -> dict[str, Any]:
        """What is left, and what was kept, as ``foreign:`` has it."""
        for key in tuple(self.fields):
            self.keep(
                key, "the content format has no field for this; kept under `foreign:`", code="IMPORT002"
            )
        return {FORMAT: self.kept} if self.kept else {}


@dataclass(frozen=True, slots=True)
class Deck:
    """A whole timeline."""

    title: Slide | None
    slides: tuple[Slide, ...]
    eras: tuple[Slide, ...]
    rest: Slide
    """What it says of itself: ``scale`` and whatever else stands beside the slides."""


def flat(value: Any) -> dict[str, Any]:
    """The fields of nested objects by their paths. An object whose keys would be unclear stays whole."""
    found: dict[str, Any] = {}
    waiting = [("", value)]
    while waiting:
        path, one = waiting.pop()
        if isinstance(one, dict) and one and not any(_unclear(key) for key in one):
            waiting += ((f"{path}.{key}" if path else key, inner) for key, inner in reversed(one.items()))
        else:
            found[path] = one
    return found


def _unclear(key: str) -> bool:
    return not key or "." in key or key.endswith(AS_JSON) or not key.isprintable() or len(key) > 200
