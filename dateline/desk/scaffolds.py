"""New files and entries as text, made from the tables in ``dateline.parse.schema``."""

from collections.abc import Mapping as MappingOf
from dataclasses import dataclass

from dateline.parse.fields import Field, ListOf, Record
from dateline.parse.schema import ACTOR, CRISIS, EVENT, FIGURE, STORY
from dateline.parse.types import Choice, Flag
from dateline.yaml.writing import scalar

Values = MappingOf[str, tuple[str, ...]]
"""What an editor gave, by key: one text, or several for a list."""


@dataclass(frozen=True, slots=True)
class Scaffold:
    """What ``new`` writes for a kind: some fields of a record."""

    record: Record
    keys: tuple[str, ...]
    """The fields it offers, in the order in which they are written."""
    into: str = ""
    """The list in another file that an entry goes into; empty for a file of its own."""

    @property
    def fields(self) -> tuple[Field, ...]:
        return tuple(self.record.by_key[key] for key in self.keys)


SCAFFOLDS: dict[str, Scaffold] = {
    "crisis": Scaffold(CRISIS, ("title", "name", "summary", "status", "place", "started", "draft")),
    "story": Scaffold(
        STORY,
        (
            *("title", "date", "published", "date_text", "summary", "status", "kind", "place", "key"),
            *("actors", "sources", "tags", "draft"),
        ),
    ),
    "event": Scaffold(
        EVENT,
        (
            *("id", "date", "date_text", "title", "text", "status", "kind", "place", "key"),
            *("actors", "sources"),
        ),
        into="events",
    ),
    "actor": Scaffold(ACTOR, ("name", "kind", "aliases", "role", "group")),
    "figure": Scaffold(FIGURE, ("id", "label", "unit", "definition", "lead", "review_after"), into="figures"),
}

_BODY = {
    "story": "The text goes below the second ---: Markdown, with [[actor:id]], [[event:id]], [[figure:id]], [@source].",
    "crisis": "The text below the second --- is the explainer. Stories lie beside this file, one file each.",
    "actor": "The text below the second --- says who they are.",
}


def new_file(kind: str, values: Values) -> str:
    """A file with these values; the fields that were not given stand in it as comments that say what they are for."""
    lines = ["---"]
    for field in SCAFFOLDS[kind].fields:
        given = values.get(field.key, ())
        lines.append(_line(field, given) if given else f"# {field.key}: {_about(field)}")
    return "\n".join([*lines, f"# {_BODY[kind]}", "---", ""])


def new_entry(kind: str, values: Values) -> list[str]:
    """The lines of an entry, without indentation or hyphen."""
    return [_line(field, values[field.key]) for field in SCAFFOLDS[kind].fields if values.get(field.key)]


def _line(field: Field, given: tuple[str, ...]) -> str:
    if isinstance(field.type, ListOf):
        return f"{field.key}: [{', '.join(scalar(one, in_brackets=True) for one in given)}]"
    comment = "  # delete this line to publish" if field.key == "draft" else ""
    value = given[0] if isinstance(field.type, Flag) else scalar(given[0])
    return f"{field.key}: {value}{comment}"


def _about(field: Field) -> str:
    return (
        f"{field.about} One of {', '.join(field.type.options)}."
        if isinstance(field.type, Choice)
        else field.about
    )
