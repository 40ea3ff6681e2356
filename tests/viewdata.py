"""Views from YAML: the structures of ``dateline/views/`` built by their type hints, for examples of templates.

Some types have a short form, read by the project's own code: a date and a quantity as an editor writes them, a status
by its key, a source by its number, a link by its text alone.
"""

from __future__ import annotations

import types
import typing
from datetime import UTC
from pathlib import Path
from typing import Any, Union, get_args, get_origin

import yaml
from markupsafe import Markup

from dateline.charts.strip_data import Lane
from dateline.charts.strip_view import StripView
from dateline.dates import parse_date
from dateline.languages.language import ENGLISH
from dateline.model import Status
from dateline.values.quantities import parse_quantity
from dateline.values.refusal import Refusal
from dateline.views.components import SourceRef, StatusView
from dateline.views.dates import DateView, date_view
from dateline.views.frame_data import Link
from dateline.views.quantities import QuantityView, quantity_view
from dateline.views.statuses import status_view
from tests.strips import as_of, draw_strip, mark

EXAMPLES = Path(__file__).parent / "examples"


def load(path: Path) -> Any:
    """The YAML of an example. Scalars stay text; the type hints say what they are."""
    # BaseLoader makes texts, lists and mappings, and nothing else.
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def build(hint: Any, data: Any) -> Any:
    """``data`` as a value of the type ``hint``."""
    if hint is Any or hint is object:
        return data
    if get_origin(hint) in (Union, types.UnionType):
        options = [option for option in get_args(hint) if option is not type(None)]
        if data in ("null", None):
            return None
        return build(Markup if Markup in options else options[0], data)
    if get_origin(hint) is tuple:
        return _items(get_args(hint), data)
    if hint is bool:
        return {"true": True, "false": False}[data]
    if hint in (str, int, Markup):
        return hint(data)
    return _short(hint, data) if isinstance(data, str) else _whole(hint, data)


def _items(hints: tuple[Any, ...], data: list[Any]) -> tuple[Any, ...]:
    if len(hints) == 2 and hints[1] is Ellipsis:
        return tuple(build(hints[0], item) for item in data)
    return tuple(build(hint, item) for hint, item in zip(hints, data, strict=True))


def _short(hint: Any, text: str) -> Any:
    if hint is DateView:
        written, _, words = text.partition(" | ")
        return date_view(_read(parse_date(written)), ENGLISH, UTC, words or None)
    if hint is QuantityView:
        return quantity_view(_read(parse_quantity(text)), ENGLISH)
    if hint is StatusView:
        return status_view(Status(text), ENGLISH)
    if hint is SourceRef:
        return SourceRef(int(text), f"#s{text}", f"Source {text}")
    if hint is Link:
        return Link(text)
    raise AssertionError(f"{hint} has no short form: {text!r}")


def _read(value: Any) -> Any:
    assert not isinstance(value, Refusal), value.reason
    return value


def _whole(hint: Any, data: dict[str, Any]) -> Any:
    """A structure from a mapping. A field that is left out gets its default, or else what stands for nothing."""
    if hint is StripView:
        return _strip(data)
    hints = typing.get_type_hints(hint, localns={"Markup": Markup})
    fields = hint.__struct_fields__
    needed = fields[: len(fields) - len(hint.__struct_defaults__)]
    unknown = set(data) - set(fields)
    assert not unknown, f"{hint.__name__} has no {sorted(unknown)}"
    values = {}
    for name in fields:
        if name in data:
            values[name] = build(hints[name], data[name])
        elif name in needed:
            values[name] = _nothing(hints[name], f"{hint.__name__}.{name}")
    return hint(**values)


def _nothing(hint: Any, name: str) -> Any:
    if get_origin(hint) in (Union, types.UnionType):
        return None if type(None) in get_args(hint) else ""
    if get_origin(hint) is tuple:
        return ()
    nothing: dict[Any, Any] = {str: "", Markup: Markup(""), int: 0, bool: False}
    assert hint in nothing, f"{name} is needed"
    return nothing[hint]


def _strip(data: dict[str, Any]) -> StripView:
    """A strip drawn from marks: ``lanes: {id: label}`` and ``marks`` of date, status, lane and label."""
    marks = []
    for item in data.get("marks", ()):
        title = "{status}. {label}".format_map(item)
        marks.append(mark(item["date"], title, item["status"], item["lane"], item["href"], actors=""))
    lanes = [Lane(id, label) for id, label in data["lanes"].items()]
    return draw_strip(lanes, marks, as_of(data["as_of"]) if "as_of" in data else None, ENGLISH)
