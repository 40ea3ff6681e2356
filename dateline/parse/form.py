"""The front matter as other tools know it: JSON Schema for editors, and the reference in ``docs/format.md``.

Both are made from ``dateline.parse.schema``, the tables that the parser itself reads.
"""

from collections.abc import Iterator
from typing import Any

from dateline.data.json_schema import DIALECT
from dateline.parse.fields import Either, ListOf, Pairs, Record
from dateline.parse.reading import Type
from dateline.parse.schema import ACTOR, CRISIS, SETTINGS, SOURCE, STORY, TEXT_PAGE, TRANSLATION
from dateline.parse.texts import Text
from dateline.parse.types import Address, Choice, Date, Days, FileName, Flag, Id, Name, Url

FILES: dict[str, tuple[Record, str]] = {
    "story": (STORY, "content/crises/<crisis>/<story>.md"),
    "crisis": (CRISIS, "content/crises/<crisis>/index.md"),
    "actor": (ACTOR, "content/actors/<actor>.md"),
    "page": (TEXT_PAGE, "content/pages/<page>.md"),
    "site": (SETTINGS, "content/site.yaml"),
    "sources": (SOURCE, "content/sources.yaml, a list of these"),
}
"""What each kind of file holds, and where it lies."""

HEAD = """# The format of content files

Every field there is, for each kind of file and each group inside one. Fields in **bold** are required.
`docs/writing.md` explains them with examples; `python3 build.py schema story` prints the same as a JSON Schema.

Fields marked *Words* are those that a translation gives in its own language: `<story>.es.md` beside `<story>.md`,
and so for `index.md`, actors, pages and `site.yaml`. It may leave out whatever does not differ, required or not; what
it repeats of all other fields has to be what the original says.

This page is made from `dateline/parse/schema.py`: `python3 build.py schema --reference > docs/format.md`.
"""


def json_schema(kind: str) -> dict[str, Any]:
    """A JSON Schema (2020-12) of the front matter of one kind of file, or of the whole file where it is YAML.

    It is what an editor can know: names, types and words. References, dates and amounts are judged by ``check``.
    """
    record, _ = FILES[kind]
    groups = {group_name(one): _object(one) for one in groups_below(record)}
    whole: dict[str, Any] = {"$ref": f"#/$defs/{group_name(record)}"}
    if kind == "sources":
        whole = {"type": "array", "items": whole}
    return {
        "$schema": DIALECT,
        "title": f"Dateline: {kind}",
        **whole,
        "$defs": groups,
    }


def reference() -> str:
    """All fields of all files as Markdown."""
    parts = [HEAD]
    told: set[str] = set()
    for kind, (record, place) in FILES.items():
        parts.append(f"\n## {kind.capitalize()}\n\n`{place}`\n\n{_table(record)}")
        told.add(group_name(record))
    parts.append(f"\n## What only a translation has\n\n{_table(TRANSLATION)}")
    for record, _ in FILES.values():
        for group in groups_below(record):
            if group_name(group) not in told:
                told.add(group_name(group))
                parts.append(f"\n## {group.title.capitalize()}\n\n{_table(group)}")
    return "".join(parts)


def _table(record: Record) -> str:
    rows = ["| field | takes | what it is for |", "|---|---|---|"]
    for field in record.fields:
        key = f"**`{field.key}`**" if field.required else f"`{field.key}`"
        example = f" Example: `{field.example}`." if field.example else ""
        words = " *Words.*" if field.words else ""
        rows.append(
            f"| {key} | {field.type.expects.replace('|', chr(92) + '|')} | {field.about}{words}{example} |"
        )
    return "\n".join(rows) + "\n"


def groups_below(record: Record) -> Iterator[Record]:
    """A group of fields and every group below it, each once."""
    found: dict[str, Record] = {}
    waiting: list[Type] = [record]
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, Record):
            if group_name(one) in found:
                continue
            found[group_name(one)] = one
            waiting += (field.type for field in one.fields)
        elif isinstance(one, Either):
            waiting += (one.text, one.group)
        elif isinstance(one, ListOf):
            waiting.append(one.item)
        elif isinstance(one, Pairs):
            waiting.append(one.value)
    yield from found.values()


def group_name(record: Record) -> str:
    """“a known line” → ``known-line``."""
    first, _, rest = record.title.partition(" ")
    return (rest if first in ("a", "an") else record.title).replace(" ", "-").replace("'", "")


def _object(record: Record) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {
            field.key: {"description": f"{field.about} Takes {field.type.expects}.", **_type(field.type)}
            for field in record.fields
        },
        "required": [field.key for field in record.fields if field.required],
        "additionalProperties": False,
    }


def _type(one: Type) -> dict[str, Any]:
    """What a field takes, as YAML hands it to a validator: a text that looks like a number arrives as one."""
    match one:
        case Record():
            whole = {"$ref": f"#/$defs/{group_name(one)}"}
            return {"anyOf": [_type(one.by_key[one.short].type), whole]} if one.short else whole
        case Either():
            return {"anyOf": [_type(one.text), _type(one.group)]}
        case ListOf():
            items: dict[str, Any] = {"type": "array", "items": _type(one.item)}
            return {"anyOf": [items, _type(one.item)]} if one.one else items
        case Pairs():
            return {"type": "object", "additionalProperties": _type(one.value)}
        case Choice():
            return {"enum": list(one.options)}
        case Flag():
            return {"type": "boolean"}
        case Date():
            window = {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 1}
            return {"anyOf": [{"type": ["string", "integer"]}, window]}
        case Days():
            return {"type": "string", "pattern": "^[1-9][0-9]{0,3}d$"}
        case Url() | FileName() | Address():
            return {"type": "string"}
        case Id() | Name():
            return {"type": ["string", "integer"]}
        case Text():
            return {"type": ["string", "number"], "maxLength": one.longest}
        case _:
            return {"type": ["string", "number"]}
