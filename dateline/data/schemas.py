"""The schemas of ``record.json`` and of a figure's ``claims.json``, made from the tables that declare the fields of
content files."""

from typing import Any

from dateline.data import figure, record
from dateline.data.json_schema import DIALECT, closed
from dateline.data.written import OF_THE_DESK
from dateline.parse import schema
from dateline.parse.fields import Either, Field, ListOf, Pairs, Record
from dateline.parse.form import group_name, groups_below
from dateline.parse.reading import Type
from dateline.parse.types import Amount, Choice, Date, Days, Flag
from dateline.values.quantities import Form

_TEXT = {"type": "string", "minLength": 1}
_ANY_TEXT = {"type": "string"}
_DAY = {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]}


def record_schema() -> dict[str, Any]:
    """A JSON Schema (2020-12) of ``record.json``."""
    groups = _groups(schema.CRISIS, schema.STORY, schema.ACTOR, schema.SOURCE, schema.KIND)
    own: dict[str, dict[str, Any]] = {
        "crisis": {"body": _ANY_TEXT},
        "story": {"slug": _TEXT, "address": _TEXT, "body": _ANY_TEXT},
        "actor": {"id": _TEXT},
    }
    for name, more in own.items():
        groups[name]["properties"] = {**more, **groups[name]["properties"]}
        groups[name]["required"] += more
    groups["figure"]["properties"]["story"] = {
        "description": "The story that defines it, where it is not the crisis.",
        **_TEXT,
    }
    groups["site"] = closed(
        {
            **dict.fromkeys(("title", "publisher", "address", "timezone", "language"), _TEXT),
            "languages": {"type": "array", "items": _TEXT},
            "kinds": _list("kind"),
        }
    )
    told = (schema.CRISIS, schema.STORY, schema.ACTOR)
    groups |= {_words_name(one): _words(one) for file in told for one in groups_below(file)}
    groups["site-words"] = {
        "type": "object",
        "properties": {"title": _TEXT, "publisher": _TEXT, "kinds": _list("kind-words")},
        "additionalProperties": False,
    }
    groups["translation"] = {
        "type": "object",
        "properties": {
            "language": _TEXT,
            "kind": {"enum": [*(group_name(one) for one in told), "site"]},
            "slug": _TEXT,
            "translated": _ref("date"),
            "translator": _TEXT,
            "words": {"anyOf": [*(_ref(_words_name(one)) for one in told), _ref("site-words")]},
        },
        "required": ["language", "kind", "words"],
        "additionalProperties": False,
    }
    return {
        "$schema": DIALECT,
        "title": "The record of a crisis, as Dateline publishes it",
        **closed(
            {
                "format": {"const": record.FORMAT},
                "version": {"const": record.VERSION},
                "slug": _TEXT,
                "address": _TEXT,
                "changed": _DAY,
                "site": _ref("site"),
                "crisis": _ref("crisis"),
                "stories": _list("story"),
                "actors": _list("actor"),
                "sources": _list("source"),
                "translations": _list("translation"),
            }
        ),
        "$defs": groups,
    }


def figure_schema() -> dict[str, Any]:
    """A JSON Schema (2020-12) of the ``claims.json`` of a figure."""
    groups = _groups(schema.CLAIM, schema.FIGURE, schema.SOURCE)
    claim, more = groups["claim"], {"current": {"type": "boolean"}, "recorded": _DAY, "corrected": _DAY}
    claim["properties"] |= {"source": {"type": "array", "items": _TEXT}, **more, "story": _ref("story")}
    claim["required"] += ["source", *more, "story"]
    groups["story"] = closed(dict.fromkeys(("slug", "title", "address"), _TEXT))
    groups["crisis"] = closed(dict.fromkeys(("slug", "name", "address"), _TEXT))
    groups["actor"] = closed(dict.fromkeys(("id", "name"), _TEXT))
    return {
        "$schema": DIALECT,
        "title": "A figure and every claim to it, as Dateline publishes them",
        **closed(
            {
                "format": {"const": figure.FORMAT},
                "version": {"const": figure.VERSION},
                "address": _TEXT,
                "changed": _DAY,
                "publisher": _TEXT,
                "crisis": _ref("crisis"),
                "figure": _ref("figure"),
                "claims": _list("claim"),
                "actors": _list("actor"),
                "sources": _list("source"),
            }
        ),
        "$defs": groups,
    }


def _groups(*of: Record) -> dict[str, dict[str, Any]]:
    """What these records are made of, by name, with dates and quantities."""
    groups = {group_name(one): _group(one) for record in of for one in groups_below(record)}
    bound = {"anyOf": [{"type": "string", "format": "date-time"}, {"type": "null"}]}
    number = {"type": ["number", "null"]}
    groups["date"] = closed({"edtf": _TEXT, "earliest": bound, "latest": bound})
    groups["quantity"] = closed(
        {"value": _TEXT, "form": {"enum": [form.value for form in Form]}, "low": number, "high": number}
    )
    return groups


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/$defs/{name}"}


def _list(name: str) -> dict[str, Any]:
    return {"type": "array", "items": _ref(name)}


def _group(record: Record) -> dict[str, Any]:
    given = [one for one in record.fields if one.key not in OF_THE_DESK]
    return {
        "type": "object",
        "properties": {one.key: {"description": one.about, **_type(one.type)} for one in given},
        "required": [one.key for one in given if _always(one)],
        "additionalProperties": False,
    }


def _words_name(record: Record) -> str:
    return f"{group_name(record)}-words"


def _words(record: Record) -> dict[str, Any]:
    """A group of fields as a translation may have it: its words alone, and the id of what they are of."""
    given = {one.key: _in_words(one) for one in record.fields if one.key not in OF_THE_DESK}
    properties = {key: one for key, one in given.items() if one}
    if "id" in record.by_key:
        properties = {"id": _TEXT, **properties}
    if group_name(record) in ("crisis", "story"):
        properties["body"] = _ANY_TEXT
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _in_words(field: Field) -> dict[str, Any]:
    """What a translation may say in a field; empty for a fact."""
    match field.type:
        case Record() as group:
            return _ref(_words_name(group))
        case ListOf(item=Record() as group) | ListOf(item=Either(group=group)):
            return _list(_words_name(group))
        case Pairs() if field.words:
            return {"type": "object", "additionalProperties": _TEXT}
        case ListOf() if field.words:
            return {"type": "array", "items": _TEXT}
    return _TEXT if field.words else {}


def _always(field: Field) -> bool:
    """Whether the record always has it: what an editor must give, and the id that we give otherwise."""
    return field.required or field.key == "id"


def _type(one: Type) -> dict[str, Any]:
    match one:
        case Record():
            return _ref(group_name(one))
        case Either():
            return {"anyOf": [_type(one.text), _type(one.group)]}
        case ListOf():
            return {"type": "array", "items": _type(one.item), "minItems": 1}
        case Pairs():
            return {"type": "object", "additionalProperties": _type(one.value)}
        case Choice():
            return {"enum": list(one.options)}
        case Flag():
            return {"const": True}
        case Date():
            return _ref("date")
        case Amount():
            return _ref("quantity")
        case Days():
            return {"type": "string", "pattern": "^[1-9][0-9]{0,3}d$"}
    return _TEXT
