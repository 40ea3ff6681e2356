"""YAML as an editor would write it, for what was read from elsewhere: whatever a text holds, it stays that text."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

_PLAIN = re.compile(r"[\w/~][\w./~+?%&'’“”()-]*(?: [\w./~+?%&'’“”(][\w./~+?%&'’“”()-]*)*")
_NOT_PLAIN = frozenset(("~", "null", "true", "false", "yes", "no", "on", "off", "y", "n"))
_INVISIBLE = re.compile("[\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff]")
_LINES = re.compile(r"(?! )[^\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]+(?<![ \n])")


def yaml_text(value: Mapping[str, Any] | list[Any]) -> str:
    """A YAML document of texts, ``True``, lists and groups of fields; empty groups and lists are left out."""
    return "".join(f"{line}\n" for line in _block(value))


def _block(value: Any) -> Iterator[str]:
    """The lines of a list or group, not indented."""
    if isinstance(value, Mapping):
        for key, one in value.items():
            if one not in ({}, []):
                yield from _entry(f"{scalar(key)}:", one, "  ")
    else:
        for one in value:
            if isinstance(one, Mapping | list):
                for number, line in enumerate(_block(one)):
                    yield f"  {line}" if number and line else line if number else f"- {line}"
            else:
                yield from _entry("-", one, "  ")


def _entry(head: str, value: Any, indent: str) -> Iterator[str]:
    if isinstance(value, Mapping | list):
        yield head
        yield from (f"{indent}{line}" if line else line for line in _block(value))
    elif isinstance(value, str) and "\n" in value and _LINES.fullmatch(value):
        yield f"{head} |-"
        yield from (f"{indent}{line}" if line else line for line in value.split("\n"))
    else:
        yield f"{head} {scalar(value)}"


def scalar(value: Any) -> str:
    """One value on a line, in quotes where YAML would read it otherwise."""
    if value is True:
        return "true"
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    if _PLAIN.fullmatch(value) and value.casefold() not in _NOT_PLAIN:
        return value
    quoted = json.dumps(value, ensure_ascii=False)
    return _INVISIBLE.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)
