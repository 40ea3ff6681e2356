"""What came from TimelineJS and has no field here, given back with a slide that was made of the record."""

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from dateline.imports.markup import as_words
from dateline.imports.slides import AS_JSON, FORMAT
from dateline.imports.timelinejs import web_address
from dateline.imports.timelinejs_dates import UNITS
from dateline.model.event import Foreign
from dateline.values.slugs import slugify

_WHOLE = re.compile(r"-?[0-9]{1,9}")
Flat = dict[str, Any]
"""The fields of a slide by their paths: ``start_date.year``."""


def of_format(foreign: Foreign) -> tuple[tuple[str, str], ...]:
    """What was kept of TimelineJS: names and texts."""
    return next((fields for name, fields in foreign if name == FORMAT), ())


def had_no_headline(kept: Mapping[str, str], title: str, told: str, *others: str) -> bool:
    """Whether the title was made for a slide that had no headline, and still is what was made."""
    made_from = (" ".join(as_words(told).text.split()), *others)
    return kept.get("text.headline") == "" and any(
        one.startswith(title.removesuffix(" …")) for one in made_from
    )


def completed(flat: Flat, kept: Mapping[str, str]) -> Flat:
    """A slide with what was kept of it. How a field was written before counts as long as it still says the same."""
    found = dict(flat)
    for name, text in kept.items():
        key, value = name, text
        if name.endswith(AS_JSON):
            key = name.removesuffix(AS_JSON)
            with suppress(ValueError, RecursionError):
                value = json.loads(text)
        if key not in found:
            if _belongs(key, value, flat):
                found[key] = value
        elif isinstance(value, str) and _says_the_same(key, value, str(found[key])):
            found[key] = value
    return _without_half_dates(found)


def _without_half_dates(slide: Flat) -> Flat:
    """Dates without a year under ``x-dateline``: TimelineJS shows no timeline at all where it finds one."""
    bad = [
        name
        for name in ("start_date", "end_date")
        if not _WHOLE.fullmatch(str(slide.get(f"{name}.year", "")))
    ]
    if "start_date" in bad:
        bad = ["start_date", "end_date"]
    moved = tuple(f"{name}{mark}" for name in bad for mark in (".", ""))
    return {
        f"x-dateline.{key}" if key in moved or key.startswith(moved[::2]) else key: value
        for key, value in slide.items()
    }


def _belongs(key: str, value: Any, flat: Flat) -> bool:
    """Whether a part of a date can be given back: there is no other date, or it goes with that and is finer."""
    name, _, unit = key.partition(".")
    if unit not in UNITS or not any(f"{one}.year" in flat for one in ("start_date", "end_date")):
        return True
    if name == "end_date" and "end_date.year" not in flat:  # an end that was the beginning once more
        return unit == "millisecond" or str(flat.get(f"start_date.{unit}", "")) == str(value)
    before = UNITS[max(0, UNITS.index(unit) - 1)]
    return f"{name}.{'year' if unit == 'millisecond' else before}" in flat


def _says_the_same(key: str, before: str, now: str) -> bool:
    if key == "unique_id":
        return True
    if key == "media.url":
        return web_address(before) == now
    if key == "group":
        return slugify(as_words(before).text) == slugify(now)
    return as_words(before).text == as_words(now).text
