"""JSON whose values know where they stand, so that what is said of one leads to its line."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any

from dateline.findings.positions import Position
from dateline.read.text import ContentFile
from dateline.values.refusal import Refusal

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')
_DEEPEST = 100


@dataclass(frozen=True, slots=True)
class Located:
    """A JSON document. ``places`` has the offset and length of every value by its path: ``events[3].media.url``."""

    value: Any
    file: ContentFile
    places: Mapping[str, tuple[int, int]]
    twice: tuple[str, ...]
    """Paths of fields that are written more than once; the last one counts."""

    def at(self, path: str) -> Position:
        """Where the value at ``path`` stands, or the nearest one around it."""
        while path not in self.places:
            cut = max(path.rfind("."), path.rfind("["))
            if cut < 0:
                return self.file.position(0)
            path = path[:cut]
        start, length = self.places[path]
        return self.file.position(start, min(length, 60))


def read_json(file: ContentFile) -> Located | tuple[Position, Refusal]:
    """The document in ``file``, or where and why it is none."""
    try:
        value = json.loads(file.text, parse_constant=_refuse, parse_float=_float)
    except json.JSONDecodeError as error:
        return file.position(error.pos), Refusal(f"this is not JSON ({error.msg})", "export the file again")
    except RecursionError:
        return file.position(0), Refusal("this is nested deeper than any timeline")
    except ValueError as error:
        return file.position(0), Refusal(f"a number here cannot be read ({error})")
    places: dict[str, tuple[int, int]] = {}
    twice: list[str] = []
    if (at := _locate(file.text, places, twice)) is not None:
        return file.position(at), Refusal("this is nested deeper than any timeline")
    return Located(value, file, places, tuple(twice))


def _float(text: str) -> float:
    if not isfinite(number := float(text)):
        raise ValueError(f"{text[:20]} is too large")
    return number


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")


def _locate(text: str, places: dict[str, tuple[int, int]], twice: list[str]) -> int | None:
    """Note the place of every value of a document that is known to be JSON; where it is too deep, that offset."""
    around: list[tuple[str, bool]] = []  # path and whether it is a list, outermost first
    counts: list[int] = []
    key, is_key = "", False
    for token in _TOKEN.finditer(text):
        sign = token[0]
        if sign in "}]":
            around.pop()
            counts.pop()
            is_key = False
            continue
        if sign == ",":
            counts[-1] += 1
            is_key = not around[-1][1]
            continue
        if sign == ":":
            is_key = False
            continue
        if is_key:
            key = json.loads(sign)
            continue
        path = _inside(around[-1], key, counts[-1]) if around else ""
        if path in places:
            twice.append(path)
        places[path] = (token.start(), len(sign))
        if sign in "{[":
            if len(around) == _DEEPEST:
                return token.start()
            around.append((path, sign == "["))
            counts.append(0)
            is_key = sign == "{"
    return None


def _inside(around: tuple[str, bool], key: str, number: int) -> str:
    path, is_list = around
    if is_list:
        return f"{path}[{number}]"
    return f"{path}.{key}" if path else key
