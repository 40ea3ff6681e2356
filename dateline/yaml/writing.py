"""YAML as an editor would write it: whatever a text holds, it stays that text."""

import json
import re
from collections.abc import Iterator
from collections.abc import Mapping as Group
from typing import Any

from dateline.read.text import ContentFile
from dateline.yaml.nodes import Mapping, Scalar, Sequence, read_yaml
from dateline.yaml.quoting import quoted

_PLAIN = re.compile(r"[\w/~][\w./~+?%&'’“”()-]*(?: [\w./~+?%&'’“”(][\w./~+?%&'’“”()-]*)*")
_NOT_PLAIN = frozenset(("~", "null", "true", "false", "yes", "no", "on", "off", "y", "n"))
_INVISIBLE = re.compile("[\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff]")
_LINES = re.compile(r"(?! )[^\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]+(?<![ \n])")


def yaml_text(value: Group[str, Any] | list[Any]) -> str:
    """A YAML document of texts, ``True``, lists and groups of fields; empty ones that a field has are left out."""
    return "".join(f"{line}\n" for line in _block(value))


def _block(value: Any) -> Iterator[str]:
    """The lines of a list or group, not indented."""
    if isinstance(value, Group):
        for key, one in value.items():
            if one not in ({}, []):
                yield from _entry(f"{scalar(key)}:", one, "  ")
    else:
        for one in value:
            if one == {}:
                yield "- {}"  # it has a place among others
            elif isinstance(one, Group | list):
                for number, line in enumerate(_block(one)):
                    yield f"  {line}" if number and line else line if number else f"- {line}"
            else:
                yield from _entry("-", one, "  ")


def _entry(head: str, value: Any, indent: str) -> Iterator[str]:
    if isinstance(value, Group | list):
        yield head
        yield from (f"{indent}{line}" if line else line for line in _block(value))
    elif isinstance(value, str) and "\n" in value and _LINES.fullmatch(value):
        yield f"{head} |-"
        yield from (f"{indent}{line}" if line else line for line in value.split("\n"))
    else:
        yield f"{head} {'true' if value is True else scalar(value)}"


def scalar(text: str, in_brackets: bool = False) -> str:
    """A text on its line or in a list in brackets: as it is where YAML reads it as just that, else in quotes."""
    if _INVISIBLE.search(text):
        return _INVISIBLE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))
    plain = _PLAIN.fullmatch(text) or (text and _is_read_as_it_is(text, in_brackets))
    return text if plain and text.casefold() not in _NOT_PLAIN else quoted(text)


def _is_read_as_it_is(text: str, in_brackets: bool) -> bool:
    source = f"key: [{text}]\n" if in_brackets else f"key: {text}\n"
    node, problems = read_yaml(ContentFile("", source), source)
    value = node.get("key") if isinstance(node, Mapping) else None
    if isinstance(value, Sequence) and len(value.items) == 1:
        value = value.items[0]
    return isinstance(value, Scalar) and value.value == text and not problems
